import type { LockedPackage } from '../model/lock';
import type { Environment } from './environments';

/** Parts of names that stand for a system, a processor or a C library: `@esbuild/linux-x64`, `lightningcss-darwin-arm64`. */
const systems: Readonly<Record<string, string>> = {
  linux: 'linux',
  darwin: 'darwin',
  macos: 'darwin',
  win32: 'win32',
  windows: 'win32',
  android: 'android',
  freebsd: 'freebsd',
  openbsd: 'openbsd',
  netbsd: 'netbsd',
  openharmony: 'openharmony',
  sunos: 'sunos',
  aix: 'aix',
};
const processors: Readonly<Record<string, string>> = { x64: 'x64', amd64: 'x64', arm64: 'arm64', aarch64: 'arm64' };
const others = new Set(
  'arm ia32 ppc64 ppc64le riscv64 s390x loong64 mips64el universal musl gnu msvc gnueabihf musleabihf eabi glibc wasm32 wasi'.split(' '),
);

interface PlatformName {
  /** The name without those parts: packages that have it in common are builds of one thing. */
  readonly family: string;
  readonly os: string;
  readonly cpu: string;
  readonly libc: string;
}

function readPlatformName(name: string): PlatformName | undefined {
  const rest: string[] = [];
  let [os, cpu, libc] = ['', '', ''];
  for (const part of name.split('/').flatMap((one) => one.split('-'))) {
    if (Object.hasOwn(systems, part)) os = systems[part] ?? '';
    else if (Object.hasOwn(processors, part)) cpu = processors[part] ?? '';
    else if (part === 'musl') libc = 'musl';
    else if (part === 'gnu' || part === 'glibc') libc = 'glibc';
    else if (!others.has(part)) rest.push(part);
  }
  return os === '' ? undefined : { family: rest.join('-'), os, cpu, libc };
}

/**
 * True if a package names its builds for single platforms as optional packages, and this lock holds some of them but not the one
 * for an environment. npm leaves them out of locks that it makes with the packages of one platform already installed:
 * https://github.com/npm/cli/issues/4828
 */
export function lacksPlatformBuild({ requires }: LockedPackage, environment: Environment): boolean {
  const held = new Set<string>();
  const fitting = new Set<string>();
  const lacking = new Set<string>();
  for (const { name, to, optional } of requires) {
    const build = optional === true ? readPlatformName(name) : undefined;
    if (!build) continue;
    if (to !== undefined) held.add(build.family);
    if (isFor(build, environment)) (to === undefined ? lacking : fitting).add(build.family);
  }
  return [...lacking].some((family) => held.has(family) && !fitting.has(family));
}

function isFor({ os, cpu, libc }: PlatformName, environment: Environment): boolean {
  return os === environment.os && cpu === environment.cpu && (libc === '' || environment.libc === undefined || libc === environment.libc.kind);
}
