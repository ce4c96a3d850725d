import type { Comment, Problem } from '../model/manifest';
import type { Span } from '../text/span';

/** `newline` ends a statement: line breaks within brackets and behind a backslash are none, a semicolon is one. */
export interface PythonToken {
  readonly kind: 'name' | 'number' | 'string' | 'operator' | 'newline';
  readonly start: number;
  readonly end: number;
  /** The text; of a string its prefix in lower case (`r`, `f`, empty). */
  readonly text: string;
  /** Columns before the first token of a statement; undefined for the others. */
  readonly indentation?: number;
  /** Strings: the text between the quotes. `end` equals its end where the closing quotes are missing. */
  readonly content?: Span;
  readonly triple?: boolean;
}

export interface PythonTokens {
  readonly tokens: readonly PythonToken[];
  readonly comments: readonly Comment[];
  /** Strings that are not closed. */
  readonly problems: readonly Problem[];
}

/** Operators of more than one sign whose first sign alone would be read as another one. */
const longOperators = [
  '**=',
  '//=',
  '>>=',
  '<<=',
  '...',
  ':=',
  '+=',
  '-=',
  '*=',
  '/=',
  '|=',
  '&=',
  '^=',
  '%=',
  '@=',
  '==',
  '!=',
  '<=',
  '>=',
  '**',
  '//',
  '->',
  '<<',
  '>>',
];
/** Words that begin a statement: a bracket that is open there was never closed. */
const statementWords = new Set(['def', 'class', 'import', 'from', 'return', 'while', 'with', 'try', 'except', 'raise', 'global']);

/**
 * Cuts a Python file into tokens, without running or importing anything:
 * https://docs.python.org/3/reference/lexical_analysis.html. Half-typed text is read on; never throws, takes linear time.
 */
export function readPythonTokens(text: string): PythonTokens {
  const lexer = new Lexer(text);
  lexer.run();
  return lexer;
}

class Lexer implements PythonTokens {
  readonly tokens: PythonToken[] = [];
  readonly comments: Comment[] = [];
  readonly problems: Problem[] = [];
  #at = 0;
  #lineStart = 0;
  #brackets = 0;
  /** The next token begins a statement. */
  #begins = true;

  constructor(readonly text: string) {}

  run(): void {
    while (this.#at < this.text.length) {
      const character = this.text.charAt(this.#at);
      if (character === '\n' || character === '\r') this.#lineBreak();
      else if (character === ' ' || character === '\t' || character === '\f') this.#at++;
      else if (character === '\\') this.#backslash();
      else if (character === '#') this.#comment();
      else this.#token(character);
    }
    this.#newline();
  }

  #token(character: string): void {
    const start = this.#at;
    if (isWordStart(character)) {
      const end = this.#wordEnd(start);
      const next = this.text.charAt(end);
      if ((next === '"' || next === "'") && end - start <= 2 && isPrefix(this.text.slice(start, end))) this.#string(start, end);
      else this.#word(start, end);
    } else if (character === '"' || character === "'") this.#string(start, start);
    else if (character >= '0' && character <= '9') this.#number(start);
    else this.#operator(character, start);
  }

  #word(start: number, end: number): void {
    const word = this.text.slice(start, end);
    if (this.#brackets > 0 && start === this.#lineStart && statementWords.has(word)) {
      this.problems.push({ code: 'syntax', span: { start, end: start }, arguments: { reason: 'a bracket is not closed' } });
      this.#brackets = 0;
      this.#newline();
    }
    this.#add('name', start, end, word);
  }

  #number(start: number): void {
    let end = start;
    while (isWordStart(this.text.charAt(end)) || this.text.charAt(end) === '.' || isDigit(this.text.charAt(end))) end++;
    this.#add('number', start, end, '');
  }

  #operator(character: string, start: number): void {
    if (character === ';' && this.#brackets === 0) {
      this.#at++;
      this.#newline();
      return;
    }
    if (character === '(' || character === '[' || character === '{') this.#brackets++;
    else if ((character === ')' || character === ']' || character === '}') && this.#brackets > 0) this.#brackets--;
    const operator = longOperators.find((known) => this.text.startsWith(known, start)) ?? character;
    this.#add('operator', start, start + operator.length, operator);
  }

  #string(start: number, quoteAt: number): void {
    const quote = this.text.charAt(quoteAt);
    const triple = this.text.startsWith(quote.repeat(3), quoteAt);
    const closing = triple ? quote.repeat(3) : quote;
    const from = quoteAt + closing.length;
    let to = from;
    while (to < this.text.length && !this.text.startsWith(closing, to)) {
      const character = this.text.charAt(to);
      if (!triple && (character === '\n' || character === '\r')) break;
      to += character === '\\' ? this.#escapeLength(to) : 1;
    }
    to = Math.min(to, this.text.length);
    const closed = this.text.startsWith(closing, to);
    const end = closed ? to + closing.length : to;
    if (!closed) this.problems.push({ code: 'syntax', span: { start, end }, arguments: { reason: 'a string is not closed' } });
    this.#add('string', start, end, this.text.slice(start, quoteAt).toLowerCase(), { content: { start: from, end: to }, triple });
  }

  /** A backslash keeps a line break within a string, `\r\n` as a whole. */
  #escapeLength(at: number): number {
    return this.text.startsWith('\r\n', at + 1) ? 3 : 2;
  }

  #add(kind: PythonToken['kind'], start: number, end: number, text: string, more: Pick<PythonToken, 'content' | 'triple'> = {}): void {
    this.tokens.push({ kind, start, end, text, ...(this.#begins && { indentation: start - this.#lineStart }), ...more });
    this.#begins = false;
    this.#at = end;
  }

  #newline(): void {
    if (!this.#begins) this.tokens.push({ kind: 'newline', start: this.#at, end: this.#at, text: '' });
    this.#begins = true;
  }

  #lineBreak(): void {
    if (this.#brackets === 0) this.#newline();
    this.#at += this.text.startsWith('\r\n', this.#at) ? 2 : 1;
    this.#lineStart = this.#at;
  }

  #backslash(): void {
    const next = this.text.charAt(this.#at + 1);
    if (next !== '\n' && next !== '\r') {
      this.#add('operator', this.#at, this.#at + 1, '\\');
      return;
    }
    this.#at += this.text.startsWith('\r\n', this.#at + 1) ? 3 : 2;
    this.#lineStart = this.#at;
  }

  #comment(): void {
    const start = this.#at;
    while (this.#at < this.text.length && this.text.charAt(this.#at) !== '\n' && this.text.charAt(this.#at) !== '\r') this.#at++;
    let end = this.#at;
    while (' \t'.includes(this.text.charAt(end - 1))) end--;
    let before = start;
    while (before > 0 && (this.text.charAt(before - 1) === ' ' || this.text.charAt(before - 1) === '\t')) before--;
    const ownLine = before === 0 || '\n\r'.includes(this.text.charAt(before - 1));
    this.comments.push({ span: { start, end }, text: this.text.slice(start + 1, end).trim(), ownLine });
  }

  #wordEnd(start: number): number {
    let end = start + 1;
    while (end < this.text.length && (isWordStart(this.text.charAt(end)) || isDigit(this.text.charAt(end)))) end++;
    return end;
  }
}

function isWordStart(character: string): boolean {
  const code = character.charCodeAt(0);
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code >= 128;
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9' && character !== '';
}

function isPrefix(word: string): boolean {
  return ['r', 'u', 'b', 'f', 't', 'rb', 'br', 'rf', 'fr', 'rt', 'tr'].includes(word.toLowerCase());
}
