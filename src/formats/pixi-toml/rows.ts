import type { Dependency, Group, IndexReference, Role, Source, Specifier } from '../../model/manifest';
import { readNamelessSpec } from '../../syntax/conda-spec';
import { readVersionSpecifiers } from '../../syntax/pep508';
import { type TomlEntry, type TomlKey, type TomlString, type TomlTable, stringAt, stringItems } from '../../syntax/toml';
import type { Span } from '../../text/span';
import type { PixiPlace, PixiReading } from './reading';

interface RowContext {
  readonly ecosystem: 'conda' | 'pypi';
  readonly role: Role;
  readonly group: Group;
}

/** Reads one package of a table: https://pixi.sh/latest/reference/pixi_manifest/#the-dependencies-tables */
export function readRow(reading: PixiReading, parent: TomlTable, entry: TomlEntry, { ecosystem, role, group }: RowContext): void {
  const { value, key } = entry;
  const node = value.kind === 'string' || value.kind === 'table' ? value : undefined;
  const place: PixiPlace = { kind: 'pixi', parent, entry, node };
  const version = node?.kind === 'table' ? stringAt(node, 'version') : node;
  const table = node?.kind === 'table' ? node : undefined;
  const dependency: Dependency = {
    ecosystem,
    name: key.name,
    nameSpan: keyNameSpan(key),
    span: rowSpan(place),
    role,
    extras: [],
    ...(version && versionOf(version, ecosystem)),
    group,
    ...(table && (ecosystem === 'conda' ? condaFields(table) : extrasOf(table))),
    ...(table && sourceOf(table)),
    indexes: table ? (ecosystem === 'conda' ? channelOf(table) : indexOf(reading, table, group)) : [],
  };
  reading.rows.push({ dependency, place });
}

/** The span of a key's name without its quotes. */
function keyNameSpan({ name, span }: TomlKey): Span {
  const quotes = span.end - span.start === name.length ? 0 : 1;
  return { start: span.start + quotes, end: span.end - quotes };
}

function rowSpan({ entry, node }: PixiPlace): Span {
  if (node?.kind !== 'table' || node.form === 'inline') return entry.span;
  return node.form === 'header' ? node.span : { start: entry.span.start, end: node.span.end };
}

function versionOf({ content }: TomlString, ecosystem: 'conda' | 'pypi'): Partial<Dependency> {
  if (ecosystem === 'conda') {
    const { version, build } = readNamelessSpec(content);
    return { ...(version && { specifier: { ...version, dialect: 'conda', clauses: [] } }), ...(build && { build }) };
  }
  // Any version, which PEP 440 has no words for.
  if (content.text.trim() === '*') return {};
  const specifier: Specifier | undefined = readVersionSpecifiers(content);
  return specifier ? { specifier } : {};
}

function condaFields(table: TomlTable): Partial<Dependency> {
  const build = stringAt(table, 'build');
  return build && build.content.text !== '' ? { build: { raw: build.content.text, span: build.contentSpan } } : {};
}

function channelOf(table: TomlTable): readonly IndexReference[] {
  const channel = stringAt(table, 'channel');
  return channel && channel.content.text !== '' ? [{ index: channel.content.text, span: channel.contentSpan }] : [];
}

function extrasOf(table: TomlTable): Partial<Dependency> {
  const extras = table.get('extras')?.value;
  if (extras?.kind !== 'array') return {};
  return { extras: stringItems(extras).map(({ content, contentSpan }) => ({ name: content.text, span: contentSpan })), extrasSpan: extras.span };
}

/** `index = "https://…"` serves this row alone; its URL is its name. */
function indexOf(reading: PixiReading, table: TomlTable, group: Group): readonly IndexReference[] {
  const entry = table.get('index');
  const url = entry?.value.kind === 'string' ? entry.value : undefined;
  if (!entry || !url || url.content.text === '') return [];
  const value = url.content.text;
  reading.indexes.push({
    artifact: { kind: 'index', value, span: url.contentSpan, declaration: entry.span, name: value, explicit: true, group },
    place: { kind: 'row', parent: table, entry, url },
  });
  return [{ index: value, span: url.contentSpan }];
}

function sourceOf(table: TomlTable): { source?: Source } {
  const kinds = { git: 'vcs', url: 'url', path: 'path' } as const;
  for (const [key, kind] of Object.entries(kinds)) {
    const place = stringAt(table, key);
    if (place) return { source: { kind, url: place.content.text, span: place.contentSpan } };
  }
  return {};
}
