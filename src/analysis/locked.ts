import type { Catalog } from '../catalog/catalog';
import { acceleratorOf } from '../graph/accelerator';
import { mostPaths, PathCount } from '../graph/count-paths';
import { admittedPythons, type EnvironmentResult } from '../graph/installability';
import type { Leading, LockIndex } from '../graph/lock-index';
import { environmentsOf, lockKindOf } from '../graph/summary';
import { weightOf } from '../graph/weight';
import type { Weight } from '../model/lock';
import type { Dependency } from '../model/manifest';
import type { Rule } from '../model/rule';
import type { Ecosystem } from '../model/vocabulary';
import type { Span } from '../text/span';
import { normalizeName } from '../registries/names';
import { matchesWildcard } from '../text/wildcard';
import { LockEvidence } from './lock-evidence';
import { matchBindings, type Match } from './match';

/** For whom a build is, and the index that has it by name. */
export interface DefaultBuild {
  readonly target: string;
  readonly url: string;
}

/** A lock as analysis sees it: its packages, what binds among them, and through which of them a way may lead. */
export interface LockFacts {
  readonly file: string;
  /** File name without its folder. */
  readonly shortName: string;
  readonly ecosystem: Ecosystem;
  /** The lock holds packages of other registries too, which may answer what is missing here. */
  readonly partial?: boolean;
  readonly index: LockIndex;
  readonly bound: readonly BoundPackage[];
  /** Not bound, of a rule that can let each installation choose the build. */
  readonly choosable: readonly { readonly index: number; readonly name: string; readonly rule: Rule }[];
  /** Several members share the lock. */
  readonly isWorkspace: boolean;
  /** Which build of such a rule's packages the default index has; undefined where the lock does not show it. */
  readonly defaultBuild: (rule: Rule) => DefaultBuild | undefined;
  /** Packages that the project itself or a member of its workspace asks for, where the lock says so. */
  readonly askedByMembers: ReadonlySet<number>;
  /** False for packages that a rule calls portable: what they bring is their build's affair. */
  readonly passable: (index: number) => boolean;
  /** No rule knows the package. */
  readonly isUnknown: (index: number) => boolean;
  /** True for the row of the project in the lock's own folder. */
  readonly isOwnFolder: (row: number) => boolean;
  /** Span of the name of a package's row in the lock. */
  readonly rowSpan: (index: number) => Span;
  /** Ways through passable packages: what they lead to is a finding. */
  readonly ways: Ways;
  /** Ways through any packages, plain torch among them, for the table of a lock. */
  readonly allWays: Ways;
  /** What a package brings; computed once. `declared` counts for locks that do not say what the project asks for. */
  readonly weightOf: (index: number, declared?: readonly number[]) => Weight;
  /** Where the lock can be installed; computed once. */
  readonly environments: () => readonly EnvironmentResult[];
}

/** Ways to packages of a lock; each answer is computed once. */
export interface Ways {
  readonly passable: (index: number) => boolean;
  readonly leading: (goal: number) => Leading;
  /** How many ways there are from some states. */
  readonly count: (goal: number, starts: readonly number[]) => { readonly count: number; readonly more: boolean };
}

export interface BoundPackage {
  readonly index: number;
  readonly name: string;
  readonly match: Match;
}

/**
 * Finds the bound packages of a lock. A way to them never passes a package that a rule calls portable (plain torch): what
 * such a package brings is its build's affair and told on its card. A package from a folder of the disk is the project itself.
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
    bound: matches.flatMap(({ name, match }, at) => (match && !index.graph.undecided ? [{ index: at, name, match }] : [])),
    choosable: matches.flatMap(({ name, rule, match }, at) =>
      rule && !match && canPromote(rule) && !index.graph.undecided ? [{ index: at, name, rule }] : [],
    ),
    isWorkspace: packages.filter(({ member }) => member).length > 1,
    defaultBuild: defaultBuildOnce(index),
    askedByMembers: new Set(packages.flatMap(({ member, requires }) => (member ? requires.flatMap(({ to }) => to ?? []) : []))),
    passable,
    isUnknown: (at) => matches[at]?.rule === undefined,
    isOwnFolder: (row) => ['', '.', './'].includes(rows[row]?.source?.url ?? ' '),
    rowSpan: (at) => rows[packages[at]?.row ?? -1]?.nameSpan ?? { start: 0, end: 0 },
    ways: waysOnce(index, passable),
    allWays: waysOnce(index, () => true),
    ...weighedOnce(index),
    environments: () => environmentsOf(index.graph, lockKindOf(ecosystem)),
  };
}

/** Found once for each rule: an edit of the manifest must not go through the lock again. */
function defaultBuildOnce(index: LockIndex): LockFacts['defaultBuild'] {
  const builds = new Map<Rule, DefaultBuild | undefined>();
  return (rule) => {
    if (!builds.has(rule)) builds.set(rule, defaultBuild(rule, index));
    return builds.get(rule);
  };
}

/** Told by the version of the runtime library that the build brings. */
function defaultBuild({ remedies }: Rule, { graph }: LockIndex): DefaultBuild | undefined {
  const promote = remedies.find(({ edit }) => edit?.promote)?.edit?.promote;
  const [runtime, ...others] = promote ? graph.packages.filter(({ name }) => matchesWildcard(promote.runtime, name)) : [];
  const target = runtime && acceleratorOf(runtime);
  const [major = '', minor = ''] = runtime?.version.split('.') ?? [];
  if (!promote || target === undefined || others.length > 0 || !/^[0-9]{1,3}\.[0-9]{1,3}$/.test(`${major}.${minor}`)) return undefined;
  return { target, url: promote.index.replace('*', `${major}${minor}`) };
}

function canPromote({ remedies }: Rule): boolean {
  return remedies.some(({ edit }) => edit?.promote);
}

function waysOnce(index: LockIndex, passable: (at: number) => boolean): Ways {
  const ways = new Map<number, Leading>();
  const leading = (goal: number): Leading => {
    const found = ways.get(goal) ?? index.leadingTo(goal, passable);
    ways.set(goal, found);
    return found;
  };
  const counts = new Map<string, { count: number; more: boolean }>();
  const count = (goal: number, starts: readonly number[]): { count: number; more: boolean } => {
    const key = `${goal} ${starts.join(' ')}`;
    let found = counts.get(key);
    if (!found) {
      const counted = new PathCount(index, goal, leading(goal), passable);
      for (const start of starts) counted.add(start);
      found = { count: Math.min(counted.count, mostPaths), more: counted.isOpen };
      counts.set(key, found);
    }
    return found;
  };
  return { passable, leading, count };
}

function weighedOnce(index: LockIndex): Pick<LockFacts, 'weightOf'> {
  const weights = new Map<string, Weight>();
  const [minor = 0] = admittedPythons(index.graph.requiresPython);
  const hasMembers = index.graph.packages.some(({ member }) => member === true);
  return {
    weightOf: (at, declared = []) => {
      const key = hasMembers ? String(at) : `${at} ${declared.join(' ')}`;
      const weight = weights.get(key) ?? weightOf(at, index, minor, hasMembers ? [] : declared);
      weights.set(key, weight);
      return weight;
    },
  };
}
