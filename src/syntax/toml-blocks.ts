import { keyName } from './toml';
import type { TomlHandler } from './toml-handler';
import { scanToml } from './toml-scan';
import { decodeEscapes } from './toml-string';

/** A value without its places: text of a string, raw text of a number or truth value, list or inline table. */
export type PlainValue = string | readonly PlainValue[] | PlainTable;

export interface PlainTable {
  readonly [key: string]: PlainValue;
}

/** The items of a list; none of any other value. */
export function itemsOf(value: PlainValue | undefined): readonly PlainValue[] {
  return Array.isArray(value) ? (value as readonly PlainValue[]) : [];
}

/** The texts of a list, `["dev", "test"]`; none of any other value. */
export function textsOf(value: PlainValue | undefined): readonly string[] {
  return itemsOf(value).filter((item) => typeof item === 'string');
}

/** An inline table; undefined for any other value. */
export function tableOf(value: PlainValue | undefined): PlainTable | undefined {
  return typeof value !== 'object' || Array.isArray(value) ? undefined : (value as PlainTable);
}

/** Receives the tables of a generated TOML file one after the other. Offsets of strings exclude the quotes; ends are exclusive. */
export interface BlockSink {
  /** A header, `package.metadata` for `[package.metadata]`. `start` is its first bracket. Returns what is wanted of its statements. */
  table(path: string, start: number): BlockInterest;
  /** A statement below that header. */
  entry(key: string, value: PlainValue, start: number, end: number): void;
  /** The end of the table: behind its header or its last statement. */
  tableEnd(end: number): void;
  problem(start: number, end: number): void;
}

/** `all` statements, `none`, or those `known` by name to the reader. */
export type BlockInterest = 'all' | 'known' | 'none';

/**
 * Reads a generated TOML file (a lock) table by table into plain values, without a tree: lockfiles are long and only a few of
 * their keys matter. Never throws.
 * @param known keys that are kept in inline tables, and in tables of which the sink wants `known` ones
 */
export function readTomlBlocks(text: string, known: readonly string[], sink: BlockSink): void {
  const reader = new BlockReader(text, known, sink);
  scanToml(text, reader);
  reader.close();
}

type Container = PlainValue[] | Record<string, PlainValue>;

class BlockReader implements TomlHandler {
  readonly #byLength: string[][] = [];
  #interest: BlockInterest = 'known';
  #headerStart = 0;
  #end = -1;
  #inHeader = false;
  #path = '';
  /** Lists and inline tables that are open, the innermost last. */
  readonly #open: Container[] = [];
  /** Keys whose values are being read: empty before the first part, undefined if the value is not wanted. */
  readonly #keys: (string | undefined)[] = [undefined];
  /** Within a value that nobody wants. */
  #skipped = 0;
  #value: PlainValue | undefined;
  #start = 0;
  #stop = 0;

  constructor(
    readonly text: string,
    known: readonly string[],
    readonly sink: BlockSink,
  ) {
    for (const key of known) (this.#byLength[key.length] ??= []).push(key);
  }

  header(start: number): void {
    this.close();
    this.#headerStart = start;
    this.#inHeader = true;
    this.#path = '';
    this.#open.length = 0;
    this.#skipped = 0;
  }

  headerEnd(end: number): void {
    this.#inHeader = false;
    this.#interest = this.sink.table(this.#path, this.#headerStart);
    this.#end = end;
  }

  entry(): void {
    if (this.#skipped > 0) this.#skipped++;
    else this.#keys.push('');
  }

  key(start: number, end: number): void {
    if (this.#inHeader) {
      const name = keyName(this.text, start, end);
      this.#path = this.#path === '' ? name : `${this.#path}.${name}`;
      return;
    }
    if (this.#skipped > 0) return;
    const last = this.#keys.length - 1;
    const name = this.#name(start, end);
    const before = this.#keys[last];
    if (before !== undefined) this.#keys[last] = before === '' || name === undefined ? name : `${before}.${name}`;
  }

  entryEnd(end: number): void {
    if (this.#skipped > 0) {
      this.#skipped--;
      return;
    }
    const key = this.#keys.pop();
    if (this.#open.length === 0) this.#end = end;
    if (key === undefined || key === '' || this.#value === undefined) return;
    const container = this.#open.at(-1);
    if (container === undefined) this.sink.entry(key, this.#value, this.#start, this.#stop);
    else if (!Array.isArray(container)) container[key] = this.#value;
    this.#value = undefined;
  }

  string(_start: number, contentStart: number, contentEnd: number, _end: number, escaped: boolean): void {
    if (!this.#isWanted()) return;
    const raw = escaped ? decodeEscapes(this.text, contentStart, contentEnd).content.text : this.text.slice(contentStart, contentEnd);
    this.#take(raw, contentStart, contentEnd);
  }

  scalar(start: number, end: number): void {
    if (this.#isWanted()) this.#take(this.text.slice(start, end), start, end);
  }

  openArray(start: number): void {
    this.#openList([], start);
  }

  closeArray(end: number): void {
    this.#closeList(end);
  }

  openTable(start: number): void {
    this.#openList({}, start);
  }

  closeTable(end: number): void {
    this.#closeList(end);
  }

  comma(): void {}

  comment(): void {}

  problem(start: number, end: number): void {
    this.sink.problem(start, end);
  }

  /** Ends the table that is being read. */
  close(): void {
    if (this.#end >= 0) this.sink.tableEnd(this.#end);
    this.#end = -1;
  }

  #openList(list: Container, start: number): void {
    if (this.#skipped > 0 || !this.#isWanted()) this.#skipped++;
    else {
      this.#open.push(list);
      if (this.#open.length === 1) this.#start = start;
    }
  }

  #closeList(end: number): void {
    if (this.#skipped > 0) {
      this.#skipped--;
      return;
    }
    const list = this.#open.pop();
    if (list) this.#take(list, this.#start, end);
  }

  /** A value stands in a wanted list or behind a wanted key. */
  #isWanted(): boolean {
    return this.#skipped === 0 && (Array.isArray(this.#open.at(-1)) || this.#keys.at(-1) !== undefined);
  }

  #take(value: PlainValue, start: number, end: number): void {
    const container = this.#open.at(-1);
    if (Array.isArray(container)) {
      container.push(value);
      return;
    }
    this.#value = value;
    if (container !== undefined) return;
    this.#start = start;
    this.#stop = end;
  }

  /** The shared text of a known key, so that no text is made for each of them. */
  #name(start: number, end: number): string | undefined {
    const inside = this.#open.length > 0;
    if (!inside && this.#interest !== 'known') return this.#interest === 'all' ? keyName(this.text, start, end) : undefined;
    for (const known of this.#byLength[end - start] ?? []) if (this.text.startsWith(known, start)) return known;
    return undefined;
  }
}
