import { MappedText, type Piece } from '../text/mapped-text';

const simpleEscapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/**
 * Decodes the escapes of RFC 8259 section 7 in `text` from `start` to `end` (between the quotes); a broken escape is dropped,
 * as jsonc-parser drops it.
 */
export function decodeEscapes(text: string, start: number, end: number): MappedText {
  const raw = text.slice(start, end);
  if (!raw.includes('\\')) return MappedText.verbatim(raw, start);
  const pieces: Piece[] = [];
  let from = 0;
  for (let at = raw.indexOf('\\'); at >= 0; at = raw.indexOf('\\', from)) {
    if (at > from) pieces.push({ text: raw.slice(from, at), offset: start + from });
    const sign = raw.charAt(at + 1);
    const length = sign === 'u' ? 6 : 2;
    const decoded = sign === 'u' ? unicodeEscape(raw.slice(at + 2, at + 6)) : '"\\/'.includes(sign) ? sign : simpleEscapes[sign];
    if (decoded) pieces.push({ text: decoded, offset: start + at, length });
    from = Math.min(raw.length, at + (sign === 'u' && !decoded ? 2 : length));
  }
  if (from < raw.length) pieces.push({ text: raw.slice(from), offset: start + from });
  return MappedText.joined(pieces, end);
}

function unicodeEscape(digits: string): string | undefined {
  return /^[0-9a-fA-F]{4}$/.test(digits) ? String.fromCharCode(Number.parseInt(digits, 16)) : undefined;
}
