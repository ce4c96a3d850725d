import type { Comment } from '../model/manifest';
import type { TextEdit } from '../text/edit';
import type { Span } from '../text/span';
import { isLineBreak, lineEnd, lineStart, nextLine, skipBlanks } from '../text/lines';
import type { YamlMap, YamlPair, YamlScalar } from './yaml';

/**
 * The text of a scalar that says `value`, in the style of the one that it replaces; undefined where that style cannot say it.
 * @param flow within `{ }` or `[ ]`, where more characters need quotes
 */
export function writtenScalar(value: string, style: YamlScalar['style'], flow: boolean): string | undefined {
  if (value.includes("'") || value.includes('"') || value.includes('\\') || hasControl(value)) return undefined;
  if (style === 'single-quoted') return `'${value}'`;
  if (style === 'double-quoted') return `"${value}"`;
  if (style !== 'plain') return undefined;
  return canBePlain(value, flow) ? value : `'${value}'`;
}

/** True if a plain scalar of this text is read as it stands: https://yaml.org/spec/1.2.2/#733-plain-style, more narrowly. */
function canBePlain(value: string, flow: boolean): boolean {
  const first = value.charAt(0);
  const starts = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || (first >= '0' && first <= '9') || '^~_./$='.includes(first);
  if (value === '' || !starts || value.endsWith(':') || value !== value.trim() || value.includes(': ') || value.includes(' #')) return false;
  return !flow || ![...value].some((character) => ',[]{}'.includes(character));
}

function hasControl(value: string): boolean {
  for (let at = 0; at < value.length; at++) if (value.charCodeAt(at) < 32) return true;
  return false;
}

/**
 * Takes pairs out of a map. Of a block map they go with their lines and the comment behind them; a flow map stays on its line.
 * A map that loses all its pairs becomes `{}` behind its owner's colon.
 * @param owner the pair whose value the map is
 * @returns undefined where something else stands on the lines, or a comment within the braces
 */
export function removePairs(text: string, owner: YamlPair, map: YamlMap, removed: ReadonlySet<YamlPair>): TextEdit[] | undefined {
  if (map.flow) return removeFromFlow(text, map, removed);
  const edits: TextEdit[] = [];
  for (const pair of map.pairs) {
    if (!removed.has(pair)) continue;
    const start = lineStart(text, pair.span.start);
    const end = contentEnd(text, pair.span.end);
    if (!isBlankBetween(text, start, pair.span.start) || end === undefined) return undefined;
    edits.push({ span: { start, end: nextLine(text, end) }, newText: '' });
  }
  if (map.pairs.some((pair) => !removed.has(pair))) return edits;
  const colon = skipBlanks(text, owner.key.outer.end);
  if (text.charAt(colon) !== ':' || contentEnd(text, colon + 1) === undefined) return undefined;
  return [{ span: { start: colon + 1, end: colon + 1 }, newText: ' {}' }, ...edits];
}

/** The whole lines of a pair. */
export interface Stretch {
  /** With the comments right above it and those indented below it. */
  readonly own: Span;
  /** The same with the empty lines above, where others follow or the text ends. */
  readonly removed: Span;
}

/** The lines of a pair of a block map with the comments about it; undefined where something else stands on them. */
export function pairStretch(text: string, { span }: YamlPair, comments: readonly Comment[]): Stretch | undefined {
  const line = lineStart(text, span.start);
  const last = contentEnd(text, span.end);
  if (!isBlankBetween(text, line, span.start) || last === undefined) return undefined;
  const column = span.start - line;
  const ownLines = new Map(comments.filter(({ ownLine }) => ownLine).map((comment) => [lineStart(text, comment.span.start), comment.span.start]));
  let start = line;
  for (let above = lineAbove(text, start); ownLines.get(above) === above + column && above < start; above = lineAbove(text, start)) start = above;
  let end = nextLine(text, last);
  for (let comment = ownLines.get(end); comment !== undefined && comment - end > column; comment = ownLines.get(end)) end = nextLine(text, end);
  let from = start;
  if (isEmptyLine(text, end)) while (from > 0 && isEmptyLine(text, lineAbove(text, from))) from = lineAbove(text, from);
  return { own: { start, end }, removed: { start: from, end } };
}

/** The offset where the line above starts. */
function lineAbove(text: string, start: number): number {
  if (start === 0) return 0;
  return lineStart(text, text.startsWith('\r\n', start - 2) ? start - 2 : start - 1);
}

/** True for a line of blanks, and at the end of the text. */
function isEmptyLine(text: string, start: number): boolean {
  const at = skipBlanks(text, start);
  return at >= text.length || isLineBreak(text, at);
}

function removeFromFlow(text: string, { pairs, span }: YamlMap, removed: ReadonlySet<YamlPair>): TextEdit[] | undefined {
  if (text.slice(span.start, span.end).includes('#') || text.charAt(span.end - 1) !== '}') return undefined;
  const edits: TextEdit[] = [];
  for (let first = 0; first < pairs.length; first++) {
    if (!isIn(removed, pairs[first])) continue;
    let last = first;
    while (isIn(removed, pairs[last + 1])) last++;
    const next = pairs[last + 1];
    const before = pairs[first - 1];
    const start = next || !before ? pairs[first]?.span.start : before.span.end;
    const end = next ? next.span.start : pairs[last]?.span.end;
    if (start === undefined || end === undefined) return undefined;
    // A comma behind the only pair would be left alone.
    if (!next && !before && text.charAt(skipBlanks(text, end)) === ',') return undefined;
    edits.push({ span: { start, end }, newText: '' });
    first = last;
  }
  return edits;
}

function isIn(removed: ReadonlySet<YamlPair>, pair: YamlPair | undefined): boolean {
  return pair !== undefined && removed.has(pair);
}

/** The end of the line, if nothing but space and a comment stands before it. */
function contentEnd(text: string, from: number): number | undefined {
  const at = skipBlanks(text, from);
  if (at >= text.length || isLineBreak(text, at)) return at;
  return text.charAt(at) === '#' && at > from ? lineEnd(text, at) : undefined;
}

function isBlankBetween(text: string, from: number, to: number): boolean {
  return skipBlanks(text, from) >= to;
}
