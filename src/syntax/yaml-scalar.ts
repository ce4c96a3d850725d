import { MappedText, type Piece } from '../text/mapped-text';
import type { Span } from '../text/span';
import type { YamlScalar } from './yaml';

const styles: Readonly<Record<string, YamlScalar['style']>> = {
  QUOTE_SINGLE: 'single-quoted',
  QUOTE_DOUBLE: 'double-quoted',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

/**
 * Finds for a decoded scalar where its characters stand.
 * @param type the name that the package `yaml` gives to the style
 * @param outer the scalar with its quotes or block header
 */
export function readScalar(text: string, value: string, type: string | undefined, outer: Span): YamlScalar {
  const style = styles[type ?? ''] ?? 'plain';
  const quote = style === 'single-quoted' ? "'" : style === 'double-quoted' ? '"' : '';
  if (quote === '' || text.charAt(outer.start) !== quote) return placed(text, value, style, outer, outer);
  const start = outer.start + 1;
  if (outer.end - 1 < start || text.charAt(outer.end - 1) !== quote) return placed(text, undefined, style, lineFrom(text, start, outer.end), outer);
  return placed(text, value, style, { start, end: outer.end - 1 }, outer);
}

/** @param value undefined: a quoted text that is not closed yet, which ends with its line. */
function placed(text: string, value: string | undefined, style: YamlScalar['style'], span: Span, outer: Span): YamlScalar {
  const verbatim = value === undefined || (span.end - span.start === value.length && text.startsWith(value, span.start));
  if (verbatim) return { kind: 'scalar', style, content: MappedText.verbatim(text.slice(span.start, span.end), span.start), span, outer, verbatim };
  return {
    kind: 'scalar',
    style,
    content: alignLines(text, value, style, span) ?? alignEscapes(text, value, style, span) ?? asOnePiece(value, span),
    span,
    outer,
    verbatim,
  };
}

function lineFrom(text: string, start: number, end: number): Span {
  const [line = { start, end }] = linesOf(text, start, end);
  return line;
}

/** Lays the escapes of a quoted text on one line beside what they say; undefined if the two differ. */
function alignEscapes(text: string, value: string, style: YamlScalar['style'], { start, end }: Span): MappedText | undefined {
  const sign = style === 'double-quoted' ? '\\' : style === 'single-quoted' ? "'" : '';
  if (sign === '') return undefined;
  const pieces: Piece[] = [];
  let at = 0;
  for (let from = start; from < end;) {
    const escape = indexOrEnd(text, sign, from, end);
    if (escape > from) {
      const plain = text.slice(from, escape);
      if (plain.includes('\n') || !value.startsWith(plain, at)) return undefined;
      pieces.push({ text: plain, offset: from });
      at += plain.length;
    }
    if (escape === end) break;
    const length = Math.min(sign === "'" ? 2 : (escapeLengths[text.charAt(escape + 1)] ?? 2), end - escape);
    const said = String.fromCodePoint(value.codePointAt(at) ?? 0);
    pieces.push({ text: said, offset: escape, length });
    at += said.length;
    from = escape + length;
  }
  return at === value.length ? MappedText.joined(pieces, end) : undefined;
}

/** `\x41`, `\u0041`, `\U00000041`; the others are two characters long: https://yaml.org/spec/1.2.2/#57-escaped-characters */
const escapeLengths: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

function indexOrEnd(text: string, sign: string, from: number, end: number): number {
  for (let at = from; at < end; at++) if (text.charAt(at) === sign) return at;
  return end;
}

/** Text with escapes that cannot be told apart: it stands there as a whole, its characters do not. */
function asOnePiece(value: string, span: Span): MappedText {
  return MappedText.joined([{ text: value, offset: span.start, length: span.end - span.start }], span.end);
}

/** Lays the lines of the document beside the decoded text, which has them joined by breaks or spaces; undefined if they differ. */
function alignLines(text: string, value: string, style: YamlScalar['style'], span: Span): MappedText | undefined {
  const isBlock = style === 'literal' || style === 'folded';
  const lines = isBlock ? blockLines(text, span) : flowLines(text, span);
  const pieces: Piece[] = [];
  let at = 0;
  let end = span.start;
  for (const line of lines) {
    const content = text.slice(line.start, line.end);
    if (content === '') continue;
    let next = at;
    while (!value.startsWith(content, next) && isJoint(value, next)) next++;
    if (!value.startsWith(content, next)) return undefined;
    if (next > at) pieces.push({ text: value.slice(at, next), offset: end, length: line.start - end });
    pieces.push({ text: content, offset: line.start });
    at = next + content.length;
    ({ end } = line);
  }
  for (let rest = at; rest < value.length; rest++) if (!isJoint(value, rest)) return undefined;
  if (at === value.length) return MappedText.joined(pieces, end);
  pieces.push({ text: value.slice(at), offset: end, length: span.end - end });
  return MappedText.joined(pieces, span.end);
}

function isJoint(value: string, at: number): boolean {
  return value.charAt(at) === '\n' || value.charAt(at) === ' ';
}

/** The lines of a quoted or plain text: space around each of them counts for nothing. */
function flowLines(text: string, { start, end }: Span): Span[] {
  return linesOf(text, start, end).map((line, index, lines) => {
    let from = line.start;
    let to = line.end;
    if (index > 0) while (from < to && isBlank(text, from)) from++;
    if (index < lines.length - 1) while (to > from && isBlank(text, to - 1)) to--;
    return { start: from, end: to };
  });
}

/** The lines below the header without their indentation, which is that of the first line with content unless the header says more. */
function blockLines(text: string, { start, end }: Span): Span[] {
  const lines = linesOf(text, start, end).slice(1);
  const indentations = lines.map((line) => {
    let from = line.start;
    while (from < line.end && text.charAt(from) === ' ') from++;
    return from < line.end ? from - line.start : Number.POSITIVE_INFINITY;
  });
  // With an indentation indicator the first line may be indented further than the text is.
  const least = indentations.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  return lines.map((line) => ({ start: Math.min(line.end, line.start + least), end: line.end }));
}

function linesOf(text: string, start: number, end: number): Span[] {
  const lines: Span[] = [];
  let from = start;
  for (let at = start; at < end; at++) {
    if (text.charAt(at) !== '\n') continue;
    lines.push({ start: from, end: at > from && text.charAt(at - 1) === '\r' ? at - 1 : at });
    from = at + 1;
  }
  lines.push({ start: from, end });
  return lines;
}

function isBlank(text: string, at: number): boolean {
  return text.charAt(at) === ' ' || text.charAt(at) === '\t';
}
