import type { Span } from '../text/span';
import type { YamlLines } from './yaml-lines';

/** An item of a list: its keys with their values, and one level below them more pairs or plain items. */
export interface YamlRecord {
  readonly start: number;
  end: number;
  /** The first value of each key; empty where the key stands alone. */
  readonly fields: Map<string, Span>;
  /** `key: value` below a key. */
  readonly pairs: Map<string, { readonly key: Span; readonly value: Span }[]>;
  /** `- value` below a key. */
  readonly items: Map<string, Span[]>;
}

/**
 * Collects the records of one list in block style, fed line by line from `YamlLines`. Keys that are not wanted are stepped over.
 * Programs write such lists with and without indentation of the dash.
 */
export class YamlRecords {
  readonly records: YamlRecord[] = [];
  readonly #text: string;
  readonly #wanted: ReadonlySet<string>;
  #level = -1;
  #record: YamlRecord | undefined;
  #field = '';

  constructor(text: string, wanted: readonly string[]) {
    this.#text = text;
    this.#wanted = new Set(wanted);
  }

  /** Takes the line at the cursor, which belongs to the list. False: nothing is understood of it. */
  take(lines: YamlLines): boolean {
    const record = this.#record;
    if (lines.isItem && (!record || lines.level <= this.#level)) return this.#open(lines);
    if (!record) return false;
    record.end = lines.end;
    const isKey = lines.keyStart < lines.keyEnd;
    if (lines.level === this.#level + 1 && !lines.isItem) {
      this.#field = isKey ? this.#text.slice(lines.keyStart, lines.keyEnd) : '';
      this.#addField({ start: lines.valueStart, end: lines.valueEnd });
      return isKey;
    }
    // Lists in flow style below a key and what lies deeper say nothing of use.
    if (this.#field === '' || lines.level > this.#level + 2) return true;
    const value = { start: lines.valueStart, end: lines.valueEnd };
    if (lines.isItem) add(record.items, this.#field, value);
    else if (isKey) add(record.pairs, this.#field, { key: { start: lines.keyStart, end: lines.keyEnd }, value });
    return lines.isItem || isKey;
  }

  #open(lines: YamlLines): boolean {
    this.#level = lines.level;
    this.#record = { start: lines.start, end: lines.end, fields: new Map(), pairs: new Map(), items: new Map() };
    this.records.push(this.#record);
    const pair = splitPair(this.#text, lines.valueStart, lines.end);
    this.#field = pair ? this.#text.slice(pair.key.start, pair.key.end) : '';
    if (pair) this.#addField(pair.value);
    return true;
  }

  #addField(value: Span): void {
    if (!this.#wanted.has(this.#field)) this.#field = '';
    else if (!this.#record?.fields.has(this.#field)) this.#record?.fields.set(this.#field, value);
  }
}

/** `key: value` behind a dash; the value without its quotes. */
export function splitPair(text: string, from: number, to: number): { key: Span; value: Span } | undefined {
  let colon = from;
  while (colon < to && !(text.charAt(colon) === ':' && (colon + 1 === to || text.charAt(colon + 1) === ' '))) colon++;
  if (colon >= to || colon === from) return undefined;
  let start = colon + 1;
  while (start < to && text.charAt(start) === ' ') start++;
  let end = to;
  const quote = text.charAt(start);
  if ((quote === "'" || quote === '"') && end - start > 1 && text.charAt(end - 1) === quote) {
    start++;
    end--;
  }
  return { key: { start: from, end: colon }, value: { start: Math.min(start, end), end } };
}

function add<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
