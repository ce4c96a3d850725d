import type { LockGraph, LockedPackage } from '../model/lock';
import { rootStates, statesOf, type LockStates } from './lock-states';

/** How one locked package is reached from another that is asked for. */
export interface Path {
  /** Indexes from the package that is asked for to the one that is reached, both included. */
  readonly packages: readonly number[];
  /** Every way there passes a marker that limits the platform, an optional edge or a group. */
  readonly guarded: boolean;
}

/** For each state that leads to a goal: the next state on its shortest way, and whether each way is guarded. */
export type Leading = ReadonlyMap<number, { readonly next: number; readonly guarded: boolean }>;

/** A lock's packages by name, and who asks for whom. Built once for each lock; manifests that change do not change it. */
export class LockIndex {
  readonly graph: LockGraph;
  readonly states: LockStates;
  readonly #byName = new Map<string, number[]>();
  readonly #askers: readonly { from: number; guarded: boolean }[][];
  #roots: readonly number[] | undefined;

  /** @param normalize gives the normal form of the registry's names */
  constructor(graph: LockGraph, normalize: (name: string) => string) {
    this.graph = graph;
    this.states = statesOf(graph);
    graph.packages.forEach((locked, index) => {
      const name = normalize(locked.name);
      const known = this.#byName.get(name);
      if (known) known.push(index);
      else this.#byName.set(name, [index]);
    });
    const askers: { from: number; guarded: boolean }[][] = this.states.steps.map(() => []);
    this.states.steps.forEach((steps, from) => {
      for (const { to, guarded } of steps) askers[to]?.push({ from, guarded });
    });
    this.#askers = askers;
  }

  /** Indexes of the locked packages of a normalized name. */
  named(name: string): readonly number[] {
    return this.#byName.get(name) ?? [];
  }

  package(index: number): LockedPackage | undefined {
    return this.graph.packages[index];
  }

  /** States at which installations start: members, or packages that nobody asks for. */
  roots(): readonly number[] {
    this.#roots ??= rootStates(this.graph, this.states);
    return this.#roots;
  }

  /** @param through says which packages a way may pass (the goal and the start need not satisfy it) */
  leadingTo(goal: number, through: (index: number) => boolean): Leading {
    const open = this.#walk(goal, through, false);
    const every = this.#walk(goal, through, true);
    return new Map(
      [...every].map(([from, next]) => [from, open.has(from) ? { next: open.get(from) ?? next, guarded: false } : { next, guarded: true }]),
    );
  }

  /** Breadth first against the edges; gives each state the next one towards the goal. */
  #walk(goal: number, through: (index: number) => boolean, overGuarded: boolean): ReadonlyMap<number, number> {
    const next = new Map<number, number>();
    const queue = [goal];
    for (let at = 0; at < queue.length; at++) {
      const to = queue[at] ?? goal;
      if (to !== goal && !through(this.states.packageOf[to] ?? -1)) continue;
      for (const { from, guarded } of this.#askers[to] ?? []) {
        if (from === goal || next.has(from) || (guarded && !overGuarded)) continue;
        next.set(from, to);
        queue.push(from);
      }
    }
    return next;
  }

  /** Whether every way from a state is guarded; what begins with an extra of it is. Undefined: there is no way. */
  guardFrom(start: number, leading: Leading): boolean | undefined {
    const way = leading.get(start);
    return way && (way.guarded || start >= this.graph.packages.length);
  }

  /** The shortest way from `start` along the map of `leadingTo`; undefined if there is none. */
  path(start: number, goal: number, leading: Leading): Path | undefined {
    const first = leading.get(start);
    if (!first) return undefined;
    const packages = [this.states.packageOf[start] ?? -1];
    for (let at = start; at !== goal && packages.length <= leading.size + 1;) {
      at = leading.get(at)?.next ?? goal;
      packages.push(this.states.packageOf[at] ?? -1);
    }
    return { packages, guarded: first.guarded };
  }
}
