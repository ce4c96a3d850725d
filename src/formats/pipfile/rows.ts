import type { Dependency, Extra, Group, IndexReference, Marker, Source } from '../../model/manifest';
import { bracketed } from '../../syntax/marker-edit';
import { readRequirement } from '../../syntax/pep508';
import { type TomlEntry, type TomlKey, type TomlTable, stringAt, stringItems } from '../../syntax/toml';
import { readVersionSpecifier } from '../../syntax/version-specifier';
import { MappedText } from '../../text/mapped-text';
import type { Span } from '../../text/span';
import { keyNameSpan } from '../pyproject/poetry';
import type { Reading } from '../pyproject/reading';

/** Variables of markers that may stand as keys, with comparison and value: `sys_platform = "== 'win32'"`. */
const markerKeys = [
  'os_name',
  'sys_platform',
  'platform_machine',
  'platform_python_implementation',
  'platform_release',
  'platform_system',
  'platform_version',
  'python_version',
  'python_full_version',
  'implementation_name',
  'implementation_version',
];

/** Adds the row of `name = "==1.0"`, `name = {version = "==1.0", extras = ["x"], …}` or `[packages.name]`. */
export function readRow(reading: Reading, parent: TomlTable, entry: TomlEntry, group: Group): void {
  const { key, value } = entry;
  const node = value.kind === 'string' || value.kind === 'table' ? value : undefined;
  const table = value.kind === 'table' ? value : undefined;
  const version = value.kind === 'string' ? value : table && stringAt(table, 'version');
  const { specifier, problems } = version ? readVersionSpecifier(version.content) : { problems: [] };
  reading.problems.push(...problems);
  const dependency: Dependency = {
    ecosystem: 'pypi',
    role: 'requires',
    ...nameOf(key),
    span: rowSpan(entry),
    ...(specifier && { specifier }),
    group,
    ...(table ? tableFields(table, nameOf(key).extras) : { indexes: [] }),
  };
  reading.rows.push({ dependency, place: { kind: 'poetry', parent, entry, node }, uvSources: false });
}

/** A key may hold extras: `"name[extra]" = "*"`. */
function nameOf(key: TomlKey): Pick<Dependency, 'name' | 'nameSpan' | 'extras' | 'extrasSpan'> {
  const span = keyNameSpan(key);
  const whole = { name: key.name, nameSpan: span, extras: [] };
  if (!key.name.includes('[') || span.end - span.start !== key.name.length) return whole;
  const { requirement, problems } = readRequirement(MappedText.verbatim(key.name, span.start));
  if (!requirement || problems.length > 0 || !requirement.extrasSpan || requirement.extrasSpan.end !== span.end) return whole;
  const { name, nameSpan, extras, extrasSpan } = requirement;
  return { name, nameSpan, extras, extrasSpan };
}

function rowSpan({ span, value }: TomlEntry): Span {
  if (value.kind !== 'table') return span;
  return value.form === 'header' ? value.span : { start: span.start, end: Math.max(span.end, value.span.end) };
}

function tableFields(table: TomlTable, inKey: readonly Extra[]): Pick<Dependency, 'extras' | 'indexes'> & Partial<Dependency> {
  const extras = table.get('extras')?.value;
  const listed = stringItems(extras).map(({ content, contentSpan }) => ({ name: content.text, span: contentSpan }));
  const marker = markerOf(table);
  const source = sourceOf(table);
  return {
    extras: [...inKey, ...listed],
    ...(extras?.kind === 'array' && inKey.length === 0 && { extrasSpan: extras.span }),
    ...(marker && { marker }),
    ...(source && { source }),
    indexes: indexOf(table),
  };
}

function indexOf(table: TomlTable): readonly IndexReference[] {
  const index = stringAt(table, 'index');
  return index ? [{ index: index.content.text, span: index.contentSpan }] : [];
}

/** All conditions of a row, joined; the place is that of `markers`, else of the first key. */
function markerOf(table: TomlTable): Marker | undefined {
  const parts: string[] = [];
  let place: Span | undefined;
  for (const name of markerKeys) {
    const value = stringAt(table, name);
    const text = value?.content.text.trim() ?? '';
    if (!value || !isComparison(text)) continue;
    parts.push(`${name} ${text}`);
    place ??= value.contentSpan;
  }
  const markers = stringAt(table, 'markers');
  const written = markers?.content.text.trim() ?? '';
  if (markers && written !== '') {
    parts.push(written);
    place = markers.contentSpan;
  }
  const [only = ''] = parts;
  if (!place) return undefined;
  return { raw: parts.length === 1 ? only : parts.map(bracketed).join(' and '), span: place };
}

function isComparison(text: string): boolean {
  return '=!<>~'.includes(text.charAt(0)) ? text !== '' : text.startsWith('in ') || text.startsWith('not in ');
}

function sourceOf(table: TomlTable): Source | undefined {
  for (const [key, kind] of sourceKinds) {
    const place = stringAt(table, key);
    if (place)
      return { kind: key === 'file' && !place.content.text.includes('://') ? 'path' : kind, url: place.content.text, span: place.contentSpan };
  }
  return undefined;
}

const sourceKinds = [
  ['git', 'vcs'],
  ['hg', 'vcs'],
  ['svn', 'vcs'],
  ['bzr', 'vcs'],
  ['file', 'url'],
  ['url', 'url'],
  ['path', 'path'],
] as const;
