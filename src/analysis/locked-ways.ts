import type { Path } from '../graph/lock-index';
import type { Paths } from '../model/lock';
import type { Dependency } from '../model/manifest';
import { normalizeName } from '../registries/names';
import { isGuardedRow } from './guard';
import type { LockFacts, Ways } from './locked';

/** The shortest way from a declared row to a package of a lock. */
export interface Way {
  readonly row: Dependency;
  readonly path: Path;
  /** Every way from this row is, or the row itself. */
  readonly guarded: boolean;
}

/** States of the lock at which a row's ways begin: what answers it, with the extras that it asks for. */
function startsOf(row: Dependency, lock: LockFacts): readonly number[] {
  const named = lock.index.named(normalizeName(row.ecosystem, row.name));
  const asked = named.filter((at) => lock.askedByMembers.has(at));
  const extras = row.extras.map(({ name }) => name);
  return (asked.length > 0 ? asked : named).flatMap((at) => lock.index.states.asked(at, extras));
}

/** The packages of a lock that some rows ask for. */
export function declaredIn(rows: readonly Dependency[], lock: LockFacts): readonly number[] {
  const own = rows.filter(({ role, ecosystem }) => role === 'requires' && ecosystem === lock.ecosystem);
  return [...new Set(own.flatMap((row) => startsOf(row, lock)))].sort((a, b) => a - b);
}

/** Ways from rows to a package, those first that nothing guards, then the shortest. */
export function waysTo(goal: number, rows: readonly Dependency[], lock: LockFacts, through: Ways = lock.ways): readonly Way[] {
  const leading = through.leading(goal);
  const ways = rows.flatMap((row) =>
    startsOf(row, lock).flatMap((start): Way[] => {
      const path = lock.index.path(start, goal, leading);
      return path ? [{ row, path, guarded: path.guarded || isGuardedRow(row) }] : [];
    }),
  );
  return ways.sort((a, b) => Number(a.guarded) - Number(b.guarded) || a.path.packages.length - b.path.packages.length);
}

/**
 * All ways in which the rows of a manifest lead to a package, by default through no package that a rule calls portable. A row
 * that asks for the package itself is one of them.
 */
export function pathsTo(goal: number, rows: readonly Dependency[], lock: LockFacts, through: Ways = lock.ways): Paths {
  const mayStart = (state: number): boolean => {
    const at = lock.index.states.packageOf[state] ?? -1;
    return at === goal || through.passable(at);
  };
  const asking = rows.filter(({ role, ecosystem }) => role === 'requires' && ecosystem === lock.ecosystem);
  const starting = asking.map((row) => ({ row, starts: startsOf(row, lock).filter(mayStart) }));
  const direct = starting.filter(({ starts }) => starts.includes(goal));
  const leading = through.leading(goal);
  const guarded = [
    ...direct.map(({ row }) => isGuardedRow(row)),
    ...starting.flatMap(({ row, starts }) => starts.flatMap((start) => leading.get(start) ?? []).map((way) => way.guarded || isGuardedRow(row))),
  ];
  const starts = [...new Set(starting.flatMap(({ starts: own }) => own))].sort((a, b) => a - b);
  return { ...through.count(goal, starts), guarded: guarded.length > 0 && guarded.every(Boolean) };
}

/**
 * All packages that rows of a lock's own manifest lead to on any way, and what its other members ask for: their manifests stand
 * elsewhere. Extras and peers count as asked for.
 */
export function reachedFrom(rows: readonly Dependency[], lock: LockFacts): ReadonlySet<number> {
  const { packages } = lock.index.graph;
  const reached = new Set(rows.flatMap(({ ecosystem, name }) => lock.index.named(normalizeName(ecosystem, name))));
  packages.forEach(({ member, row }, at) => {
    if (member === true && !lock.isOwnFolder(row)) reached.add(at);
  });
  for (const at of reached) for (const { to } of packages[at]?.requires ?? []) if (to !== undefined && !isOwnMember(to, lock)) reached.add(to);
  return reached;
}

/** A member that asks for the project itself says nothing of what the project's rows are now. */
function isOwnMember(at: number, lock: LockFacts): boolean {
  const locked = lock.index.package(at);
  return locked?.member === true && lock.isOwnFolder(locked.row);
}
