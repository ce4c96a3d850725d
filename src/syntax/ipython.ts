import type { MappedText } from '../text/mapped-text';

/** A line of a cell that IPython does not hand to Python. */
export interface IpythonCommand {
  /** `shell`: `!command`; `magic`: `%name arguments`; `cell`: `%%name arguments`, whose body is all that follows. */
  readonly kind: 'shell' | 'magic' | 'cell';
  /** Name of the magic; empty for `shell`. */
  readonly name: string;
  /** What follows the sign, the magic's name included, with continuation lines. */
  readonly content: MappedText;
  /** Where the arguments of a magic start in `content`. */
  readonly argumentsAt: number;
  /** Cell magics: the rest of the cell. */
  readonly body?: MappedText;
}

/** Cell magics that run their body as a cell: https://ipython.readthedocs.io/en/stable/interactive/magics.html#cell-magics */
const transparent = new Set(['capture', 'time', 'timeit', 'prun']);

/**
 * The commands of one cell, in the order of the text: lines that begin with `!` or `%`, where a statement of Python may begin, and a cell
 * magic in the first line (https://ipython.readthedocs.io/en/stable/interactive/reference.html). Python is not read beyond what says
 * that a line stands within a string or brackets. Never throws, linear in the text.
 */
export function readIpython(cell: MappedText): readonly IpythonCommand[] {
  const reader = new CellReader(cell);
  reader.read();
  return reader.commands;
}

class CellReader {
  readonly commands: IpythonCommand[] = [];
  readonly #cell: MappedText;
  readonly #text: string;
  /** The quotes of the string that is open at a line's start. */
  #quotes = '';
  #depth = 0;
  /** A backslash ended the line before. */
  #continued = false;
  /** Nothing but blank lines and cell magics came before. */
  #isTop = true;

  constructor(cell: MappedText) {
    this.#cell = cell;
    this.#text = cell.text;
  }

  read(): void {
    for (let at = 0; at < this.#text.length;) at = this.#line(at);
  }

  /** Reads a line, with the lines that continue a command; gives the start of the next one. */
  #line(start: number): number {
    let first = start;
    while (isBlank(this.#text[first])) first++;
    const end = this.#lineEnd(start);
    const sign = this.#text[first];
    const isStatement = this.#quotes === '' && this.#depth === 0 && !this.#continued;
    if (isStatement && first >= end) return end + 1;
    const wasTop = this.#isTop;
    this.#isTop = false;
    if (isStatement && sign === '%' && this.#text[first + 1] === '%') return wasTop && first === start ? this.#cellMagic(first, end) : end + 1;
    if (isStatement && (sign === '!' || sign === '%')) return this.#command(first);
    this.#python(start, end);
    return end + 1;
  }

  #cellMagic(first: number, end: number): number {
    const { name, argumentsAt } = this.#name(first + 2, end);
    if (transparent.has(name)) {
      this.#isTop = true;
      return end + 1;
    }
    const body = this.#cell.slice(Math.min(end + 1, this.#text.length), this.#text.length);
    this.commands.push({ kind: 'cell', name, content: this.#cell.slice(first + 2, end), argumentsAt, body });
    return this.#text.length;
  }

  #command(first: number): number {
    let end = this.#lineEnd(first);
    while (end < this.#text.length && this.#text[end - 1] === '\\') end = this.#lineEnd(end + 1);
    if (this.#text[first] === '!') {
      const from = this.#text[first + 1] === '!' ? first + 2 : first + 1;
      this.commands.push({ kind: 'shell', name: '', content: this.#cell.slice(Math.min(from, end), end), argumentsAt: 0 });
    } else {
      this.commands.push({ kind: 'magic', content: this.#cell.slice(first + 1, end), ...this.#name(first + 1, end) });
    }
    return end + 1;
  }

  #name(from: number, end: number): { name: string; argumentsAt: number } {
    let at = from;
    while (at < end && !isBlank(this.#text[at])) at++;
    return { name: this.#text.slice(from, at), argumentsAt: at - from };
  }

  /** Follows strings and brackets through a line of Python. */
  #python(start: number, end: number): void {
    this.#continued = false;
    for (let at = start; at < end; at++) {
      const sign = this.#text[at] ?? '';
      if (sign === '\\') {
        if (at + 1 >= end && this.#quotes === '') this.#continued = true;
        at++;
      } else if (this.#quotes !== '') {
        if (!this.#text.startsWith(this.#quotes, at)) continue;
        at += this.#quotes.length - 1;
        this.#quotes = '';
      } else if (sign === '#') break;
      else if (sign === '"' || sign === "'") {
        const triple = sign.repeat(3);
        this.#quotes = this.#text.startsWith(triple, at) ? triple : sign;
        at += this.#quotes.length - 1;
      } else if ('([{'.includes(sign)) this.#depth++;
      else if (')]}'.includes(sign)) this.#depth = Math.max(0, this.#depth - 1);
    }
    // A string in single quotes ends with its line, unless a backslash continues it.
    if (this.#quotes.length === 1 && this.#text[end - 1] !== '\\') this.#quotes = '';
  }

  #lineEnd(from: number): number {
    const newline = this.#text.indexOf('\n', from);
    return newline < 0 ? this.#text.length : newline;
  }
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\r';
}
