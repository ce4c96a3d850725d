import type { MappedText, Piece } from '../text/mapped-text';
import { bracedEnd, nameEnd, substitutionEnd, backtickEnd, expansionOperator } from './shell-expansions';
import type { ShellOptions, ShellPart, ShellWord } from './shell-words';

/** A word, the index behind it, and where its value starts if it is an assignment (`name=value`). */
export interface WordReading {
  readonly word: ShellWord;
  readonly end: number;
  readonly name?: string;
  readonly valueFrom: number;
}

/** Reads single words of a script from an index on. */
export class ShellWordReader {
  readonly #script: MappedText;
  readonly #text: string;
  readonly #escape: string;
  #at = 0;
  #parts: ShellPart[] = [];
  #pieces: Piece[] = [];
  #quoted = false;

  constructor(script: MappedText, { escape }: ShellOptions) {
    this.#script = script;
    this.#text = script.text;
    this.#escape = escape;
  }

  /** @param operators whether the shell's operators end the word; a space or line end always does. */
  read(start: number, operators: boolean): WordReading {
    this.#at = start;
    this.#parts = [];
    this.#pieces = [];
    this.#quoted = false;
    while (this.#at < this.#text.length && !this.#endsWord(operators)) this.#unquoted();
    this.#flush();
    const end = this.#at;
    const word = { parts: this.#parts, span: this.#script.span(start, end), quoted: this.#quoted };
    const equals = nameEnd(this.#text, start);
    const isAssignment = equals > start && equals < end && this.#text[equals] === '=';
    return { word, end, valueFrom: equals + 1, ...(isAssignment && { name: this.#text.slice(start, equals) }) };
  }

  #endsWord(operators: boolean): boolean {
    const character = this.#text[this.#at] ?? ' ';
    if (' \t\r\n\f\v'.includes(character)) return true;
    if (!operators || !';&|()<>'.includes(character)) return false;
    const opensProcess = (character === '<' || character === '>') && this.#text[this.#at + 1] === '(';
    return !opensProcess;
  }

  #unquoted(): void {
    const character = this.#text[this.#at] ?? '';
    const next = this.#text[this.#at + 1];
    if (character === this.#escape) this.#escaped();
    else if (character === "'") this.#singleQuoted(this.#at + 1, false);
    else if (character === '"') this.#doubleQuoted(this.#at + 1);
    else if (character === '$' && next === "'") this.#singleQuoted(this.#at + 2, true);
    else if (character === '$' && next === '"') this.#doubleQuoted(this.#at + 2);
    else if (character === '$') this.#dollar(false);
    else if (character === '`') this.#unknown(backtickEnd(this.#text, this.#at));
    else if ((character === '<' || character === '>') && next === '(') this.#unknown(substitutionEnd(this.#text, this.#at + 1));
    else this.#run((next) => !`'"$\`<>;&|() \t\r\n\f\v${this.#escape}`.includes(next));
  }

  /** Keeps characters as they are, the first one in any case. */
  #run(goesOn: (character: string) => boolean): void {
    const start = this.#at++;
    while (this.#at < this.#text.length && goesOn(this.#text[this.#at] ?? '')) this.#at++;
    this.#pieces.push(...this.#script.pieces(start, this.#at));
  }

  #escaped(): void {
    this.#quoted = true;
    const after = this.#at + 1;
    const lineEnd = this.#text.startsWith('\r\n', after) ? 2 : this.#text[after] === '\n' ? 1 : 0;
    if (lineEnd > 0) {
      this.#at = after + lineEnd;
      return;
    }
    const end = Math.min(after + 1, this.#text.length);
    this.#pieces.push(...this.#script.pieces(after, end));
    this.#at = end;
  }

  /** Behind `'`, or behind `$'`, where a backslash escapes. */
  #singleQuoted(from: number, escapes: boolean): void {
    this.#quoted = true;
    let at = from;
    while (at < this.#text.length && this.#text[at] !== "'") at += escapes && this.#text[at] === '\\' ? 2 : 1;
    at = Math.min(at, this.#text.length);
    this.#pieces.push(...this.#script.pieces(from, at));
    this.#at = Math.min(at + 1, this.#text.length);
  }

  #doubleQuoted(from: number): void {
    this.#quoted = true;
    this.#at = from;
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at];
      if (character === '"') {
        this.#at++;
        return;
      }
      if (character === this.#escape && `$"\`\\\n\r${this.#escape}`.includes(this.#text[this.#at + 1] ?? ' ')) this.#escaped();
      else if (character === '$') this.#dollar(true);
      else if (character === '`') this.#unknown(backtickEnd(this.#text, this.#at));
      else this.#run((next) => !`"$\`${this.#escape}`.includes(next));
    }
  }

  #dollar(quoted: boolean): void {
    const start = this.#at;
    const next = this.#text[start + 1] ?? '';
    if (next === '(') this.#unknown(substitutionEnd(this.#text, start + 1));
    else if (next === '{') this.#braced(start, bracedEnd(this.#text, start + 2), quoted);
    else {
      const end = nameEnd(this.#text, start + 1);
      if (end > start + 1) this.#variable(start, end, { name: this.#text.slice(start + 1, end), operator: '', argument: '' }, quoted);
      else if (next !== '' && '0123456789@*#?$!-'.includes(next)) this.#unknown(start + 2);
      else this.#run(() => false);
    }
  }

  #braced(start: number, end: number, quoted: boolean): void {
    const afterName = nameEnd(this.#text, start + 2);
    const name = this.#text.slice(start + 2, afterName);
    const rest = this.#text.slice(afterName, this.#text[end - 1] === '}' ? end - 1 : end);
    const operator = expansionOperator(rest);
    if (name === '') this.#unknown(end);
    else this.#variable(start, end, { name, operator, argument: rest.slice(operator.length) }, quoted);
  }

  #variable(start: number, end: number, variable: { name: string; operator: string; argument: string }, quoted: boolean): void {
    this.#flush();
    this.#parts.push({ kind: 'variable', ...variable, written: this.#written(start, end), quoted });
    this.#at = end;
  }

  #unknown(end: number): void {
    this.#flush();
    this.#parts.push({ kind: 'unknown', written: this.#written(this.#at, end) });
    this.#at = end;
  }

  /** Text that stands for one value: its places are all the same. */
  #written(start: number, end: number): Piece {
    const { start: offset, end: behind } = this.#script.span(start, end);
    return { text: this.#text.slice(start, end), offset, length: behind - offset };
  }

  #flush(): void {
    if (this.#pieces.length > 0) this.#parts.push({ kind: 'literal', pieces: this.#pieces });
    this.#pieces = [];
  }
}
