import type { PnpmBlock } from './block';

export interface PnpmNode {
  readonly row: number;
  readonly block: PnpmBlock;
  readonly isImporter: boolean;
}

const linkProtocol = 'link:';

/**
 * Sets `to` of every edge to the index of the node that its reference means: a version with peers, a whole key (aliases, addresses),
 * or `link:` and the path of another importer.
 */
export function resolveReferences(nodes: readonly PnpmNode[]): void {
  const importers = new Map<string, number>();
  const packages = new Map<string, number>();
  for (const [index, { block, isImporter }] of nodes.entries()) (isImporter ? importers : packages).set(block.key, index);
  for (const { block, isImporter } of nodes) {
    for (const [at, edge] of block.edges.entries()) {
      const reference = block.references[at] ?? '';
      const to = reference.startsWith(linkProtocol)
        ? importers.get(joinPath(isImporter ? block.key : '.', reference.slice(linkProtocol.length)))
        : findPackage(packages, edge.name, reference);
      if (to !== undefined) edge.to = to;
    }
  }
}

/** Keys by the lockfile's version: 9 `name@reference`, 6 `/name@reference`, 5 `/name/reference`; an alias refers to a key itself. */
function findPackage(packages: ReadonlyMap<string, number>, name: string, reference: string): number | undefined {
  return (
    packages.get(`${name}@${reference}`) ?? packages.get(reference) ?? packages.get(`/${name}@${reference}`) ?? packages.get(`/${name}/${reference}`)
  );
}

/** Joins `/`-separated paths: `packages/a` and `../b` give `packages/b`; the root is `.`. */
function joinPath(from: string, relative: string): string {
  const parts = from === '.' ? [] : from.split('/');
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.length === 0 ? '.' : parts.join('/');
}
