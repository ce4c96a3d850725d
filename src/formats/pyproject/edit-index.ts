import { type TomlEntry, type TomlTable, stringAt, tableAt } from '../../syntax/toml';
import { isSound, joinDeletions } from '../../syntax/toml-edit';
import { type TextEdit, sortEdits } from '../../text/edit';
import { contains } from '../../text/span';
import { Removal } from './edit-remove';
import type { IndexRow, Reading } from './reading';
import { type UvSource, uvSources } from './uv-sources';

/** Puts another URL between the quotes. */
export function setIndexUrl(text: string, { document }: Reading, { artifact, place }: IndexRow, url: string): readonly TextEdit[] | undefined {
  const quote = text.charAt(place.url.span.start);
  if (!place.url.plain || !isSound(document, artifact.declaration) || [quote, '\\', '\n', '\r'].some((sign) => url.includes(sign))) return undefined;
  return artifact.value === url ? [] : [{ span: artifact.span, newText: url }];
}

/** Removes an index with all that names it: items, entries and in the end the table of `[tool.uv.sources]`, `source` keys of Poetry. */
export function removeIndex(text: string, reading: Reading, { artifact, place }: IndexRow): readonly TextEdit[] | undefined {
  const removal = new Removal(text, reading);
  const { list, index, parent, entry } = place;
  if (list && index !== undefined && (list.form === 'tables' || list.items.length > 1)) removal.item(list, index);
  else removal.entry(parent, entry);
  const shared = reading.indexes.some((other) => other.artifact !== artifact && other.artifact.name === artifact.name);
  if (artifact.name !== undefined && !shared) {
    removeUvReferences(removal, reading, artifact.name);
    if (!removePoetryReferences(removal, reading, artifact.name)) return undefined;
  }
  const edits = removal.edits();
  return edits && sortEdits(joinDeletions(text, edits), text.length);
}

function removeUvReferences(removal: Removal, { document }: Reading, name: string): void {
  const names = (table: TomlTable): boolean => stringAt(table, 'index')?.content.text === name;
  const uv = tableAt(document.root, 'tool', 'uv');
  const entry = uv?.get('sources');
  if (!uv || entry?.value.kind !== 'table') return;
  const sources = uvSources(document.root);
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

/** Takes `source = "name"` out of Poetry's rows; false if a row would say nothing without it. */
function removePoetryReferences(removal: Removal, { document, rows }: Reading, name: string): boolean {
  const rowTables = new Set(rows.flatMap(({ place }) => (place.kind === 'poetry' && place.node?.kind === 'table' ? [place.node] : [])));
  for (const table of rowTables) {
    const source = stringAt(table, 'source')?.content.text === name ? table.get('source') : undefined;
    if (!source) continue;
    if (table.entries.length === 1) return false;
    removal.entry(table, source);
  }
  const dependencies = tableAt(document.root, 'tool', 'poetry', 'dependencies');
  for (const entry of dependencies?.entries ?? []) {
    const { value } = entry;
    if (!dependencies || value.kind !== 'table' || rowTables.has(value)) continue;
    removeEnrichment(removal, dependencies, entry, value, name);
  }
  return true;
}

/** A table that only tells from where a row of `[project]` is taken. */
function removeEnrichment(removal: Removal, parent: TomlTable, entry: TomlEntry, table: TomlTable, name: string): void {
  const source = stringAt(table, 'source')?.content.text === name ? table.get('source') : undefined;
  if (!source) return;
  if (table.entries.length === 1) removal.entry(parent, entry);
  else removal.entry(table, source);
}
