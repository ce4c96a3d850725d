import type { Catalog } from '../catalog/catalog';
import { runtimeTarget } from '../graph/accelerator';
import type { Paths } from '../model/lock';
import type { Dependency } from '../model/manifest';
import { normalizeName } from '../registries/names';
import type { Occurrence } from './finding-builder';
import type { BoundPackage, LockFacts } from './locked';
import { declaredIn, pathsTo, waysTo, type Way } from './locked-ways';

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
    .filter((row) => catalog.ruleFor(row.ecosystem, normalizeName(row.ecosystem, row.name)) === undefined);
  const declared = new Set(rows.map((row) => normalizeName(row.ecosystem, row.name)));
  const isDeclared = (at: number): boolean => declared.has(normalizeName(lock.ecosystem, lock.index.package(at)?.name ?? ''));
  const asked = declaredIn(rows, lock);
  const found = new Map<string, Occurrence>();
  for (const bound of lock.bound) {
    if (declared.has(bound.name)) continue;
    const ways = waysTo(bound.index, starts, lock).filter(({ path }) => !path.packages.slice(1, -1).some(isDeclared));
    const [best] = ways;
    if (!best) continue;
    const key = `${best.row.span.start} ${bound.match.rule.id}`;
    if (found.has(key)) continue;
    const others = new Set(ways.map(({ row }) => row).filter((row) => row !== best.row));
    found.set(key, {
      ...occurrence(best, bound, pathsTo(bound.index, rows, lock), lock),
      weight: lock.weightOf(bound.index, asked),
      otherSpans: [...others].map(({ nameSpan }) => nameSpan),
    });
  }
  return [...found.values()];
}

function occurrence({ row, path, guarded }: Way, { index: goal, name, match }: BoundPackage, paths: Paths, lock: LockFacts): Occurrence {
  const [start = -1] = path.packages;
  return {
    ...match,
    row,
    rows: [],
    via: path.packages.map((at) => lock.index.package(at)?.name ?? ''),
    package: name,
    ecosystem: lock.ecosystem,
    span: row.nameSpan,
    subject: name,
    guarded,
    paths,
    ...(!guarded && lock.isUnknown(start) && runtimeTarget(name) !== undefined ? { forcedBy: row.name } : {}),
    locations: [{ role: 'lock', package: name, file: lock.file, span: lock.rowSpan(goal) }],
  };
}

/**
 * What binds in a lock and is told at its own rows, packages of one rule as one occurrence. Not told: what portable
 * packages alone bring, and what the rows of the lock's manifest lead to on any way. A lock that does not say who asks for whom
 * tells nothing beside a manifest, or as soon as it holds a portable package.
 * @param rows those of the lock
 * @param reached packages that the manifest's rows lead to; undefined: there is no manifest
 */
export function ownOccurrences(rows: readonly Dependency[], lock: LockFacts, reached: ReadonlySet<number> | undefined): readonly Occurrence[] {
  const found = new Map<string, Occurrence>();
  const { packages } = lock.index.graph;
  const tellsWays = packages.some(({ requires }) => requires.length > 0);
  if (!tellsWays && (reached !== undefined || !packages.every((_, at) => lock.passable(at)))) return [];
  for (const bound of lock.bound) {
    const row = rows[lock.index.package(bound.index)?.row ?? -1];
    const guarded = guardOfOwn(bound.index, lock);
    if (!row || guarded === undefined || reached?.has(bound.index)) continue;
    const { rule } = bound.match;
    const first = found.get(rule.id);
    const own = first ?? ownOccurrence(bound, row, guarded, reached !== undefined, lock);
    found.set(rule.id, first ? { ...first, otherSpans: [...(first.otherSpans ?? []), row.nameSpan] } : own);
  }
  return [...found.values()];
}

/** Whether every way from where installations start is guarded; undefined: only portable packages lead there. */
function guardOfOwn(goal: number, lock: LockFacts): boolean | undefined {
  const roots = lock.index.roots();
  if (roots.includes(goal)) return false;
  const leading = lock.ways.leading(goal);
  const ways = roots.flatMap((root) => (lock.passable(lock.index.states.packageOf[root] ?? -1) ? (lock.index.guardFrom(root, leading) ?? []) : []));
  return ways.length === 0 ? undefined : ways.every(Boolean);
}

function ownOccurrence({ index, name, match }: BoundPackage, row: Dependency, guarded: boolean, isOrphan: boolean, lock: LockFacts): Occurrence {
  const locked = lock.index.package(index);
  const counted = isOrphan ? { count: 0, more: false } : lock.ways.count(index, lock.index.roots());
  return {
    ...match,
    row,
    rows: [],
    via: [locked?.name ?? name],
    package: name,
    ecosystem: lock.ecosystem,
    span: row.nameSpan,
    subject: `${name} ${locked?.version ?? ''}`.trim(),
    guarded,
    paths: { ...counted, guarded },
    weight: lock.weightOf(index),
    locations: [],
  };
}
