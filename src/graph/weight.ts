import type { LockedPackage, Weight } from '../model/lock';
import { acceleratorOf } from './accelerator';
import { environments } from './environments';
import { acceptsWheel } from './wheel-tags';
import { readWheelName } from './wheel-name';
import type { LockIndex } from './lock-index';

/**
 * Packages that only `start` brings in: without it, nobody else in the lock asks for them.
 * @param declared packages that the manifest asks for, for locks that do not say what the project itself wants
 */
export function broughtOnlyBy(start: number, index: LockIndex, declared: readonly number[] = []): readonly number[] {
  const { states } = index;
  const isOwn = (state: number): boolean => states.packageOf[state] === start;
  const others = new Set([...index.roots(), ...declared].filter((state) => !isOwn(state)));
  states.follow(others, ({ to }) => !isOwn(to));
  const own = new Set(states.statesOf(start));
  states.follow(own, ({ to }) => !others.has(to));
  return [...new Set([...own].flatMap((state) => states.packageOf[state] ?? []))].filter((at) => at !== start && !others.has(at));
}

/** What a package weighs together with all that only it brings. `minor`: the Python whose wheels are taken. */
export function weightOf(start: number, index: LockIndex, minor: number, declared: readonly number[] = []): Weight {
  // Locks of conda say for which platforms they took a package; elsewhere it weighs nothing on Linux x86-64.
  if (index.package(start)?.platforms?.includes('linux-64') === false) return { bytes: 0, packages: 0, unsized: 0 };
  const brought = broughtOnlyBy(start, index, declared).map((at) => index.package(at));
  const self = index.package(start);
  const own = self && sizeOf(self, minor);
  const weight: Weight = { ...weigh([self, ...brought], minor), ...(own === undefined ? {} : { own }) };
  const byTarget = new Map<string, LockedPackage[]>();
  for (const locked of brought) {
    const target = locked && acceleratorOf(locked);
    if (locked && target !== undefined) byTarget.set(target, [...(byTarget.get(target) ?? []), locked]);
  }
  const [most] = [...byTarget].sort((a, b) => b[1].length - a[1].length);
  if (!most) return weight;
  const { bytes, packages } = weigh(most[1], minor);
  return { ...weight, runtime: { target: most[0], packages, bytes } };
}

/** What packages weigh as downloaded on Linux x86-64: the wheel that is taken there, else the largest file listed. */
export function weigh(packages: readonly (LockedPackage | undefined)[], minor: number): Weight {
  let bytes = 0;
  let unsized = 0;
  for (const locked of packages) {
    const size = locked && sizeOf(locked, minor);
    if (size === undefined) unsized++;
    else bytes += size;
  }
  return { bytes, packages: packages.length, unsized };
}

function sizeOf({ files }: LockedPackage, minor: number): number | undefined {
  const [linux] = environments;
  const taken = files.find(({ name }) => {
    const wheel = readWheelName(name);
    return wheel && linux && acceptsWheel(wheel, linux, minor);
  });
  if (taken?.size !== undefined) return taken.size;
  const sizes = files.flatMap(({ size }) => (size === undefined ? [] : [size]));
  return sizes.length > 0 ? Math.max(...sizes) : undefined;
}
