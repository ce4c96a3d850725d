import type { Problem } from '../../model/manifest';
import { decodeEscapes } from '../../syntax/json-escapes';
import { JsonCursor } from '../../syntax/json-visit';
import { MappedText, type Piece } from '../../text/mapped-text';

/** The sources of the code cells of a notebook, with the places of their characters in its JSON. Outputs are stepped over. */
export function readCodeCells(text: string): { readonly cells: readonly MappedText[]; readonly problems: readonly Problem[] } {
  const cursor = new JsonCursor(text);
  const cells: MappedText[] = [];
  const readCells = (): void => {
    cursor.items(() => {
      const cell = readCell(text, cursor);
      if (cell) cells.push(cell);
    });
  };
  cursor.members((key) => {
    if (key === 'cells') readCells();
    // Version 3 of the format: https://nbformat.readthedocs.io/en/latest/changelog.html
    else if (key === 'worksheets') cursor.items(() => void cursor.members((inner) => (inner === 'cells' ? readCells() : undefined)));
  });
  return { cells, problems: cursor.problems };
}

/** The kind of a cell may stand before or behind its source. */
function readCell(text: string, cursor: JsonCursor): MappedText | undefined {
  let isCode = false;
  const pieces: Piece[] = [];
  let end = 0;
  const readText = (): void => {
    if (cursor.string() === undefined) return;
    const content = decodeEscapes(text, cursor.textStart, cursor.textEnd);
    pieces.push(...content.pieces(0, content.text.length));
    end = cursor.textEnd;
  };
  cursor.members((key) => {
    if (key === 'cell_type') isCode = cursor.string() === 'code';
    else if (key === 'source' || key === 'input') {
      if (text[cursor.start] === '[') cursor.items(readText);
      else readText();
    }
  });
  return isCode && pieces.length > 0 ? MappedText.joined(pieces, end) : undefined;
}
