import type { LockEdge, LockGraph, LockedPackage } from '../model/lock';
import type { Ternary } from '../model/rule';
import { evaluateMarker } from '../registries/marker';
import { satisfies } from '../registries/pep440';
import { environments, type Environment } from './environments';
import { rootStates, statesOf } from './lock-states';
import { lacksPlatformBuild } from './platform-packages';
import { isSourceArchive, readWheelName, type WheelName } from './wheel-name';
import { acceptsWheel } from './wheel-tags';

/** Can a locked package be installed in an environment? `unknown`: the lock lists no files for it. */
export type Installability = 'wheel' | 'build' | 'impossible' | 'unknown';

export interface EnvironmentResult {
  readonly environment: Environment;
  /** The newest Python that the lock allows, `3.13`; undefined for locks of other languages. */
  readonly python?: string;
  /** Packages that an installation there takes. */
  readonly needed: number;
  readonly build: readonly string[];
  readonly impossible: readonly string[];
  /** npm: packages whose builds for other platforms the lock holds, and not the one for this. */
  readonly lacking: readonly string[];
  /** The lock lists no files, or nothing fits and an undecided marker alone brings it. */
  readonly unknown: number;
}

const newestMinor = 14;
const oldestMinor = 8;

/**
 * Judges each of the six environments: what an installation from this lock takes there, and what of it has no wheel. For
 * Python the newest version that the lock allows counts; where that one is impossible, the newest with the least that is.
 */
export function judgeEnvironments(graph: LockGraph, kind: 'python' | 'npm'): readonly EnvironmentResult[] {
  const minors = kind === 'python' ? admittedPythons(graph.requiresPython) : [undefined];
  const wheels = new Map<LockedPackage, readonly WheelName[]>();
  return environments.map((environment) => {
    const [newest, ...older] = minors;
    let best = judge(graph, environment, newest, wheels);
    for (const minor of older) {
      if (best.impossible.length === 0) break;
      best = judge(graph, environment, minor, wheels, best.impossible.length) ?? best;
    }
    return best;
  });
}

type Wheels = Map<LockedPackage, readonly WheelName[]>;

function judge(graph: LockGraph, environment: Environment, minor: number | undefined, wheels: Wheels): EnvironmentResult;
function judge(graph: LockGraph, environment: Environment, minor: number | undefined, wheels: Wheels, limit: number): EnvironmentResult | undefined;
/** @param limit gives up as soon as so many packages are impossible */
function judge(
  graph: LockGraph,
  environment: Environment,
  minor: number | undefined,
  wheels: Wheels,
  limit = Number.POSITIVE_INFINITY,
): EnvironmentResult | undefined {
  const { certain, perhaps } = neededIn(graph, environment, minor);
  const build: string[] = [];
  const impossible: string[] = [];
  const lacking: string[] = [];
  let unknown = 0;
  let members = 0;
  for (const index of [...certain, ...perhaps]) {
    const locked = graph.packages[index];
    if (!locked || locked.member) {
      members++;
      continue;
    }
    const verdict = minor === undefined ? installabilityNpm(locked, environment) : installabilityPython(locked, environment, minor, wheels);
    if (minor === undefined && verdict === 'wheel' && lacksPlatformBuild(locked, environment)) lacking.push(`${locked.name} ${locked.version}`);
    if (verdict === 'build') build.push(`${locked.name} ${locked.version}`);
    else if (verdict === 'impossible' && certain.has(index)) {
      impossible.push(`${locked.name} ${locked.version}`);
      if (impossible.length >= limit) return undefined;
    } else if (verdict !== 'wheel') unknown++;
  }
  return {
    environment,
    ...(minor === undefined ? {} : { python: `3.${minor}` }),
    needed: certain.size + perhaps.size - members,
    build: build.sort(),
    impossible: impossible.sort(),
    lacking: [...new Set(lacking)].sort(),
    unknown,
  };
}

/** Wheels decide; without a fitting one a source archive can be built. */
export function installabilityPython(
  locked: LockedPackage,
  environment: Environment,
  minor: number,
  cache: Map<LockedPackage, readonly WheelName[]> = new Map(),
): Installability {
  let wheels = cache.get(locked);
  if (!wheels) {
    wheels = locked.files.flatMap(({ name }) => readWheelName(name) ?? []);
    cache.set(locked, wheels);
  }
  if (wheels.some((wheel) => acceptsWheel(wheel, environment, minor))) return 'wheel';
  if (locked.files.some(({ name }) => isSourceArchive(name))) return 'build';
  return wheels.length > 0 ? 'impossible' : 'unknown';
}

/** npm's `os`, `cpu` and `libc` lists: a name allows, a name with `!` shuts out. */
export function installabilityNpm(locked: LockedPackage, { os, cpu, libc }: Environment): Installability {
  const fits = allows(locked.os, os) && allows(locked.cpu, cpu) && (libc === undefined || allows(locked.libc, libc.kind));
  return fits ? 'wheel' : 'impossible';
}

