import type { Dependency } from '../../model/manifest';
import type { TomlEntry } from '../../syntax/toml';
import type { TextEdit } from '../../text/edit';
import { Removal } from '../toml-removal';
import { poetryMentions } from './edit-poetry';
import { poetryExtras } from './poetry';
import type { Reading, Row } from './reading';

/** Removes rows, and Poetry's optional ones from the extras that list them. */
export function removeRows(text: string, reading: Reading, rows: readonly Row[]): readonly TextEdit[] | undefined {
  const removal = new Removal(text, reading.document);
  const gone = rows.flatMap(({ dependency, place }) => (place.kind === 'poetry' ? [dependency] : []));
  removeAlternatives(removal, rows);
  for (const { place } of rows) {
    if (place.kind === 'requirement') {
      if (place.list.items[place.index]?.value !== place.string) return undefined;
      removal.item(place.list, place.index);
    } else if (place.kind !== 'poetry' || !place.list) removal.entry(place.parent, place.entry);
  }
  removeMentions(removal, reading, gone);
  return removal.edits();
}

/** `name = [{…}, {…}]`: single tables go one by one, all of them together with their key. */
function removeAlternatives(removal: Removal, rows: readonly Row[]): void {
  const byEntry = new Map<TomlEntry, Row[]>();
  for (const row of rows) {
    if (row.place.kind === 'poetry' && row.place.list) byEntry.set(row.place.entry, [...(byEntry.get(row.place.entry) ?? []), row]);
  }
  for (const [entry, alternatives] of byEntry) {
    const place = alternatives[0]?.place;
    if (place?.kind !== 'poetry' || !place.list) continue;
    const { list, parent } = place;
    if (alternatives.length === list.items.length) {
      removal.entry(parent, entry);
      continue;
    }
    const nodes = new Set(alternatives.map((row) => (row.place.kind === 'poetry' ? row.place.node : undefined)));
    list.items.forEach(({ value }, index) => {
      if (value.kind === 'table' && nodes.has(value)) removal.item(list, index);
    });
  }
}

function removeMentions(removal: Removal, reading: Reading, gone: readonly Dependency[]): void {
  if (gone.length === 0) return;
  const mentions = new Set<unknown>(poetryMentions(reading, gone));
  for (const list of poetryExtras(reading.document.root)) {
    list.items.forEach(({ value }, index) => {
      if (mentions.has(value)) removal.item(list, index);
    });
  }
}
