import type { Dependency } from '../../model/manifest';
import { type TomlString, type TomlTable, stringAt } from '../../syntax/toml';
import { addKey } from '../../syntax/toml-add-key';
import { isSound } from '../../syntax/toml-edit';
import { type TextEdit, sortEdits } from '../../text/edit';
import { contains, slice } from '../../text/span';
import type { FormatEdits } from '../format';
import { Removal } from '../toml-removal';
import type { Mention } from './features';
import { type CargoReading, type CargoRow, readCargo } from './reading';

/** Edits of Cargo.toml. The text is read again, so that rows are found by their places in it. */
export const cargoTomlEdits: FormatEdits = { rename, setSpecifier, setExtras, remove };

interface Place {
  readonly reading: CargoReading;
  readonly row: CargoRow;
  readonly node: TomlString | TomlTable;
}

function open(text: string, dependency: Dependency): Place | undefined {
  const reading = readCargo(text);
  const row = findRow(reading, dependency);
  if (!row?.node || !isSound(reading.document, row.dependency.span) || !isSound(reading.document, row.entry.key.span)) return undefined;
  return { reading, row, node: row.node };
}

function findRow({ rows }: CargoReading, { name, span }: Dependency): CargoRow | undefined {
  return rows.find(({ dependency }) => dependency.name === name && dependency.span.start === span.start && dependency.span.end === span.end);
}

/** Changes `package = "…"`, or the key with its mentions in `[features]`. */
function rename(text: string, dependency: Dependency, name: string): readonly TextEdit[] | undefined {
  const place = open(text, dependency);
  if (!place || place.row.dependency.inherits !== undefined || !/^[A-Za-z0-9_-]+$/.test(name)) return undefined;
  const { reading, row, node } = place;
  const renamed = node.kind === 'table' ? stringAt(node, 'package') : undefined;
  if (renamed) return replaceContent(renamed, name);
  const { key } = row.entry;
  const { nameSpan } = row.dependency;
  if (row.parent.get(name) || slice(text, nameSpan) !== key.name || (node.kind === 'table' && node.form === 'dotted')) return undefined;
  const edits: TextEdit[] = [{ span: nameSpan, newText: name }];
  for (const { string, from, to } of mentionsOf(reading, key.name)) {
    if (!string.plain || isShared(reading, row)) return undefined;
    edits.push({ span: string.content.span(from, to), newText: name });
  }
  return sortEdits(edits, text.length);
}

/** Empty means any version, which Cargo writes `*`. */
function setSpecifier(text: string, dependency: Dependency, specifier: string): readonly TextEdit[] | undefined {
  const place = open(text, dependency);
  if (!place || place.row.dependency.inherits !== undefined) return undefined;
  const wanted = specifier === '' ? '*' : specifier;
  const { node } = place;
  if (node.kind === 'string') return replaceContent(node, wanted);
  const version = stringAt(node, 'version');
  if (version) return replaceContent(version, wanted);
  if (place.row.dependency.source || node.get('version') || !isSafe(wanted)) return undefined;
  return addKey(text, node, `version = "${wanted}"`);
}

/** The list of `features`; what `[features]` of the file adds to it cannot be changed here. */
function setExtras(text: string, dependency: Dependency, extras: readonly string[]): readonly TextEdit[] | undefined {
  const place = open(text, dependency);
  if (!place || !extras.every(isSafe) || place.row.dependency.extras.some(({ span }) => !contains(place.row.dependency.span, span))) return undefined;
  const array = `[${extras.map((extra) => `"${extra}"`).join(', ')}]`;
  const present = place.node.kind === 'table' ? place.node.get('features') : undefined;
  if (!present) return extras.length === 0 ? [] : addKey(text, place.node, `features = ${array}`);
  const written = slice(text, present.value.span);
  if (written === array) return [];
  return present.value.kind === 'array' && !written.includes('#') ? [{ span: present.value.span, newText: array }] : undefined;
}

/** Rows go with their mentions in `[features]`, unless another table has the same key. */
function remove(text: string, dependencies: readonly Dependency[]): readonly TextEdit[] | undefined {
  const reading = readCargo(text);
  const rows = dependencies.map((dependency) => findRow(reading, dependency)).filter((row) => row !== undefined);
  if (rows.length < dependencies.length) return undefined;
  const removal = new Removal(text, reading.document);
  for (const { parent, entry } of rows) removal.entry(parent, entry);
  const gone = new Set(rows.filter((row) => !isShared(reading, row, rows) && row.dependency.role === 'requires').map(({ entry }) => entry.key.name));
  const strings = new Set(reading.features.mentions.filter(({ key }) => gone.has(key)).map(({ string }) => string));
  for (const { value } of reading.features.entries) {
    if (value.kind !== 'array') continue;
    value.items.forEach((item, index) => {
      if (item.value.kind === 'string' && strings.has(item.value)) removal.item(value, index);
    });
  }
  return removal.edits();
}

function mentionsOf({ features }: CargoReading, key: string): readonly Mention[] {
  return features.mentions.filter((mention) => mention.key === key);
}

/** Another row, not one of `besides`, has the key, so mentions of it speak of that one as well. */
function isShared({ rows }: CargoReading, row: CargoRow, besides: readonly CargoRow[] = []): boolean {
  return rows.some(
    (other) =>
      other !== row && !besides.includes(other) && other.dependency.role === row.dependency.role && other.entry.key.name === row.entry.key.name,
  );
}

function replaceContent(string: TomlString, newText: string): readonly TextEdit[] | undefined {
  if (!string.plain || !isSafe(newText)) return undefined;
  return string.content.text === newText ? [] : [{ span: string.contentSpan, newText }];
}

function isSafe(text: string): boolean {
  return !['"', "'", '\\', '\n', '\r'].some((sign) => text.includes(sign));
}
