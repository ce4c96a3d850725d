import type { Problem } from '../model/manifest';
import { decodeEscapes } from './json-escapes';
import { jsonMistakes, type JsonMistake } from './json-mistakes';

/** Deeper content is skipped without calls, so that no text runs a reader out of stack. */
const maximumDepth = 100;
const maximumProblems = 100;

const quote = 34;
const backslash = 92;
const openBrace = 123;
const closeBrace = 125;
const openBracket = 91;
const closeBracket = 93;
const comma = 44;
const colon = 58;
/** Number, `true`, `false`, `null` or something that is no JSON. */
const word = 1;
const endOfText = 0;

/**
 * Walks over large JSON that machines write, without a tree: whoever calls says at each value whether it wants its members, its
 * text, or nothing; what nobody wants is not even cut out. Offsets count from the text's start. Mistakes give problems (code `syntax`) and are stepped over; it never
 * throws. Comments are no part of such files. For those that people edit use `readJson`, which recovers better.
 */
export class JsonCursor {
  readonly problems: Problem[] = [];
  /** The key of the member that is visited, between its quotes. */
  keyStart = 0;
  keyEnd = 0;
  /** The text that `string` gave last, between its quotes. */
  textStart = 0;
  textEnd = 0;
  /** The end of the token behind which the cursor stands. */
  previousEnd = 0;
  /** The present token. */
  start = 0;
  end = 0;
  #kind = 0;
  #depth = 0;
  readonly #text: string;
  /** Of the string at the cursor. */
  #isClosed = true;
  #hasEscapes = false;
  /** The next backslash and line break, so that each is looked for once. */
  #escapeAt = -1;
  #lineEnd = -1;

  constructor(text: string) {
    this.#text = text;
    this.#next();
  }

