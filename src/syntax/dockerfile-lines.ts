import type { Comment } from '../model/manifest';
import { MappedText, type Piece } from '../text/mapped-text';

/** One instruction's line with its continuation lines. */
export interface DockerfileLine {
  /** Starts with the first character that is no space; what escapes a line end is taken out. */
  readonly content: MappedText;
  /** Index behind the last character of its last line, in the source. */
  readonly end: number;
}

/** Hands out the lines of a Dockerfile one after the other, joined as BuildKit joins them. */
export class DockerfileLines {
  readonly comments: Comment[] = [];
  escape: '\\' | '`' = '\\';
  /** Index behind the last character of the line that was read last. */
  lastEnd = 0;
  readonly #source: MappedText;
  readonly #text: string;
  #at = 0;
  /** Parser directives may only stand above everything else. */
  #directives = true;

  constructor(source: MappedText) {
    this.#source = source;
    this.#text = source.text;
  }

  next(): DockerfileLine | undefined {
    while (this.#at < this.#text.length) {
      const { start, end } = this.#takeLine();
      const first = this.#skipSpace(start, end);
      if (this.#text[first] === '#' && first < end) {
        this.#comment(first, end);
        continue;
      }
      this.#directives = false;
      if (first === end) continue;
      const line = this.#join(first, end);
      if (line) return line;
    }
    return undefined;
  }

  /** Takes lines up to the one that holds only `delimiter`; to the end of the text if there is none. Gives indexes into the source. */
  heredoc(delimiter: string, chomp: boolean): { start: number; end: number } {
    const start = this.#at;
    while (this.#at < this.#text.length) {
      const line = this.#takeLine();
      let from = line.start;
      if (chomp) while (this.#text[from] === '\t') from++;
      if (line.end - from === delimiter.length && this.#text.startsWith(delimiter, from)) return { start, end: line.start };
    }
    return { start, end: this.#text.length };
  }

  /** Joins continuation lines; blank lines and comments between them are left out. */
  #join(first: number, firstEnd: number): DockerfileLine | undefined {
    const pieces: Piece[] = [];
    let start = first;
    let end = firstEnd;
    for (;;) {
      const cut = this.#continuation(start, end);
      pieces.push(...this.#source.pieces(start, cut ?? end));
      if (cut === undefined) break;
      const more = this.#nextOfContinuation();
      if (!more) break;
      ({ start, end } = more);
    }
    const last = pieces[pieces.length - 1];
    if (!last) return undefined;
    return { content: MappedText.joined(pieces, last.offset + (last.length ?? last.text.length)), end };
  }

  #nextOfContinuation(): { start: number; end: number } | undefined {
    while (this.#at < this.#text.length) {
      const line = this.#takeLine();
      const first = this.#skipSpace(line.start, line.end);
      if (first === line.end) continue;
      if (this.#text[first] !== '#') return line;
      this.#comment(first, line.end);
    }
    return undefined;
  }

  /** Where the escape stands that continues a line; spaces may follow it, but an escape before it undoes it. */
  #continuation(start: number, end: number): number | undefined {
    let at = end;
    while (at > start && (this.#text[at - 1] === ' ' || this.#text[at - 1] === '\t')) at--;
    if (at === start || this.#text[at - 1] !== this.escape) return undefined;
    return at - 1 > start && this.#text[at - 2] === this.escape ? undefined : at - 1;
  }

  #comment(first: number, end: number): void {
    let last = end;
    while (last > first && isSpace(this.#text[last - 1])) last--;
    const text = this.#text.slice(first + 1, last).trim();
    this.comments.push({ span: this.#source.span(first, last), text, ownLine: true });
    if (!this.#directives) return;
    const equals = text.indexOf('=');
    if (equals < 0) this.#directives = false;
    else if (text.slice(0, equals).trim().toLowerCase() === 'escape' && text.slice(equals + 1).trim() === '`') this.escape = '`';
  }

  /** The next line without its end; moves behind it. */
  #takeLine(): { start: number; end: number } {
    const start = this.#at;
    const newline = this.#text.indexOf('\n', start);
    let end = newline < 0 ? this.#text.length : newline;
    this.#at = newline < 0 ? end : newline + 1;
    while (end > start && this.#text[end - 1] === '\r') end--;
    this.lastEnd = end;
    return { start, end };
  }

  #skipSpace(start: number, end: number): number {
    let at = start;
    while (at < end && isSpace(this.#text[at])) at++;
    return at;
  }
}

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\r' || character === '\f' || character === '\v';
}
