import type { Dependency } from '../model/manifest';
import type { Binding, Ternary } from '../model/rule';
import { evaluateMarker } from '../registries/marker';

type Environment = Readonly<Record<string, string>>;

const linux = { os_name: 'posix', sys_platform: 'linux', platform_system: 'Linux' };
const macos = { os_name: 'posix', sys_platform: 'darwin', platform_system: 'Darwin' };
const windows = { os_name: 'nt', sys_platform: 'win32', platform_system: 'Windows' };

/** The platforms that a guard may shut out, by the id of their operating system's target. */
export const platforms: readonly { os: string; cpu: string; environment: Environment }[] = [
  { os: 'os-linux', cpu: 'cpu-x86_64', environment: { ...linux, platform_machine: 'x86_64' } },
  { os: 'os-linux', cpu: 'cpu-arm64', environment: { ...linux, platform_machine: 'aarch64' } },
  { os: 'os-macos', cpu: 'cpu-arm64', environment: { ...macos, platform_machine: 'arm64' } },
  { os: 'os-macos', cpu: 'cpu-x86_64', environment: { ...macos, platform_machine: 'x86_64' } },
  { os: 'os-windows', cpu: 'cpu-x86_64', environment: { ...windows, platform_machine: 'AMD64' } },
  { os: 'os-windows', cpu: 'cpu-arm64', environment: { ...windows, platform_machine: 'ARM64' } },
];

/**
 * The environments in which a set of targets is judged: Apple GPUs mean macOS on arm64, DirectML means Windows, every other
 * accelerator Linux on x86-64, unless operating systems or processors are named too.
 */
export function environmentsOf(targets: readonly string[]): readonly Environment[] {
  const systems = targets.filter((target) => target.startsWith('os-'));
  const processors = targets.filter((target) => target.startsWith('cpu-'));
  if (systems.length > 0 || processors.length > 0) {
    const named = platforms.filter(
      ({ os, cpu }) => (systems.length === 0 ? os === 'os-linux' : systems.includes(os)) && (processors.length === 0 || processors.includes(cpu)),
    );
    return named.map(({ environment }) => environment);
  }
  return targets.map((target) => {
    const os = target === 'apple-mps' ? 'os-macos' : target === 'directml' ? 'os-windows' : 'os-linux';
    return platforms.find((platform) => platform.os === os)?.environment ?? {};
  });
}

/**
 * Can a row bind to what the binding names at all? A row that its marker keeps on macOS takes no build for NVIDIA, AMD or Intel
 * GPUs, and one that its marker keeps off macOS none for Apple's.
 */
export function isReachable({ marker, ecosystem }: Pick<Dependency, 'marker' | 'ecosystem'>, { axis, to }: Pick<Binding, 'axis' | 'to'>): boolean {
  if (!marker || axis !== 'hardware' || ecosystem !== 'pypi') return true;
  const homes = platforms.filter(({ os }) => to.some((target) => (os === 'os-macos' ? macTargets.includes(target) : !applesOnly.includes(target))));
  return (
    installedInAny(
      marker.raw,
      homes.map(({ environment }) => environment),
    ) !== 'no'
  );
}

/** True if its marker keeps a row from being installed on any of these targets. */
export function isShutOut({ marker, ecosystem }: Pick<Dependency, 'marker' | 'ecosystem'>, targets: readonly string[]): boolean {
  return marker !== undefined && ecosystem === 'pypi' && targets.length > 0 && installedInAny(marker.raw, environmentsOf(targets)) === 'no';
}

const applesOnly = ['apple-mps'];
const macTargets = ['apple-mps', 'vulkan', 'webgpu', 'qualcomm-qnn'];

/** Is a row with this marker installed in any of the environments? `unseen` where a variable is not known. */
export function installedInAny(marker: string, environments: readonly Environment[]): Ternary {
  const answers = environments.map((environment) => evaluateMarker(marker, environment));
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unseen') ? 'unseen' : 'no';
}