  /**
   * Calls `visit` for each member of the object at the cursor, with the cursor at the member's value; a value that `visit` does not
   * read is skipped. A value that is no object is skipped as a whole.
   * @returns false where there is no object
   */
  members(visit: (key: string) => void): boolean {
    if (!this.#enter(openBrace)) return false;
    while (this.#kind !== closeBrace && this.#kind !== endOfText) {
      if (this.#kind !== quote) {
        this.#takeSeparator('key-expected');
        continue;
      }
      const keyStart = this.start + 1;
      const keyEnd = this.#textEnd();
      const key = this.#content(keyStart, keyEnd);
      this.#next();
      if (!this.#is(colon)) {
        this.#report('colon-expected');
        continue;
      }
      this.#next();
      if (this.#isAtEnd()) {
        this.#report('value-expected');
        continue;
      }
      const { start } = this;
      this.keyStart = keyStart;
      this.keyEnd = keyEnd;
      visit(key);
      if (this.start === start && !this.#isAtEnd()) this.skip();
    }
    this.#leave(closeBrace);
    return true;
  }

  /** The same for the items of an array. */
  items(visit: () => void): boolean {
    if (!this.#enter(openBracket)) return false;
    while (this.#kind !== closeBracket && this.#kind !== endOfText && this.#kind !== closeBrace) {
      if (this.#kind === comma || this.#kind === colon) {
        this.#takeSeparator('value-expected');
        continue;
      }
      const { start } = this;
      visit();
      if (this.start === start) this.skip();
    }
    this.#leave(closeBracket);
    return true;
  }

  /** The text at the cursor, decoded; undefined, the value skipped, where it is none. */
  string(): string | undefined {
    if (this.#kind !== quote) {
      this.skip();
      return undefined;
    }
    this.textStart = this.start + 1;
    this.textEnd = this.#textEnd();
    const value = this.#content(this.textStart, this.textEnd);
    this.#next();
    return value;
  }

  /** True if the value at the cursor is `true`. Moves behind it. */
  isTrue(): boolean {
    const found = this.#kind === word && this.end - this.start === 4 && this.#text.startsWith('true', this.start);
    this.skip();
    return found;
  }

  /** Moves behind the value at the cursor, whatever it holds. */
  skip(): void {
    let depth = 0;
    do {
      if (this.#kind === openBrace || this.#kind === openBracket) depth++;
      else if (this.#kind === closeBrace || this.#kind === closeBracket) depth--;
      else if (this.#kind === word && !this.#isJsonWord()) this.#report('unknown-token');
      this.#next();
    } while (depth > 0 && this.#kind !== endOfText);
  }

  /** A call, as the compiler does not see that `#next` changes the field. */
  #is(wanted: number): boolean {
    return this.#kind === wanted;
  }

  #enter(opening: number): boolean {
    if (this.#kind === opening && this.#depth < maximumDepth) {
      this.#depth++;
      this.#next();
      return true;
    }
    if (this.#kind === opening) this.#report('too-deep');
    if (!this.#isAtEnd()) this.skip();
    return false;
  }

  #leave(closing: number): void {
    this.#depth--;
    if (this.#kind === closing) this.#next();
    else this.#report('not-closed');
  }

  /** A comma, or something that does not belong here. */
  #takeSeparator(mistake: JsonMistake): void {
    if (this.#kind !== comma) this.#report(mistake);
    this.#next();
  }

  #isAtEnd(): boolean {
    return this.#kind === closeBrace || this.#kind === closeBracket || this.#kind === comma || this.#kind === endOfText;
  }

  #textEnd(): number {
    return this.#isClosed ? this.end - 1 : this.end;
  }

  #content(start: number, end: number): string {
    return this.#hasEscapes ? decodeEscapes(this.#text, start, end).text : this.#text.slice(start, end);
  }

  #isJsonWord(): boolean {
    const first = this.#text.charAt(this.start);
    return '-0123456789'.includes(first) || ['true', 'false', 'null'].includes(this.#text.slice(this.start, Math.min(this.end, this.start + 6)));
  }

  #next(): void {
    const text = this.#text;
    this.previousEnd = this.end;
    let at = this.end;
    let code = text.charCodeAt(at);
    while (code === 32 || code === 10 || code === 13 || code === 9) code = text.charCodeAt(++at);
    this.start = at;
    this.end = at + 1;
    if (at >= text.length) {
      this.#kind = endOfText;
      this.end = at;
    } else if (code === quote) {
      this.#kind = quote;
      this.#readString(at + 1);
    } else if (isStructure(code)) this.#kind = code;
    else {
      this.#kind = word;
      while (this.end < text.length && !endsWord(text.charCodeAt(this.end))) this.end++;
    }
  }

  /** Most strings have neither escapes nor mistakes: the next quote ends them. */
  #readString(from: number): void {
    const text = this.#text;
    const end = text.indexOf('"', from);
    if (this.#escapeAt < from) this.#escapeAt = indexOrEnd(text, '\\', from);
    if (this.#lineEnd < from) this.#lineEnd = indexOrEnd(text, '\n', from);
    if (end >= 0 && end < this.#escapeAt && end < this.#lineEnd) {
      this.#hasEscapes = false;
      this.#isClosed = true;
      this.end = end + 1;
    } else this.#readOddString(from);
  }

  /** A string that is not closed ends with its line. */
  #readOddString(from: number): void {
    const text = this.#text;
    this.#hasEscapes = false;
    let at = from;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === quote || code === 10) break;
      if (code !== backslash) continue;
      this.#hasEscapes = true;
      if (text.charCodeAt(at + 1) !== 10) at++;
    }
    at = Math.min(at, text.length);
    this.#isClosed = text.charCodeAt(at) === quote;
    if (!this.#isClosed && at > from && text.charCodeAt(at - 1) === 13) at--;
    this.end = this.#isClosed ? at + 1 : at;
    if (!this.#isClosed) this.#report('string-not-closed');
  }

  #report(mistake: JsonMistake): void {
    if (this.problems.length >= maximumProblems) return;
    this.problems.push({ code: 'syntax', span: { start: this.start, end: this.end }, arguments: { mistake, reason: jsonMistakes[mistake] } });
  }
}

function indexOrEnd(text: string, sign: string, from: number): number {
  const at = text.indexOf(sign, from);
  return at < 0 ? text.length : at;
}

function isStructure(code: number): boolean {
  return code === openBrace || code === closeBrace || code === openBracket || code === closeBracket || code === comma || code === colon;
}

function endsWord(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9 || code === quote || isStructure(code);
}
