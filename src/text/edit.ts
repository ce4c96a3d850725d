import type { Span } from './span';

/** Replaces the text under `span` (offsets into the original text) by `newText`; an empty span inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/**
 * Sorts edits of one document and demands that they are disjoint. Two insertions at one place count as an overlap, since
 * their order would be a guess.
 * @returns the sorted edits, or undefined if two overlap or one lies outside `length`.
 */
export function sortEdits(edits: readonly TextEdit[], length: number): readonly TextEdit[] | undefined {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let last = -1;
  let lastWasInsertion = false;
  for (const { span } of sorted) {
    if (span.start < 0 || span.end < span.start || span.end > length) return undefined;
    const insertion = span.start === span.end;
    if (span.start < last || (span.start === last && insertion && lastWasInsertion)) return undefined;
    last = span.end;
    lastWasInsertion = insertion;
  }
  return sorted;
}

/** Applies edits to `text`; undefined if they overlap or lie outside. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string | undefined {
  const sorted = sortEdits(edits, text.length);
  if (!sorted) return undefined;
  let result = '';
  let at = 0;
  for (const edit of sorted) {
    result += text.slice(at, edit.span.start) + edit.newText;
    at = edit.span.end;
  }
  return result + text.slice(at);
}
