import type { TextEdit } from '../text/edit';
import { isBlank, isLineBreak, lineBreakOf, lineStart, skipBlanks } from '../text/lines';
import type { JsonArray, JsonMember, JsonObject } from './json';

type Container = JsonObject | JsonArray;

/**
 * Removes members of one object or array with their commas, and with their lines where nothing else stands on them. Comments
 * stay. jsonc-parser's `modify` is not used, since it drops the comment behind a removed row.
 */
export function removeMembers(text: string, container: Container, removed: ReadonlySet<JsonMember>): TextEdit[] {
  const { members, span } = container;
  if (members.every((member) => removed.has(member)) && isBlankBetweenMembers(text, container)) {
    return members.length > 0 ? [{ span: { start: span.start + 1, end: span.end - 1 }, newText: '' }] : [];
  }
  const edits: TextEdit[] = [];
  for (let first = 0; first < members.length; first++) {
    if (!removed.has(members[first] as JsonMember)) continue;
    let last = first;
    while (last + 1 < members.length && removed.has(members[last + 1] as JsonMember) && isSpaceBetween(text, members, last)) last++;
    edits.push(...removeRun(text, members, first, last, removed));
    first = last;
  }
  return edits;
}

/**
 * Adds a member behind the last one of a closed object or array: on a line of its own where the closing bracket has one.
 * @param newText the member without comma and indentation; its further lines are indented by the caller
 */
export function appendMember(text: string, container: Container, newText: string): TextEdit[] {
  const close = container.span.end - 1;
  const closeLine = lineStart(text, close);
  const last = container.members.at(-1);
  const comma: TextEdit[] = last && last.comma === undefined ? [{ span: { start: last.span.end, end: last.span.end }, newText: ',' }] : [];
  const trailing = last?.comma === undefined ? '' : ',';
  if (closeLine > container.span.start && skipBlanks(text, closeLine) === close) {
    const indentation = last ? indentationAt(text, last.span.start) : indentationAt(text, container.span.start) + indentationUnit(text);
    return [...comma, { span: { start: closeLine, end: closeLine }, newText: `${indentation}${newText}${trailing}${lineBreakOf(text)}` }];
  }
  if (last && last.comma === undefined) return [{ span: { start: last.span.end, end: last.span.end }, newText: `, ${newText}` }];
  const at = last?.comma === undefined ? container.span.start + 1 : last.comma + 1;
  return [{ span: { start: at, end: at }, newText: last ? ` ${newText},` : newText }];
}

/** The space that the line of `offset` begins with. */
export function indentationAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return text.slice(start, skipBlanks(text, start));
}

/** What one level is indented by: a tab if the first indented line begins with one, else its spaces; two if no line is indented. */
export function indentationUnit(text: string): string {
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    const end = skipBlanks(text, at + 1);
    if (end === at + 1 || isLineBreak(text, end)) continue;
    return text.charAt(at + 1) === '\t' ? '\t' : text.slice(at + 1, end);
  }
  return '  ';
}

/** Removes the members `first` to `last`, between which only space stands. */
function removeRun(text: string, members: readonly JsonMember[], first: number, last: number, removed: ReadonlySet<JsonMember>): TextEdit[] {
  const edits: TextEdit[] = [];
  let start = members[first]?.span.start ?? 0;
  const tail = members[last];
  let end = tail?.span.end ?? start;
  if (tail?.comma !== undefined) {
    if (isSpace(text, end, tail.comma)) end = tail.comma + 1;
    else edits.push({ span: { start: tail.comma, end: tail.comma + 1 }, newText: '' });
  } else {
    // Nothing follows any more: the comma behind the last member that stays goes too.
    const stays = members.findLastIndex((member, index) => index < first && !removed.has(member));
    const comma = members[stays]?.comma;
    if (comma !== undefined && stays === first - 1 && isSpace(text, comma + 1, start)) start = comma;
    else if (comma !== undefined) edits.push({ span: { start: comma, end: comma + 1 }, newText: '' });
  }
  edits.push({ span: withSpace(text, start, end), newText: '' });
  return edits;
}

/** Extends a range over the space that would be left behind: the whole line, or the blanks on one side. */
function withSpace(text: string, start: number, end: number): { start: number; end: number } {
  let left = start;
  while (left > 0 && isBlank(text, left - 1)) left--;
  const right = skipBlanks(text, end);
  const opensLine = left === 0 || isLineBreak(text, left - 1);
  const closesLine = isLineBreak(text, right);
  if (opensLine && closesLine) return { start: left, end: right + (text.startsWith('\r\n', right) ? 2 : 1) };
  if (opensLine) return { start, end: right };
  if (closesLine || '}]'.includes(text.charAt(right))) return { start: left, end };
  return { start, end: right };
}

function isSpaceBetween(text: string, members: readonly JsonMember[], index: number): boolean {
  const { span, comma } = members[index] as JsonMember;
  const next = (members[index + 1] as JsonMember).span.start;
  return comma === undefined ? isSpace(text, span.end, next) : isSpace(text, span.end, comma) && isSpace(text, comma + 1, next);
}

function isBlankBetweenMembers(text: string, { members, span }: Container): boolean {
  const first = members[0];
  const last = members.at(-1);
  if (!first || !last) return true;
  const lastEnd = last.comma === undefined ? last.span.end : last.comma + 1;
  if (!isSpace(text, span.start + 1, first.span.start) || !isSpace(text, lastEnd, span.end - 1)) return false;
  return isSpace(text, last.span.end, last.comma ?? last.span.end) && members.slice(0, -1).every((_, index) => isSpaceBetween(text, members, index));
}

function isSpace(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isBlank(text, at) && !isLineBreak(text, at)) return false;
  return true;
}
