import { exactClauses } from '../../syntax/exact-version';
import { type Dependency, type Group, type IndexReference, type Source, type Specifier, mainGroup } from '../../model/manifest';
import { type TomlArray, type TomlKey, type TomlString, type TomlTable, isTrue, stringAt, stringItems, tableAt } from '../../syntax/toml';
import type { Span } from '../../text/span';
import { type PoetryPlace, type Reading, type Row, maximalAlternatives, normalName, withSources } from './reading';

/**
 * Rows of Poetry's own tables: https://python-poetry.org/docs/dependency-specification/ and, for the group tables,
 * https://python-poetry.org/docs/managing-dependencies/. Call it after the standard tables were read.
 */
export function readPoetry(reading: Reading): void {
  const poetry = tableAt(reading.document.root, 'tool', 'poetry');
  if (!poetry) return;
  const context: Context = { extras: extrasByName(poetry), standard: standardNames(reading), enriched: new Map() };
  readTable(reading, tableAt(poetry, 'dependencies'), mainGroup, context);
  readTable(reading, tableAt(poetry, 'dev-dependencies'), { id: 'dev', kind: 'dev' }, context);
  for (const { key, value } of tableAt(poetry, 'group')?.entries ?? []) {
    const group: Group = key.name === 'main' ? mainGroup : { id: `group:${key.name}`, kind: 'dev' };
    if (value.kind === 'table') readTable(reading, tableAt(value, 'dependencies'), group, context);
  }
  reading.rows = reading.rows.map((row) => {
    const indexes = isStandard(row) ? context.enriched.get(normalName(row.dependency.name)) : undefined;
    return indexes ? withSources(row, indexes) : row;
  });
}

/** What the rest of the file says about the names in Poetry's tables; all names in their normal form. */
interface Context {
  /** The first extra that lists a package. */
  readonly extras: ReadonlyMap<string, string>;
  /** What `[project]` declares. */
  readonly standard: ReadonlySet<string>;
  /** Index references that Poetry's tables add to those rows. */
  readonly enriched: Map<string, IndexReference[]>;
}

/** The lists of `[tool.poetry.extras]`; they name optional dependencies that are declared elsewhere. */
export function poetryExtras(root: TomlTable): readonly TomlArray[] {
  const extras = tableAt(root, 'tool', 'poetry', 'extras');
  return (extras?.entries ?? []).flatMap(({ value }) => (value.kind === 'array' ? [value] : []));
}

/** The span of a key's name without its quotes. */
export function keyNameSpan({ name, span }: TomlKey): Span {
  const quotes = span.end - span.start === name.length ? 0 : 1;
  return { start: span.start + quotes, end: span.end - quotes };
}

function standardNames({ rows }: Reading): ReadonlySet<string> {
  return new Set(rows.filter(isStandard).map(({ dependency }) => normalName(dependency.name)));
}

function isStandard({ place, dependency: { group } }: Row): boolean {
  return place.kind === 'requirement' && (group.kind === 'main' || group.kind === 'extra');
}

function extrasByName(poetry: TomlTable): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { key, value } of tableAt(poetry, 'extras')?.entries ?? []) {
    for (const { content } of stringItems(value)) if (!found.has(normalName(content.text))) found.set(normalName(content.text), key.name);
  }
  return found;
}

function readTable(reading: Reading, table: TomlTable | undefined, group: Group, context: Context): void {
  for (const entry of table?.entries ?? []) {
    if (!table || entry.key.name === 'python') continue;
    const { value } = entry;
    if (value.kind === 'array') {
      for (const item of value.items.slice(0, maximalAlternatives)) {
        if (item.value.kind === 'table') addRow(reading, { kind: 'poetry', parent: table, entry, node: item.value, list: value }, group, context);
      }
    } else {
      addRow(reading, { kind: 'poetry', parent: table, entry, node: value.kind === 'scalar' ? undefined : value }, group, context);
    }
  }
}

function addRow(reading: Reading, place: PoetryPlace, group: Group, context: Context): void {
  const { entry, node } = place;
  const table = node?.kind === 'table' ? node : undefined;
  const indexes = table ? indexReferences(table) : [];
  const name = normalName(entry.key.name);
  if (table && group === mainGroup && context.standard.has(name) && enriches(table)) {
    const enriched = context.enriched.get(name) ?? [];
    if (enriched.length < maximalAlternatives) context.enriched.set(name, [...enriched, ...indexes]);
    return;
  }
  const optional = table !== undefined && isTrue(table, 'optional');
  const extra = context.extras.get(name);
  const optionalGroup: Group = { id: extra === undefined ? 'optional' : `extra:${extra}`, kind: 'optional' };
  const dependency: Dependency = {
    ecosystem: 'pypi',
    name: entry.key.name,
    nameSpan: keyNameSpan(entry.key),
    span: rowSpan(place),
    role: 'requires',
    extras: [],
    group: optional ? optionalGroup : group,
    indexes,
    ...(table ? tableFields(table) : node?.kind === 'string' ? specifierOf(node) : {}),
  };
  reading.rows.push({ dependency, place, uvSources: false });
}

/**
 * With `project.dependencies` a Poetry table that says neither version nor place only tells from where a row of that list is
 * taken: https://python-poetry.org/docs/dependency-specification/#projectdependencies-and-toolpoetrydependencies
 */
function enriches(table: TomlTable): boolean {
  return !['version', 'git', 'url', 'path', 'file'].some((key) => table.get(key));
}

function rowSpan({ entry, node, list }: PoetryPlace): Span {
  if (node?.kind !== 'table') return entry.span;
  if (list || node.form === 'header') return node.span;
  return { start: entry.span.start, end: node.form === 'inline' ? entry.span.end : node.span.end };
}

function indexReferences(table: TomlTable): readonly IndexReference[] {
  const source = stringAt(table, 'source');
  return source ? [{ index: source.content.text, span: source.contentSpan }] : [];
}

function tableFields(table: TomlTable): Partial<Dependency> {
  const extras = table.get('extras')?.value;
  const version = stringAt(table, 'version');
  const markers = stringAt(table, 'markers');
  const platform = stringAt(table, 'platform');
  const source = sourceOf(table);
  const marker = markers ? markers.content.text : platform && `sys_platform == "${platform.content.text}"`;
  const markerSpan = (markers ?? platform)?.contentSpan;
  return {
    ...(version && specifierOf(version)),
    ...(extras?.kind === 'array' && {
      extras: stringItems(extras).map(({ content, contentSpan }) => ({ name: content.text, span: contentSpan })),
      extrasSpan: extras.span,
    }),
    ...(marker !== undefined && markerSpan && { marker: { raw: marker, span: markerSpan } }),
    ...(source && { source }),
  };
}

function sourceOf(table: TomlTable): Source | undefined {
  const kinds = { git: 'vcs', url: 'url', path: 'path', file: 'path' } as const;
  for (const [key, kind] of Object.entries(kinds)) {
    const place = stringAt(table, key);
    if (place) return { kind, url: place.content.text, span: place.contentSpan };
  }
  return undefined;
}

function specifierOf({ content }: TomlString): { specifier?: Specifier } {
  const raw = content.text.trim();
  if (raw === '') return {};
  const start = content.text.length - content.text.trimStart().length;
  return {
    specifier: { raw, span: content.span(start, start + raw.length), dialect: 'poetry', clauses: exactClauses(content, start, start + raw.length) },
  };
}
