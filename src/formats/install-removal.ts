import type { TextEdit } from '../text/edit';
import type { Span } from '../text/span';

/** One line: from its first character to behind its last, and where the next one starts. */
interface Line {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/**
 * Takes words out of commands. A word that stands alone on a continued line goes with its line; the last word of a command
 * takes the continuation sign of the line above with it. Undefined where a comment would stand in between.
 */
export function removeWords(text: string, words: readonly Span[]): readonly TextEdit[] | undefined {
  const whole = new Map<number, Line>();
  const last: { line: Line; word: Span }[] = [];
  const parts: Span[] = [];
  for (const word of [...words].sort((a, b) => a.start - b.start)) {
    const line = lineAt(text, word.start);
    const isFirst = isBlank(text, line.start, word.start);
    const rest = text.slice(word.end, line.end).trim();
    if (isFirst && (rest === '\\' || rest === '`')) whole.set(line.start, line);
    else if (isFirst && rest === '') last.push({ line, word });
    else parts.push(inLine(text, word, isFirst, parts[parts.length - 1]?.end ?? 0));
  }
  const spans = [...parts];
  for (const { line, word } of last) {
    const start = lastKept(text, line, whole);
    if (start === undefined) return undefined;
    spans.push({ start, end: word.end });
  }
  for (const { start, next } of whole.values()) spans.push({ start, end: next });
  return spans.map((span) => ({ span, newText: '' }));
}

/** The word with the space before it, or behind it where it comes first. */
function inLine(text: string, word: Span, isFirst: boolean, earliest: number): Span {
  let { start, end } = word;
  if (isFirst) while (isSpace(text[end])) end++;
  else while (start > earliest && isSpace(text[start - 1])) start--;
  return { start, end };
}

/** Where the line above ends that stays, without its continuation sign; lines that go anyway are taken over. */
function lastKept(text: string, line: Line, whole: Map<number, Line>): number | undefined {
  let above = lineAt(text, line.start - 1);
  while (whole.has(above.start) && above.start > 0) {
    whole.delete(above.start);
    above = lineAt(text, above.start - 1);
  }
  let end = above.end;
  while (end > above.start && isSpace(text[end - 1])) end--;
  if (text[end - 1] !== '\\' && text[end - 1] !== '`') return undefined;
  end--;
  while (end > above.start && isSpace(text[end - 1])) end--;
  return end === above.start || text.slice(above.start, end).trimStart().startsWith('#') ? undefined : end;
}

function lineAt(text: string, offset: number): Line {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  const next = newline < 0 ? text.length : newline + 1;
  let end = newline < 0 ? text.length : newline;
  if (text[end - 1] === '\r') end--;
  return { start, end: Math.max(start, end), next };
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (!isSpace(text[i])) return false;
  return true;
}

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\r';
}
