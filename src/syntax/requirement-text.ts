import type { NewRow } from '../model/fix';
import { MappedText } from '../text/mapped-text';

/** A stretch of mapped text that is mapped itself. */
export function part(mapped: MappedText, from: number, to: number): MappedText {
  return mapped.slice(from, to);
}

/** Whether Python's `str.isspace` holds: https://docs.python.org/3/library/stdtypes.html#str.isspace */
export function isPythonSpace(character: string | undefined): boolean {
  const code = character === undefined || character === '' ? 0 : character.charCodeAt(0);
  if (code < 128) return code === 32 || (code >= 9 && code <= 13) || (code >= 28 && code <= 31);
  return code === 0x85 || code === 0xa0 || code === 0x1680 || (code >= 0x2000 && code <= 0x200a) || isLateSpace(code);
}

function isLateSpace(code: number): boolean {
  return code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000;
}

/** Index of the `#` that starts a comment: the first at the start or behind space; -1 if there is none. */
export function commentStart(text: string): number {
  for (let i = text.indexOf('#'); i >= 0; i = text.indexOf('#', i + 1)) {
    if (i === 0 || isPythonSpace(text[i - 1])) return i;
  }
  return -1;
}

/** The text before `end` without the space around it. */
export function trimmed(whole: MappedText, end: number): MappedText {
  let from = 0;
  let to = end;
  while (from < to && isPythonSpace(whole.text[from])) from++;
  while (to > from && isPythonSpace(whole.text[to - 1])) to--;
  return part(whole, from, to);
}

/** A new row as PEP 508 writes it: `name[extra]>=1 ; marker`. */
export function writtenRequirement({ name, extras = [], specifier, marker = '' }: NewRow): string {
  return `${name}${extras.length > 0 ? `[${extras.join(',')}]` : ''}${specifier}${marker === '' ? '' : ` ; ${marker}`}`;
}
