import type { Comment, Problem } from '../model/manifest';
import type { Span } from '../text/span';

/** `name = value`, the value going on over lines that are indented further. */
export interface IniOption {
  readonly section: string;
  readonly name: string;
  readonly nameSpan: Span;
  /** The lines of the value without the space around them; empty ones and comments are left out. */
  readonly lines: readonly Span[];
  /** The value stands on the line of its name alone. */
  readonly oneLine: boolean;
}

export interface IniDocument {
  readonly options: readonly IniOption[];
  /** Lines that start with `#` or `;`. */
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
}

/**
 * Reads a file as Python's `configparser` does with its defaults, interpolation left out:
 * https://docs.python.org/3/library/configparser.html#supported-ini-file-structure. A line that it would refuse is a problem.
 */
export function readIni(text: string): IniDocument {
  const reader = new IniReader(text);
  let at = 0;
  while (at < text.length) {
    let end = at;
    while (end < text.length && text.charAt(end) !== '\n' && text.charAt(end) !== '\r') end++;
    reader.line(at, end);
    at = text.startsWith('\r\n', end) ? end + 2 : end + 1;
  }
  return reader;
}

interface OpenOption extends IniOption {
  readonly lines: Span[];
  oneLine: boolean;
}

class IniReader implements IniDocument {
  readonly options: OpenOption[] = [];
  readonly comments: Comment[] = [];
  readonly problems: Problem[] = [];
  #section: string | undefined;
  #option: OpenOption | undefined;
  /** Columns before the option or section that was read last. */
  #indentation = 0;

  constructor(readonly text: string) {}

  line(lineStart: number, lineEnd: number): void {
    let start = lineStart;
    let end = lineEnd;
    while (start < end && isSpace(this.text.charAt(start))) start++;
    while (end > start && isSpace(this.text.charAt(end - 1))) end--;
    if (start === end) return;
    const first = this.text.charAt(start);
    if (first === '#' || first === ';') this.comments.push({ span: { start, end }, text: this.text.slice(start + 1, end).trim(), ownLine: true });
    else if (this.#option && start - lineStart > this.#indentation) {
      this.#option.lines.push({ start, end });
      this.#option.oneLine = false;
    } else {
      this.#indentation = start - lineStart;
      this.#statement(start, end);
    }
  }

  #statement(start: number, end: number): void {
    this.#option = undefined;
    const close = this.text.charAt(start) === '[' ? this.text.indexOf(']', start) : -1;
    if (close > start + 1 && close < end) {
      this.#section = this.text.slice(start + 1, close);
      return;
    }
    let delimiter = start;
    while (delimiter < end && this.text.charAt(delimiter) !== '=' && this.text.charAt(delimiter) !== ':') delimiter++;
    if (this.#section === undefined || delimiter === start || delimiter === end) {
      this.problems.push({ code: 'unread-line', span: { start, end }, arguments: { text: this.text.slice(start, Math.min(end, start + 80)) } });
      return;
    }
    let nameEnd = delimiter;
    while (isSpace(this.text.charAt(nameEnd - 1))) nameEnd--;
    let value = delimiter + 1;
    while (value < end && isSpace(this.text.charAt(value))) value++;
    this.#option = {
      section: this.#section,
      name: this.text.slice(start, nameEnd),
      nameSpan: { start, end: nameEnd },
      lines: value < end ? [{ start: value, end }] : [],
      oneLine: true,
    };
    this.options.push(this.#option);
  }
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\f' || character === '\v';
}
