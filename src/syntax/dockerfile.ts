import type { Comment } from '../model/manifest';
import { MappedText } from '../text/mapped-text';
import type { Span } from '../text/span';
import { DockerfileLines, type DockerfileLine } from './dockerfile-lines';

/** `--mount=type=cache`: an option between an instruction and its arguments. */
export interface DockerFlag {
  /** Without hyphens. */
  readonly name: string;
  readonly value: MappedText;
}

/** Lines that stand below an instruction up to their delimiter. */
export interface DockerHeredoc {
  readonly delimiter: string;
  /** The lines with their ends, without the delimiter's line. */
  readonly content: MappedText;
}

export interface DockerInstruction {
  /** In upper case; of `ONBUILD RUN …` the inner one. Any text, where a line starts with no known instruction. */
  readonly keyword: string;
  readonly keywordSpan: Span;
  /** From the keyword to the last character of the last line, heredocs included. */
  readonly span: Span;
  readonly flags: readonly DockerFlag[];
  /** What follows the flags, with continuation lines joined and the comments between them taken out. */
  readonly body: MappedText;
  readonly heredocs: readonly DockerHeredoc[];
}

export interface DockerfileSyntax {
  readonly instructions: readonly DockerInstruction[];
  readonly comments: readonly Comment[];
  /** The character that continues a line and escapes: a backslash unless `# escape=` at the top says otherwise. */
  readonly escape: '\\' | '`';
}

export const dockerKeywords: ReadonlySet<string> = new Set(
  'ADD ARG CMD COPY CROSS_BUILD ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(' '),
);
const withFlags = new Set(['ADD', 'COPY', 'FROM', 'HEALTHCHECK', 'RUN']);
const withHeredocs = new Set(['ADD', 'COPY', 'RUN']);
/** More heredocs than this on one line are no script that a person wrote. */
const mostHeredocs = 16;

/**
 * Splits a Dockerfile into instructions as BuildKit does:
 * https://github.com/moby/buildkit/blob/master/frontend/dockerfile/parser/parser.go
 * Never throws; text that is no instruction is given as one with an unknown keyword. Linear in the text.
 */
export function readDockerfile(source: MappedText): DockerfileSyntax {
  const lines = new DockerfileLines(source);
  const instructions: DockerInstruction[] = [];
  for (let line = lines.next(); line; line = lines.next()) instructions.push(readInstruction(line, lines, source));
  return { instructions, comments: lines.comments, escape: lines.escape };
}

function readInstruction(line: DockerfileLine, lines: DockerfileLines, source: MappedText): DockerInstruction {
  const { content } = line;
  let start = 0;
  let end = wordEnd(content.text, start);
  let keyword = content.text.slice(start, end).toUpperCase();
  if (keyword === 'ONBUILD') {
    const inner = skipSpace(content.text, end);
    if (inner < content.text.length) {
      start = inner;
      end = wordEnd(content.text, start);
      keyword = content.text.slice(start, end).toUpperCase();
    }
  }
  let at = skipSpace(content.text, end);
  const flags: DockerFlag[] = [];
  while (withFlags.has(keyword) && content.text.startsWith('--', at)) {
    const flagEnd = quotedWordEnd(content.text, at, lines.escape);
    flags.push(readFlag(content, at + 2, flagEnd));
    at = skipSpace(content.text, flagEnd);
  }
  const body = content.slice(at, content.text.length);
  const heredocs = withHeredocs.has(keyword) ? readHeredocs(body.text, lines, source) : [];
  const last = heredocs.length > 0 ? lines.lastEnd : line.end;
  return {
    keyword,
    keywordSpan: content.span(start, end),
    span: { start: content.offset(0), end: source.span(0, last).end },
    flags,
    body,
    heredocs,
  };
}

function readFlag(content: MappedText, start: number, end: number): DockerFlag {
  const written = content.text.slice(start, end);
  const equals = written.indexOf('=');
  if (equals < 0) return { name: written, value: content.slice(end, end) };
  return { name: written.slice(0, equals), value: content.slice(start + equals + 1, end) };
}

/** Takes the lines of each `<<NAME`, `<<-NAME` or `<<"NAME"` of an instruction: https://docs.docker.com/reference/dockerfile/#here-documents */
function readHeredocs(body: string, lines: DockerfileLines, source: MappedText): readonly DockerHeredoc[] {
  if (body.startsWith('[')) return [];
  const heredocs: DockerHeredoc[] = [];
  for (const { delimiter, chomp } of heredocMarks(body)) {
    const { start, end } = lines.heredoc(delimiter, chomp);
    heredocs.push({ delimiter, content: source.slice(start, end) });
  }
  return heredocs;
}

/** The heredocs that a line opens: words such as `<<EOF`, `3<<-'EOF'`. */
function heredocMarks(body: string): { delimiter: string; chomp: boolean }[] {
  const marks: { delimiter: string; chomp: boolean }[] = [];
  let at = 0;
  while (at < body.length && marks.length < mostHeredocs) {
    at = skipSpace(body, at);
    let mark = at;
    while (isDigit(body[mark])) mark++;
    const end = quotedWordEnd(body, at, '\\');
    if (body.startsWith('<<', mark) && body[mark + 2] !== '<') {
      const chomp = body[mark + 2] === '-';
      const delimiter = withoutQuotes(body.slice(mark + (chomp ? 3 : 2), end));
      if (delimiter !== '' && !delimiter.includes('<')) marks.push({ delimiter, chomp });
    }
    at = end;
  }
  return marks;
}

function withoutQuotes(word: string): string {
  let text = '';
  for (const character of word) if (character !== '"' && character !== "'" && character !== '\\') text += character;
  return text;
}

function quotedWordEnd(text: string, start: number, escape: string): number {
  let quote = '';
  let at = start;
  for (; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === escape && quote !== "'") at++;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (isSpace(character)) break;
  }
  return Math.min(at, text.length);
}

function wordEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && !isSpace(text[at])) at++;
  return at;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && isSpace(text[at])) at++;
  return at;
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\r' || character === '\f' || character === '\v';
}
