import type { MappedText } from '../text/mapped-text';
import type { ShellAssignment, ShellCommand, ShellOptions, ShellWord } from './shell-words';
import { ShellWordReader } from './shell-word-reader';

/** Words that open a block which may run never or often. */
const opening = new Set(['if', 'while', 'until', 'for', 'select', 'case']);
const closing = new Set(['fi', 'done', 'esac']);
/** What follows these up to the next separator is no command. */
const headers = new Set(['for', 'select', 'case', 'function']);
const dropped = new Set(['then', 'do', 'else', 'elif', '{', '}', '!', 'time', ...closing]);

/** Reads commands of a script; see `readShellCommands`. */
export class ShellReader {
  readonly #text: string;
  readonly #words: ShellWordReader;
  readonly #commands: ShellCommand[] = [];
  #assignments: ShellAssignment[] = [];
  #current: ShellWord[] = [];
  #depth = 0;
  /** Inside the header of a loop or `case`. */
  #header = false;
  /** Delimiters of heredocs whose lines come behind the next line end. */
  #heredocs: string[] = [];
  #at = 0;

  constructor(script: MappedText, options: ShellOptions) {
    this.#text = script.text;
    this.#words = new ShellWordReader(script, options);
  }

  readWords(): readonly ShellWord[] {
    const found: ShellWord[] = [];
    for (;;) {
      while (isBlank(this.#text[this.#at]) || this.#text[this.#at] === '\n') this.#at++;
      if (this.#at >= this.#text.length) return found;
      const { word, end } = this.#words.read(this.#at, false);
      found.push(word);
      this.#at = Math.max(end, this.#at + 1);
    }
  }

  readCommands(): readonly ShellCommand[] {
    while (this.#at < this.#text.length) this.#step();
    this.#endCommand();
    return this.#commands;
  }

  #step(): void {
    const character = this.#text[this.#at] ?? '';
    const next = this.#text[this.#at + 1];
    if (isBlank(character)) this.#at++;
    else if (character === '\n') this.#newline();
    else if (character === '#') this.#skipLine();
    else if (character === '&' && next === '>') this.#redirection(this.#at + 1);
    else if (character === '(' && this.#text.startsWith('((', this.#at) && this.#current.length === 0) this.#arithmetic();
    else if (';&|()'.includes(character)) {
      this.#at++;
      this.#endCommand();
    } else if ((character === '<' || character === '>') && next !== '(') this.#redirection(this.#at);
    else this.#word();
  }

  #word(): void {
    const { word, end, name, valueFrom } = this.#words.read(this.#at, true);
    const start = this.#at;
    this.#at = Math.max(end, start + 1);
    const following = this.#text[this.#at];
    if ((following === '<' || following === '>') && isNumber(this.#text, start, this.#at)) return;
    if (this.#header || this.#keyword(start, this.#at)) return;
    if (this.#current.length === 0 && name !== undefined) this.#assignments.push({ name, value: this.#words.read(valueFrom, true).word });
    else this.#current.push(word);
  }

  /** Takes a word of the shell's own language in the place of a command. */
  #keyword(start: number, end: number): boolean {
    if (this.#current.length > 0 || this.#assignments.length > 0 || end - start > 'function'.length) return false;
    const text = this.#text.slice(start, end);
    if (opening.has(text)) this.#depth++;
    if (closing.has(text)) this.#depth = Math.max(0, this.#depth - 1);
    if (headers.has(text)) this.#header = true;
    return opening.has(text) || headers.has(text) || dropped.has(text);
  }

  #endCommand(): void {
    if (this.#assignments.length > 0 || this.#current.length > 0) {
      this.#commands.push({ assignments: this.#assignments, words: this.#current, depth: this.#depth });
      this.#assignments = [];
      this.#current = [];
    }
    this.#header = false;
  }

  #newline(): void {
    this.#endCommand();
    this.#at++;
    for (const delimiter of this.#heredocs) {
      while (this.#at < this.#text.length) {
        const start = this.#at;
        this.#skipLine();
        const line = this.#text.slice(start, Math.min(this.#at, start + delimiter.length + 80)).trim();
        this.#at++;
        if (line === delimiter) break;
      }
    }
    this.#heredocs = [];
  }

  #skipLine(): void {
    const newline = this.#text.indexOf('\n', this.#at);
    this.#at = newline < 0 ? this.#text.length : newline;
  }

  /** A redirection and its target are no words of the command. */
  #redirection(from: number): void {
    let at = from;
    const heredoc = this.#text.startsWith('<<', at) && this.#text[at + 2] !== '<';
    while ('<>|&'.includes(this.#text[at] ?? ' ') && at < from + 3) at++;
    if (heredoc && this.#text[at] === '-') at++;
    while (isBlank(this.#text[at])) at++;
    this.#at = at;
    if (at >= this.#text.length || '\n;&|()<>'.includes(this.#text[at] ?? '\n')) return;
    const { end } = this.#words.read(at, true);
    this.#at = Math.max(end, at + 1);
    if (heredoc) this.#heredocs.push(withoutQuotes(this.#text.slice(at, this.#at)));
  }

  /** `((…))` computes and runs nothing. */
  #arithmetic(): void {
    let depth = 0;
    for (; this.#at < this.#text.length; this.#at++) {
      if (this.#text[this.#at] === '(') depth++;
      else if (this.#text[this.#at] === ')' && --depth === 0) break;
      else if (this.#text[this.#at] === '\n') return;
    }
    this.#at++;
  }
}

function withoutQuotes(word: string): string {
  let text = '';
  for (const character of word) if (character !== '"' && character !== "'" && character !== '\\') text += character;
  return text;
}

function isNumber(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if ((text[i] ?? '') < '0' || (text[i] ?? '') > '9') return false;
  return true;
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\r' || character === '\f' || character === '\v';
}
