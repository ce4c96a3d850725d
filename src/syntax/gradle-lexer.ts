import type { Comment, Problem } from '../model/manifest';
import { lineEnd } from '../text/lines';
import type { Span } from '../text/span';

/** `sign`: one character that is none of the others. */
export interface GradleToken {
  readonly kind: 'name' | 'string' | 'sign' | 'newline';
  readonly text: string;
  readonly span: Span;
  /** Strings: between the quotes. */
  readonly content?: Span;
  /** Strings: `$name` in them stands for a value. */
  readonly interpolated?: boolean;
  /** Strings: the content stands for itself and the closing quotes are there. */
  readonly plain?: boolean;
}

export interface GradleTokens {
  readonly tokens: readonly GradleToken[];
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
}

/**
 * Cuts a build script in Groovy or Kotlin into tokens, as far as the two are alike. Numbers are names. A string that is not
 * closed ends with its line. Never throws, takes linear time.
 * https://groovy-lang.org/syntax.html, https://kotlinlang.org/docs/reference/grammar.html
 */
export function readGradleTokens(text: string): GradleTokens {
  const lexer = new Lexer(text);
  while (lexer.at < text.length) lexer.next();
  return lexer;
}

class Lexer implements GradleTokens {
  readonly tokens: GradleToken[] = [];
  readonly comments: Comment[] = [];
  readonly problems: Problem[] = [];
  at = 0;
  #lineHasToken = false;

  constructor(readonly text: string) {}

  next(): void {
    const { text, at } = this;
    const character = text.charAt(at);
    if (isLineBreak(character)) this.#newline();
    else if (character === ' ' || character === '\t' || character === '\f' || character === '\uFEFF') this.at++;
    else if (text.startsWith('//', at)) this.#comment(lineEnd(text, at), 2, 0);
    else if (text.startsWith('/*', at)) this.#blockComment();
    else if (character === '"' || character === "'") this.#string(character);
    else if (isNamePart(character)) this.#name();
    else this.#push({ kind: 'sign', text: character, span: { start: at, end: at + 1 } });
  }

  #push(token: GradleToken): void {
    this.tokens.push(token);
    this.at = token.span.end;
    this.#lineHasToken = true;
  }

  #newline(): void {
    const length = this.text.startsWith('\r\n', this.at) ? 2 : 1;
    this.#push({ kind: 'newline', text: '\n', span: { start: this.at, end: this.at + length } });
    this.#lineHasToken = false;
  }

  #comment(end: number, lead: number, tail: number): void {
    const start = this.at;
    const text = this.text.slice(start + lead, Math.max(start + lead, end - tail)).trim();
    this.comments.push({ span: { start, end }, text, ownLine: !this.#lineHasToken });
    this.at = end;
  }

  #blockComment(): void {
    const close = this.text.indexOf('*/', this.at + 2);
    if (close < 0) this.#problem(this.at, this.text.length);
    this.#comment(close < 0 ? this.text.length : close + 2, 2, close < 0 ? 0 : 2);
  }

  #name(): void {
    const start = this.at;
    let end = start + 1;
    while (end < this.text.length && isNamePart(this.text.charAt(end))) end++;
    this.#push({ kind: 'name', text: this.text.slice(start, end), span: { start, end } });
  }

  #string(quote: string): void {
    const { text, at: start } = this;
    const quotes = text.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote;
    const from = start + quotes.length;
    let end = from;
    let escaped = false;
    while (end < text.length && !text.startsWith(quotes, end)) {
      const character = text.charAt(end);
      if (quotes.length === 1 && isLineBreak(character)) break;
      if (character === '\\') {
        escaped = true;
        if (quotes.length === 3 || !isLineBreak(text.charAt(end + 1))) end++;
      }
      end++;
    }
    end = Math.min(end, text.length);
    const closed = text.startsWith(quotes, end) && end >= from;
    if (!closed) this.#problem(start, end);
    const content = { start: from, end: Math.max(from, end) };
    this.#push({
      kind: 'string',
      text: text.slice(content.start, content.end),
      span: { start, end: closed ? end + quotes.length : content.end },
      content,
      interpolated: quote === '"',
      plain: closed && !escaped,
    });
  }

  #problem(start: number, end: number): void {
    this.problems.push({ code: 'syntax', span: { start, end }, arguments: {} });
  }
}

/** Letters, digits, `_`, `$` and everything beyond ASCII. */
function isNamePart(character: string): boolean {
  const code = character.charCodeAt(0);
  const letter = code | 32;
  return (letter >= 97 && letter <= 122) || (code >= 48 && code <= 57) || code === 95 || code === 36 || code > 127;
}

function isLineBreak(character: string): boolean {
  return character === '\n' || character === '\r';
}
