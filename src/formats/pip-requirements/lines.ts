import type { Comment } from '../../model/manifest';
import { commentStart, isPythonSpace, trimmed } from '../../syntax/requirement-text';
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

function readComment(text: string, whole: MappedText, sign: number): Comment {
  let end = whole.text.length;
  while (end > sign && isPythonSpace(whole.text[end - 1])) end--;
  const span = whole.span(sign, end);
  let before = span.start;
  while (before > 0 && isPythonSpace(text[before - 1]) && !isLineEnd(text.charCodeAt(before - 1))) before--;
  const ownLine = before === 0 || isLineEnd(text.charCodeAt(before - 1));
  return { span, text: whole.text.slice(sign + 1, end).trim(), ownLine };
}
