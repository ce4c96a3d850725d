import type { Span } from '../text/span';
import type { TomlArray, TomlEntry, TomlItem, TomlKey, TomlNode, TomlTable } from './toml-tree';

/** While a list is read, the comma behind its last member is noted when it comes. */
type Open<Member> = { -readonly [Field in keyof Member]: Member[Field] };

/** From this many entries on a table is searched by an index. */
const indexedFrom = 8;

/** A table while it is built. */
export class OpenTable implements TomlTable {
  readonly kind = 'table';
  readonly entries: Open<TomlEntry>[] = [];
  header?: Span;
  end: number;
  #index: Map<string, TomlEntry> | undefined;

  constructor(
    public form: TomlTable['form'],
    public start: number,
  ) {
    this.end = start;
  }

  get span(): Span {
    return { start: this.start, end: this.end };
  }

  get(name: string): TomlEntry | undefined {
    if (this.entries.length < indexedFrom) return this.entries.find((entry) => entry.key.name === name);
    if (!this.#index) {
      this.#index = new Map();
      for (const entry of this.entries) if (!this.#index.has(entry.key.name)) this.#index.set(entry.key.name, entry);
    }
    return this.#index.get(name);
  }

  add(entry: TomlEntry): void {
    this.entries.push(entry);
    if (this.#index && !this.#index.has(entry.key.name)) this.#index.set(entry.key.name, entry);
  }

  /** Notes the comma behind the member that was read last; dotted members belong to tables below. */
  setComma(at: number): void {
    let last = this.entries.at(-1);
    while (last?.value instanceof OpenTable && last.value.form === 'dotted') last = last.value.entries.at(-1);
    if (last) last.comma = at;
  }
}

/** An array while it is built. */
export class OpenArray implements TomlArray {
  readonly kind = 'array';
  readonly items: Open<TomlItem>[] = [];
  end: number;

  constructor(
    readonly form: TomlArray['form'],
    readonly start: number,
  ) {
    this.end = start;
  }

  get span(): Span {
    const last = this.form === 'tables' ? this.items.at(-1) : undefined;
    return { start: this.start, end: last ? last.value.span.end : this.end };
  }

  /** Notes the comma behind the item that was read last. */
  setComma(at: number): void {
    const last = this.items.at(-1);
    if (last) last.comma = at;
  }
}

/**
 * The table that dotted keys lead to below `table`, made where it is missing.
 * @returns undefined if a key holds something that is no table.
 */
export function descend(table: OpenTable, keys: readonly TomlKey[], span: Span, form: 'dotted' | 'implicit'): OpenTable | undefined {
  let current = table;
  for (const key of keys) {
    const found = current.get(key.name)?.value;
    const next = found === undefined ? make(current, key, span, form) : tableOf(found);
    if (!next) return undefined;
    if (form === 'dotted' && next.form === 'dotted') next.end = Math.max(next.end, span.end);
    current = next;
  }
  return current;
}

/**
 * Opens the table that a header names. A name that is taken by something else is reported, and the statements below the header
 * then go to a table that nothing leads to; a header that stands twice is reported, and its statements join the first.
 */
export function openHeader(root: OpenTable, keys: readonly TomlKey[], span: Span, array: boolean, report: (place: Span) => void): OpenTable {
  const last = keys.at(-1);
  const lost = new OpenTable('header', span.start);
  if (!last) return lost;
  const parent = descend(root, keys.slice(0, -1), span, 'implicit');
  const found = parent?.get(last.name)?.value;
  if (!parent || (found && !fits(found, array))) {
    report(last.span);
    return lost;
  }
  if (array) return addToArray(parent, last, span, found);
  const table = found instanceof OpenTable ? found : make(parent, last, span, 'header');
  if (table.header) report(last.span);
  else {
    table.header = span;
    table.form = 'header';
    table.start = span.start;
    table.end = span.end;
    const entry = parent.get(last.name);
    if (entry) Object.assign(entry, { key: last, span });
  }
  return table;
}

function fits(found: TomlNode, array: boolean): boolean {
  if (array) return found.kind === 'array' && found.form === 'tables';
  return found.kind === 'table' && (found.form === 'header' || found.form === 'implicit');
}

function addToArray(parent: OpenTable, key: TomlKey, span: Span, found: TomlNode | undefined): OpenTable {
  const list = found instanceof OpenArray ? found : new OpenArray('tables', span.start);
  if (!found) parent.add({ key, value: list, span });
  const table = new OpenTable('header', span.start);
  table.header = span;
  table.end = span.end;
  list.items.push({ value: table });
  return table;
}

function make(parent: OpenTable, key: TomlKey, span: Span, form: 'dotted' | 'implicit' | 'header'): OpenTable {
  const table = new OpenTable(form, span.start);
  table.end = span.end;
  parent.add({ key, value: table, span });
  return table;
}

function tableOf(node: TomlNode): OpenTable | undefined {
  if (node instanceof OpenArray && node.form === 'tables') return node.items.at(-1)?.value as OpenTable | undefined;
  return node instanceof OpenTable && node.form !== 'inline' ? node : undefined;
}
