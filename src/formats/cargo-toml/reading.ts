import { type Dependency, type Extra, type Group, type Marker, type Problem, type Role, mainGroup } from '../../model/manifest';
import {
  type TomlDocument,
  type TomlEntry,
  type TomlKey,
  type TomlString,
  type TomlTable,
  isTrue,
  readToml,
  stringAt,
  stringItems,
  tableAt,
} from '../../syntax/toml';
import type { Span } from '../../text/span';
import { Features } from './features';
import { markerOfTarget } from './cfg';
import { indexesOf, sourceOf, specifierOf } from './source';

/** A row and where it stands in the tree; edits start from it. */
export interface CargoRow {
  readonly dependency: Dependency;
  readonly parent: TomlTable;
  readonly entry: TomlEntry;
  /** `"1.0"`, or the table of keys; undefined for any other value. */
  readonly node: TomlString | TomlTable | undefined;
}

export interface CargoReading {
  readonly document: TomlDocument;
  readonly features: Features;
  readonly rows: CargoRow[];
  readonly problems: Problem[];
}

interface Section {
  readonly group: Group;
  readonly role: Role;
  readonly marker?: Marker;
}

const kinds: readonly (readonly [table: string, group: Group])[] = [
  ['dependencies', mainGroup],
  ['dev-dependencies', { id: 'dev', kind: 'dev' }],
  ['dev_dependencies', { id: 'dev', kind: 'dev' }],
  ['build-dependencies', { id: 'build', kind: 'build' }],
  ['build_dependencies', { id: 'build', kind: 'build' }],
];
const workspaceGroup: Group = { id: 'workspace', kind: 'main' };
const patchGroup: Group = { id: 'patch', kind: 'main' };

/** Reads the tables of dependencies with the tree that edits need. Rows are in the order of the text. */
export function readCargo(text: string): CargoReading {
  const document = readToml(text);
  const { root } = document;
  const reading: CargoReading = { document, features: new Features(tableAt(root, 'features')), rows: [], problems: [...document.problems] };
  readKinds(reading, root, undefined);
  for (const { key, value } of tableAt(root, 'target')?.entries ?? []) if (value.kind === 'table') readKinds(reading, value, key);
  readTable(reading, tableAt(root, 'workspace', 'dependencies'), { group: workspaceGroup, role: 'constrains' });
  for (const { value } of tableAt(root, 'patch')?.entries ?? []) {
    if (value.kind === 'table') readTable(reading, value, { group: patchGroup, role: 'overrides' });
  }
  reading.rows.sort((a, b) => a.dependency.span.start - b.dependency.span.start || a.dependency.span.end - b.dependency.span.end);
  return reading;
}

function readKinds(reading: CargoReading, table: TomlTable, target: TomlKey | undefined): void {
  const marker = target && markerOfTarget(target.name);
  for (const [name, group] of kinds) {
    readTable(reading, tableAt(table, name), {
      // What is asked for only under a condition that no marker can say is guarded all the same.
      group: target && marker === undefined && group === mainGroup ? { id: `target:${target.name}`, kind: 'optional' } : group,
      role: 'requires',
      ...(target && marker !== undefined ? { marker: { raw: marker, span: target.span } } : {}),
    });
  }
}

function readTable(reading: CargoReading, table: TomlTable | undefined, section: Section): void {
  if (!table) return;
  for (const entry of table.entries) {
    const { value } = entry;
    if (value.kind === 'array' || (value.kind === 'scalar' && value.raw === '')) continue;
    const node = value.kind === 'scalar' ? undefined : value;
    reading.rows.push({ dependency: toDependency(reading, entry, node, section), parent: table, entry, node });
  }
}

function toDependency({ features }: CargoReading, entry: TomlEntry, node: TomlString | TomlTable | undefined, section: Section): Dependency {
  const { key } = entry;
  const table = node?.kind === 'table' ? node : undefined;
  const renamed = table && stringAt(table, 'package');
  const own = section.role === 'requires';
  const list = table?.get('features')?.value;
  const listed: readonly Extra[] = stringItems(list).map(({ content, contentSpan }) => ({ name: content.text, span: contentSpan }));
  const passed = own ? features.extrasOf(key.name).filter(({ name }) => !listed.some((extra) => extra.name === name)) : [];
  const source = table && sourceOf(table);
  const version = node?.kind === 'string' ? node : table && stringAt(table, 'version');
  return {
    ecosystem: 'cargo',
    name: renamed ? renamed.content.text : key.name,
    nameSpan: renamed ? renamed.contentSpan : keyNameSpan(key),
    span: rowSpan(entry, node, renamed),
    role: section.role,
    extras: [...listed, ...passed],
    ...(list?.kind === 'array' ? { extrasSpan: list.span } : {}),
    ...(version ? specifierOf(version) : {}),
    ...(section.marker ? { marker: section.marker } : {}),
    group: own && table && isTrue(table, 'optional') ? optionalGroup(features, key.name, section.group) : section.group,
    ...(source ? { source } : {}),
    indexes: table ? indexesOf(table) : [],
    ...(renamed ? { alias: key.name } : {}),
    ...(own && table && isTrue(table, 'workspace') ? { inherits: key.name } : {}),
  };
}

/** An optional dependency that `default` turns on is taken like any other. */
function optionalGroup(features: Features, key: string, group: Group): Group {
  if (group !== mainGroup || features.byDefault.has(key)) return group;
  const feature = features.featureFor(key);
  return { id: feature === undefined ? 'optional' : `feature:${feature}`, kind: 'optional' };
}

/** The span of a key without its quotes. */
function keyNameSpan({ name, span }: TomlKey): Span {
  const quotes = span.end - span.start === name.length ? 0 : 1;
  return { start: span.start + quotes, end: Math.max(span.start + quotes, span.end - quotes) };
}

/** Of a table with a header its lines; of dotted keys from the first to the last of them. */
function rowSpan(entry: TomlEntry, node: TomlString | TomlTable | undefined, renamed: TomlString | undefined): Span {
  if (node?.kind !== 'table' || node.form === 'inline') return entry.span;
  const start = Math.min(entry.span.start, node.span.start);
  return { start, end: Math.max(entry.span.end, node.span.end, renamed?.span.end ?? 0) };
}
