import { createScanner } from 'jsonc-parser';
import type { JSONScanner } from 'jsonc-parser';
import type { Comment, Problem } from '../model/manifest';
import type { Span } from '../text/span';
import type { JsonArray, JsonItem, JsonMember, JsonObject, JsonProperty, JsonString, JsonValue } from './json';
import { decodeEscapes } from './json-escapes';
import { jsonMistakes, type JsonMistake } from './json-mistakes';

/** Deeper content is skipped: manifests need five levels, and a reader must not run out of stack. */
const maximumDepth = 100;
/** A file that is no JSON at all must not give a problem for each of its characters. */
const maximumProblems = 100;

/** jsonc-parser's `SyntaxKind` is an ambient const enum, which isolated modules cannot read. */
const kind = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  lineComment: 12,
  blockComment: 13,
  lineBreak: 14,
  space: 15,
  unknown: 16,
  end: 17,
} as const;

/** By jsonc-parser's `ScanError`. */
const scanMistakes: readonly (JsonMistake | undefined)[] = [
  undefined,
  'comment-not-closed',
  'string-not-closed',
  'bad-number',
  'bad-escape',
  'bad-escape',
  'bad-character',
];

interface Token {
  readonly kind: number;
  readonly start: number;
  readonly end: number;
  readonly closed: boolean;
}

type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** One reading of one text: a descent over jsonc-parser's tokens with a bounded depth, which its own parser does not have. */
export class JsonReader {
  readonly comments: Comment[] = [];
  readonly problems: Problem[] = [];
  readonly #text: string;
  readonly #scanner: JSONScanner;
  #token: Token;
  #ahead: Token | undefined;
  #openObjects = 0;
  #openArrays = 0;

  constructor(text: string) {
    this.#text = text;
    this.#scanner = createScanner(text, false);
    this.#token = this.#scan();
  }

