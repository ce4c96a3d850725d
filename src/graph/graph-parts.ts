import type { LockGraph, LockedPackage } from '../model/lock';
import type { Ecosystem } from '../model/vocabulary';

/** The packages of one registry in a lock. */
export interface GraphPart {
  readonly ecosystem: Ecosystem;
  readonly graph: LockGraph;
  /** The lock has packages of other registries too, which may answer what this part does not hold. */
  readonly partial: boolean;
}

/**
 * Splits the graph of a lock that holds packages of several registries, as names mean something within one registry only. Edges
 * lead within a part; rows stay those of the whole lock.
 * @param single the registry of a lock that says nothing of registries
 */
export function graphParts(graph: LockGraph, single: Ecosystem): readonly GraphPart[] {
  const ecosystems = [...new Set(graph.packages.flatMap(({ ecosystem }) => ecosystem ?? []))].sort();
  if (ecosystems.length === 0) return [{ ecosystem: single, graph, partial: false }];
  return ecosystems.map((ecosystem) => ({ ecosystem, graph: partOf(graph, ecosystem), partial: ecosystem !== 'npm' }));
}

function partOf(graph: LockGraph, ecosystem: Ecosystem): LockGraph {
  const places = new Map<number, number>();
  graph.packages.forEach((locked, at) => {
    if (locked.ecosystem === ecosystem) places.set(at, places.size);
  });
  if (places.size === graph.packages.length) return graph;
  const packages = graph.packages.filter((locked) => locked.ecosystem === ecosystem);
  return { ...graph, packages: packages.map((locked) => ({ ...locked, requires: edgesWithin(locked, places) })) };
}

function edgesWithin({ requires }: LockedPackage, places: ReadonlyMap<number, number>): LockedPackage['requires'] {
  return requires.map(({ to, ...edge }) => {
    const place = to === undefined ? undefined : places.get(to);
    return place === undefined ? edge : { ...edge, to: place };
  });
}
