import { MappedText, type Piece } from '../text/mapped-text';
import { BACKSLASH, CARRIAGE_RETURN, DOUBLE_QUOTE, LINE_FEED, isBlank, isLineBreak } from './toml-characters';

/** Where a string's parts lie. `end` equals `contentEnd` where the closing quotes are missing. */
export interface StringBounds {
  contentStart: number;
  contentEnd: number;
  end: number;
  /** The content is not what it says: it holds a backslash that a basic string decodes. */
  escaped: boolean;
}

/** Finds the end of the one-line string whose quote stands at `start`. A missing quote ends it with the line. */
export function scanLineString(text: string, start: number, bounds: StringBounds): void {
  const quote = text.charCodeAt(start);
  const basic = quote === DOUBLE_QUOTE;
  let i = start + 1;
  let escaped = false;
  bounds.contentStart = i;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === quote) {
      bounds.contentEnd = i;
      bounds.end = i + 1;
      bounds.escaped = escaped;
      return;
    }
    if (code === LINE_FEED || code === CARRIAGE_RETURN) break;
    if (code === BACKSLASH && basic) {
      escaped = true;
      if (!isLineBreak(text.charCodeAt(i + 1))) i++;
    }
  }
  bounds.contentEnd = bounds.end = Math.min(i, text.length);
  bounds.escaped = escaped;
}

/**
 * Finds the end of the string whose three quotes stand at `start`.
 * @returns false, with the bounds untouched, if the closing quotes are missing in the rest of the text.
 */
export function scanBlockString(text: string, start: number, bounds: StringBounds): boolean {
  const quote = text.charCodeAt(start);
  let escaped = false;
  for (let i = start + 3; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === BACKSLASH && quote === DOUBLE_QUOTE) {
      escaped = true;
      i++;
    } else if (code === quote && text.charCodeAt(i + 1) === quote && text.charCodeAt(i + 2) === quote) {
      let end = i + 3;
      // One or two quotes right before the closing ones belong to the content.
      while (end < i + 5 && text.charCodeAt(end) === quote) end++;
      bounds.contentStart = afterLineBreak(text, start + 3);
      bounds.contentEnd = end - 3;
      bounds.end = end;
      bounds.escaped = escaped;
      return true;
    }
  }
  return false;
}

/** The offset behind a line break at `at`, or `at`. A line break right after three opening quotes is no content. */
function afterLineBreak(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === LINE_FEED) return at + 1;
  if (code === CARRIAGE_RETURN) return text.charCodeAt(at + 1) === LINE_FEED ? at + 2 : at + 1;
  return at;
}

const controls: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', e: '\u001b', '"': '"', '\\': '\\' };
const digitCounts: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Decodes the escapes between two offsets of a basic string. Escapes that do not exist stay as written and set `valid` to false. */
export function decodeEscapes(text: string, start: number, end: number): { content: MappedText; valid: boolean } {
  const pieces: Piece[] = [];
  let valid = true;
  let from = start;
  for (let i = start; i < end;) {
    if (text.charCodeAt(i) !== BACKSLASH) {
      i++;
      continue;
    }
    if (i > from) pieces.push({ text: text.slice(from, i), offset: from });
    const escape = decodeEscape(text, i, end);
    if (escape.decoded !== '') pieces.push({ text: escape.decoded, offset: i, length: escape.next - i });
    valid &&= escape.valid;
    from = i = escape.next;
  }
  if (end > from) pieces.push({ text: text.slice(from, end), offset: from });
  return { content: MappedText.joined(pieces, end), valid };
}

function decodeEscape(text: string, at: number, end: number): { decoded: string; next: number; valid: boolean } {
  const letter = text.charAt(at + 1);
  const control = controls[letter];
  if (control !== undefined && at + 2 <= end) return { decoded: control, next: at + 2, valid: true };
  const count = digitCounts[letter];
  if (count !== undefined && at + 2 + count <= end) {
    const point = hexadecimal(text.slice(at + 2, at + 2 + count));
    if (point >= 0) return { decoded: String.fromCodePoint(point), next: at + 2 + count, valid: true };
  }
  const folded = foldLines(text, at + 1, end);
  if (folded > 0) return { decoded: '', next: folded, valid: true };
  return { decoded: '\\', next: at + 1, valid: false };
}

/** A backslash at a line's end swallows all white space up to the next character: its offset, or 0 if this is no such backslash. */
function foldLines(text: string, at: number, end: number): number {
  let i = at;
  while (i < end && isBlank(text.charCodeAt(i))) i++;
  if (i >= end || !isLineBreak(text.charCodeAt(i))) return 0;
  while (i < end && (isBlank(text.charCodeAt(i)) || isLineBreak(text.charCodeAt(i)))) i++;
  return i;
}

/** The Unicode scalar value of hexadecimal digits, or -1. */
function hexadecimal(digits: string): number {
  const point = /^[0-9a-fA-F]+$/.test(digits) ? Number.parseInt(digits, 16) : -1;
  return point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) ? -1 : point;
}
