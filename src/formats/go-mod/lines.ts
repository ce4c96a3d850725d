import type { Comment, Problem } from '../../model/manifest';
import type { Span } from '../../text/span';

/** A word of a line: `v1.2.3`, `=>`, or a quoted text without its quotes. */
export interface Word {
  readonly text: string;
  readonly span: Span;
  /** With its quotes. */
  readonly outer: Span;
}

/** One directive, or one line of a block: `require golang.org/x/net v0.30.0`. */
export interface Statement {
  readonly verb: string;
  readonly words: readonly Word[];
  /** From the verb, in a block from the first word, to the last word. */
  readonly span: Span;
  readonly inBlock: boolean;
  /** The text of the comment behind it, without its sign; empty where there is none. */
  readonly comment: string;
}

export interface GoModLines {
  readonly statements: readonly Statement[];
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
}

/**
 * Splits a go.mod into its statements. Takes linear time and never throws. https://go.dev/ref/mod#go-mod-file-lexical
 */
export function readGoMod(text: string): GoModLines {
  const statements: Statement[] = [];
  const comments: Comment[] = [];
  const problems: Problem[] = [];
  let block: string | undefined;
  for (let start = 0; start < text.length;) {
    const end = lineEnd(text, start);
    const line = readLine(text, start, end);
    if (line.comment) comments.push(line.comment);
    for (const span of line.broken) problems.push({ code: 'syntax', span, arguments: {} });
    const [first, ...others] = line.words;
    const comment = line.comment?.text ?? '';
    if (block !== undefined && first?.text === ')') block = undefined;
    else if (first && block !== undefined) statements.push(statement(block, line.words, first, comment, true));
    else if (first && others.length === 1 && others[0]?.text === '(') block = first.text;
    else if (first) statements.push(statement(first.text, others, first, comment, false));
    start = end + (text.startsWith('\r\n', end) ? 2 : 1);
  }
  return { statements, comments, problems };
}

function statement(verb: string, words: readonly Word[], first: Word, comment: string, inBlock: boolean): Statement {
  const span = { start: first.outer.start, end: (words.at(-1) ?? first).outer.end };
  return { verb, words, span, inBlock, comment };
}

interface Line {
  readonly words: readonly Word[];
  readonly comment?: Comment;
  readonly broken: readonly Span[];
}

function readLine(text: string, start: number, end: number): Line {
  const words: Word[] = [];
  const broken: Span[] = [];
  let at = start;
  while (at < end) {
    const character = text.charAt(at);
    if (isSpace(character)) at++;
    else if (text.startsWith('//', at)) {
      const body = text.slice(at + 2, end).trim();
      return { words, broken, comment: { span: { start: at, end: trimmedEnd(text, at, end) }, text: body, ownLine: words.length === 0 } };
    } else if (character === '"' || character === '`') {
      const close = text.indexOf(character, at + 1);
      const stop = close < 0 || close >= end ? end : close;
      if (stop === end) broken.push({ start: at, end });
      words.push(word(text, at + 1, stop, at, Math.min(stop + 1, end)));
      at = stop + 1;
    } else {
      const stop = wordEnd(text, at, end);
      words.push(word(text, at, stop, at, stop));
      at = stop;
    }
  }
  return { words, broken };
}

function word(text: string, start: number, end: number, outerStart: number, outerEnd: number): Word {
  return { text: text.slice(start, end), span: { start, end }, outer: { start: outerStart, end: outerEnd } };
}

/** Brackets and commas are words of their own; a comment ends a word. */
function wordEnd(text: string, start: number, end: number): number {
  if ('()[],'.includes(text.charAt(start))) return start + 1;
  let at = start;
  while (at < end && !isSpace(text.charAt(at)) && !'()[],'.includes(text.charAt(at)) && !text.startsWith('//', at)) at++;
  return at;
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\r' || character === '\uFEFF';
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(text.charAt(at - 1))) at--;
  return at;
}

function lineEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13) at++;
  return at;
}
