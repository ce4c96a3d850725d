import type { LockEdge, LockedFile, LockedPackage } from '../model/lock';
import { mainGroup } from '../model/manifest';
import type { Clause, Dependency, Extra, Group, IndexReference, Manifest, Marker, Problem, Source, Specifier } from '../model/manifest';
import type { Span } from '../text/span';
import { normalPythonName } from '../syntax/python-name';
import { type PlainValue, tableOf } from '../syntax/toml-blocks';

/** A resolved Python package as a lock lists it, before its edges are joined to other packages. */
export interface LockedEntry {
  name: string;
  nameSpan: Span;
  /** Empty where the lock gives none (a project whose version is computed). */
  version: string;
  versionSpan: Span;
  span: Span;
  group: Group;
  marker?: Marker;
  /** The package is installed only where this holds. */
  condition?: string;
  source?: Source;
  readonly edges: RequestedEdge[];
  files: LockedFile[];
  registry?: string;
  member: boolean;
  /** It adds what these extras ask for to another entry of the name (PDM). */
  extras?: readonly string[];
}

/** An entry of which only the start is known yet. */
export function newLockedEntry(start: number): LockedEntry {
  const nowhere = { start, end: start };
  return { name: '', nameSpan: nowhere, version: '', versionSpan: nowhere, span: nowhere, group: mainGroup, edges: [], files: [], member: false };
}

/** An edge as written; `version` picks among several locked ones of a name. */
export interface RequestedEdge extends Omit<LockEdge, 'to'> {
  readonly version?: string;
}

const noExtras: readonly Extra[] = [];
const noIndexes: readonly IndexReference[] = [];

/** The row of a locked package, as findings and lists show it. */
export function lockedRow(entry: LockedEntry): Dependency {
  const { name, nameSpan, span, group, marker, source } = entry;
  const row: Dependency = { ecosystem: 'pypi', name, nameSpan, span, role: 'locks', extras: noExtras, group, indexes: noIndexes };
  const specifier = entry.version === '' ? undefined : exactVersion(entry.version, entry.versionSpan);
  return { ...row, ...(specifier && { specifier }), ...(marker && { marker }), ...(source && { source }) };
}

/** What a lock says: a row for each entry, whose names are there, and the graph of its packages. */
export function lockManifest(entries: readonly LockedEntry[], problems: readonly Problem[], requiresPython?: string): Manifest {
  const graph = { packages: joinEdges(entries), ...(requiresPython !== undefined && { requiresPython }) };
  return { dependencies: entries.map(lockedRow), artifacts: [], includes: [], comments: [], problems, graph };
}

/** The packages of a lock with their edges joined; the n-th belongs to the n-th row. */
function joinEdges(entries: readonly LockedEntry[]): LockedPackage[] {
  const byName = new Map<string, number[]>();
  entries.forEach((entry, index) => {
    const name = normalPythonName(entry.name);
    const known = byName.get(name);
    if (known) known.push(index);
    else byName.set(name, [index]);
  });
  return entries.map((entry, row) => ({
    row,
    name: entry.name,
    version: entry.version,
    requires: entry.edges.flatMap((edge) => joinEdge(edge, entries, byName.get(normalPythonName(edge.name)) ?? [])),
    files: entry.files,
    ...(entry.member && { member: true }),
    ...(entry.condition !== undefined && { marker: entry.condition }),
    ...(entry.registry !== undefined && { registry: entry.registry }),
  }));
}

/** One edge for each locked package that may answer it: several versions of one name differ by their markers. */
function joinEdge({ version, ...edge }: RequestedEdge, entries: readonly LockedEntry[], candidates: readonly number[]): readonly LockEdge[] {
  const named = version === undefined || candidates.length < 2 ? candidates : candidates.filter((index) => entries[index]?.version === version);
  const fitting = named.filter((index) => entries[index]?.extras?.every((extra) => edge.extras?.includes(extra)) ?? true);
  if (fitting.length === 0) return [edge];
  return fitting.slice(0, mostAnswers).map((to) => ({ ...edge, to }));
}

/** A name has a handful of versions in a lock at most; more would make the graph grow with the square of the file. */
const mostAnswers = 20;

function exactVersion(version: string, span: Span): Specifier {
  const plus = version.indexOf('+');
  const clause: Clause = {
    operator: '==',
    version,
    span,
    versionSpan: span,
    ...(plus > 0 && { localSpan: { start: span.start + plus, end: span.end } }),
  };
  return { raw: version, span, dialect: 'pep440', clauses: [clause] };
}

/** `{ url = "…", size = 1 }`: a wheel or source archive with its address, its path on the disk or its plain name; none of anything else. */
export function readLockedFile(value: PlainValue | undefined): readonly LockedFile[] {
  const { name, url, path, size } = tableOf(value ?? '') ?? {};
  const place = name ?? url ?? path;
  if (typeof place !== 'string') return [];
  const bytes = typeof size === 'string' ? Number(size) : Number.NaN;
  return [{ name: place === name ? place : fileName(place), ...(Number.isSafeInteger(bytes) && { size: bytes }) }];
}

/** The last segment of an address, with `%2B` and its like decoded. */
function fileName(place: string): string {
  let end = place.length;
  for (const sign of ['#', '?']) {
    const at = place.indexOf(sign);
    if (at >= 0 && at < end) end = at;
  }
  const name = place.slice(place.lastIndexOf('/', end) + 1, end);
  if (!name.includes('%')) return name;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
