// Lines and blanks around offsets into a text. A line ends before `\n`, `\r\n` or a lone `\r`, as in VS Code.

/** The line break that the text uses: that of its first line, `\n` where it has only one. */
export function lineBreakOf(text: string): string {
  return text.startsWith('\r\n', lineEnd(text, 0)) ? '\r\n' : '\n';
}

/** The offset where the line of `at` starts. */
export function lineStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && !isLineBreak(text, start - 1)) start--;
  return start;
}

/** The offset of the line break that ends the line of `at`, or the text's length. */
export function lineEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && !isLineBreak(text, end)) end++;
  return end;
}

/** The offset where the line below the one of `at` starts, or the text's length. */
export function nextLine(text: string, at: number): number {
  const end = lineEnd(text, at);
  return text.startsWith('\r\n', end) ? end + 2 : Math.min(end + 1, text.length);
}

/** The offset of the first character from `at` on that is no space or tab. */
export function skipBlanks(text: string, at: number): number {
  let end = at;
  while (isBlank(text, end)) end++;
  return end;
}

/** True for a space or tab at an offset. */
export function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || code === 9;
}

/** True for a character of a line break at an offset. */
export function isLineBreak(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 10 || code === 13;
}
