import type { Comment } from '../../model/manifest';
import { MappedText } from '../../text/mapped-text';
import type { Span } from '../../text/span';

/** One line as pip sees it: continuation lines joined, the comment taken off, no space around it. */
export interface LogicalLine {
  /** Empty for a line that holds only a comment or nothing. */
  readonly content: MappedText;
  /** 1-based number of its first physical line, counted as pip does: every separator of Python's `str.splitlines` ends a line. */
  readonly number: number;
  /** Its physical lines with the last line end; a comment line that ended a continuation is left out. */
  readonly span: Span;
  readonly comment?: Comment;
}

interface PhysicalLine {
  readonly number: number;
  readonly start: number;
  /** Behind the last character before the line end. */
  readonly end: number;
  /** Behind the line end. */
  readonly next: number;
}

/** Splits a file into logical lines as pip's `req_file.preprocess` does, blank ones and comments included. */
export function logicalLines(text: string): LogicalLine[] {
  const result: LogicalLine[] = [];
  let parts: PhysicalLine[] = [];
  for (const line of physicalLines(text)) {
    parts.push(line);
    if (text[line.end - 1] === '\\' && line.end > line.start && !isCommentLine(text, line)) continue;
    result.push(join(text, parts));
    parts = [];
  }
  if (parts.length > 0) result.push(join(text, parts));
  return result;
}

/** A stretch of mapped text that is mapped itself. */
export function part(mapped: MappedText, from: number, to: number): MappedText {
  const pieces: { text: string; offset: number }[] = [];
  let start = from;
  for (let i = from + 1; i <= to; i++) {
    if (i < to && mapped.offset(i) === mapped.offset(i - 1) + 1) continue;
    pieces.push({ text: mapped.text.slice(start, i), offset: mapped.offset(start) });
    start = i;
  }
  return MappedText.joined(from < to ? pieces : [], mapped.span(from, to).end);
}

/** Whether Python's `str.isspace` holds: https://docs.python.org/3/library/stdtypes.html#str.isspace */
export function isPythonSpace(character: string | undefined): boolean {
  const code = character === undefined || character === '' ? 0 : character.charCodeAt(0);
  if (code < 128) return code === 32 || (code >= 9 && code <= 13) || (code >= 28 && code <= 31);
  return code === 0x85 || code === 0xa0 || code === 0x1680 || (code >= 0x2000 && code <= 0x200a) || isLateSpace(code);
}

function isLateSpace(code: number): boolean {
  return code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000;
}

/** https://docs.python.org/3/library/stdtypes.html#str.splitlines; `\r\n` counts once. */
function isLineEnd(code: number): boolean {
  return (code >= 10 && code <= 13) || (code >= 28 && code <= 30) || code === 0x85 || code === 0x2028 || code === 0x2029;
}

function* physicalLines(text: string): Generator<PhysicalLine> {
  let start = 0;
  let number = 1;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (!isLineEnd(code)) continue;
    const next = code === 13 && text.charCodeAt(i + 1) === 10 ? i + 2 : i + 1;
    yield { number, start, end: i, next };
    number++;
    start = next;
    i = next - 1;
  }
  if (start < text.length) yield { number, start, end: text.length, next: text.length };
}

function isCommentLine(text: string, line: PhysicalLine): boolean {
  let at = line.start;
  while (at < line.end && isPythonSpace(text[at])) at++;
  return at < line.end && text[at] === '#';
}

/** Joins a continuation. pip strips every backslash from both ends of its lines and keeps the space before them. */
function join(text: string, lines: readonly PhysicalLine[]): LogicalLine {
  const first = lines[0];
  const last = lines[lines.length - 1];
  if (!first || !last) throw new RangeError('a logical line has at least one physical line');
  const endsInComment = lines.length > 1 && isCommentLine(text, last);
  const pieces: { text: string; offset: number }[] = [];
  for (const line of lines) {
    let { start, end } = line;
    if (line === last && endsInComment) pieces.push({ text: ' ', offset: start });
    else if (text[end - 1] === '\\' && !isCommentLine(text, line)) {
      while (start < end && text[start] === '\\') start++;
      while (end > start && text[end - 1] === '\\') end--;
    }
    if (end > start) pieces.push({ text: text.slice(start, end), offset: start });
  }
  const final = pieces[pieces.length - 1];
  const whole = MappedText.joined(pieces, final ? final.offset + final.text.length : last.end);
  const sign = commentStart(whole.text);
  const comment = sign < 0 ? undefined : readComment(text, whole, sign);
  return {
    content: trimmed(whole, sign < 0 ? whole.text.length : sign),
    number: first.number,
    span: { start: first.start, end: endsInComment ? last.start : last.next },
    ...(comment && { comment }),
  };
}

/** Index of the `#` that starts a comment: the first at the start or behind space; -1 if there is none. */
function commentStart(text: string): number {
  for (let i = text.indexOf('#'); i >= 0; i = text.indexOf('#', i + 1)) {
    if (i === 0 || isPythonSpace(text[i - 1])) return i;
  }
  return -1;
}

function readComment(text: string, whole: MappedText, sign: number): Comment {
  let end = whole.text.length;
  while (end > sign && isPythonSpace(whole.text[end - 1])) end--;
  const span = whole.span(sign, end);
  let before = span.start;
  while (before > 0 && isPythonSpace(text[before - 1]) && !isLineEnd(text.charCodeAt(before - 1))) before--;
  const ownLine = before === 0 || isLineEnd(text.charCodeAt(before - 1));
  return { span, text: whole.text.slice(sign + 1, end).trim(), ownLine };
}

function trimmed(whole: MappedText, end: number): MappedText {
  let from = 0;
  let to = end;
  while (from < to && isPythonSpace(whole.text[from])) from++;
  while (to > from && isPythonSpace(whole.text[to - 1])) to--;
  return part(whole, from, to);
}
