import type { TextEdit } from '../text/edit';
import { type Span, slice } from '../text/span';
import type { XmlDocument, XmlElement, XmlText } from './xml';

/** True if no place within a span, its ends included, was misread. */
export function isSound({ problems }: XmlDocument, place: Span): boolean {
  return !problems.some(({ span }) => span.start <= place.end && place.start <= span.end);
}

/** Replaces a text; undefined where it does not stand as it is, or where the new one would need escapes. */
export function replaceText(text: string, { plain, span }: XmlText, newText: string): readonly TextEdit[] | undefined {
  if (!plain || newText === '' || /[<>&"'\s]/.test(newText)) return undefined;
  return slice(text, span) === newText ? [] : [{ span, newText }];
}

/** Removes an element; with its lines where nothing else stands on them. */
export function removeElement(text: string, { span }: XmlElement): TextEdit {
  let start = span.start;
  while (start > 0 && isBlank(text.charAt(start - 1))) start--;
  let end = span.end;
  while (end < text.length && isBlank(text.charAt(end))) end++;
  const ownsLines = (start === 0 || isLineBreak(text.charAt(start - 1))) && (end >= text.length || isLineBreak(text.charAt(end)));
  if (!ownsLines) return { span, newText: '' };
  if (text.startsWith('\r\n', end)) end += 2;
  else if (end < text.length) end++;
  return { span: { start, end }, newText: '' };
}

/** Writes an element behind another one, on a line of its own where that one has a line of its own. */
export function insertAfter({ span }: XmlElement, text: string, newText: string): TextEdit {
  let start = span.start;
  while (start > 0 && isBlank(text.charAt(start - 1))) start--;
  let lineBreak = start;
  while (lineBreak > 0 && isLineBreak(text.charAt(lineBreak - 1))) lineBreak--;
  const first = start > lineBreak ? (text.startsWith('\r\n', start - 2) ? start - 2 : start - 1) : start;
  const lead = start > lineBreak ? text.slice(first, span.start) : '';
  return { span: { start: span.end, end: span.end }, newText: lead + newText };
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t';
}

function isLineBreak(character: string): boolean {
  return character === '\n' || character === '\r';
}
