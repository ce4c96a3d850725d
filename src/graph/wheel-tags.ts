import type { Environment } from './environments';
import type { WheelName } from './wheel-name';

/** glibc versions of the older names: PEP 513, 571, 599. */
const legacyManylinux: Readonly<Record<string, number>> = { manylinux1: 5, manylinux2010: 12, manylinux2014: 17 };

/**
 * True if a CPython of version 3.`minor` in this environment takes the wheel (PEP 425 tags, PEP 600 and 656 platforms).
 * Free-threaded and debug builds are left out: they are not the default interpreter.
 */
export function acceptsWheel(wheel: WheelName, environment: Environment, minor: number): boolean {
  const rightPython = wheel.pythons.some((python) => wheel.abis.some((abi) => acceptsPython(python, abi, minor)));
  return rightPython && wheel.platforms.some((platform) => acceptsPlatform(platform, environment));
}

/** `cp312-cp312`, `cp39-abi3` and older, `py3-none`, `py2.py3-none`, `cp312-none`. */
function acceptsPython(python: string, abi: string, minor: number): boolean {
  const tag = splitTag(python);
  if (!tag) return false;
  if (tag.kind === 'py') return abi === 'none' && (tag.version === 3 || (tag.version >= 30 && versionMinor(tag.version) <= minor));
  if (tag.kind !== 'cp' || tag.version < 30) return false;
  const own = versionMinor(tag.version);
  if (abi === 'abi3') return own <= minor;
  if (abi === 'none') return own === minor;
  return own === minor && (abi === python || abi === `${python}m`);
}

/** `cp312` → 312 as the digits stand: 3 and 12; `py3` → 3. */
function splitTag(tag: string): { kind: string; version: number } | undefined {
  const kind = tag.slice(0, 2);
  const digits = tag.slice(2);
  const version = digits === '' ? Number.NaN : Number(digits);
  return Number.isInteger(version) ? { kind, version } : undefined;
}

function versionMinor(version: number): number {
  const digits = String(version);
  return Number(digits.slice(1) || '0');
}

function acceptsPlatform(platform: string, environment: Environment): boolean {
  if (platform === 'any') return true;
  if (environment.os === 'win32') return platform === (environment.cpu === 'x64' ? 'win_amd64' : 'win_arm64');
  if (environment.os === 'darwin') return acceptsMacos(platform, environment);
  return acceptsLinux(platform, environment);
}

/** `macosx_11_0_arm64`, `macosx_10_9_universal2`: the system must be at least as new. */
function acceptsMacos(platform: string, { cpu, macos = 0 }: Environment): boolean {
  if (!platform.startsWith('macosx_')) return false;
  const [major = '', , ...machine] = platform.slice('macosx_'.length).split('_');
  const name = machine.join('_');
  return Number(major) <= macos && (name === 'universal2' || name === (cpu === 'arm64' ? 'arm64' : 'x86_64'));
}

function acceptsLinux(platform: string, { cpu, libc }: Environment): boolean {
  const machine = cpu === 'arm64' ? 'aarch64' : 'x86_64';
  if (!platform.endsWith(`_${machine}`)) return false;
  const system = platform.slice(0, -machine.length - 1);
  if (system === 'linux') return true;
  const legacy = legacyManylinux[system];
  if (legacy !== undefined) return libc?.kind === 'glibc' && legacy <= libc.minor;
  const [kind = '', major = '', minor = ''] = system.split('_');
  const wanted = kind === 'manylinux' ? 'glibc' : kind === 'musllinux' ? 'musl' : '';
  return libc?.kind === wanted && Number(major) === libc.major && Number(minor) <= libc.minor;
}