  readRoot(): JsonValue | undefined {
    while (this.#token.kind !== kind.end) {
      const value = this.#readValue();
      if (value) {
        if (this.#token.kind !== kind.end) this.#report('end-expected', this.#token);
        return value;
      }
      this.#reportMissingValue(this.#token);
      this.#next();
    }
    this.#reportMissingValue(this.#token);
    return undefined;
  }

  /** Reads a value and moves behind it; undefined, without moving, where none begins. */
  #readValue(): JsonValue | undefined {
    const token = this.#token;
    const place = { start: token.start, end: token.end };
    switch (token.kind) {
      case kind.openBrace:
        return this.#isTooDeep() ? { kind: 'object', members: [], closed: false, span: this.#skipNested() } : this.#readObject();
      case kind.openBracket:
        return this.#isTooDeep() ? { kind: 'array', members: [], closed: false, span: this.#skipNested() } : this.#readArray();
      case kind.string:
        this.#next();
        return this.#string(token);
      case kind.number:
        this.#next();
        return { kind: 'number', span: place, value: Number(this.#text.slice(token.start, token.end)) };
      case kind.true:
      case kind.false:
        this.#next();
        return { kind: 'boolean', span: place, value: token.kind === kind.true };
      case kind.null:
        this.#next();
        return { kind: 'null', span: place, value: null };
      default:
        return undefined;
    }
  }

  #readObject(): JsonObject {
    const members: Draft<JsonProperty>[] = [];
    const start = this.#token.start;
    this.#openObjects++;
    this.#next();
    for (;;) {
      const token = this.#token;
      if (token.kind === kind.closeBrace || token.kind === kind.end || (token.kind === kind.closeBracket && this.#openArrays > 0)) break;
      if (token.kind === kind.comma) this.#takeComma(members);
      else if (token.kind === kind.string) {
        this.#demandComma(members);
        members.push(this.#readProperty());
      } else {
        this.#report('key-expected', token);
        this.#skipMember(members);
      }
    }
    this.#openObjects--;
    return { kind: 'object', members, ...this.#close(start, kind.closeBrace) };
  }

  #readProperty(): Draft<JsonProperty> {
    const key = this.#string(this.#token);
    this.#next();
    const { kind: found, start: colon } = this.#token;
    if (found !== kind.colon) {
      this.#report('colon-expected', this.#token);
      return { key, span: key.span };
    }
    this.#next();
    const value = this.#isAtKey() ? undefined : this.#readValue();
    if (value) return { key, colon, value, span: { start: key.span.start, end: value.span.end } };
    this.#reportMissingValue(this.#token);
    return { key, colon, span: { start: key.span.start, end: colon + 1 } };
  }

  #readArray(): JsonArray {
    const members: Draft<JsonItem>[] = [];
    const start = this.#token.start;
    this.#openArrays++;
    this.#next();
    for (;;) {
      const token = this.#token;
      if (token.kind === kind.closeBracket || token.kind === kind.end || (token.kind === kind.closeBrace && this.#openObjects > 0)) break;
      if (token.kind === kind.comma) {
        this.#takeComma(members);
        continue;
      }
      if (this.#openObjects > 0 && this.#isAtKey()) break;
      this.#demandComma(members);
      const value = this.#readValue();
      if (value) members.push({ value, span: value.span });
      else {
        this.#reportMissingValue(token);
        this.#next();
      }
    }
    this.#openArrays--;
    return { kind: 'array', members, ...this.#close(start, kind.closeBracket) };
  }

  #close(start: number, closing: number): { span: Span; closed: boolean } {
    const { kind: found, end, start: at } = this.#token;
    if (found === closing) {
      this.#next();
      return { span: { start, end }, closed: true };
    }
    this.#report('not-closed', { start, end: start + 1 });
    return { span: { start, end: at }, closed: false };
  }

  #takeComma(members: Draft<JsonMember>[]): void {
    const last = members.at(-1);
    if (last && last.comma === undefined) last.comma = this.#token.start;
    else this.#report('comma-unexpected', this.#token);
    this.#next();
  }

  #demandComma(members: readonly JsonMember[]): void {
    const last = members.at(-1);
    if (last && last.comma === undefined) this.#report('comma-expected', this.#token);
  }

  /** A string before a colon is the next row's key: the value in front of it has not been typed yet. */
  #isAtKey(): boolean {
    return this.#token.kind === kind.string && this.#peek().kind === kind.colon;
  }

  /** Moves behind what cannot be a property, such as `key: value` without quotes, and behind its comma. */
  #skipMember(members: Draft<JsonMember>[]): void {
    const stops: readonly number[] = [kind.string, kind.comma, kind.closeBrace, kind.closeBracket, kind.end];
    do {
      if (this.#token.kind === kind.colon) {
        this.#next();
        if (!this.#isAtKey()) this.#readValue();
      } else if (!this.#readValue()) this.#next();
    } while (!stops.includes(this.#token.kind));
    if (this.#token.kind !== kind.comma) return;
    if (members.at(-1)?.comma === undefined && members.length > 0) this.#takeComma(members);
    else this.#next();
  }

  #isTooDeep(): boolean {
    return this.#openObjects + this.#openArrays >= maximumDepth;
  }

  /** Moves behind the bracket that closes the present one; kinds of brackets are not told apart. */
  #skipNested(): Span {
    const start = this.#token.start;
    this.#report('too-deep', this.#token);
    let depth = 0;
    let end = start;
    do {
      const token = this.#token;
      if (token.kind === kind.openBrace || token.kind === kind.openBracket) depth++;
      if (token.kind === kind.closeBrace || token.kind === kind.closeBracket) depth--;
      end = token.end;
      this.#next();
    } while (depth > 0 && this.#token.kind !== kind.end);
    return { start, end };
  }

  #string(token: Token): JsonString {
    let end = token.closed ? token.end - 1 : token.end;
    // What a person has not closed yet ends before the comma that was there already.
    while (!token.closed && end > token.start + 1 && ', \t'.includes(this.#text.charAt(end - 1))) end--;
    return {
      kind: 'string',
      span: { start: token.start, end: token.closed ? token.end : end },
      content: decodeEscapes(this.#text, token.start + 1, end),
    };
  }

  #next(): void {
    this.#token = this.#peek();
    this.#ahead = undefined;
  }

  #peek(): Token {
    return (this.#ahead ??= this.#scan());
  }

  #scan(): Token {
    for (;;) {
      const found: number = this.#scanner.scan();
      const start = this.#scanner.getTokenOffset();
      const end = Math.min(start + this.#scanner.getTokenLength(), this.#text.length);
      const mistake = scanMistakes[this.#scanner.getTokenError()];
      if (mistake) this.#report(mistake, { start, end });
      if (found === kind.lineComment || found === kind.blockComment) this.#addComment(start, end, found, mistake === undefined);
      else if (found !== kind.lineBreak && found !== kind.space) return { kind: found, start, end, closed: mistake !== 'string-not-closed' };
    }
  }

  #addComment(start: number, end: number, found: number, closed: boolean): void {
    const close = found === kind.blockComment && closed ? 2 : 0;
    let before = start;
    while (before > 0 && ' \t'.includes(this.#text.charAt(before - 1))) before--;
    const ownLine = before === 0 || '\n\r'.includes(this.#text.charAt(before - 1));
    this.comments.push({ span: { start, end }, text: this.#text.slice(start + 2, Math.max(start + 2, end - close)).trim(), ownLine });
  }

  #reportMissingValue(token: Token): void {
    this.#report(token.kind === kind.unknown ? 'unknown-token' : 'value-expected', token);
  }

  #report(mistake: JsonMistake, place: Span): void {
    if (this.problems.length >= maximumProblems) return;
    this.problems.push({ code: 'syntax', span: { start: place.start, end: place.end }, arguments: { mistake, reason: jsonMistakes[mistake] } });
  }
}
