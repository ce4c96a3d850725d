import { LineIndex } from '../text/line-index';
import type { Span } from '../text/span';

/** A place as output tells it: lines and columns 1-based, end exclusive, columns in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Converts spans of files to places; builds each file's line index once. */
export class Places {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #indexes = new Map<string, LineIndex>();

  /** @param texts of the files by path; a file that is not among them counts as empty. */
  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts;
  }

  place(file: string, span: Span): Place {
    const index = this.lineIndex(file);
    const start = index.position(span.start);
    const end = index.position(span.end);
    return { line: start.line + 1, column: start.column + 1, endLine: end.line + 1, endColumn: end.column + 1 };
  }

  /** The line that holds an offset, without its line end, and the offset of its first character. */
  lineAt(file: string, offset: number): { text: string; start: number } {
    const text = this.#texts.get(file) ?? '';
    const index = this.lineIndex(file);
    const { line } = index.position(offset);
    const start = index.lineStart(line);
    const next = line + 1 < index.lineCount ? index.lineStart(line + 1) : text.length;
    let end = next;
    while (end > start && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--;
    return { text: text.slice(start, end), start };
  }

  lineIndex(file: string): LineIndex {
    let index = this.#indexes.get(file);
    if (!index) {
      index = new LineIndex(this.#texts.get(file) ?? '');
      this.#indexes.set(file, index);
    }
    return index;
  }
}
