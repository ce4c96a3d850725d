/** A path with `/` as a relative reference: each segment percent-encoded, `..` kept. https://www.rfc-editor.org/rfc/rfc3986#section-4.2 */
export function uriReference(path: string): string {
  const segments = path.split('/').map((segment) => encodeURIComponent(wellFormed(segment)));
  return segments.join('/');
}

/** Half a surrogate pair cannot be encoded: it becomes U+FFFD. */
export function wellFormed(text: string): string {
  let result = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    result += code >= 0xd800 && code <= 0xdfff ? '\ufffd' : character;
  }
  return result;
}
