import type { Piece } from '../text/mapped-text';

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** `&#x10FFFF;` is the longest that means anything. */
const longest = 10;

/**
 * The pieces of a text with its entities decoded; undefined if it holds none. One that is unknown stays as it is.
 * @param offset where the text stands in the document
 */
export function decodeEntities(raw: string, offset: number): Piece[] | undefined {
  const pieces: Piece[] = [];
  let from = 0;
  for (let at = raw.indexOf('&'); at >= 0; at = raw.indexOf('&', at + 1)) {
    const end = raw.slice(at, at + longest + 1).indexOf(';');
    const character = end < 0 ? undefined : characterOf(raw.slice(at + 1, at + end));
    if (character === undefined) continue;
    if (at > from) pieces.push({ text: raw.slice(from, at), offset: offset + from });
    pieces.push({ text: character, offset: offset + at, length: end + 1 });
    from = at + end + 1;
  }
  if (from === 0) return undefined;
  if (from < raw.length) pieces.push({ text: raw.slice(from), offset: offset + from });
  return pieces;
}

function characterOf(name: string): string | undefined {
  if (!name.startsWith('#')) return Object.hasOwn(named, name) ? named[name] : undefined;
  const hexadecimal = name.charAt(1) === 'x';
  const digits = name.slice(hexadecimal ? 2 : 1);
  if (!(hexadecimal ? /^[0-9A-Fa-f]+$/ : /^[0-9]+$/).test(digits)) return undefined;
  const code = Number.parseInt(digits, hexadecimal ? 16 : 10);
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : undefined;
}
