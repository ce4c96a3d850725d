import type { LockedPackage } from '../model/lock';
import type { Dependency, Manifest } from '../model/manifest';
import type { Ternary } from '../model/rule';
import { normalizeName } from '../registries/names';
import { admits } from '../registries/versions';
import { LockEvidence } from './lock-evidence';
import type { LockFacts } from './locked';
import { declaredIn } from './locked-ways';

/** What a lock took for a declared row. */
export interface LockedRow {
  readonly lock: LockFacts;
  /** `stale`: the row does not admit what the lock holds. `missing`: the lock does not hold the name. */
  readonly state: 'resolved' | 'stale' | 'missing';
  /** Indexes of the packages in the lock that the row may be; none unless resolved. */
  readonly indexes: readonly number[];
  readonly packages: readonly LockedPackage[];
  /** States of the lock that the manifest's rows ask for. */
  readonly declared: readonly number[];
  /** Stale: the version that the lock holds. */
  readonly held?: string;
}

/**
 * What the locks of a manifest took for each of its rows.
 * @param above the lock is that of a workspace, whose own manifest may override versions
 */
export function lockedRows(manifest: Manifest, locks: readonly LockFacts[], above: boolean): ReadonlyMap<Dependency, readonly LockedRow[]> {
  const rows = new Map<Dependency, readonly LockedRow[]>();
  if (locks.length === 0) return rows;
  const asked = locks.map((lock) => ({ lock, declared: declaredIn(manifest.dependencies, lock) }));
  const overridden = new Set(manifest.dependencies.filter(({ role }) => role === 'overrides').map(({ name }) => name));
  for (const row of manifest.dependencies) {
    if (row.role !== 'requires' || row.name === '' || row.group.kind === 'build') continue;
    if (row.source?.kind === 'path' || row.source?.kind === 'workspace') continue;
    const found = asked.flatMap(({ lock, declared }) => {
      const answer = lockedRow(row, lock, overridden.has(row.name) || above);
      return answer ? [{ ...answer, lock, declared }] : [];
    });
    if (found.length > 0) rows.set(row, found);
  }
  return rows;
}

/** @param trusted an override, or the workspace, may have chosen another version than the row asks for */
function lockedRow(row: Dependency, lock: LockFacts, trusted: boolean): Omit<LockedRow, 'lock' | 'declared'> | undefined {
  if (row.ecosystem !== lock.ecosystem) return undefined;
  const name = normalizeName(row.ecosystem, row.name);
  const named = lock.index.named(name);
  if (named.length === 0) return { state: 'missing', indexes: [], packages: [] };
  const asked = named.filter((at) => lock.askedByMembers.has(at));
  const candidates = asked.length > 0 ? asked : named;
  const packageAt = (at: number): LockedPackage | undefined => lock.index.package(at);
  if (candidates.some((at) => packageAt(at)?.member)) return undefined;
  const fitting = candidates.filter(
    (at) => !row.specifier || admits(row.specifier.dialect, row.specifier.raw, packageAt(at)?.version ?? '') !== 'no',
  );
  if (fitting.length === 0 && !trusted) {
    return { state: 'stale', indexes: [], packages: [], held: packageAt(candidates[0] ?? -1)?.version ?? '' };
  }
  const indexes = fitting.length > 0 ? fitting : candidates;
  return { state: 'resolved', indexes, packages: indexes.flatMap((at) => packageAt(at) ?? []) };
}

export interface LocksAnswer {
  readonly value: Ternary;
  /** Yes only for some of the packages, which differ by their markers. */
  readonly sometimes: boolean;
  /** A version for which it is yes. */
  readonly version: string;
}

/** What the locks say of a row; undefined where no lock resolved it, unseen where they differ. */
export function askLocks(rows: readonly LockedRow[], atom: 'version' | 'local' | 'index', argument: string): LocksAnswer | undefined {
  const answers = rows.flatMap(({ lock, state, packages }) => (state === 'resolved' ? [askLock(packages, lock, atom, argument)] : []));
  const [first, ...others] = answers;
  if (!first) return undefined;
  return others.every(({ value }) => value === first.value) ? first : { value: 'unseen', sometimes: false, version: '' };
}

function askLock(packages: readonly LockedPackage[], { ecosystem }: LockFacts, atom: 'version' | 'local' | 'index', argument: string): LocksAnswer {
  const values = packages.map((locked) => new LockEvidence(locked, ecosystem, () => false).ask(atom, argument).value);
  const yes = values.indexOf('yes');
  const version = packages[yes]?.version ?? '';
  if (values.every((value) => value === values[0])) return { value: values[0] ?? 'unseen', sometimes: false, version };
  return atom === 'version' || yes < 0 ? { value: 'unseen', sometimes: false, version } : { value: 'yes', sometimes: true, version };
}
