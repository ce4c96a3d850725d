import { sortEdits, type TextEdit } from './edit';
import type { Span } from './span';

/**
 * Adds edits that were made for a text that already has `applied` edits in it, and gives all of them for the original text.
 * @param applied sorted and disjoint, with offsets into the original
 * @param next with offsets into the text after `applied`
 * @returns sorted edits for the original; undefined where a new edit overlaps what an earlier one wrote.
 */
export function composeEdits(applied: readonly TextEdit[], next: readonly TextEdit[], originalLength: number): readonly TextEdit[] | undefined {
  const moved: TextEdit[] = [];
  for (const { span, newText } of next) {
    const place = toOriginal(span, applied);
    if (!place) return undefined;
    moved.push({ span: place, newText });
  }
  return sortEdits([...applied, ...moved], originalLength);
}

/** The span in the original; undefined if it overlaps text that an edit has written. */
function toOriginal(span: Span, applied: readonly TextEdit[]): Span | undefined {
  let shift = 0;
  for (const { span: cut, newText } of applied) {
    const start = cut.start + shift;
    const end = start + newText.length;
    if (span.end <= start) break;
    if (span.start < end) return undefined;
    shift += newText.length - (cut.end - cut.start);
  }
  return { start: span.start - shift, end: span.end - shift };
}
