import type { TextEdit } from '../text/edit';
import { lineEnd, lineStart, nextLine } from '../text/lines';
import type { Span } from '../text/span';
import { HASH, isLineBreak, skipBlanks } from './toml-characters';
import type { TomlDocument } from './toml-tree';

/** An item of an array or a member of an inline table. */
export interface Member {
  readonly span: Span;
  /** Offset of the comma behind it. */
  readonly comma?: number;
}

/** True if no place within a span, its ends included, was misread. Edits elsewhere would be built on a guess. */
export function isSound({ problems }: TomlDocument, place: Span): boolean {
  return !problems.some(({ span }) => span.start <= place.end && place.start <= span.end);
}

/**
 * Takes members out of an array or inline table. A member that has its lines to itself goes with them and with the comment behind
 * it; all other comments stay. A list whose last member had no comma ends without one again.
 * @param list the span with its brackets
 * @param removed indexes into `members`
 * @returns undefined where a comment or line break stands between a member and its comma
 */
export function removeMembers(text: string, list: Span, members: readonly Member[], removed: ReadonlySet<number>): TextEdit[] | undefined {
  if (members.some(({ span, comma }) => comma !== undefined && skipBlanks(text, span.end) !== comma)) return undefined;
  const edits: TextEdit[] = [];
  for (let index = 0; index < members.length; index++) {
    const member = members[index];
    if (!member || !removed.has(index)) continue;
    if (ownsLines(text, member)) {
      edits.push(deletion(lineStart(text, member.span.start), nextLine(text, member.span.end)));
      continue;
    }
    let last = index;
    while (removed.has(last + 1) && onSameLine(text, members[last], members[last + 1])) last++;
    edits.push(removeRun(text, list, members, index, last));
    index = last;
  }
  const kept = members.findLast((_, index) => !removed.has(index));
  const end = members.at(-1);
  if (end && end.comma === undefined && removed.has(members.length - 1) && kept?.comma !== undefined) {
    edits.push(deletion(kept.comma, kept.comma + 1));
  }
  return edits;
}

/** Takes members that follow each other on one line, others beside them, out of the list. */
function removeRun(text: string, list: Span, members: readonly Member[], first: number, last: number): TextEdit {
  const start = members[first]?.span.start ?? list.start;
  const next = members[last + 1];
  if (next && onSameLine(text, members[last], next)) return deletion(start, next.span.start);
  const before = members[first - 1];
  const edge = before ? endOf(before) : list.start + 1;
  const from = skipBlanks(text, edge) === start ? edge : start;
  const end = members[last] ? endOf(members[last]) : start;
  const alone = !before && !next && from === edge && skipBlanks(text, end) === list.end - 1;
  return deletion(from, alone ? list.end - 1 : end);
}

/**
 * Removes a statement (`key = value`) or header table with its lines and the comment behind its end.
 * @returns undefined if something else stands before it on its line
 */
export function removeLines(text: string, place: Span): TextEdit | undefined {
  const start = lineStart(text, place.start);
  return skipBlanks(text, start) === place.start ? deletion(start, nextLine(text, place.end)) : undefined;
}

/** Removes a header table with its statements and the blank lines below it. */
export function removeTable(text: string, table: Span): TextEdit | undefined {
  const lines = removeLines(text, table);
  if (!lines) return undefined;
  let { end } = lines.span;
  for (let next = end; next < text.length;) {
    const content = skipBlanks(text, next);
    if (content < text.length && !isLineBreak(text.charCodeAt(content))) break;
    next = end = nextLine(text, content);
  }
  return deletion(lines.span.start, end);
}

/** Joins deletions that touch or overlap. One that reaches the end of the text takes the blank lines before it along. */
export function joinDeletions(text: string, edits: readonly TextEdit[]): TextEdit[] {
  const joined: { start: number; end: number }[] = [];
  for (const { span } of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    const last = joined.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else joined.push({ ...span });
  }
  const last = joined.at(-1);
  if (last && last.end >= text.length) {
    for (let line = previousLine(text, last.start); line !== undefined && isBlankLine(text, line); line = previousLine(text, line)) last.start = line;
  }
  return joined.map(({ start, end }) => deletion(start, end));
}

function deletion(start: number, end: number): TextEdit {
  return { span: { start, end }, newText: '' };
}

/** Behind the member and its comma. */
export function endOf({ span, comma }: Member): number {
  return comma === undefined ? span.end : comma + 1;
}

/** Nothing but space before the member on its first line, nothing but its comma and a comment behind it on its last. */
export function ownsLines(text: string, member: Member): boolean {
  const start = lineStart(text, member.span.start);
  const after = skipBlanks(text, endOf(member));
  const code = text.charCodeAt(after);
  return skipBlanks(text, start) === member.span.start && (after >= text.length || isLineBreak(code) || code === HASH);
}

function onSameLine(text: string, member: Member | undefined, next: Member | undefined): boolean {
  return member !== undefined && next !== undefined && skipBlanks(text, endOf(member)) === next.span.start;
}

/** The start of the line above the one that starts at `at`. */
function previousLine(text: string, at: number): number | undefined {
  if (at === 0) return undefined;
  return lineStart(text, text.startsWith('\r\n', at - 2) ? at - 2 : at - 1);
}

function isBlankLine(text: string, start: number): boolean {
  return skipBlanks(text, start) === lineEnd(text, start);
}
