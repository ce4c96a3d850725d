import type { LockEdge, LockGraph } from '../model/lock';
import { limitsPlatform } from '../registries/marker';
import { normalizeName } from '../registries/names';

/** One step of a way: to which state, and whether only some installations take it. */
export interface Step {
  readonly to: number;
  readonly guarded: boolean;
  readonly edge: LockEdge;
}

/**
 * What can be asked for in a lock: each package, and each package with one of its extras (`jax[cuda12]`), which is a state of its
 * own. What an extra brings is reached only by who asks for the extra. The first states are the packages, with their indexes.
 * https://packaging.python.org/en/latest/specifications/dependency-specifiers/#extras
 */
export class LockStates {
  /** The package of each state. */
  readonly packageOf: readonly number[];
  /** What each state asks for. Peers are asked of whoever installs, so they lead nowhere. */
  readonly steps: readonly (readonly Step[])[];
  readonly #extras = new Map<string, number>();
  readonly #statesOf: readonly number[][];

  constructor({ packages }: LockGraph) {
    const packageOf = packages.map((_, index) => index);
    const steps: Step[][] = packages.map(() => []);
    const statesOf = packages.map((_, index) => [index]);
    const withExtra = (index: number, extra: string): number => {
      const key = `${index}[${normalizeName('pypi', extra)}]`;
      const known = this.#extras.get(key);
      if (known !== undefined) return known;
      const state = packageOf.push(index) - 1;
      steps.push([]);
      statesOf[index]?.push(state);
      this.#extras.set(key, state);
      return state;
    };
    for (const [index, { requires }] of packages.entries()) {
      for (const edge of requires) {
        if (edge.to === undefined || edge.group === 'peer') continue;
        const from = edge.extra === undefined ? index : withExtra(index, edge.extra);
        const guarded = isGuardedEdge(edge);
        const { to } = edge;
        steps[from]?.push({ to, guarded, edge });
        for (const extra of edge.extras ?? []) steps[from]?.push({ to: withExtra(to, extra), guarded, edge });
      }
    }
    this.packageOf = packageOf;
    this.steps = steps;
    this.#statesOf = statesOf;
  }

  /** The package itself, then it with each extra that the lock speaks of. */
  statesOf(index: number): readonly number[] {
    return this.#statesOf[index] ?? [];
  }

  /** The package and those of its extras that are asked for. */
  asked(index: number, extras: readonly string[]): readonly number[] {
    return [index, ...extras.flatMap((extra) => this.#extras.get(`${index}[${normalizeName('pypi', extra)}]`) ?? [])];
  }

  /** Adds to `reached` all that it leads to. */
  follow(reached: Set<number>, passes: (step: Step) => boolean = () => true): void {
    for (const state of reached) for (const step of this.steps[state] ?? []) if (passes(step)) reached.add(step.to);
  }
}

const known = new WeakMap<LockGraph, LockStates>();

/** The states of a graph, built once. */
export function statesOf(graph: LockGraph): LockStates {
  const states = known.get(graph) ?? new LockStates(graph);
  known.set(graph, states);
  return states;
}

/**
 * Where installations start: every member with its extras and groups; where the lock names none, every package that nobody asks
 * for but by an extra that nobody wants.
 */
export function rootStates({ packages }: LockGraph, states: LockStates): readonly number[] {
  const members = packages.flatMap(({ member }, index) => (member === true ? states.statesOf(index) : []));
  if (members.length > 0) return members;
  // Extras that nobody in the lock asks for are no reason: only the manifest could want them.
  const live = new Set<number>();
  for (const steps of states.steps.slice(0, packages.length)) for (const { to } of steps) live.add(to);
  states.follow(live);
  const asked = new Set<number>();
  states.steps.forEach((steps, from) => {
    if (from < packages.length || live.has(from)) for (const { to } of steps) asked.add(to);
  });
  return packages.flatMap((_, index) => (asked.has(index) ? [] : [index]));
}

/** A marker that limits the platform, what is optional by itself (npm), a group that must be chosen; extras are states instead. */
function isGuardedEdge({ marker, optional, extra, group }: LockEdge): boolean {
  return (optional === true && extra === undefined) || group !== undefined || (marker !== undefined && limitsPlatform(marker));
}
