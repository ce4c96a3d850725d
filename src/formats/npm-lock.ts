import type { Dependency, Group, Manifest, Problem, Source } from '../model/manifest';
import { mainGroup } from '../model/manifest';
import type { LockEdge, LockedPackage } from '../model/lock';
import type { Span } from '../text/span';

/** An edge whose target is found once all packages are known. */
export type OpenEdge = { -readonly [K in keyof LockEdge]: LockEdge[K] };

/** What a lock of npm, Yarn or pnpm says of one package; the row and the node of the graph are made of it. */
export interface NpmLockEntry {
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  /** Empty where the lock has no version: a folder, say. */
  readonly version: string;
  readonly versionSpan?: Span;
  readonly source?: Source;
  readonly alias?: string;
  readonly group?: Group;
  readonly requires: readonly LockEdge[];
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly member?: boolean;
  readonly registry?: string;
}

export const devGroup: Group = { id: 'dev', kind: 'dev' };
export const optionalGroup: Group = { id: 'optional', kind: 'optional' };
export const peerGroup: Group = { id: 'peer', kind: 'peer' };

/** Most rows have none; one array serves them all, as locks have many thousands of rows. */
const none: readonly never[] = [];

/** The manifest of a lock: row and graph node have the same index. */
export function lockManifest(entries: readonly NpmLockEntry[], problems: readonly Problem[]): Manifest {
  const dependencies: Dependency[] = [];
  const packages: LockedPackage[] = [];
  for (const entry of entries) {
    packages.push(nodeOf(entry, dependencies.length));
    dependencies.push(rowOf(entry));
  }
  return { dependencies, artifacts: none, includes: none, comments: none, problems, graph: { packages } };
}

export function rowOf(entry: NpmLockEntry): Dependency {
  const { version, versionSpan, source, alias } = entry;
  return {
    ecosystem: 'npm',
    name: entry.name,
    nameSpan: entry.nameSpan,
    span: entry.span,
    role: 'locks',
    extras: none,
    group: entry.group ?? mainGroup,
    indexes: none,
    // The version of a row that is fetched by its address is not one that a registry knows.
    ...(version !== '' && versionSpan && !source ? { specifier: { raw: version, span: versionSpan, dialect: 'npm', clauses: none } } : undefined),
    ...(source ? { source } : undefined),
    ...(alias === undefined ? undefined : { alias }),
  };
}

export function nodeOf(entry: NpmLockEntry, row: number): LockedPackage {
  const { os, cpu, libc, member, registry } = entry;
  return {
    row,
    name: entry.name,
    version: entry.version,
    requires: entry.requires,
    files: none,
    ...(os ? { os } : undefined),
    ...(cpu ? { cpu } : undefined),
    ...(libc ? { libc } : undefined),
    ...(member === true ? { member } : undefined),
    ...(registry === undefined ? undefined : { registry }),
  };
}

/** The kind of source of an address that stands where a registry's tarball or a version would; undefined for those two. */
export function sourceKindOf(address: string): Source['kind'] | undefined {
  const colon = address.indexOf(':');
  const scheme = colon < 0 ? '' : address.slice(0, colon);
  if (scheme.startsWith('git') || scheme === 'ssh' || scheme === 'bitbucket') return 'vcs';
  if (scheme === 'file' || scheme === 'link' || scheme === 'portal') return 'path';
  if (scheme === 'workspace') return 'workspace';
  // Registries serve `<registry>/<name>/-/<file>.tgz`.
  if (scheme !== 'http' && scheme !== 'https') return undefined;
  if (address.includes('/-/')) return undefined;
  return 'url';
}

/** `https://registry.example/` of `https://registry.example/name/-/name-1.0.0.tgz`; undefined for other addresses. */
export function registryOf(address: string, name: string): string | undefined {
  const at = address.indexOf(`/${name}/-/`);
  return at < 0 || !address.startsWith('http') ? undefined : address.slice(0, at + 1);
}