function allows(list: readonly string[] | undefined, value: string): boolean {
  if (!list || list.length === 0) return true;
  if (list.includes(`!${value}`)) return false;
  const named = list.filter((item) => !item.startsWith('!'));
  return named.length === 0 || named.includes(value) || named.includes('any');
}

interface Needed {
  /** What every installation takes, extras and groups included. */
  readonly certain: ReadonlySet<number>;
  /** What only a marker brings that cannot be decided here: uv writes which extras exclude each other as `extra == '…'`. */
  readonly perhaps: ReadonlySet<number>;
}

/** All packages that an installation of everything that the lock is for brings into an environment. */
function neededIn(graph: LockGraph, environment: Environment, minor: number | undefined): Needed {
  const states = statesOf(graph);
  const { packageOf } = states;
  const answers = new Map<string, Ternary>();
  const variables = minor === undefined ? environment.markers : pythonMarkers(environment, minor);
  const answerTo = (marker: string | undefined, extra?: string): Ternary => {
    if (marker === undefined) return 'yes';
    const known = answers.get(marker) ?? evaluateMarker(marker, variables);
    answers.set(marker, known);
    // Poetry repeats the extra in the marker; whoever follows the edge has asked for it.
    return known === 'unseen' && extra !== undefined && evaluateMarker(marker, { ...variables, extra }) === 'yes' ? 'yes' : known;
  };
  const undecided = new Set<number>();
  const certain = new Set<number>();
  const ownAnswer = (state: number): Ternary => answerTo(graph.packages[packageOf[state] ?? -1]?.marker);
  for (const root of rootStates(graph, states)) {
    const answer = ownAnswer(root);
    if (answer !== 'no') (answer === 'yes' ? certain : undecided).add(root);
  }
  states.follow(certain, ({ to, edge }) => {
    if (certain.has(to) || !isTaken(edge, graph, environment, minor)) return false;
    const answer = both(answerTo(edge.marker, edge.extra), ownAnswer(to));
    if (answer === 'unseen') undecided.add(to);
    return answer === 'yes';
  });
  const perhaps = new Set([...undecided].filter((state) => !certain.has(state)));
  states.follow(
    perhaps,
    ({ to, edge }) => !certain.has(to) && isTaken(edge, graph, environment, minor) && both(answerTo(edge.marker, edge.extra), ownAnswer(to)) !== 'no',
  );
  return withoutExtras(certain, perhaps, packageOf);
}

function both(a: Ternary, b: Ternary): Ternary {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'yes' ? b : a;
}

/** States as the packages that they are. */
function withoutExtras(certain: ReadonlySet<number>, perhaps: ReadonlySet<number>, packageOf: readonly number[]): Needed {
  const sure = new Set<number>();
  for (const state of certain) sure.add(packageOf[state] ?? -1);
  const open = new Set<number>();
  for (const state of perhaps) if (!sure.has(packageOf[state] ?? -1)) open.add(packageOf[state] ?? -1);
  return { certain: sure, perhaps: open };
}

/** npm leaves out what is optional and does not fit. */
function isTaken({ to, optional }: LockEdge, { packages }: LockGraph, environment: Environment, minor: number | undefined): boolean {
  const locked = packages[to ?? -1];
  return optional !== true || minor !== undefined || (locked !== undefined && installabilityNpm(locked, environment) === 'wheel');
}

function pythonMarkers({ markers }: Environment, minor: number): Record<string, string> {
  const version = `3.${minor}`;
  return { ...markers, python_version: version, python_full_version: `${version}.0`, implementation_version: `${version}.0` };
}

/** Minor versions that a `requires-python` admits, newest first; all where it is not known, only the newest of all where it admits none. */
export function admittedPythons(written: string | undefined): readonly number[] {
  const admitted: number[] = [];
  const requiresPython = written === undefined ? undefined : comparisons(written);
  for (let minor = newestMinor; minor >= oldestMinor; minor--) {
    if (requiresPython === undefined || satisfies(`3.${minor}.0`, requiresPython) || satisfies(`3.${minor}.99`, requiresPython)) admitted.push(minor);
  }
  return admitted.length > 0 ? admitted : [newestMinor];
}

/** Poetry's `^3.10` and `~3.10` as comparisons; for Python the caret stops before version 4. */
function comparisons(written: string): string {
  return written
    .split(',')
    .map((part) => part.trim())
    .map((part) => {
      if (part.startsWith('^')) return `>=${part.slice(1)},<4`;
      if (!part.startsWith('~') || part.startsWith('~=')) return part;
      const [major = '3', minor = '0'] = part.slice(1).split('.');
      return `>=${part.slice(1)},<${major}.${Number(minor) + 1}`;
    })
    .join(',');
}
