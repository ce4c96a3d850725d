import type { Span } from '../../text/span';
import type { OpenEdge } from '../npm-lock';
import { readDescriptor } from './descriptor';

export interface YarnEntry {
  readonly descriptors: readonly Span[];
  readonly version: string;
  readonly edges: readonly OpenEdge[];
  /** The range of each edge, in the same order. */
  readonly ranges: readonly string[];
}

/**
 * Sets `to` of every edge. An edge asks by `name@range`, which is a descriptor of the entry that answers it; Yarn 2 and 3 leave out
 * the `npm:` of a range. `resolutions` and peers ask by ranges that no entry has: they get the entry of that name
 * where there is only one version of it.
 */
export function resolveEdges(text: string, entries: readonly YarnEntry[]): void {
  const byDescriptor = new Map<string, number>();
  const byName = new Map<string, number>();
  for (const [index, { descriptors, version }] of entries.entries()) {
    for (const { start, end } of descriptors) {
      byDescriptor.set(text.slice(start, end), index);
      const { nameStart, nameEnd } = readDescriptor(text, start, end);
      const name = text.slice(nameStart, nameEnd);
      const known = byName.get(name);
      byName.set(name, known === undefined ? index : entries[known]?.version === version ? known : several);
    }
  }
  for (const { edges, ranges } of entries) {
    for (const [at, edge] of edges.entries()) {
      const range = ranges[at] ?? '';
      const to = byDescriptor.get(`${edge.name}@${range}`) ?? byDescriptor.get(`${edge.name}@npm:${range}`) ?? byName.get(edge.name);
      if (to !== undefined && to !== several) edge.to = to;
    }
  }
}

const several = -1;
