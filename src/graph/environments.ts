/** An environment for which it is asked whether a lock can be installed there. */
export interface Environment {
  readonly id: string;
  readonly title: string;
  /** Targets that it stands for. */
  readonly targets: readonly string[];
  readonly os: 'linux' | 'darwin' | 'win32';
  readonly cpu: 'x64' | 'arm64';
  readonly libc?: { readonly kind: 'glibc' | 'musl'; readonly major: number; readonly minor: number };
  /** macOS version of the platform tags. */
  readonly macos?: number;
  /** Variables of PEP 508 markers that do not depend on the Python version. */
  readonly markers: Readonly<Record<string, string>>;
}

const linux = {
  os_name: 'posix',
  sys_platform: 'linux',
  platform_system: 'Linux',
  implementation_name: 'cpython',
  platform_python_implementation: 'CPython',
};
const glibc = { kind: 'glibc', major: 2, minor: 28 } as const;
const musl = { kind: 'musl', major: 1, minor: 2 } as const;

/** The six environments that are always judged. */
export const environments: readonly Environment[] = [
  {
    id: 'linux-x86_64-glibc',
    title: 'Linux x86-64',
    targets: ['os-linux', 'cpu-x86_64'],
    os: 'linux',
    cpu: 'x64',
    libc: glibc,
    markers: { ...linux, platform_machine: 'x86_64' },
  },
  {
    id: 'linux-arm64-glibc',
    title: 'Linux arm64',
    targets: ['os-linux', 'cpu-arm64'],
    os: 'linux',
    cpu: 'arm64',
    libc: glibc,
    markers: { ...linux, platform_machine: 'aarch64' },
  },
  {
    id: 'linux-x86_64-musl',
    title: 'Linux x86-64 (musl)',
    targets: ['os-linux', 'cpu-x86_64'],
    os: 'linux',
    cpu: 'x64',
    libc: musl,
    markers: { ...linux, platform_machine: 'x86_64' },
  },
  {
    id: 'linux-arm64-musl',
    title: 'Linux arm64 (musl)',
    targets: ['os-linux', 'cpu-arm64'],
    os: 'linux',
    cpu: 'arm64',
    libc: musl,
    markers: { ...linux, platform_machine: 'aarch64' },
  },
  {
    id: 'macos-arm64',
    title: 'macOS arm64',
    targets: ['os-macos', 'cpu-arm64'],
    os: 'darwin',
    cpu: 'arm64',
    macos: 15,
    markers: { ...linux, sys_platform: 'darwin', platform_system: 'Darwin', platform_machine: 'arm64' },
  },
  {
    id: 'windows-x86_64',
    title: 'Windows x86-64',
    targets: ['os-windows', 'cpu-x86_64'],
    os: 'win32',
    cpu: 'x64',
    markers: { ...linux, os_name: 'nt', sys_platform: 'win32', platform_system: 'Windows', platform_machine: 'AMD64' },
  },
];
