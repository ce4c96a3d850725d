import type { Comment, Problem } from '../model/manifest';
import { MappedText, type Piece } from '../text/mapped-text';
import type { Span } from '../text/span';
import { decodeEntities } from './xml-entities';
import { scanXml, type XmlHandler } from './xml-scan';

/** Text of an element or an attribute, entities decoded; without the space around it. */
export interface XmlText {
  readonly content: MappedText;
  readonly span: Span;
  /** It stands in the document as it is, and its end is there. */
  readonly plain: boolean;
  /** Something else stands in the middle of it: an element, a comment, a section. */
  readonly split: boolean;
}

export interface XmlAttribute {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: XmlText;
  /** From the name to the closing quote. */
  readonly span: Span;
}

export interface XmlElement {
  /** Without the prefix of its namespace. */
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** The characters right below it, those of its children left out. */
  readonly text: XmlText;
  /** From `<` to behind the end tag, or as far as the element was read. */
  readonly span: Span;
  /** Its end is there: `</name>` or `/>`. */
  readonly closed: boolean;
}

export interface XmlDocument {
  /** The outermost element; undefined in a text without any. */
  readonly root: XmlElement | undefined;
  readonly comments: readonly Comment[];
  /** Of code `syntax`. */
  readonly problems: readonly Problem[];
}

/**
 * Reads XML into a tree with places. Half-typed text gives what can be read of it and `problems`; it never throws, takes
 * linear time and resolves no entity but the five of XML and characters by number. https://www.w3.org/TR/xml/
 */
export function readXml(text: string): XmlDocument {
  const builder = new TreeBuilder(text);
  scanXml(text, builder);
  builder.finish();
  return { root: builder.root, comments: builder.comments, problems: builder.problems };
}

/** The first child of a name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

/** All children of a name, in order. */
export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

/** The element at a path of names below another, the first of each. */
export function elementAt(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let found = element;
  for (const name of path) found = childOf(found, name);
  return found;
}

/** Deeper elements are read, but belong to none: no manifest nests so. */
const deepest = 200;

class OpenElement implements XmlElement {
  readonly attributes: XmlAttribute[] = [];
  readonly children: XmlElement[] = [];
  readonly pieces: Piece[] = [];
  readonly span: { start: number; end: number };
  closed = false;
  escaped = false;
  split = false;
  contentStart = 0;
  hasText = false;
  #text: XmlText | undefined;

  constructor(
    readonly name: string,
    start: number,
    end: number,
  ) {
    this.span = { start, end };
  }

  get text(): XmlText {
    this.#text ??= trimmed(MappedText.joined(this.pieces, lastEnd(this.pieces, this.contentStart)), this.closed && !this.escaped, this.split);
    return this.#text;
  }
}

class TreeBuilder implements XmlHandler {
  root: XmlElement | undefined;
  readonly comments: Comment[] = [];
  readonly problems: Problem[] = [];
  readonly #open: OpenElement[] = [];
  /** How many elements of each name are open, so that a stray end tag costs no search. */
  readonly #names = new Map<string, number>();

  constructor(readonly source: string) {}

  open(start: number, nameStart: number, nameEnd: number): void {
    const element = new OpenElement(localName(this.source.slice(nameStart, nameEnd)), start, nameEnd);
    const parent = this.#open.at(-1);
    if (parent && this.#open.length < deepest) parent.children.push(element);
    else this.root ??= element;
    this.#open.push(element);
    this.#names.set(element.name, (this.#names.get(element.name) ?? 0) + 1);
  }

  attribute(nameStart: number, nameEnd: number, start: number, end: number, closed: boolean): void {
    const element = this.#open.at(-1);
    const raw = this.source.slice(start, end);
    const pieces = decodeEntities(raw, start);
    const value = trimmed(pieces ? MappedText.joined(pieces, end) : MappedText.verbatim(raw, start), closed && !pieces, false);
    const span = { start: nameStart, end: closed ? end + 1 : Math.max(end, nameEnd) };
    element?.attributes.push({ name: this.source.slice(nameStart, nameEnd), nameSpan: { start: nameStart, end: nameEnd }, value, span });
  }

  openEnd(end: number, empty: boolean): void {
    const element = this.#open.at(-1);
    if (!element) return;
    element.span.end = end;
    element.contentStart = end;
    if (empty) this.#pop(end, true);
  }

  close(start: number, nameStart: number, nameEnd: number, end: number): void {
    const name = localName(this.source.slice(nameStart, nameEnd));
    if (!this.#names.get(name)) {
      this.problem(start, end);
      return;
    }
    while (this.#open.at(-1)?.name !== name) this.#abandon(start);
    this.#pop(end, true);
  }

  text(start: number, end: number, verbatim: boolean): void {
    const element = this.#open.at(-1);
    if (!element) return;
    const raw = this.source.slice(start, end);
    const decoded = verbatim ? undefined : decodeEntities(raw, start);
    // Text in several pieces (beside a comment, in CDATA) cannot be replaced as one.
    element.split ||= element.hasText && raw.trim() !== '';
    element.hasText ||= raw.trim() !== '';
    element.escaped ||= verbatim || decoded !== undefined || element.split;
    element.pieces.push(...(decoded ?? [{ text: raw, offset: start }]));
  }

  comment(start: number, textStart: number, textEnd: number, end: number): void {
    let before = start;
    while (before > 0 && ' \t'.includes(this.source.charAt(before - 1))) before--;
    const ownLine = before === 0 || '\r\n'.includes(this.source.charAt(before - 1));
    this.comments.push({ span: { start, end }, text: this.source.slice(textStart, textEnd).trim(), ownLine });
  }

  problem(start: number, end: number): void {
    this.problems.push({ code: 'syntax', span: { start, end }, arguments: {} });
  }

  finish(): void {
    while (this.#open.length > 0) this.#abandon(this.source.length);
  }

  /** An element whose end tag is missing. */
  #abandon(end: number): void {
    const { start } = this.#open.at(-1)?.span ?? { start: end };
    this.problem(start, Math.min(start + 1, end));
    this.#pop(end, false);
  }

  #pop(end: number, closed: boolean): void {
    const element = this.#open.pop();
    if (!element) return;
    element.span.end = end;
    element.closed = closed;
    this.#names.set(element.name, (this.#names.get(element.name) ?? 1) - 1);
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function lastEnd(pieces: readonly Piece[], none: number): number {
  const last = pieces.at(-1);
  return last ? last.offset + (last.length ?? last.text.length) : none;
}

function trimmed(content: MappedText, plain: boolean, split: boolean): XmlText {
  const { text } = content;
  const start = text.length - text.trimStart().length;
  const end = Math.max(start, text.trimEnd().length);
  const span = content.span(start, end);
  return { content: start === 0 && end === text.length ? content : content.slice(start, end), span, plain, split };
}
