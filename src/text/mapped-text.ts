import type { Span } from './span';

/** From this index of the decoded text on, characters come from `offset` of the document on. */
interface Segment {
  readonly index: number;
  readonly offset: number;
  /** An escape: all its characters stand in the document as this many. */
  readonly length?: number;
}

/** A piece of decoded text; `length` tells how long it is in the document where that differs (an escape). */
export interface Piece {
  readonly text: string;
  readonly offset: number;
  readonly length?: number;
}

/**
 * Text as a parser reads it (lines joined, escapes decoded) that still knows where in the document each character stands.
 * Built by a reader of a notation; spans of anything found in it come from `span`.
 */
export class MappedText {
  readonly text: string;
  readonly #segments: readonly Segment[];
  readonly #end: number;

  private constructor(text: string, segments: readonly Segment[], end: number) {
    this.text = text;
    this.#segments = segments;
    this.#end = end;
  }

  /** Text that stands in the document as it is, from offset `start` on. */
  static verbatim(text: string, start: number): MappedText {
    return new MappedText(text, [{ index: 0, offset: start }], start + text.length);
  }

  /** Pieces of decoded text in order, each with the document offset of its first character; `end` is the offset behind the last one. */
  static joined(pieces: readonly Piece[], end: number): MappedText {
    const segments: Segment[] = [];
    let text = '';
    for (const piece of pieces) {
      segments.push({ index: text.length, offset: piece.offset, ...(piece.length === undefined ? {} : { length: piece.length }) });
      text += piece.text;
    }
    return new MappedText(text, segments.length > 0 ? segments : [{ index: 0, offset: end }], end);
  }

  /** Document offset of the character at `index`; the text's length gives the offset behind its last character. */
  offset(index: number): number {
    if (index >= this.text.length) return this.#end;
    const segment = this.#segment(index);
    return segment.length === undefined ? segment.offset + (index - segment.index) : segment.offset;
  }

  /** Document span of the characters `from` to `to` (exclusive). It ends right behind the last character, not before the next one. */
  span(from: number, to: number): Span {
    const start = this.offset(from);
    if (to <= from) return { start, end: start };
    if (to >= this.text.length) return { start, end: this.#end };
    const last = this.#segment(to - 1);
    return { start, end: last.offset + (last.length ?? to - last.index) };
  }

  /** True if the characters stand together in the document exactly as they were read. */
  isVerbatim(from: number, to: number): boolean {
    const place = this.span(from, to);
    return place.end - place.start === to - from;
  }

  /** The pieces of the characters `from` to `to` (exclusive), for text that is put together anew. */
  pieces(from: number, to: number): Piece[] {
    const pieces: Piece[] = [];
    const end = Math.min(to, this.text.length);
    for (let at = this.#segmentIndex(from), index = from; index < end; at++) {
      const segment = this.#segments[at];
      if (!segment) break;
      const next = Math.min(this.#segments[at + 1]?.index ?? this.text.length, end);
      if (next <= index) continue;
      const text = this.text.slice(index, next);
      if (segment.length === undefined) pieces.push({ text, offset: segment.offset + (index - segment.index) });
      else pieces.push({ text, offset: segment.offset, length: segment.length });
      index = next;
    }
    return pieces;
  }

  /** The characters `from` to `to` (exclusive) as a mapped text of their own. */
  slice(from: number, to: number): MappedText {
    return MappedText.joined(this.pieces(from, to), this.span(from, to).end);
  }

  #segment(index: number): Segment {
    return this.#segments[this.#segmentIndex(index)] ?? { index: 0, offset: 0 };
  }

  #segmentIndex(index: number): number {
    let low = 0;
    let high = this.#segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#segments[middle]?.index ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
