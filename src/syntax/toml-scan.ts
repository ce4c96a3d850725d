import { lineEnd } from '../text/lines';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  DOT,
  EQUALS,
  HASH,
  OPEN_BRACE,
  OPEN_BRACKET,
  closingBracket,
  endsValue,
  isBareKey,
  isBlank,
  isLineBreak,
  isQuote,
  skipBlanks,
  trimEnd,
} from './toml-characters';
import type { TomlHandler } from './toml-handler';
import { continuesTable, openStringEnd, startsHeader, startsKeyValue } from './toml-recovery';
import { type StringBounds, scanBlockString, scanLineString } from './toml-string';

/** Arrays and inline tables nested deeper than this are skipped with a problem. */
export const maximalDepth = 100;

/** Reads TOML (1.0, and 1.1's line breaks and trailing commas in inline tables) in one pass. Half-typed text is read on; never throws. */
export function scanToml(text: string, handler: TomlHandler): void {
  new Scanner(text, handler).document();
}

class Scanner {
  #at = 0;
  /** The last line break that `#gap` passed. */
  #lineBreak = 0;
  #brackets = 0;
  #braces = 0;
  /** Kinds of quotes whose closing three were sought in vain: looking again at every opening would take quadratic time. */
  readonly #unclosed = new Set<number>();
  readonly #bounds: StringBounds = { contentStart: 0, contentEnd: 0, end: 0, escaped: false };

  constructor(
    readonly text: string,
    readonly handler: TomlHandler,
  ) {}

