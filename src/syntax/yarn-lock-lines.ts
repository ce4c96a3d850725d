import type { Span } from '../text/span';

/**
 * Walks over the lines of a yarn.lock with content: Yarn 1 writes `key value`, later ones `key: value`, and both set off levels by
 * two blanks. Offsets count from the text's start; quotes are left out. One forward pass, no memory for what was read.
 * https://github.com/yarnpkg/yarn/blob/master/src/lockfile/stringify.js, https://yarnpkg.com/advanced/lexicon#lockfile
 */
export class YarnLockLines {
  /** Blanks before the line's content. */
  indent = 0;
  /** Of the content, without the space around it. */
  start = 0;
  end = 0;
  keyStart = 0;
  keyEnd = 0;
  /** Empty where the line has a key alone. */
  valueStart = 0;
  valueEnd = 0;
  #next = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** Moves to the next line that is neither blank nor a comment; false at the end. */
  next(): boolean {
    const text = this.#text;
    while (this.#next < text.length) {
      const from = this.#next;
      const lineBreak = text.indexOf('\n', from);
      let end = lineBreak < 0 ? text.length : lineBreak;
      this.#next = end + 1;
      let start = from;
      while (start < end && isBlank(text.charCodeAt(start))) start++;
      while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
      if (start === end || text.charCodeAt(start) === hash) continue;
      this.indent = start - from;
      this.start = start;
      this.end = end;
      this.#split();
      return true;
    }
    return false;
  }

  /** True if the line opens a block: it ends with a colon, or it is the `? key` of a key that is too long for its line. */
  get opens(): boolean {
    return this.#text.charCodeAt(this.end - 1) === colon || this.#text.startsWith('? ', this.start);
  }

  /** The descriptors of an entry's first line: `a@^1, "b@^2"` or, from Yarn 2 on, all in one pair of quotes. */
  descriptors(): Span[] {
    const text = this.#text;
    const found: Span[] = [];
    const from = text.startsWith('? ', this.start) ? this.start + 2 : this.start;
    const to = text.charCodeAt(this.end - 1) === colon ? this.end - 1 : this.end;
    let start = from;
    for (let at = from; at <= to; at++) {
      const code = text.charCodeAt(at);
      if (at < to && code !== comma && code !== quote) continue;
      let end = at;
      while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
      while (start < end && isBlank(text.charCodeAt(start))) start++;
      if (end > start) found.push({ start, end });
      start = at + 1;
    }
    return found;
  }

  #split(): void {
    const text = this.#text;
    let at = this.start;
    if (text.charCodeAt(at) === quote) {
      this.keyStart = at + 1;
      this.keyEnd = this.#closingQuote(at + 1);
      at = Math.min(this.keyEnd + 1, this.end);
    } else {
      this.keyStart = at;
      while (at < this.end && !endsKey(text.charCodeAt(at))) at++;
      this.keyEnd = at;
    }
    while (at < this.end && (isBlank(text.charCodeAt(at)) || text.charCodeAt(at) === colon)) at++;
    this.valueStart = at;
    this.valueEnd = this.end;
    if (text.charCodeAt(at) === quote && at < this.end) {
      this.valueStart = at + 1;
      this.valueEnd = this.#closingQuote(at + 1);
    }
  }

  /** The next quote of the line, or the line's end. */
  #closingQuote(from: number): number {
    let at = from;
    while (at < this.end && this.#text.charCodeAt(at) !== quote) at++;
    return at;
  }
}

const hash = 35;
const quote = 34;
const colon = 58;
const comma = 44;

function isBlank(code: number): boolean {
  return code === 32 || code === 13 || code === 9;
}

function endsKey(code: number): boolean {
  return isBlank(code) || code === colon;
}
