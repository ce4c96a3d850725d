import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Format } from '../../src/formats/format';
import type { LockEdge, LockedPackage } from '../../src/model/lock';
import type { Dependency, Manifest } from '../../src/model/manifest';
import { slice } from '../../src/text/span';
import { readJsonLines, sharedFolder } from './shared';

/** `name@version` of a row and what it has besides: `(alias) [group] <source> limits`. */
export function rowLines(manifest: Manifest): string[] {
  return manifest.dependencies.map((row) => {
    const node = manifest.graph?.packages.find((one) => manifest.dependencies[one.row] === row);
    const parts = [
      `${row.name}@${row.specifier?.raw ?? ''}`,
      row.alias ? `(${row.alias})` : '',
      row.group.id === 'main' ? '' : `[${row.group.id}]`,
      row.source ? `<${row.source.kind} ${row.source.url}>` : '',
      ...(['os', 'cpu', 'libc'] as const).map((limit) => (node?.[limit] ? `${limit}=${node[limit].join(',')}` : '')),
      node?.member ? 'member' : '',
    ];
    return parts.filter((part) => part !== '').join(' ');
  });
}

/** `asker → name@version, name?` for each node that asks; `?` where nothing answers, `/dev`, `/peer`, `/optional` behind the name. */
export function edgeLines({ dependencies, graph }: Manifest): string[] {
  const packages = graph?.packages ?? [];
  const title = ({ name, version, row }: LockedPackage): string => `${name === '' ? (dependencies[row]?.source?.url ?? '') : name}@${version}`;
  const ofEdge = (edge: LockEdge): string => {
    const target = edge.to === undefined ? undefined : packages[edge.to];
    const flags = [edge.group, edge.optional ? 'optional' : undefined].filter((flag) => flag !== undefined).map((flag) => `/${flag}`);
    return `${target ? title(target) : `${edge.name}?`}${flags.join('')}`;
  };
  return packages.filter(({ requires }) => requires.length > 0).map((one) => `${title(one)} → ${one.requires.map(ofEdge).join(', ')}`);
}

/** Every place of a row cuts out what the row says; the graph points into the rows and into itself. */
export function checkLock(text: string, manifest: Manifest): void {
  for (const row of manifest.dependencies) {
    assert.equal(slice(text, row.nameSpan), row.name);
    if (row.specifier) assert.equal(slice(text, row.specifier.span), row.specifier.raw);
    if (row.source?.span && row.source.span.end > row.source.span.start) assert.equal(slice(text, row.source.span), row.source.url);
  }
  const packages = manifest.graph?.packages ?? [];
  for (const { row, requires } of packages) {
    assert.ok(manifest.dependencies[row]);
    for (const { to } of requires) assert.ok(to === undefined || packages[to]);
  }
}

export interface OracleLock {
  readonly file: string;
  readonly format: string;
  readonly loads: boolean;
  readonly packages: readonly (readonly [name: string, version: string | null, ...rest: string[]])[];
  readonly importers?: readonly (readonly [folder: string, section: string, name: string, specifier: string, version: string])[];
}

/** Locks of real projects with what independent parsers read in them. */
export function oracleLocks(oracle: 'locks' | 'locks-yaml', formats: readonly string[]): OracleLock[] {
  return readJsonLines<OracleLock>(`corpus/oracle/${oracle}.jsonl`).filter(({ format }) => formats.includes(format));
}

export function readCorpusFile(file: string): string {
  return readFileSync(path.join(sharedFolder, 'corpus', file), 'utf8').replace(/^\uFEFF/, '');
}

/** Parses a file of the corpus, checks its places, and gives its rows with the versions that their packages have. */
export function corpusPairs(format: Format, text: string): { manifest: Manifest; pairs: { row: Dependency; version: string; member: boolean }[] } {
  const manifest = format.parse(text);
  checkLock(text, manifest);
  const nodes = new Map((manifest.graph?.packages ?? []).map((one) => [one.row, one]));
  const pairs = manifest.dependencies.map((row, index) => ({
    row,
    version: nodes.get(index)?.version ?? '',
    member: nodes.get(index)?.member === true,
  }));
  return { manifest, pairs };
}