  document(): void {
    for (;;) {
      this.#gap();
      if (this.#at >= this.text.length) return;
      const code = this.text.charCodeAt(this.#at);
      if (code === OPEN_BRACKET) this.#header();
      else if (isBareKey(code) || isQuote(code)) this.#entry(0);
      this.#restOfLine();
    }
  }

  /** Skips blanks, line breaks and comments; true if a line break was among them. */
  #gap(): boolean {
    let broke = false;
    for (;;) {
      const code = this.text.charCodeAt(this.#at);
      if (isLineBreak(code)) {
        this.#lineBreak = this.#at++;
        broke = true;
      } else if (isBlank(code)) this.#at++;
      else if (code === HASH) this.#comment();
      else return broke;
    }
  }

  #comment(): void {
    const start = this.#at;
    this.#at = lineEnd(this.text, start);
    this.handler.comment(start, this.#at);
  }

  /** After a header or statement only a comment may follow on its line. */
  #restOfLine(): void {
    this.#at = skipBlanks(this.text, this.#at);
    const code = this.text.charCodeAt(this.#at);
    if (code === HASH) this.#comment();
    else if (this.#at < this.text.length && !isLineBreak(code)) {
      const start = this.#at;
      this.#at = lineEnd(this.text, start);
      this.handler.problem(start, trimEnd(this.text, start, this.#at));
    }
  }

  #header(): void {
    const start = this.#at++;
    const array = this.text.charCodeAt(this.#at) === OPEN_BRACKET;
    if (array) this.#at++;
    this.handler.header(start, array);
    this.#keys();
    let closers = array ? 2 : 1;
    while (closers > 0 && this.text.charCodeAt(this.#at) === CLOSE_BRACKET) {
      this.#at++;
      closers--;
    }
    const end = trimEnd(this.text, start, this.#at);
    if (closers > 0) this.handler.problem(start, end);
    this.handler.headerEnd(end);
  }

  /** Reads a dotted key and the blanks behind it; a missing part is a problem. */
  #keys(): void {
    for (;;) {
      this.#at = skipBlanks(this.text, this.#at);
      const start = this.#at;
      if (isQuote(this.text.charCodeAt(start))) {
        scanLineString(this.text, start, this.#bounds);
        this.#at = this.#bounds.end;
        if (this.#bounds.end === this.#bounds.contentEnd) this.handler.problem(start, this.#at);
      } else while (isBareKey(this.text.charCodeAt(this.#at))) this.#at++;
      if (this.#at === start) this.handler.problem(start, start);
      else this.handler.key(start, this.#at);
      this.#at = skipBlanks(this.text, this.#at);
      if (this.text.charCodeAt(this.#at) !== DOT) return;
      this.#at++;
    }
  }

  /** Reads `key = value`; the text stands at the key's first character. */
  #entry(depth: number): void {
    const start = this.#at;
    this.handler.entry(start);
    this.#keys();
    const keyEnd = trimEnd(this.text, start, this.#at);
    if (this.text.charCodeAt(this.#at) !== EQUALS) {
      this.#at = keyEnd;
      this.handler.problem(start, keyEnd);
      this.handler.entryEnd(keyEnd);
      return;
    }
    const equals = this.#at;
    this.#at = skipBlanks(this.text, equals + 1);
    const code = this.text.charCodeAt(this.#at);
    if (this.#at >= this.text.length || isLineBreak(code) || endsValue(code)) {
      this.handler.problem(equals, equals + 1);
      this.handler.entryEnd(equals + 1);
      return;
    }
    this.#value(depth);
    this.handler.entryEnd(this.#at);
  }

  #value(depth: number): void {
    const code = this.text.charCodeAt(this.#at);
    if (isQuote(code)) this.#string(code);
    else if (code === OPEN_BRACKET || code === OPEN_BRACE) {
      if (depth >= maximalDepth) this.#tooDeep();
      else if (code === OPEN_BRACKET) this.#array(depth);
      else this.#table(depth);
    } else this.#scalar();
  }

  #string(quote: number): void {
    const start = this.#at;
    const bounds = this.#bounds;
    const block = this.text.charCodeAt(start + 1) === quote && this.text.charCodeAt(start + 2) === quote;
    const closed = block && !this.#unclosed.has(quote) && scanBlockString(this.text, start, bounds);
    if (block && !closed) {
      this.#unclosed.add(quote);
      bounds.contentStart = start + 3;
      bounds.contentEnd = bounds.end = lineEnd(this.text, start + 3);
      bounds.escaped = false;
    } else if (!block) scanLineString(this.text, start, bounds);
    if (bounds.end === bounds.contentEnd) {
      bounds.contentEnd = bounds.end = openStringEnd(this.text, bounds, this.#brackets > 0, this.#braces > 0);
      this.handler.problem(start, bounds.end);
    }
    this.#at = bounds.end;
    this.handler.string(start, bounds.contentStart, bounds.contentEnd, bounds.end, bounds.escaped);
  }

  /** Reads up to the next sign that ends a value. Brackets that close on the same line belong to it (`torch[cuda]` without quotes). */
  #scalar(): void {
    const start = this.#at;
    let bracketsClose = true;
    let i = start;
    for (; i < this.text.length; i++) {
      const code = this.text.charCodeAt(i);
      if (isLineBreak(code) || endsValue(code)) break;
      if (code === OPEN_BRACKET && bracketsClose) {
        const close = closingBracket(this.text, i);
        if (close > 0) i = close;
        else bracketsClose = false;
      }
    }
    this.#at = trimEnd(this.text, start, i);
    this.handler.scalar(start, this.#at);
  }

  #array(depth: number): void {
    const start = this.#at++;
    this.#brackets++;
    this.handler.openArray(start);
    let end = this.#at;
    let needsComma = false;
    for (;;) {
      const broke = this.#gap();
      const code = this.text.charCodeAt(this.#at);
      if (code === CLOSE_BRACKET) {
        end = ++this.#at;
        break;
      }
      if (this.#at >= this.text.length || (code === CLOSE_BRACE && this.#braces > 0) || (broke && this.#startsStatement(code))) {
        this.handler.problem(start, start + 1);
        if (broke && this.#at < this.text.length) this.#at = this.#lineBreak;
        break;
      }
      if (code === COMMA) needsComma = this.#comma(needsComma);
      else if (code === CLOSE_BRACE) this.#stray();
      else {
        if (needsComma) this.handler.problem(this.#at, this.#at + 1);
        this.#value(depth + 1);
        needsComma = true;
      }
      end = this.#at;
    }
    this.#brackets--;
    this.handler.closeArray(end);
  }

  #table(depth: number): void {
    const start = this.#at++;
    const braces = this.#braces++;
    this.handler.openTable(start);
    let end = this.#at;
    let needsComma = false;
    const spread = isLineBreak(this.text.charCodeAt(skipBlanks(this.text, start + 1)));
    for (;;) {
      const broke = this.#gap();
      const code = this.text.charCodeAt(this.#at);
      if (code === CLOSE_BRACE) {
        end = ++this.#at;
        break;
      }
      const ends = broke && this.#startsStatement(code) && (needsComma || !continuesTable(this.text, this.#at, this.#lineBreak, spread));
      if (this.#at >= this.text.length || (code === CLOSE_BRACKET && this.#brackets > 0) || ends) {
        this.handler.problem(start, start + 1);
        if (broke && this.#at < this.text.length) this.#at = this.#lineBreak;
        break;
      }
      if (code === COMMA) needsComma = this.#comma(needsComma);
      else if (!isBareKey(code) && !isQuote(code)) this.#stray();
      else {
        if (needsComma) this.handler.problem(this.#at, this.#at + 1);
        this.#entry(depth + 1);
        needsComma = true;
      }
      end = this.#at;
    }
    this.#braces = braces;
    this.handler.closeTable(end);
  }

  #startsStatement(code: number): boolean {
    if (code === OPEN_BRACKET) return startsHeader(this.text, this.#at);
    return (isBareKey(code) || isQuote(code)) && startsKeyValue(this.text, this.#at);
  }

  /** Passes a comma; one with nothing before it is a problem. Always false: no comma is needed next. */
  #comma(expected: boolean): false {
    if (expected) this.handler.comma(this.#at);
    else this.handler.problem(this.#at, this.#at + 1);
    this.#at++;
    return false;
  }

  #stray(): void {
    this.handler.problem(this.#at, this.#at + 1);
    this.#at++;
  }

  /** Passes nested brackets without reading them. */
  #tooDeep(): void {
    const start = this.#at;
    let open = 0;
    do {
      const code = this.text.charCodeAt(this.#at);
      if (isQuote(code)) {
        scanLineString(this.text, this.#at, this.#bounds);
        this.#at = this.#bounds.end;
        continue;
      }
      if (code === OPEN_BRACKET || code === OPEN_BRACE) open++;
      else if (code === CLOSE_BRACKET || code === CLOSE_BRACE) open--;
      this.#at++;
    } while (open > 0 && this.#at < this.text.length);
    this.handler.problem(start, start + 1);
    this.handler.scalar(start, this.#at);
  }
}
