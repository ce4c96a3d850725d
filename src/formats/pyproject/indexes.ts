import { mainGroup } from '../../model/manifest';
import { type TomlEntry, type TomlTable, isTrue, stringAt, tableAt } from '../../syntax/toml';
import type { Span } from '../../text/span';
import type { IndexPlace, Reading } from './reading';

/**
 * Package indexes that the file names: https://docs.astral.sh/uv/concepts/indexes/,
 * https://python-poetry.org/docs/repositories/#explicit-package-sources, https://pdm-project.org/en/latest/usage/config/
 */
export function readIndexes(reading: Reading): void {
  const { root } = reading.document;
  readUvIndexes(reading);
  const priority = (table: TomlTable): boolean => stringAt(table, 'priority')?.content.text.toLowerCase() === 'explicit';
  readNamed(reading, tableAt(root, 'tool', 'poetry'), 'source', priority);
  readNamed(reading, tableAt(root, 'tool', 'pdm'), 'source', () => false);
}

/** Those of uv's settings alone. */
export function readUvIndexes(reading: Reading): void {
  const { uv } = reading;
  readNamed(reading, uv, 'index', (table) => isTrue(table, 'explicit'));
  for (const table of [uv, uv && tableAt(uv, 'pip')]) {
    readOption(reading, table, 'index-url');
    readOption(reading, table, 'extra-index-url');
    readOption(reading, table, 'find-links');
  }
}

/** `[[parent.key]]`, or the same as inline tables. A source without URL (Poetry's `PyPI`) is no artifact. */
export function readNamed(
  reading: Reading,
  parent: TomlTable | undefined,
  key: string,
  explicit: (table: TomlTable, position: number) => boolean,
): void {
  const entry = parent?.get(key);
  if (!parent || entry?.value.kind !== 'array') return;
  const list = entry.value;
  list.items.forEach(({ value }, index) => {
    const url = value.kind === 'table' ? stringAt(value, 'url') : undefined;
    if (value.kind !== 'table' || !url) return;
    const name = stringAt(value, 'name')?.content.text;
    const details = { ...(name !== undefined && { name }), explicit: explicit(value, index) };
    add(reading, { kind: 'table', parent, entry, list, index, url }, value.span, details);
  });
}

/** `index-url = "…"` and `extra-index-url = ["…"]`. A folder under `find-links` is no index. */
function readOption(reading: Reading, parent: TomlTable | undefined, key: string): void {
  const entry = parent?.get(key);
  if (!parent || !entry) return;
  const isIndex = (url: string): boolean => key !== 'find-links' || url.includes('://');
  if (entry.value.kind === 'string' && isIndex(entry.value.content.text)) {
    add(reading, { kind: 'option', parent, entry, url: entry.value }, entry.span, {});
  }
  if (entry.value.kind === 'array') readOptionList(reading, parent, entry, isIndex);
}

function readOptionList(reading: Reading, parent: TomlTable, entry: TomlEntry, isIndex: (url: string) => boolean): void {
  if (entry.value.kind !== 'array') return;
  const list = entry.value;
  list.items.forEach(({ value }, index) => {
    if (value.kind === 'string' && isIndex(value.content.text)) {
      add(reading, { kind: 'option', parent, entry, list, index, url: value }, value.span, {});
    }
  });
}

function add(reading: Reading, place: IndexPlace, declaration: Span, details: { name?: string; explicit?: boolean }): void {
  const { content, contentSpan } = place.url;
  if (content.text === '') return;
  const artifact = { kind: 'index', value: content.text, span: contentSpan, declaration, ...details, group: mainGroup } as const;
  reading.indexes.push({ artifact, place });
}
