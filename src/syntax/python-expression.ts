import { MappedText, type Piece } from '../text/mapped-text';
import type { Span } from '../text/span';
import type { PythonToken } from './python-lexer';

/** What can be read of an expression without running it; the rest is `computed`. */
export type PythonExpression =
  | PythonString
  | PythonList
  | PythonDictionary
  | { readonly kind: 'name'; readonly name: string; readonly span: Span }
  | { readonly kind: 'sum'; readonly parts: readonly PythonExpression[]; readonly span: Span }
  /** `*value` in a list, `**value` in a dictionary or call. */
  | { readonly kind: 'spread'; readonly value: PythonExpression; readonly span: Span }
  | { readonly kind: 'computed'; readonly span: Span };

export interface PythonString {
  readonly kind: 'string';
  readonly content: MappedText;
  /** With prefix and quotes, of parts that follow each other from the first to the last. */
  readonly span: Span;
  /** One part without escapes: what stands between its quotes is the text. */
  readonly plain: boolean;
  readonly quote: string;
}

/** A list, tuple or set. */
export interface PythonList {
  readonly kind: 'list';
  readonly items: readonly PythonItem[];
  readonly span: Span;
  readonly closed: boolean;
}

export interface PythonItem {
  readonly value: PythonExpression;
  readonly span: Span;
  /** Offset of the comma behind it. */
  readonly comma?: number;
}

/** `{key: value}` or `dict(key=value)`; a spread has no key. */
export interface PythonDictionary {
  readonly kind: 'dictionary';
  readonly entries: readonly { readonly key?: PythonExpression; readonly value: PythonExpression }[];
  readonly span: Span;
}

/** Deeper nesting is read as `computed`. */
const maximumDepth = 40;
const conditions = new Set(['if', 'else', 'or', 'and', 'not', 'in', 'for', 'is']);
const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Reads expressions from tokens. `at` is the index of the next token. */
export class ExpressionReader {
  at = 0;
  #depth = 0;
  /** What `skip` passed last decides over the whole expression. */
  #hasCondition = false;

  constructor(
    readonly text: string,
    readonly tokens: readonly PythonToken[],
  ) {}

