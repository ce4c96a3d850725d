import type { Comment, Problem } from '../../model/manifest';
import type { Span } from '../../text/span';

/** One argument; `plain` means that it stands for itself: no variable, no escape. */
export interface CmakeArgument {
  readonly text: string;
  /** Without quotes or brackets. */
  readonly span: Span;
  readonly plain: boolean;
}

export interface CmakeCommand {
  /** In lower case: CMake does not distinguish. */
  readonly name: string;
  readonly args: readonly CmakeArgument[];
  /** From the name to the closing bracket. */
  readonly span: Span;
}

export interface CmakeScript {
  readonly commands: readonly CmakeCommand[];
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
}

/**
 * Reads the commands of a CMake script, in order, without running it. Never throws, takes linear time.
 * https://cmake.org/cmake/help/latest/manual/cmake-language.7.html#syntax
 */
export function readCmake(text: string): CmakeScript {
  const reader = new Reader(text);
  reader.read();
  return reader;
}

class Reader implements CmakeScript {
  readonly commands: CmakeCommand[] = [];
  readonly comments: Comment[] = [];
  readonly problems: Problem[] = [];
  #at = 0;
  #lineHasCode = false;

  constructor(readonly text: string) {}

  read(): void {
    while (this.#at < this.text.length) {
      if (this.#skip()) continue;
      const start = this.#at;
      const end = wordEnd(this.text, start);
      if (end === start) this.#at++;
      else this.#command(start, end);
      this.#lineHasCode = true;
    }
  }

  /** Space, line breaks and comments; true if there was one. */
  #skip(): boolean {
    const character = this.text.charAt(this.#at);
    if (character === '#') this.#comment();
    else if (/\s/.test(character) || character === '\uFEFF') {
      if (character === '\n' || character === '\r') this.#lineHasCode = false;
      this.#at++;
    } else return false;
    return true;
  }

  #comment(): void {
    const start = this.#at;
    const bracket = bracketAt(this.text, start + 1);
    let end = bracket ? bracket.end : start;
    if (!bracket) while (end < this.text.length && this.text.charAt(end) !== '\n' && this.text.charAt(end) !== '\r') end++;
    const text = bracket ? this.text.slice(bracket.contentStart, bracket.contentEnd) : this.text.slice(start + 1, end);
    this.comments.push({ span: { start, end }, text: text.trim(), ownLine: !this.#lineHasCode });
    this.#at = end;
  }

  #command(start: number, nameEnd: number): void {
    this.#at = nameEnd;
    while (this.text.charAt(this.#at) === ' ' || this.text.charAt(this.#at) === '\t') this.#at++;
    if (this.text.charAt(this.#at) !== '(') return;
    this.#at++;
    this.#lineHasCode = true;
    const args: CmakeArgument[] = [];
    let depth = 1;
    while (this.#at < this.text.length) {
      if (this.#skip()) continue;
      const character = this.text.charAt(this.#at);
      if (character === '(') depth++;
      if (character === ')') depth--;
      if (character !== '(' && character !== ')') args.push(this.#argument());
      else this.#at++;
      if (depth === 0) break;
    }
    if (depth > 0) this.problems.push({ code: 'syntax', span: { start, end: nameEnd }, arguments: {} });
    this.commands.push({ name: this.text.slice(start, nameEnd).toLowerCase(), args, span: { start, end: this.#at } });
  }

  #argument(): CmakeArgument {
    const start = this.#at;
    const bracket = bracketAt(this.text, start);
    if (bracket) {
      this.#at = bracket.end;
      return this.#made(bracket.contentStart, bracket.contentEnd, true);
    }
    if (this.text.charAt(start) === '"') return this.#quoted(start);
    let end = start;
    for (; end < this.text.length && !/[\s()#"]/.test(this.text.charAt(end)); end++) if (this.text.charAt(end) === '\\') end++;
    this.#at = Math.min(Math.max(end, start + 1), this.text.length);
    return this.#made(start, this.#at, false);
  }

  #quoted(start: number): CmakeArgument {
    let end = start + 1;
    for (; end < this.text.length && this.text.charAt(end) !== '"'; end++) if (this.text.charAt(end) === '\\') end++;
    end = Math.min(end, this.text.length);
    if (end === this.text.length) this.problems.push({ code: 'syntax', span: { start, end: start + 1 }, arguments: {} });
    this.#at = Math.min(end + 1, this.text.length);
    return this.#made(start + 1, end, false);
  }

  #made(start: number, end: number, verbatim: boolean): CmakeArgument {
    const text = this.text.slice(start, end);
    return { text, span: { start, end }, plain: verbatim || !/[\\$@;]/.test(text) };
  }
}

/** `[[ … ]]`, `[==[ … ]==]`; one that does not end takes the rest of the text. */
function bracketAt(text: string, start: number): { contentStart: number; contentEnd: number; end: number } | undefined {
  if (text.charAt(start) !== '[') return undefined;
  let open = start + 1;
  while (text.charAt(open) === '=') open++;
  if (text.charAt(open) !== '[') return undefined;
  const close = `]${'='.repeat(open - start - 1)}]`;
  const found = text.indexOf(close, open + 1);
  const contentEnd = found < 0 ? text.length : found;
  return { contentStart: open + 1, contentEnd: Math.max(open + 1, contentEnd), end: found < 0 ? text.length : found + close.length };
}

function wordEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && /[A-Za-z0-9_]/.test(text.charAt(end))) end++;
  return end;
}
