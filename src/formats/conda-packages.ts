import type { LockEdge, LockedFile, LockedPackage } from '../model/lock';
import { mainGroup, type Dependency, type Group, type Source } from '../model/manifest';
import { readRequirement } from '../syntax/pep508';
import { normalPythonName } from '../syntax/python-name';
import { MappedText } from '../text/mapped-text';
import type { Span } from '../text/span';
import type { PlaceSet } from './place-set';
import { lockedRow, newLockedEntry } from './python-lock';

/** What a lock of conda-lock or pixi says of one package; the row and the node of the graph are made of it. */
export interface CondaLockEntry {
  readonly ecosystem: 'conda' | 'pypi';
  readonly name: string;
  readonly nameSpan: Span;
  readonly version: string;
  readonly versionSpan: Span;
  readonly build?: { readonly raw: string; readonly span: Span };
  readonly span: Span;
  readonly group?: Group;
  readonly source?: Source;
  /** Where it is installed: an environment on a platform each. */
  readonly places: PlaceSet;
  /** conda's names of the platforms that the lock took it for. */
  readonly platforms: readonly string[];
  readonly edges: readonly LockEdge[];
  readonly files: readonly LockedFile[];
  readonly registry?: string;
}

/** More packages of one name than this that share a place are no sensible lock. */
const mostAnswers = 50;
const none: readonly never[] = [];

/** The row of a locked package. */
export function condaLockRow(entry: CondaLockEntry): Dependency {
  const { ecosystem, name, nameSpan, version, versionSpan, span, source, build, group = mainGroup } = entry;
  if (ecosystem === 'pypi')
    return lockedRow({ ...newLockedEntry(span.start), name, nameSpan, version, versionSpan, span, group, ...(source && { source }) });
  return {
    ecosystem,
    name,
    nameSpan,
    span,
    role: 'locks',
    extras: none,
    group,
    indexes: none,
    ...(version !== '' && { specifier: { raw: version, span: versionSpan, dialect: 'conda', clauses: none } }),
    ...(build && { build }),
    ...(source && { source }),
  };
}

/** The packages of a lock, edges joined to what is installed in the same place; the n-th belongs to the n-th row. */
export function condaLockPackages(entries: readonly CondaLockEntry[]): LockedPackage[] {
  const byName = new Map<string, number[]>();
  entries.forEach((entry, index) => {
    const key = keyOf(entry.ecosystem, entry.name);
    const known = byName.get(key);
    if (known) known.push(index);
    else byName.set(key, [index]);
  });
  return entries.map((entry, row) => ({
    row,
    ecosystem: entry.ecosystem,
    name: entry.name,
    version: entry.version,
    requires: entry.edges.flatMap((edge) => {
      const named = byName.get(keyOf(entry.ecosystem, edge.name)) ?? [];
      const found = named.filter((at) => entries[at]?.places.meets(entry.places)).slice(0, mostAnswers);
      return found.length > 0 ? found.map((to) => ({ ...edge, to })) : [edge];
    }),
    files: entry.files,
    ...(entry.platforms.length > 0 && { platforms: entry.platforms }),
    ...(entry.build && { build: entry.build.raw }),
    ...(entry.registry !== undefined && { registry: entry.registry }),
  }));
}

/** What a conda package asks for: `python >=3.10,<3.11.0a0`. Names with two underscores stand for the machine (`__glibc`). */
export function condaEdge(spec: string): LockEdge | undefined {
  let end = 0;
  while (end < spec.length && !' =<>!~['.includes(spec.charAt(end))) end++;
  const name = spec.slice(spec.lastIndexOf(':', end - 1) + 1, end);
  return name === '' || name.startsWith('__') ? undefined : { name };
}

/** What a wheel's metadata asks for: `pillow >=8 ; extra == 'dev'`; what an extra brings is optional. */
export function wheelEdge(text: string): LockEdge | undefined {
  const { requirement } = readRequirement(MappedText.verbatim(text, 0));
  if (!requirement) return undefined;
  const { name, extras, marker } = requirement;
  const extra = marker && extraIn(marker.raw);
  return {
    name,
    ...(extras.length > 0 && { extras: extras.map((one) => one.name) }),
    ...(marker && { marker: marker.raw }),
    ...(extra !== undefined && { extra, optional: true }),
  };
}

/** The last segment of an address, with `%2B` and its like decoded. */
export function fileNameOf(address: string): string {
  let end = address.length;
  for (const sign of ['#', '?']) {
    const at = address.indexOf(sign);
    if (at >= 0 && at < end) end = at;
  }
  const name = address.slice(address.lastIndexOf('/', end - 1) + 1, end);
  if (!name.includes('%')) return name;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** The index that a wheel lies in, where its address says so: everybody's wheels of PyPI lie at one host of their own. */
export function wheelIndex(address: string): string | undefined {
  if (!address.includes('://') || address.includes('://files.pythonhosted.org/')) return undefined;
  return address.slice(0, address.lastIndexOf('/'));
}

/** `https://conda.anaconda.org/pytorch` of `https://conda.anaconda.org/pytorch/linux-64/….conda`. */
export function channelOf(url: string): string | undefined {
  const folder = url.lastIndexOf('/', url.lastIndexOf('/') - 1);
  return folder > 0 && url.includes('://') ? url.slice(0, folder) : undefined;
}

/** The name in `extra == "dev"`. */
function extraIn(marker: string): string | undefined {
  let at = marker.indexOf('extra');
  if (at < 0) return undefined;
  at += 'extra'.length;
  while (marker.charAt(at) === ' ') at++;
  if (!marker.startsWith('==', at)) return undefined;
  at += 2;
  while (marker.charAt(at) === ' ') at++;
  const quote = marker.charAt(at);
  const end = quote === '"' || quote === "'" ? marker.indexOf(quote, at + 1) : -1;
  return end < 0 ? undefined : marker.slice(at + 1, end);
}

function keyOf(ecosystem: 'conda' | 'pypi', name: string): string {
  return `${ecosystem}:${ecosystem === 'pypi' ? normalPythonName(name) : name.toLowerCase()}`;
}
