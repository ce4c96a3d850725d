import type { TomlArray, TomlDocument, TomlEntry, TomlNode, TomlTable } from '../syntax/toml';
import { isSound, removeLines, removeMembers, removeTable } from '../syntax/toml-edit';
import { type TextEdit, sortEdits } from '../text/edit';

/**
 * Collects what is to be removed, so that several items of one list are cut out together. `edits` gives undefined if one of
 * them cannot be removed safely.
 */
export class Removal {
  readonly #items = new Map<TomlArray, Set<number>>();
  readonly #members = new Map<TomlTable, Set<number>>();
  readonly #edits: (TextEdit | undefined)[] = [];
  #failed = false;

  constructor(
    readonly text: string,
    readonly document: TomlDocument,
  ) {}

  /** An item of an array; of `[[headers]]`, the table. */
  item(list: TomlArray, index: number): void {
    const value = list.items[index]?.value;
    if (list.form === 'tables' && value?.kind === 'table') this.headerTable(value);
    else collect(this.#items, list, index);
  }

  /** A key with its value: statement, member of an inline table, or table with a header. */
  entry(parent: TomlTable, entry: TomlEntry): void {
    const { value } = entry;
    if (value.kind === 'table' && value.form === 'header') this.headerTable(value);
    else if (value.kind === 'array' && value.form === 'tables') value.items.forEach((_, index) => this.item(value, index));
    else if (value.kind === 'table' && value.form !== 'inline' && value.entries.length !== 1) this.#failed = true;
    else if (parent.form === 'inline') collect(this.#members, parent, parent.entries.indexOf(entry));
    else this.#statement(entry);
  }

  /** A table with its header; one that has tables below it stays. */
  headerTable(table: TomlTable): void {
    if (table.entries.some(({ value }) => hasHeader(value)) || !isSound(this.document, table.span)) this.#failed = true;
    else this.#edits.push(removeTable(this.text, table.span));
  }

  #statement({ span }: TomlEntry): void {
    this.#edits.push(isSound(this.document, span) ? removeLines(this.text, span) : undefined);
  }

  edits(): readonly TextEdit[] | undefined {
    const edits = [...this.#edits];
    for (const [list, removed] of this.#items) {
      const members = list.items.map(({ value, comma }) => ({ span: value.span, ...(comma !== undefined && { comma }) }));
      if (!isSound(this.document, list.span)) return undefined;
      edits.push(...(removeMembers(this.text, list.span, members, removed) ?? [undefined]));
    }
    for (const [table, removed] of this.#members) {
      if (!isSound(this.document, table.span)) return undefined;
      edits.push(...(removeMembers(this.text, table.span, table.entries, removed) ?? [undefined]));
    }
    const safe = edits.filter((edit) => edit !== undefined);
    return this.#failed || safe.length < edits.length ? undefined : sortEdits(safe, this.text.length);
  }
}

/** It stands in a part of the document of its own. */
function hasHeader(node: TomlNode): boolean {
  if (node.kind === 'array') return node.form === 'tables';
  return node.kind === 'table' && (node.form === 'header' || node.form === 'implicit');
}

function collect<Key>(sets: Map<Key, Set<number>>, key: Key, index: number): void {
  const set = sets.get(key);
  if (set) set.add(index);
  else sets.set(key, new Set([index]));
}
