import { readVariable, valueOf } from '../../syntax/shell-expand';
import { MappedText, type Piece } from '../../text/mapped-text';

/**
 * Puts the defaults in place of variables, `${IMAGE:-nvidia/cuda}`; those without one stay as written, and `$$` is one `$`.
 * https://docs.docker.com/reference/compose-file/interpolation/
 */
export function interpolate(content: MappedText): MappedText {
  const { text } = content;
  if (!text.includes('$')) return content;
  const pieces: Piece[] = [];
  let start = 0;
  for (let at = text.indexOf('$'); at >= 0; at = text.indexOf('$', start)) {
    pieces.push(...content.pieces(start, at));
    const variable = readVariable(text, at);
    const end = variable?.end ?? at + (text[at + 1] === '$' ? 2 : 1);
    const value = variable ? valueOf(variable, () => undefined) : '$';
    const place = content.span(at, end);
    pieces.push({ text: value ?? text.slice(at, end), offset: place.start, length: place.end - place.start });
    start = end;
  }
  pieces.push(...content.pieces(start, text.length));
  return MappedText.joined(pieces, content.span(0, text.length).end);
}

/** The variable at the start of a text whose default covers at least `length` characters of what is read; undefined: there is none. */
export function chosenBy({ text }: MappedText, length: number): string | undefined {
  const variable = text.startsWith('$') ? readVariable(text, 0) : undefined;
  const value = variable && valueOf(variable, () => undefined);
  return variable && value && value.length >= length ? variable.name : undefined;
}
