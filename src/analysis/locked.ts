import type { Catalog } from '../catalog/catalog';
import { admittedPythons, type EnvironmentResult } from '../graph/installability';
import { followPath, LockIndex } from '../graph/lock-index';
import { environmentsOf } from '../graph/summary';
import { weightOf } from '../graph/weight';
import type { Weight } from '../model/lock';
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
  /** File name without its folder. */
  readonly shortName: string;
  readonly ecosystem: Ecosystem;
  readonly index: LockIndex;
  readonly bound: readonly BoundPackage[];
  /** Packages that the project itself or a member of its workspace asks for, where the lock says so. */
  readonly askedByMembers: ReadonlySet<number>;
  /** False for packages that a rule calls portable: what they bring is their build's affair. */
  readonly passable: (index: number) => boolean;
  /** Span of the name of a package's row in the lock. */
  readonly rowSpan: (index: number) => Span;
  /** What a package brings; computed once. */
  readonly weightOf: (index: number) => Weight;
  /** Where the lock can be installed; computed once. */
  readonly environments: () => readonly EnvironmentResult[];
}

interface BoundPackage {
  readonly index: number;
  readonly name: string;
  readonly match: Match;
  readonly leading: ReturnType<LockIndex['leadingTo']>;
}

/**
 * Finds the bound packages of a lock and the ways that lead to them. A way never passes a package that a rule calls
 * portable (plain torch): what such a package brings is its build's affair and told on its card. A package from a folder of
 * the disk is the project itself.
 */
export function lockFacts(file: string, rows: readonly Dependency[], index: LockIndex, ecosystem: Ecosystem, catalog: Catalog): LockFacts {
  const has = (key: string): boolean => key.startsWith(`${ecosystem}:`) && index.named(key.slice(ecosystem.length + 1)).length > 0;
  const { packages } = index.graph;
  const matches = packages.map((locked) => {
    const name = normalizeName(ecosystem, locked.name);
    const local = rows[locked.row]?.source?.kind;
    const own = locked.member || local === 'path' || local === 'workspace';
    const rule = own ? undefined : catalog.ruleFor(ecosystem, name);
    return { name, rule, match: rule && matchBindings(rule, new LockEvidence(locked, ecosystem, has))[0] };
  });
  const passable = (at: number): boolean => matches[at]?.rule === undefined || matches[at]?.match !== undefined;
  return {
    file,
    shortName: file.slice(file.lastIndexOf('/') + 1),
    ecosystem,
    index,
    bound: matches.flatMap(({ name, match }, at) => (match ? [{ index: at, name, match, leading: index.leadingTo(at, passable) }] : [])),
    askedByMembers: new Set(packages.flatMap(({ member, requires }) => (member ? requires.flatMap(({ to }) => to ?? []) : []))),
    passable,
    rowSpan: (at) => rows[packages[at]?.row ?? -1]?.nameSpan ?? { start: 0, end: 0 },
    ...onceComputed(index, ecosystem),
  };
}

function onceComputed(index: LockIndex, ecosystem: Ecosystem): Pick<LockFacts, 'weightOf' | 'environments'> {
  const weights = new Map<number, Weight>();
  const [minor = 0] = admittedPythons(index.graph.requiresPython);
  return {
    weightOf: (at) => {
      const weight = weights.get(at) ?? weightOf(at, index, minor);
      weights.set(at, weight);
      return weight;
    },
    environments: () => environmentsOf(index.graph, ecosystem === 'npm' ? 'npm' : 'python'),
  };
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
    const ways = starts
      .flatMap(({ row, name: start }) => lock.index.named(start).map((at) => ({ row, path: followPath(at, goal, leading) })))
      .filter(
        ({ path }) =>
          path !== undefined &&
          !path.packages.slice(1, -1).some((at) => declared.has(normalizeName(lock.ecosystem, lock.index.package(at)?.name ?? ''))),
      )
      .sort((a, b) => Number(a.path?.guarded) - Number(b.path?.guarded) || (a.path?.packages.length ?? 0) - (b.path?.packages.length ?? 0));
    const [best] = ways;
    if (!best?.path) continue;
    const key = `${best.row.span.start} ${match.rule.id}`;
    if (found.has(key)) continue;
    const others = new Set(ways.map(({ row }) => row).filter((row) => row !== best.row));
    found.set(key, { ...occurrence(best.row, best.path, goal, name, match, lock), otherSpans: [...others].map(({ nameSpan }) => nameSpan) });
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
    weight: lock.weightOf(goal),
    locations: [{ role: 'lock', package: name, file: lock.file, span: lock.rowSpan(goal) }],
  };
}

/**
 * What binds in a lock to which no manifest belongs, at its own rows; packages of one rule are one occurrence. What only
 * a portable package brings (the runtime libraries of plain torch) is none.
 */
export function ownOccurrences(rows: readonly Dependency[], lock: LockFacts): readonly Occurrence[] {
  const { packages } = lock.index.graph;
  const roots = packages.flatMap(({ member }, at) => (member === true || lock.index.askersOf(at) === 0 ? [at] : []));
  const found = new Map<string, Occurrence>();
  for (const { index: at, name, match, leading } of lock.bound) {
    const row = rows[packages[at]?.row ?? -1];
    const isRoot = lock.index.askersOf(at) === 0;
    const ways = roots.flatMap((root) => (lock.passable(root) ? (leading.get(root) ?? []) : []));
    if (!row || (!isRoot && ways.length === 0)) continue;
    const first = found.get(match.rule.id);
    if (first) {
      found.set(match.rule.id, { ...first, otherSpans: [...(first.otherSpans ?? []), row.nameSpan] });
      continue;
    }
    found.set(match.rule.id, {
      ...match,
      row,
      rows: [],
      via: [packages[at]?.name ?? name],
      package: name,
      ecosystem: lock.ecosystem,
      span: row.nameSpan,
      subject: `${name} ${packages[at]?.version ?? ''}`.trim(),
      guarded: !isRoot && ways.every(({ guarded }) => guarded),
      weight: lock.weightOf(at),
      locations: [],
    });
  }
  return [...found.values()];
}
