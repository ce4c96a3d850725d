/** What ends the authority of a URL: https://www.rfc-editor.org/rfc/rfc3986#section-3.2, and what ends a URL in a text. */
const authorityEnds = '/?# \t\r\n"\'`<>\\';

/** The text with user names and passwords of its URLs as asterisks. Its length stays, so offsets into it still hold. */
export function withoutSecrets(text: string): string {
  let result = '';
  let at = 0;
  for (let scheme = text.indexOf('://'); scheme >= 0; scheme = text.indexOf('://', at)) {
    const start = scheme + 3;
    let end = start;
    while (end < text.length && !authorityEnds.includes(text.charAt(end))) end++;
    const sign = text.slice(start, end).lastIndexOf('@');
    result += text.slice(at, start) + (sign < 0 ? '' : '*'.repeat(sign)) + text.slice(sign < 0 ? start : start + sign, end);
    at = end;
  }
  return result + text.slice(at);
}
