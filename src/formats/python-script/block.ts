import { headLength } from '../format';

const opening = '# /// script';
const closing = '# ///';

/**
 * The offset of the line that opens the block `script`; undefined if none stands in the head of the text.
 * https://packaging.python.org/en/latest/specifications/inline-script-metadata/
 */
export function blockStart(text: string): number | undefined {
  for (let at = text.indexOf(opening); at >= 0 && at < headLength; at = text.indexOf(opening, at + 1)) {
    const end = at + opening.length;
    const ends = end === text.length || text[end] === '\n' || text.startsWith('\r\n', end);
    if (ends && (at === 0 || text[at - 1] === '\n')) return at;
  }
  return undefined;
}

/**
 * The TOML of the block, at the offsets at which it stands in the script: the text up to the closing line, with the comment sign of
 * each line of the block blanked out, and every other line turned into a comment. Undefined if there is no closed block.
 */
export function maskedBlock(text: string): { readonly toml: string; readonly start: number; readonly end: number } | undefined {
  const start = blockStart(text);
  if (start === undefined) return undefined;
  const content = lineEnd(text, start);
  const lines: string[] = [];
  // The last closing line counts, as long as all lines up to it are comments.
  let closed: { lines: number; start: number; end: number } | undefined;
  for (let at = content; at < text.length;) {
    const end = lineEnd(text, at);
    const line = text.slice(at, end);
    const written = line.trimEnd();
    if (!line.startsWith('#') || (written.length > 1 && line[1] !== ' ')) break;
    if (written === closing && isLine(line, closing)) closed = { lines: lines.length, start: at, end: at + closing.length };
    lines.push(` ${line.slice(1)}`);
    at = end;
  }
  if (!closed) return undefined;
  const toml = hidden(text.slice(0, content)) + lines.slice(0, closed.lines).join('') + hidden(text.slice(closed.start, closed.end));
  return { toml, start: content, end: closed.start };
}

/** Nothing stands behind it but the line's end. */
function isLine(line: string, expected: string): boolean {
  const rest = line.slice(expected.length);
  return rest === '' || rest === '\n' || rest === '\r\n';
}

/** The offset behind the end of the line of `at`. */
function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline + 1;
}

/** Lines as comments of the same length. */
function hidden(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const end = line.endsWith('\r') ? '\r' : '';
      const length = line.length - end.length;
      return length === 0 ? end : `#${' '.repeat(length - 1)}${end}`;
    })
    .join('\n');
}
