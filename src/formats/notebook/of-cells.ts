import { decodeEscapes } from '../../syntax/json-escapes';
import type { MappedText } from '../../text/mapped-text';
import type { Span } from '../../text/span';

/** Code cells written as a notebook, and the way back from its places to the cells. */
export interface CellsNotebook {
  readonly text: string;
  /** The cell in which a place of the text lies, and where in its source; undefined for a place in no cell. */
  readonly locate: (place: Span) => { readonly cell: number; readonly span: Span } | undefined;
}

/** Writes sources of code cells as a notebook, for an editor that holds the cells one by one. */
export function notebookOfCells(sources: readonly string[]): CellsNotebook {
  let text = '{"cells":[';
  const contents: MappedText[] = [];
  const starts = sources.map((source, n) => {
    text += `${n === 0 ? '' : ','}{"cell_type":"code","source":`;
    const start = text.length + 1;
    text += `${JSON.stringify(source)}}`;
    return start;
  });
  text += ']}';
  const contentOf = (cell: number): MappedText => {
    const start = starts[cell] ?? 0;
    return (contents[cell] ??= decodeEscapes(text, start, start + JSON.stringify(sources[cell] ?? '').length - 2));
  };
  const locate: CellsNotebook['locate'] = ({ start, end }) => {
    const cell = starts.findLastIndex((from) => from <= start);
    if (cell < 0) return undefined;
    const content = contentOf(cell);
    if (end > content.offset(content.text.length)) return undefined;
    return { cell, span: { start: indexOf(content, start), end: indexOf(content, end) } };
  };
  return { text, locate };
}

/** The first index whose offset is not before the given one. */
function indexOf(content: MappedText, offset: number): number {
  let low = 0;
  let high = content.text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (content.offset(middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
