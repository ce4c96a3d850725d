/** A half-open range of UTF-16 offsets into the original text of one document (decoded, without its BOM). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function span(start: number, end: number): Span {
  return { start, end };
}

/** The text that a span covers. */
export function slice(text: string, place: Span): string {
  return text.slice(place.start, place.end);
}

/** True if `inner` lies within `outer`, ends included. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** True if the two spans share at least one character. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
