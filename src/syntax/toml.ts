import type { Comment, Problem } from '../model/manifest';
import { MappedText } from '../text/mapped-text';
import type { Span } from '../text/span';
import { isQuote, skipBlanks } from './toml-characters';
import type { TomlHandler } from './toml-handler';
import { isScalar } from './toml-scalar';
import { scanToml } from './toml-scan';
import { type StringBounds, decodeEscapes, scanLineString } from './toml-string';
import { OpenArray, OpenTable, descend, openHeader } from './toml-open';
import type { TomlDocument, TomlKey, TomlNode } from './toml-tree';

export * from './toml-tree';

/**
 * Reads a TOML document (https://toml.io/en/v1.0.0, and 1.1's freer inline tables) into a tree with places.
 * Half-typed text gives what can be read of it and `problems`; it never throws and takes linear time.
 */
export function readToml(text: string): TomlDocument {
  const builder = new TreeBuilder(text);
  scanToml(text, builder);
  builder.problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return { root: builder.root, comments: builder.comments, problems: builder.problems };
}

/** The name that a part of a key stands for: bare as it is, quoted without quotes and with escapes decoded. */
export function keyName(text: string, start: number, end: number): string {
  if (!isQuote(text.charCodeAt(start))) return text.slice(start, end);
  const bounds: StringBounds = { contentStart: 0, contentEnd: 0, end: 0, escaped: false };
  scanLineString(text, start, bounds);
  const { contentStart, contentEnd, escaped } = bounds;
  return escaped ? decodeEscapes(text, contentStart, contentEnd).content.text : text.slice(contentStart, contentEnd);
}

/** A statement or member whose value is being read. */
interface OpenEntry {
  readonly start: number;
  readonly keys: TomlKey[];
  value?: TomlNode;
}

/** More parts than this in one dotted key are no sensible file. */
const maximalKeys = 100;

class TreeBuilder implements TomlHandler {
  readonly root = new OpenTable('root', 0);
  readonly comments: Comment[] = [];
  readonly problems: Problem[] = [];
  /** Where the statements of the last header go. */
  #table = this.root;
  #keys: TomlKey[] = [];
  #headerStart = 0;
  #headerOfArray = false;
  /** The containers and entries that are open, the innermost last. */
  readonly #open: (OpenArray | OpenTable | OpenEntry)[] = [];

  constructor(readonly text: string) {}

  header(start: number, array: boolean): void {
    this.#headerStart = start;
    this.#headerOfArray = array;
    this.#keys = [];
  }

  headerEnd(end: number): void {
    const span = { start: this.#headerStart, end };
    const problem = (place: Span): void => this.problem(place.start, place.end);
    const keys = this.#keys.length <= maximalKeys ? this.#keys : [];
    this.#table = openHeader(this.root, keys, span, this.#headerOfArray, problem);
  }

  entry(start: number): void {
    this.#keys = [];
    this.#open.push({ start, keys: this.#keys });
  }

  key(start: number, end: number): void {
    this.#keys.push({ name: keyName(this.text, start, end), span: { start, end } });
  }

  entryEnd(end: number): void {
    const { start, keys, value } = this.#open.pop() as OpenEntry;
    const container = this.#open.at(-1);
    const table = container instanceof OpenTable ? container : this.#table;
    const last = keys.at(-1);
    const span = { start, end };
    table.end = Math.max(table.end, end);
    if (!last || !value || keys.length > maximalKeys) return;
    const target = descend(table, keys.slice(0, -1), span, 'dotted');
    const clash = !target || target.get(last.name) !== undefined;
    if (clash) this.problem(last.span.start, last.span.end);
    target?.add({ key: last, value, span });
  }

  string(start: number, contentStart: number, contentEnd: number, end: number, escaped: boolean): void {
    const closed = end > contentEnd;
    let content;
    if (escaped) {
      const decoded = decodeEscapes(this.text, contentStart, contentEnd);
      if (!decoded.valid) this.problem(start, end);
      content = decoded.content;
    } else content = MappedText.verbatim(this.text.slice(contentStart, contentEnd), contentStart);
    const contentSpan = { start: contentStart, end: contentEnd };
    this.#value({ kind: 'string', span: { start, end }, contentSpan, content, plain: closed && !escaped });
  }

  scalar(start: number, end: number): void {
    const raw = this.text.slice(start, end);
    if (!isScalar(raw)) this.problem(start, end);
    this.#value({ kind: 'scalar', span: { start, end }, raw });
  }

  openArray(start: number): void {
    this.#open.push(new OpenArray('inline', start));
  }

  closeArray(end: number): void {
    this.#close(end);
  }

  openTable(start: number): void {
    this.#open.push(new OpenTable('inline', start));
  }

  closeTable(end: number): void {
    this.#close(end);
  }

  comma(at: number): void {
    const container = this.#open.at(-1);
    if (container instanceof OpenArray || container instanceof OpenTable) container.setComma(at);
  }

  comment(start: number, end: number): void {
    const text = this.text.slice(start + 1, end).trim();
    this.comments.push({ span: { start, end }, text, ownLine: this.#startsLine(start) });
  }

  problem(start: number, end: number): void {
    this.problems.push({ code: 'syntax', span: { start, end }, arguments: {} });
  }

  #close(end: number): void {
    const container = this.#open.pop() as OpenArray | OpenTable;
    container.end = end;
    this.#value(container);
  }

  #value(value: TomlNode): void {
    const container = this.#open.at(-1);
    if (container instanceof OpenArray) container.items.push({ value });
    else if (container && !(container instanceof OpenTable)) container.value = value;
  }

  #startsLine(at: number): boolean {
    let lineStart = at;
    while (lineStart > 0 && this.text.charCodeAt(lineStart - 1) !== 10 && this.text.charCodeAt(lineStart - 1) !== 13) lineStart--;
    return skipBlanks(this.text, lineStart) === at;
  }
}
