import type { Dependency, Manifest, Problem, Source } from '../../model/manifest';
import { mainGroup } from '../../model/manifest';
import type { LockedPackage } from '../../model/lock';
import { devGroup, nodeOf, optionalGroup, rowOf, sourceKindOf, type NpmLockEntry } from '../npm-lock';
import type { PnpmBlock } from './block';
import { readDependencyPath } from './dependency-path';
import { resolveReferences, type PnpmNode } from './resolve';

export interface PnpmBlocks {
  readonly importers: PnpmBlock[];
  readonly packages: PnpmBlock[];
  /** From lockfile 9 on: one for each set of peers that a package is installed with. */
  readonly snapshots: PnpmBlock[];
}

/** Rows: importers, then packages. Nodes of the graph: importers, then snapshots; where there are none, packages. */
export function pnpmManifest(text: string, blocks: PnpmBlocks, problems: readonly Problem[]): Manifest {
  const { importers, packages } = blocks;
  const snapshots = snapshotsOf(text, blocks);
  const dependencies: Dependency[] = [];
  const entries: NpmLockEntry[] = [];
  for (const block of importers) entries.push(importerEntry(block));
  for (const [index, block] of packages.entries()) entries.push(packageEntry(text, block, snapshots[index] ?? []));
  for (const entry of entries) dependencies.push(rowOf(entry));
  const nodes: PnpmNode[] = importers.map((block, row) => ({ row, block, isImporter: true }));
  for (const [index, block] of packages.entries()) {
    const own = snapshots[index] ?? [];
    for (const one of own.length > 0 ? own : [block]) nodes.push({ row: importers.length + index, block: one, isImporter: false });
  }
  resolveReferences(nodes);
  const graph = nodes.flatMap(({ row, block }): LockedPackage[] => {
    const entry = entries[row];
    return entry ? [nodeOf(entry.requires === block.edges ? entry : { ...entry, requires: block.edges }, row)] : [];
  });
  return { dependencies, artifacts: [], includes: [], comments: [], problems, graph: { packages: graph } };
}

/** The snapshots of each package: those whose key is the package's, without the peers behind it. */
function snapshotsOf(text: string, { packages, snapshots }: PnpmBlocks): PnpmBlock[][] {
  const found: PnpmBlock[][] = packages.map(() => []);
  if (snapshots.length === 0) return found;
  const byKey = new Map(packages.map((block, index) => [block.key, index]));
  for (const snapshot of snapshots) {
    const { start, end } = snapshot.keySpan;
    const { versionEnd } = readDependencyPath(text, start, end);
    const index = byKey.get(snapshot.key) ?? byKey.get(text.slice(start, versionEnd));
    if (index !== undefined) found[index]?.push(snapshot);
  }
  return found;
}

/** An importer has a path and no name. */
function importerEntry({ key, keySpan, start, end, edges }: PnpmBlock): NpmLockEntry {
  return {
    name: '',
    nameSpan: { start: keySpan.start, end: keySpan.start },
    span: { start, end },
    version: '',
    source: { kind: 'workspace', url: key, span: keySpan },
    requires: edges,
    member: true,
  };
}

function packageEntry(text: string, block: PnpmBlock, snapshots: readonly PnpmBlock[]): NpmLockEntry {
  const path = readDependencyPath(text, block.keySpan.start, block.keySpan.end);
  const nameSpan = block.name ?? { start: path.nameStart, end: path.nameEnd };
  const inPath = { start: path.versionStart, end: path.versionEnd };
  const versionSpan = block.version ?? inPath;
  const isOptional = block.isOptional || (snapshots.length > 0 && snapshots.every((snapshot) => snapshot.isOptional));
  const source = sourceOf(text, block, inPath);
  return {
    name: text.slice(nameSpan.start, nameSpan.end),
    nameSpan,
    span: { start: block.start, end: block.end },
    version: text.slice(versionSpan.start, versionSpan.end),
    versionSpan,
    group: isOptional ? optionalGroup : block.isDev ? devGroup : mainGroup,
    requires: block.edges,
    ...(source ? { source } : undefined),
    ...(block.os ? { os: block.os } : undefined),
    ...(block.cpu ? { cpu: block.cpu } : undefined),
    ...(block.libc ? { libc: block.libc } : undefined),
  };
}

/** `name@file:…`, `name@https://…`; before lockfile 9 the whole key is the address. */
function sourceOf(text: string, block: PnpmBlock, inPath: { start: number; end: number }): Source | undefined {
  const isKey = inPath.start === inPath.end;
  const span = isKey ? block.keySpan : inPath;
  const url = text.slice(span.start, span.end);
  const kind = sourceKindOf(url) ?? (isKey && url.includes('/') ? 'vcs' : undefined);
  return kind ? { kind, url, span } : undefined;
}
