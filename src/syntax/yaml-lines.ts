/**
 * Walks over the lines of block-style YAML as programs write it (js-yaml's `dump`): one key or item a line, values on the same
 * line or as deeper lines. Offsets count from the text's start and leave out quotes. What people may write besides (comments
 * behind values, anchors, text over several lines) it does not know: `readYaml` does, but takes ten times as long.
 * One forward pass, no memory for what was read. Lines of block scalars (`|-`) are stepped over.
 */
export class YamlLines {
  /** How many keys stand above this line; 0 at the left edge. */
  level = 0;
  /** The content, without the space around it. */
  start = 0;
  end = 0;
  /** Empty (start is end) for items and flow collections on lines of their own, and for lines that were not understood. */
  keyStart = 0;
  keyEnd = 0;
  /** Empty where the key stands alone. */
  valueStart = 0;
  valueEnd = 0;
  /** `- value`, or a flow collection alone */
  isItem = false;
  /** `---`, which starts another document. */
  isDocumentStart = false;
  #next = 0;
  /** Lines deeper than this belong to a block scalar. */
  #scalarIndent = -1;
  readonly #indents: number[] = [];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** Moves to the next line with content; false at the end. */
  next(): boolean {
    const text = this.#text;
    while (this.#next < text.length) {
      const from = this.#next;
      const lineBreak = text.indexOf('\n', from);
      let end = lineBreak < 0 ? text.length : lineBreak;
      this.#next = end + 1;
      let start = from;
      while (start < end && text.charCodeAt(start) === blank) start++;
      while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
      if (start === end || text.charCodeAt(start) === hash) continue;
      let indent = start - from;
      if (this.#scalarIndent >= 0 && indent > this.#scalarIndent) continue;
      this.#scalarIndent = -1;
      // `? long key` on one line, `: first: …` of its value on the next.
      if (isSignAt(text, colon, start, end)) {
        start += 2;
        indent += 2;
      }
      this.start = start;
      this.end = end;
      this.#setLevel(indent);
      this.#split(indent);
      return true;
    }
    return false;
  }

  #setLevel(indent: number): void {
    const indents = this.#indents;
    while (indents.length > 0 && (indents.at(-1) ?? 0) >= indent) indents.pop();
    this.level = indents.length;
    indents.push(indent);
  }

  #split(indent: number): void {
    const text = this.#text;
    let at = this.start;
    this.isDocumentStart = indent === 0 && text.startsWith('---', at);
    this.isItem = !this.isDocumentStart && isSignAt(text, dash, at, this.end);
    this.keyStart = at;
    this.keyEnd = at;
    if (this.isItem) at += 2;
    else if (!this.isDocumentStart) at = this.#readKey(isSignAt(text, question, at, this.end) ? at + 2 : at);
    while (at < this.end && text.charCodeAt(at) === blank) at++;
    this.#readValue(Math.min(at, this.end), indent);
  }

  /** Returns the offset behind the key's colon, or of the line's start where there is none. */
  #readKey(from: number): number {
    const text = this.#text;
    const isExplicit = from !== this.start;
    const quote = text.charCodeAt(from);
    let at = from;
    let [keyStart, keyEnd] = [from, from];
    if (quote === singleQuote || quote === doubleQuote) {
      at = this.#closingQuote(from + 1, quote);
      [keyStart, keyEnd] = [from + 1, at];
      at++;
    } else {
      while (at < this.end && !(text.charCodeAt(at) === colon && (at + 1 === this.end || text.charCodeAt(at + 1) === blank))) at++;
      keyEnd = at;
    }
    if (!isExplicit && (at >= this.end || text.charCodeAt(at) !== colon)) return this.start;
    this.keyStart = keyStart;
    this.keyEnd = keyEnd;
    return Math.min(at + 1, this.end);
  }

  #readValue(at: number, indent: number): void {
    const first = this.#text.charCodeAt(at);
    this.valueStart = at;
    this.valueEnd = this.end;
    if (at >= this.end) return;
    if (first === singleQuote || first === doubleQuote) {
      this.valueStart = at + 1;
      this.valueEnd = this.#closingQuote(at + 1, first);
    } else if (first === bar || first === angle) this.#scalarIndent = indent;
    else if (first === openBrace || first === openBracket) this.#readFlow(at, indent);
  }

  /** Formatters break `{ … }` over lines: all of it is the value, and a line that starts with it an item. One left open ends with its block. */
  #readFlow(from: number, indent: number): void {
    if (from === this.start) this.isItem = true;
    let depth = this.#openBrackets(from, this.end, 0);
    while (depth > 0 && this.#next < this.#text.length) {
      const lineStart = this.#next;
      const lineBreak = this.#text.indexOf('\n', lineStart);
      let end = lineBreak < 0 ? this.#text.length : lineBreak;
      let start = lineStart;
      while (start < end && this.#text.charCodeAt(start) === blank) start++;
      while (end > start && isSpace(this.#text.charCodeAt(end - 1))) end--;
      const first = this.#text.charCodeAt(start);
      if (start < end && start - lineStart <= indent && first !== closeBrace && first !== closeBracket) break;
      depth = this.#openBrackets(start, end, depth);
      this.#next = lineBreak < 0 ? this.#text.length : lineBreak + 1;
      if (start < end) this.end = end;
    }
    this.valueEnd = this.end;
  }

  #openBrackets(from: number, to: number, before: number): number {
    let depth = before;
    for (let at = from; at < to; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === openBrace || code === openBracket) depth++;
      else if (code === closeBrace || code === closeBracket) depth--;
      else if (code === singleQuote || code === doubleQuote) at = this.#closingQuote(at + 1, code, to);
    }
    return depth;
  }

  /** The quote that closes, doubled ones and escaped ones passed; the line's end where there is none. */
  #closingQuote(from: number, quote: number, end = this.end): number {
    const text = this.#text;
    for (let at = from; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === backslash && quote === doubleQuote) at++;
      else if (code === quote && quote === singleQuote && text.charCodeAt(at + 1) === quote) at++;
      else if (code === quote) return at;
    }
    return end;
  }
}

/** The items of a flow sequence on one line, `[x64, arm64]`; without quotes. Empty where it is none. */
export function flowItems(text: string, start: number, end: number): string[] {
  if (text.charAt(start) !== '[') return [];
  const items = text.slice(start + 1, text.charAt(end - 1) === ']' ? end - 1 : end).split(',');
  return items.map((item) => unquoted(item.trim())).filter((item) => item !== '');
}

function unquoted(item: string): string {
  const quote = item.charAt(0);
  return item.length > 1 && (quote === "'" || quote === '"') && item.endsWith(quote) ? item.slice(1, -1) : item;
}

const blank = 32;
const hash = 35;
const colon = 58;
const dash = 45;
const question = 63;
const singleQuote = 39;
const doubleQuote = 34;
const backslash = 92;
const bar = 124;
const angle = 62;
const openBrace = 123;
const closeBrace = 125;
const openBracket = 91;
const closeBracket = 93;

function isSpace(code: number): boolean {
  return code === blank || code === 13 || code === 9;
}

/** An indicator (`-`, `?`, `:`) with a blank behind it. */
function isSignAt(text: string, sign: number, at: number, end: number): boolean {
  return text.charCodeAt(at) === sign && at + 1 < end && text.charCodeAt(at + 1) === blank;
}
