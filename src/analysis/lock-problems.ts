import type { Dependency, Manifest, Problem } from '../model/manifest';
import type { EnvironmentResult } from '../graph/installability';
import type { LockedRow } from './locked-row';
import type { LockFacts } from './locked';

const namesTold = 5;

/** Rows that a lock does not answer, and named targets on which it cannot be installed. */
export function lockProblems(
  manifest: Manifest,
  locks: readonly LockFacts[],
  rows: ReadonlyMap<Dependency, readonly LockedRow[]>,
  targets: readonly string[],
): readonly Problem[] {
  const [first] = manifest.dependencies;
  const platforms = first ? locks.flatMap((lock) => namedEnvironments(lock, targets).flatMap((result) => platformProblems(lock, result, first))) : [];
  return [...platforms, ...freshness(rows)];
}

function platformProblems(lock: LockFacts, { environment, impossible, lacking }: EnvironmentResult, { nameSpan }: Dependency): readonly Problem[] {
  const told = (code: 'lock-not-installable' | 'lock-one-platform', packages: readonly string[]): Problem => {
    const names = packages.slice(0, namesTold).join(', ') + (packages.length > namesTold ? ', …' : '');
    const count = `${packages.length} package${packages.length === 1 ? '' : 's'}`;
    return { code, span: nameSpan, arguments: { lock: lock.shortName, environment: environment.title, count, names } };
  };
  return [
    ...(impossible.length > 0 ? [told('lock-not-installable', impossible)] : []),
    ...(lacking.length > 0 ? [told('lock-one-platform', lacking)] : []),
  ];
}

/**
 * The environments that the named systems and processors stand for. Where no such target is named there are none. musl stands in the table alone: no target means it.
 */
function namedEnvironments(lock: LockFacts, targets: readonly string[]): readonly EnvironmentResult[] {
  const systems = targets.filter((target) => target.startsWith('os-'));
  const processors = targets.filter((target) => target.startsWith('cpu-'));
  if (systems.length + processors.length === 0) return [];
  const named = (list: readonly string[], own: readonly string[]): boolean => list.length === 0 || list.some((target) => own.includes(target));
  return lock
    .environments()
    .filter(({ environment }) => environment.libc?.kind !== 'musl')
    .filter(({ environment }) => named(systems, environment.targets) && named(processors, environment.targets));
}

/**
 * Names that a lock lacks, and versions that a row does not admit; each row once. Not told: rows with a marker (it may hold
 * nowhere), optional and peer rows, groups of which the lock holds nothing, and extras where the lock does not say what the
 * project asks for (Poetry's): tools leave those out by design, and what is there may be there for others.
 */
function freshness(rows: ReadonlyMap<Dependency, readonly LockedRow[]>): readonly Problem[] {
  const heldGroups = new Set([...rows].flatMap(([{ group }, [first]]) => (first && first.state !== 'missing' ? [group.id] : [])));
  return [...rows].flatMap(([row, locked]) => {
    if (row.group.kind === 'extra' && locked.every(({ lock }) => lock.askedByMembers.size === 0)) return [];
    const stale = locked.find(({ state }) => state === 'stale');
    if (stale) return [problem('lock-stale', row, stale)];
    const missing = locked.find(({ state }) => state === 'missing');
    const byDesign =
      row.marker !== undefined ||
      row.group.kind === 'optional' ||
      row.group.kind === 'peer' ||
      missing?.lock.partial === true ||
      !heldGroups.has(row.group.id);
    return missing && !byDesign ? [problem('lock-missing', row, missing)] : [];
  });
}

function problem(code: 'lock-stale' | 'lock-missing', row: Dependency, { lock, held = '' }: LockedRow): Problem {
  const written = { name: row.name, lock: lock.shortName, version: held, specifier: row.specifier?.raw ?? '' };
  return { code, span: code === 'lock-stale' ? (row.specifier?.span ?? row.nameSpan) : row.nameSpan, arguments: written };
}
