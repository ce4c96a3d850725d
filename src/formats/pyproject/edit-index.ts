import type { Artifact } from '../../model/manifest';
import { type TomlEntry, type TomlTable, stringAt, tableAt } from '../../syntax/toml';
import { isSound, joinDeletions } from '../../syntax/toml-edit';
import { type TextEdit, sortEdits } from '../../text/edit';
import { contains } from '../../text/span';
import { Removal } from '../toml-removal';
import type { IndexRow, Reading } from './reading';
import { type UvSource, uvSources } from './uv-sources';

/** Puts another URL between the quotes. */
export function setIndexUrl(text: string, { document }: Reading, { artifact, place }: IndexRow, url: string): readonly TextEdit[] | undefined {
  const quote = text.charAt(place.url.span.start);
  if (!place.url.plain || !isSound(document, artifact.declaration) || [quote, '\\', '\n', '\r'].some((sign) => url.includes(sign))) return undefined;
  // The index of a row of pixi is known by its URL.
  if (place.kind === 'row') return undefined;
  return artifact.value === url ? [] : [{ span: artifact.span, newText: url }];
}

/** Removes an index with all that names it: items, entries and in the end the table of `[tool.uv.sources]`, `source` keys of Poetry. */
export function removeIndex(text: string, reading: Reading, { artifact, place }: IndexRow): readonly TextEdit[] | undefined {
  const removal = new Removal(text, reading.document);
  if (place.kind === 'row' && (unsharedName(reading, artifact) === undefined || place.parent.entries.length < 2)) return undefined;
  removeDeclaration(removal, place);
  const name = unsharedName(reading, artifact);
  if (name !== undefined) {
    removeUvReferences(removal, reading, name);
    if (!removeRowReferences(removal, reading, 'source', name)) return undefined;
    removeEnrichments(removal, reading, name);
  }
  return joined(text, removal);
}

/** The item, entry or table that declares an index. */
export function removeDeclaration(removal: Removal, { list, index, parent, entry }: IndexRow['place']): void {
  if (list && index !== undefined && (list.form === 'tables' || list.items.length > 1)) removal.item(list, index);
  else removal.entry(parent, entry);
}

/** The name of an index if no other one has it too. */
export function unsharedName({ indexes }: Reading, { name }: Artifact): string | undefined {
  return indexes.filter((other) => other.artifact.name === name).length > 1 ? undefined : name;
}

/** All that was collected, deletions that touch each other as one. */
export function joined(text: string, removal: Removal): readonly TextEdit[] | undefined {
  const edits = removal.edits();
  return edits && sortEdits(joinDeletions(text, edits), text.length);
}

function removeUvReferences(removal: Removal, reading: Reading, name: string): void {
  const names = (table: TomlTable): boolean => stringAt(table, 'index')?.content.text === name;
  const { uv } = reading;
  const entry = uv?.get('sources');
  if (!uv || entry?.value.kind !== 'table') return;
  const sources = uvSources(reading);
  const isGone = ({ alternatives }: UvSource): boolean => alternatives.length > 0 && alternatives.every(names);
  if (sources.length > 0 && sources.every(isGone) && isOnePiece(entry.value)) removal.entry(uv, entry);
  else for (const source of sources) removeFrom(removal, entry.value, source, isGone(source), names);
}

/** All of the table's entries stand below its own header or in its braces. */
function isOnePiece(table: TomlTable): boolean {
  const { form, span, entries } = table;
  return (form === 'header' || form === 'inline') && entries.every((entry) => contains(span, entry.span));
}

function removeFrom(removal: Removal, parent: TomlTable, source: UvSource, gone: boolean, names: (table: TomlTable) => boolean): void {
  const { entry, list } = source;
  if (gone) removal.entry(parent, entry);
  else if (list) list.items.forEach(({ value }, index) => value.kind === 'table' && names(value) && removal.item(list, index));
}

/** Takes `source = "name"` (or another key) out of rows that are tables; false if a row would say nothing without it. */
export function removeRowReferences(removal: Removal, reading: Reading, key: 'source' | 'index', name: string): boolean {
  for (const table of rowTables(reading)) {
    const source = stringAt(table, key)?.content.text === name ? table.get(key) : undefined;
    if (!source) continue;
    if (table.entries.length === 1) return false;
    removal.entry(table, source);
  }
  return true;
}

function rowTables({ rows }: Reading): ReadonlySet<TomlTable> {
  return new Set(rows.flatMap(({ place }) => (place.kind === 'poetry' && place.node?.kind === 'table' ? [place.node] : [])));
}

function removeEnrichments(removal: Removal, reading: Reading, name: string): void {
  const own = rowTables(reading);
  const dependencies = tableAt(reading.document.root, 'tool', 'poetry', 'dependencies');
  for (const entry of dependencies?.entries ?? []) {
    const { value } = entry;
    if (dependencies && value.kind === 'table' && !own.has(value)) removeEnrichment(removal, dependencies, entry, value, name);
  }
}

/** A table that only tells from where a row of `[project]` is taken. */
function removeEnrichment(removal: Removal, parent: TomlTable, entry: TomlEntry, table: TomlTable, name: string): void {
  const source = stringAt(table, 'source')?.content.text === name ? table.get('source') : undefined;
  if (!source) return;
  if (table.entries.length === 1) removal.entry(parent, entry);
  else removal.entry(table, source);
}
