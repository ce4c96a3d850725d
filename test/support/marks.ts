import type { Span } from '../../src/text/span';

/** A sample with its ⟦marked⟧ ranges taken out: the plain text and the spans that were marked, in order. Marks may not nest. */
export function unmark(marked: string): { text: string; spans: Span[] } {
  const spans: Span[] = [];
  let text = '';
  let open = -1;
  for (const character of marked) {
    if (character === '⟦') open = text.length;
    else if (character === '⟧') spans.push({ start: open, end: text.length });
    else text += character;
  }
  return { text, spans };
}

/** Draws spans into a text, so that a failing comparison shows where they lie. */
export function mark(text: string, spans: readonly Span[]): string {
  let result = '';
  let at = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    result += `${text.slice(at, start)}⟦${text.slice(start, end)}⟧`;
    at = end;
  }
  return result + text.slice(at);
}
