import { lineEnd } from '../text/lines';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  DOT,
  EQUALS,
  HASH,
  OPEN_BRACE,
  OPEN_BRACKET,
  isBareKey,
  isBlank,
  isLineBreak,
  isQuote,
  skipBlanks,
  trimEnd,
} from './toml-characters';
import { type StringBounds, scanLineString } from './toml-string';

/**
 * When an array or inline table is not closed, the line of the next statement ends it. The tests below see such lines; they are
 * chosen so that no valid text is ever cut.
 */

/**
 * Where a string without closing quotes ends on its line: before what more likely follows it, which is blanks, a comma, the
 * closing bracket of its list.
 */
export function openStringEnd(text: string, { contentStart, contentEnd }: StringBounds, inArray: boolean, inTable: boolean): number {
  let end = trimEnd(text, contentStart, contentEnd);
  if (end > contentStart && text.charCodeAt(end - 1) === COMMA) end = trimEnd(text, contentStart, end - 1);
  const last = end > contentStart ? text.charCodeAt(end - 1) : NaN;
  const opener = last === CLOSE_BRACKET && inArray ? '[' : last === CLOSE_BRACE && inTable ? '{' : '';
  if (opener === '' || text.slice(contentStart, end).includes(opener)) return end;
  return trimEnd(text, contentStart, end - 1);
}

/** The offset behind the dotted key at `at` and the blanks that follow it, or -1 if there is no key. */
function passKey(text: string, at: number): number {
  const bounds: StringBounds = { contentStart: 0, contentEnd: 0, end: 0, escaped: false };
  let i = at;
  for (;;) {
    i = skipBlanks(text, i);
    const start = i;
    if (isQuote(text.charCodeAt(i))) {
      scanLineString(text, i, bounds);
      if (bounds.end === bounds.contentEnd) return -1;
      i = bounds.end;
    } else while (isBareKey(text.charCodeAt(i))) i++;
    if (i === start) return -1;
    i = skipBlanks(text, i);
    if (text.charCodeAt(i) !== DOT) return i;
    i++;
  }
}

/** True if `key =` stands at `at`; `torch==2` does not count. No item of an array is written so. */
export function startsKeyValue(text: string, at: number): boolean {
  const end = passKey(text, at);
  return end >= 0 && text.charCodeAt(end) === EQUALS && text.charCodeAt(end + 1) !== EQUALS;
}

/**
 * True if a header, `[a.b]` or `[[a.b]]` alone on its line, stands at `at`. A nested array such as `["a"]` looks the same, but
 * a comma or the outer array's bracket comes next.
 */
export function startsHeader(text: string, at: number): boolean {
  const array = text.charCodeAt(at + 1) === OPEN_BRACKET;
  let i = passKey(text, at + (array ? 2 : 1));
  if (i < 0 || text.charCodeAt(i) !== CLOSE_BRACKET) return false;
  if (array && text.charCodeAt(i + 1) !== CLOSE_BRACKET) return false;
  i = skipBlanks(text, i + (array ? 2 : 1));
  if (i < text.length && !isLineBreak(text.charCodeAt(i)) && text.charCodeAt(i) !== HASH) return false;
  const next = nextSign(text, i);
  return next !== COMMA && next !== CLOSE_BRACKET;
}

/**
 * True if the `key = value` line at `at` goes on with an open inline table (TOML 1.1) instead of being the next statement.
 * @param lineBreak offset of the line break before it
 * @param spread the table's opening brace ends its line
 */
export function continuesTable(text: string, at: number, lineBreak: number, spread: boolean): boolean {
  const bounds: StringBounds = { contentStart: 0, contentEnd: 0, end: 0, escaped: false };
  let open = 0;
  let last = NaN;
  let i = at;
  while (i < text.length && !isLineBreak(text.charCodeAt(i))) {
    const code = text.charCodeAt(i);
    if (code === HASH) {
      i = lineEnd(text, i);
      break;
    }
    if (isQuote(code)) {
      scanLineString(text, i, bounds);
      i = bounds.end;
    } else i++;
    if (isBlank(code)) continue;
    last = code;
    if (code === OPEN_BRACKET || code === OPEN_BRACE) open++;
    else if (code === CLOSE_BRACKET || code === CLOSE_BRACE) open--;
    if (open < 0) return true;
  }
  if (open > 0) return spread || at > lineBreak + 1;
  if (last === COMMA) return true;
  const next = nextSign(text, i);
  return next === COMMA || next === CLOSE_BRACE;
}

/** The code of the next character that is neither white space nor in a comment, or `NaN`. */
function nextSign(text: string, at: number): number {
  let i = at;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === HASH) i = lineEnd(text, i) - 1;
    else if (!isBlank(code) && !isLineBreak(code)) return code;
  }
  return NaN;
}
