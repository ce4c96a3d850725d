import type { Catalog } from '../catalog/catalog';
import { followPath, LockIndex } from '../graph/lock-index';
import type { Dependency } from '../model/manifest';
import type { Ecosystem } from '../model/vocabulary';
import type { Span } from '../text/span';
import { normalizeName } from '../registries/names';
import type { Occurrence } from './finding-builder';
import { isGuardedRow } from './guard';
import { LockEvidence } from './lock-evidence';
import { matchBindings, type Match } from './match';

/** A lock as analysis sees it: its packages, what binds among them, and through which of them a way may lead. */
export interface LockFacts {
  readonly file: string;
  readonly ecosystem: Ecosystem;
  readonly index: LockIndex;
  readonly bound: readonly BoundPackage[];
  /** Span of the name of a package's row in the lock. */
  readonly rowSpan: (index: number) => Span;
}

interface BoundPackage {
  readonly index: number;
  readonly name: string;
  readonly match: Match;
  readonly leading: ReturnType<LockIndex['leadingTo']>;
}

/**
 * Finds the bound packages of a lock and the ways that lead to them. A way never passes a package that a rule calls
 * portable (plain torch): what such a package brings is its build's affair and told on its card.
 */
export function lockFacts(file: string, rows: readonly Dependency[], index: LockIndex, ecosystem: Ecosystem, catalog: Catalog): LockFacts {
  const has = (key: string): boolean => key.startsWith(`${ecosystem}:`) && index.named(key.slice(ecosystem.length + 1)).length > 0;
  const matches = index.graph.packages.map((locked) => {
    const name = normalizeName(ecosystem, locked.name);
    const rule = locked.member ? undefined : catalog.ruleFor(ecosystem, name);
    return { name, rule, match: rule && matchBindings(rule, new LockEvidence(locked, ecosystem, has))[0] };
  });
  const passable = (at: number): boolean => matches[at]?.rule === undefined || matches[at]?.match !== undefined;
  const bound = matches.flatMap(({ name, match }, at) => (match ? [{ index: at, name, match, leading: index.leadingTo(at, passable) }] : []));
  return { file, ecosystem, index, bound, rowSpan: (at) => rows[index.graph.packages[at]?.row ?? -1]?.nameSpan ?? { start: 0, end: 0 } };
}

/**
 * Bindings that only the lock shows, each at the declared row that leads there on the shortest way. Rows that are bound
 * themselves, rows whose package a rule calls portable, and ways through other declared rows bring none.
 */
export function lockedOccurrences(
  rows: readonly Dependency[],
  lock: LockFacts,
  catalog: Catalog,
  boundRows: ReadonlySet<Dependency>,
): readonly Occurrence[] {
  const starts = rows
    .filter((row) => row.role === 'requires' && row.ecosystem === lock.ecosystem && !boundRows.has(row))
    .map((row) => ({ row, name: normalizeName(row.ecosystem, row.name) }))
    .filter(({ row, name }) => catalog.ruleFor(row.ecosystem, name) === undefined);
  const declared = new Set(rows.map((row) => normalizeName(row.ecosystem, row.name)));
  const found = new Map<string, Occurrence>();
  for (const { index: goal, name, match, leading } of lock.bound) {
    if (declared.has(name)) continue;
    const best = starts
      .flatMap(({ row, name: start }) => lock.index.named(start).map((at) => ({ row, path: followPath(at, goal, leading) })))
      .filter(
        ({ path }) =>
          path !== undefined &&
          !path.packages.slice(1, -1).some((at) => declared.has(normalizeName(lock.ecosystem, lock.index.package(at)?.name ?? ''))),
      )
      .sort((a, b) => (a.path?.packages.length ?? 0) - (b.path?.packages.length ?? 0))[0];
    if (!best?.path) continue;
    const key = `${best.row.span.start} ${match.rule.id}`;
    if (!found.has(key)) found.set(key, occurrence(best.row, best.path, goal, name, match, lock));
  }
  return [...found.values()];
}

function occurrence(
  row: Dependency,
  path: { packages: readonly number[]; guarded: boolean },
  goal: number,
  name: string,
  match: Match,
  lock: LockFacts,
): Occurrence {
  const names = path.packages.map((at) => lock.index.package(at)?.name ?? '');
  return {
    ...match,
    row,
    rows: [],
    via: names,
    package: name,
    ecosystem: lock.ecosystem,
    span: row.nameSpan,
    subject: name,
    guarded: path.guarded || isGuardedRow(row),
    locations: [{ role: 'lock', package: name, file: lock.file, span: lock.rowSpan(goal) }],
  };
}
