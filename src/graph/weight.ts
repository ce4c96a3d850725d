import type { LockedPackage, Weight } from '../model/lock';
import { acceleratorOf } from './accelerator';
import { environments } from './environments';
import { acceptsWheel } from './wheel-tags';
import { readWheelName } from './wheel-name';
import type { LockIndex } from './lock-index';

/** Packages that only `start` brings in: without it, nobody else in the lock asks for them. */
export function broughtOnlyBy(start: number, index: LockIndex): readonly number[] {
  const { packages } = index.graph;
  const others = new Set<number>();
  const queue = packages.flatMap(({ member }, at) => (member === true && at !== start ? [at] : []));
  const roots = queue.length > 0 ? queue : packages.map((_, at) => at).filter((at) => at !== start && index.askersOf(at) === 0);
  for (const at of roots) others.add(at);
  for (const at of others) for (const { to } of packages[at]?.requires ?? []) if (to !== undefined && to !== start) others.add(to);
  const own = new Set([start]);
  for (const at of own) for (const { to } of packages[at]?.requires ?? []) if (to !== undefined && !others.has(to)) own.add(to);
  own.delete(start);
  return [...own];
}

/** What a package weighs together with all that only it brings. `minor`: the Python whose wheels are taken. */
export function weightOf(start: number, index: LockIndex, minor: number): Weight {
  const brought = broughtOnlyBy(start, index).map((at) => index.package(at));
  const weight = weigh([index.package(start), ...brought], minor);
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
