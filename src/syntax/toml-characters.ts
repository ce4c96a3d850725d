/** Character tests of TOML (https://toml.io/en/v1.1.0) on UTF-16 codes; `NaN`, the code behind the end of a text, fails all of them. */

export const TAB = 9;
export const LINE_FEED = 10;
export const CARRIAGE_RETURN = 13;
export const SPACE = 32;
export const DOUBLE_QUOTE = 34;
export const HASH = 35;
export const SINGLE_QUOTE = 39;
export const COMMA = 44;
export const DOT = 46;
export const EQUALS = 61;
export const OPEN_BRACKET = 91;
export const BACKSLASH = 92;
export const CLOSE_BRACKET = 93;
export const OPEN_BRACE = 123;
export const CLOSE_BRACE = 125;

const BYTE_ORDER_MARK = 0xfeff;

/** A space or tab; a byte order mark too, which some editors leave at the start of a file. */
export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB || code === BYTE_ORDER_MARK;
}

/** A lone carriage return counts as a line break, as it does in editors. */
export function isLineBreak(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}

export function isQuote(code: number): boolean {
  return code === DOUBLE_QUOTE || code === SINGLE_QUOTE;
}

/** A character of a bare key. Letters beyond ASCII are no valid ones but are read as such. */
export function isBareKey(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45 ||
    (code >= 0x80 && code !== BYTE_ORDER_MARK)
  );
}

/** The offset of the first character from `at` on that is no space or tab. */
export function skipBlanks(text: string, at: number): number {
  let i = at;
  while (isBlank(text.charCodeAt(i))) i++;
  return i;
}

/** The offset before the blanks that precede `at`, not below `from`. */
export function trimEnd(text: string, from: number, at: number): number {
  let i = at;
  while (i > from && isBlank(text.charCodeAt(i - 1))) i--;
  return i;
}

/** A character that ends a value without quotes. */
export function endsValue(code: number): boolean {
  return code === COMMA || code === CLOSE_BRACKET || code === CLOSE_BRACE || code === HASH;
}

/** The offset of the next `]` on the line of `at`, or -1. */
export function closingBracket(text: string, at: number): number {
  let i = at;
  while (i < text.length && text.charCodeAt(i) !== CLOSE_BRACKET && !isLineBreak(text.charCodeAt(i))) i++;
  return text.charCodeAt(i) === CLOSE_BRACKET ? i : -1;
}