  /** The expression from the next token on, up to a comma, colon, `=`, closing bracket or the end of the statement. */
  read(): PythonExpression {
    const start = this.#next()?.start ?? this.text.length;
    const parts: PythonExpression[] = [];
    for (;;) {
      parts.push(this.#primary());
      const next = this.#next();
      if (next?.kind === 'operator' && next.text === '+') {
        this.at++;
        continue;
      }
      if (!this.#ends(next)) {
        const last = parts.pop()?.span.start ?? start;
        const end = Math.max(last, this.skip());
        // `a + b()` is known in part, `a + b if c else d` is not.
        if (parts.length === 0 || this.#hasCondition) return { kind: 'computed', span: { start, end } };
        return { kind: 'sum', parts: [...parts, { kind: 'computed', span: { start: last, end } }], span: { start, end } };
      }
      const [only] = parts;
      return parts.length === 1 && only ? only : { kind: 'sum', parts, span: { start, end: this.#lastEnd(start) } };
    }
  }

  /** Arguments up to the closing bracket, the opening one being read already. */
  readArguments(): { name?: PythonToken; value: PythonExpression }[] {
    const found: { name?: PythonToken; value: PythonExpression }[] = [];
    while (!this.#atClose()) {
      const name = this.#next();
      const named = name?.kind === 'name' && this.tokens[this.at + 1]?.text === '=' && this.tokens[this.at + 1]?.kind === 'operator';
      if (named) this.at += 2;
      const before = this.at;
      const value = this.#item();
      found.push(named ? { name, value } : { value });
      if (!this.#comma() && this.at === before) this.at++;
    }
    this.at++;
    return found;
  }

  /** Passes the rest of an expression with all its brackets; gives its end. */
  skip(): number {
    let open = 0;
    let end = this.#lastEnd(0);
    this.#hasCondition = false;
    for (let token = this.#next(); token && token.kind !== 'newline'; token = this.#next()) {
      if (token.kind === 'operator') {
        if (open === 0 && (token.text === ',' || token.text === ':' || isClose(token.text))) break;
        if (token.text in closers) open++;
        else if (isClose(token.text)) open--;
      } else if (open === 0 && token.kind === 'name' && conditions.has(token.text)) this.#hasCondition = true;
      ({ end } = token);
      this.at++;
    }
    return end;
  }

  #primary(): PythonExpression {
    const token = this.#next();
    const span = { start: token?.start ?? this.text.length, end: token?.end ?? this.text.length };
    if (token?.kind === 'string') return this.#string(token);
    if (token?.kind === 'operator' && token.text in closers && this.#depth < maximumDepth) return this.#bracket(token);
    if (token?.kind === 'name') {
      this.at++;
      const next = this.#next();
      if (token.text === 'dict' && next?.kind === 'operator' && next.text === '(' && this.#depth < maximumDepth) return this.#dictCall(token);
      return { kind: 'name', name: token.text, span };
    }
    return { kind: 'computed', span: { start: span.start, end: Math.max(span.start, this.skip()) } };
  }

  #item(): PythonExpression {
    const token = this.#next();
    if (token?.kind !== 'operator' || (token.text !== '*' && token.text !== '**')) return this.read();
    this.at++;
    const value = this.read();
    return { kind: 'spread', value, span: { start: token.start, end: value.span.end } };
  }

  #dictCall({ start }: PythonToken): PythonExpression {
    this.at++;
    this.#depth++;
    const entries = this.readArguments().map(({ name, value }) => ({ ...(name && { key: wordOf(name) }), value }));
    this.#depth--;
    return { kind: 'dictionary', entries, span: { start, end: this.#lastEnd(start) } };
  }

  #bracket(open: PythonToken): PythonExpression {
    this.at++;
    this.#depth++;
    const items: { value: PythonExpression; span: Span; comma?: number }[] = [];
    const entries: { key?: PythonExpression; value: PythonExpression }[] = [];
    while (!this.#atClose()) {
      const before = this.at;
      const value = this.#item();
      const colon = this.#next();
      if (open.text === '{' && colon?.kind === 'operator' && colon.text === ':') {
        this.at++;
        entries.push({ key: value, value: this.read() });
      } else if (open.text === '{' && value.kind === 'spread') entries.push({ value });
      else items.push({ value, span: value.span });
      const comma = this.#comma();
      const last = items.at(-1);
      if (comma !== undefined && last) last.comma = comma;
      if (comma === undefined && this.at === before) this.at++;
    }
    this.#depth--;
    const close = this.#next();
    const closed = close?.kind === 'operator' && close.text === closers[open.text];
    if (close?.kind === 'operator') this.at++;
    const span = { start: open.start, end: this.#lastEnd(open.start) };
    if (entries.length > 0 || (open.text === '{' && items.length === 0)) return { kind: 'dictionary', entries, span };
    const [only] = items;
    if (open.text === '(' && items.length === 1 && only && only.comma === undefined) return only.value;
    return { kind: 'list', items, span, closed };
  }

  /** Strings that follow each other are one: https://docs.python.org/3/reference/lexical_analysis.html#string-literal-concatenation */
  #string(first: PythonToken): PythonExpression {
    const pieces: Piece[] = [];
    let last = first;
    let count = 0;
    let computed = false;
    for (let token: PythonToken | undefined = first; token?.kind === 'string'; token = this.#next()) {
      computed ||= /[bft]/.test(token.text);
      pieces.push(...stringPieces(this.text, token));
      last = token;
      count++;
      this.at++;
    }
    const span = { start: first.start, end: last.end };
    if (computed) return { kind: 'computed', span };
    const end = last.content?.end ?? last.end;
    const content = MappedText.joined(pieces, end);
    const plain = count === 1 && last.end > end && content.text === this.text.slice(first.content?.start, end);
    return { kind: 'string', content, span, plain, quote: this.text.charAt(last.end - 1) };
  }

  #next(): PythonToken | undefined {
    return this.tokens[this.at];
  }

  #lastEnd(fallback: number): number {
    return this.tokens[this.at - 1]?.end ?? fallback;
  }

  #comma(): number | undefined {
    const token = this.#next();
    if (token?.kind !== 'operator' || token.text !== ',') return undefined;
    this.at++;
    return token.start;
  }

  /** At a closing bracket, whichever, or where the statement ends before one came. */
  #atClose(): boolean {
    const token = this.#next();
    return !token || token.kind === 'newline' || (token.kind === 'operator' && isClose(token.text));
  }

  #ends(token: PythonToken | undefined): boolean {
    if (!token || token.kind === 'newline') return true;
    return token.kind === 'operator' && (token.text === ',' || token.text === ':' || token.text === '=' || isClose(token.text));
  }
}

function isClose(operator: string): boolean {
  return operator === ')' || operator === ']' || operator === '}';
}

function wordOf({ text, start, end }: PythonToken): PythonString {
  return { kind: 'string', content: MappedText.verbatim(text, start), span: { start, end }, plain: false, quote: '' };
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\', "'": "'", '"': '"', n: '\n', t: '\t' };

/** The text of one string token; escapes that no requirement holds stay as they are written. */
function stringPieces(text: string, { content, text: prefix }: PythonToken): Piece[] {
  if (!content) return [];
  const pieces: Piece[] = [];
  let from = content.start;
  for (let at = prefix.includes('r') ? content.end : from; at < content.end; at++) {
    if (text.charAt(at) !== '\\') continue;
    if (at > from) pieces.push({ text: text.slice(from, at), offset: from });
    const next = text.charAt(at + 1);
    const length = next === '\r' && text.charAt(at + 2) === '\n' ? 3 : 2;
    const decoded = next === '\n' || next === '\r' ? '' : (escapes[next] ?? text.slice(at, at + length));
    if (decoded !== '') pieces.push({ text: decoded, offset: at, length: Math.min(length, content.end - at) });
    from = Math.min(at + length, content.end);
    at = from - 1;
  }
  if (from < content.end) pieces.push({ text: text.slice(from, content.end), offset: from });
  return pieces;
}
