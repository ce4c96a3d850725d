import type { Source } from '../../model/manifest';
import { readCondaSpec } from '../../syntax/conda-spec';
import { sourceKind } from '../../syntax/pep508';
import type { YamlRecord } from '../../syntax/yaml-records';
import { MappedText } from '../../text/mapped-text';
import { slice, type Span } from '../../text/span';
import { channelOf, condaEdge, fileNameOf, wheelEdge, wheelIndex, type CondaLockEntry } from '../conda-packages';
import { PlaceSet } from '../place-set';
import type { PixiPlace } from './environments';

/** The keys of a package that are kept; the first says in version 6 what it is, with its address. */
export const wantedFields = [
  'conda',
  'pypi',
  'kind',
  'name',
  'version',
  'build',
  'subdir',
  'url',
  'path',
  'channel',
  'depends',
  'requires_dist',
  'size',
  'editable',
];

/** A conda package of version 6 is described by the name of its file alone; others have a name. Undefined where neither is there. */
export function entryOf(text: string, record: YamlRecord, installed: ReadonlyMap<string, readonly PixiPlace[]>): CondaLockEntry | undefined {
  const { fields, start, end } = record;
  const textOf = (key: string): string => slice(text, fields.get(key) ?? { start: 0, end: 0 });
  const ecosystem = fields.has('pypi') || textOf('kind') === 'pypi' ? 'pypi' : 'conda';
  const address = fields.get('conda') ?? fields.get('pypi') ?? fields.get('url') ?? fields.get('path');
  const url = address ? slice(text, address) : '';
  const spec = ecosystem === 'conda' && address ? readCondaSpec(MappedText.verbatim(url, address.start)) : undefined;
  const ofFile = spec?.file ? spec : undefined;
  const nameSpan = filled(fields.get('name')) ?? ofFile?.nameSpan;
  if (!nameSpan) return undefined;
  const versionSpan = filled(fields.get('version')) ?? ofFile?.version?.span ?? { start: nameSpan.end, end: nameSpan.end };
  const buildSpan = ecosystem === 'conda' ? (filled(fields.get('build')) ?? ofFile?.build?.span) : undefined;
  const source = sourceOf(url, address, ecosystem, ofFile !== undefined);
  const registry = source ? undefined : ecosystem === 'pypi' ? wheelIndex(url) : channelOf(url);
  return {
    ecosystem,
    name: slice(text, nameSpan),
    nameSpan,
    version: slice(text, versionSpan),
    versionSpan,
    ...(buildSpan && { build: { raw: slice(text, buildSpan), span: buildSpan } }),
    span: { start, end },
    ...(source && { source }),
    ...placesOf(installed.get(url) ?? [], textOf('subdir')),
    edges: edgesOf(text, record, ecosystem),
    files: filesOf(url, textOf('size'), source),
    ...(registry !== undefined && { registry }),
  };
}

/** A package that is built from a folder is there once for each platform, always with the same address. */
function placesOf(places: readonly PixiPlace[], subdir: string): Pick<CondaLockEntry, 'places' | 'platforms'> {
  const own = places.filter(({ platform }) => subdir === '' || subdir === 'noarch' || platform === subdir);
  return {
    places: new PlaceSet(own.map(({ number }) => number)),
    platforms: [...new Set(own.map(({ platform }) => platform))],
  };
}

function edgesOf(text: string, { items }: YamlRecord, ecosystem: 'conda' | 'pypi'): CondaLockEntry['edges'] {
  const list = items.get(ecosystem === 'conda' ? 'depends' : 'requires_dist') ?? [];
  return list.flatMap((place) => {
    const written = slice(text, place);
    return (ecosystem === 'conda' ? condaEdge(written) : wheelEdge(written)) ?? [];
  });
}

function filesOf(url: string, size: string, source: Source | undefined): CondaLockEntry['files'] {
  if (url === '' || source) return [];
  const bytes = size === '' ? Number.NaN : Number(size);
  return [{ name: fileNameOf(url), ...(Number.isSafeInteger(bytes) && { size: bytes }) }];
}

/** Folders and repositories; a package file of a channel and a wheel of an index are what the registry has. */
function sourceOf(url: string, span: Span | undefined, ecosystem: 'conda' | 'pypi', isPackageFile: boolean): Source | undefined {
  if (url === '' || !span || (ecosystem === 'conda' && isPackageFile && url.includes('://'))) return undefined;
  const kind = sourceKind(url);
  if (ecosystem === 'pypi' && kind === 'url') return undefined;
  return { kind, url, span };
}

function filled(place: Span | undefined): Span | undefined {
  return place && place.end > place.start ? place : undefined;
}
