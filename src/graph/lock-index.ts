import type { LockEdge, LockGraph, LockedPackage } from '../model/lock';
import { limitsPlatform } from '../registries/marker';

/** How one locked package is reached from another that is asked for. */
export interface Path {
  /** Indexes from the package that is asked for to the one that is reached, both included. */
  readonly packages: readonly number[];
  /** Every way there passes a marker that limits the platform, or an optional edge. */
  readonly guarded: boolean;
}

/** A lock's packages by name, and who asks for whom; peers are asked of whoever installs, so they lead nowhere. Built once for each lock; manifests that change do not change it. */
export class LockIndex {
  readonly graph: LockGraph;
  readonly #byName = new Map<string, number[]>();
  readonly #askers: readonly { from: number; guarded: boolean }[][];

  /** @param normalize gives the normal form of the registry's names */
  constructor(graph: LockGraph, normalize: (name: string) => string) {
    this.graph = graph;
    const askers: { from: number; guarded: boolean }[][] = graph.packages.map(() => []);
    graph.packages.forEach((locked, index) => {
      const name = normalize(locked.name);
      const known = this.#byName.get(name);
      if (known) known.push(index);
      else this.#byName.set(name, [index]);
      for (const edge of locked.requires)
        if (edge.to !== undefined && edge.group !== 'peer') askers[edge.to]?.push({ from: index, guarded: isGuardedEdge(edge) });
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

  /** How many packages ask for this one. */
  askersOf(index: number): number {
    return this.#askers[index]?.length ?? 0;
  }

  /**
   * For each package that leads to `goal`: the next package on its shortest way there, and whether each way is guarded.
   * @param through says which packages a way may pass (the goal and the start need not satisfy it)
   */
  leadingTo(goal: number, through: (index: number) => boolean): ReadonlyMap<number, { readonly next: number; readonly guarded: boolean }> {
    const open = this.#walk(goal, through, false);
    const every = this.#walk(goal, through, true);
    return new Map(
      [...every].map(([from, next]) => [from, open.has(from) ? { next: open.get(from) ?? next, guarded: false } : { next, guarded: true }]),
    );
  }

  /** Breadth first against the edges; gives each package the next one towards the goal. */
  #walk(goal: number, through: (index: number) => boolean, overGuarded: boolean): ReadonlyMap<number, number> {
    const next = new Map<number, number>();
    const queue = [goal];
    for (let at = 0; at < queue.length; at++) {
      const to = queue[at] ?? goal;
      if (to !== goal && !through(to)) continue;
      for (const { from, guarded } of this.#askers[to] ?? []) {
        if (from === goal || next.has(from) || (guarded && !overGuarded)) continue;
        next.set(from, to);
        queue.push(from);
      }
    }
    return next;
  }
}

/** The way from `start` along the map of `leadingTo`; undefined if there is none. */
export function followPath(
  start: number,
  goal: number,
  leading: ReadonlyMap<number, { readonly next: number; readonly guarded: boolean }>,
): Path | undefined {
  const first = leading.get(start);
  if (!first) return undefined;
  const packages = [start];
  for (let at = start; at !== goal && packages.length <= leading.size + 1;) {
    const step = leading.get(at);
    at = at === goal || !step ? goal : step.next;
    packages.push(at);
  }
  return { packages, guarded: first.guarded };
}

function isGuardedEdge({ marker, optional }: LockEdge): boolean {
  return optional === true || (marker !== undefined && limitsPlatform(marker));
}
