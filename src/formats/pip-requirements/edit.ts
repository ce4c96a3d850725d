import type { Artifact, Dependency } from '../../model/manifest';
import type { TextEdit } from '../../text/edit';
import { lineBreakOf } from '../../text/lines';
import type { Span } from '../../text/span';
import { contains, slice, span } from '../../text/span';
import type { FormatEdits } from '../format';
import type { LogicalLine } from './lines';
import { logicalLines } from './lines';
import { isCompiled } from './compiled';
import { addOptional, chooseBuilds, splitOff } from './edit-split';
import type { LineReading } from './parse';
import { parse, readLine } from './parse';

/**
 * Edits of requirements files. A row is edited only while its line still reads as that row, without a problem; a place
 * that a continuation cuts in two is left alone.
 */
export const edits: FormatEdits = {
  rename(text, row, name) {
    if (!isWritable(text, row) || row.source || isHashed(text, row)) return undefined;
    return [{ span: row.nameSpan, newText: name }];
  },
  setSpecifier,
  setExtras(text, row, extras) {
    if (!isWritable(text, row) || (row.source && row.nameSpan.start >= row.source.span.start)) return undefined;
    if (row.extras.length > 0 && !row.extrasSpan) return undefined;
    const place = row.extrasSpan ?? span(row.nameSpan.end, row.nameSpan.end);
    if (!isOneLine(text, place)) return undefined;
    const newText = extras.length > 0 ? `[${extras.join(',')}]` : '';
    return row.extrasSpan || newText !== '' ? [{ span: place, newText }] : [];
  },
  addMarker,
  remove(text, rows) {
    const lines = logicalLines(text);
    const found: TextEdit[] = [];
    for (const row of rows) {
      const line = lineAt(lines, row.span);
      if (!line || !isRemovable(readLine(line), row)) return undefined;
      if (!found.some((edit) => edit.span.start === line.span.start))
        found.push({ span: span(line.span.start, annotationEnd(text, line.span)), newText: '' });
    }
    return found;
  },
  setIndexUrl(text, index, url) {
    if (!declaresIndex(text, index) || !isPlainWord(url)) return undefined;
    return [{ span: index.span, newText: url }];
  },
  removeIndex(text, index) {
    const line = lineAt(logicalLines(text), index.span);
    if (!line || !declaresIndex(text, index) || readLine(line).options.length !== 1) return undefined;
    return [{ span: line.span, newText: '' }];
  },
  splitOff: (text, rows, include) => (rows.every((row) => isMovable(text, row)) ? splitOff(text, rows, include, edits) : undefined),
  addOptional: (text, groups, _exclusive, include) =>
    groups.every(({ rows }) => rows.every(({ beside }) => isMovable(text, beside))) ? addOptional(text, groups, include) : undefined,
  chooseBuilds: (text, rows, index, builds, include) =>
    rows.every((row) => isMovable(text, row) && !row.source) ? chooseBuilds(text, rows, index, builds, include, edits) : undefined,
  addBeside(text, row, { name, specifier }) {
    const line = isWritable(text, row) ? lineAt(logicalLines(text), row.span) : undefined;
    if (!line || isHashed(text, row)) return undefined;
    const lineBreak = lineBreakOf(text);
    const ends = /[\r\n]$/.test(slice(text, line.span));
    const added = `${name}${specifier}`;
    return [{ span: span(line.span.end, line.span.end), newText: ends ? added + lineBreak : lineBreak + added }];
  },
};

/**
 * End of the indented comments right below a row: pip-compile and uv write there who asked for it (`    # via torch`), so they
 * go with the row.
 */
function annotationEnd(text: string, row: Span): number {
  let end = row.end;
  if (isSpace(text[row.start])) return end;
  for (;;) {
    let at = end;
    while (isSpace(text[at])) at++;
    if (at === end || text[at] !== '#') return end;
    const lineFeed = text.indexOf('\n', at);
    end = lineFeed < 0 ? text.length : lineFeed + 1;
  }
}

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

function setSpecifier(text: string, row: Dependency, specifier: string): readonly TextEdit[] | undefined {
  if (!isWritable(text, row) || row.source || isHashed(text, row)) return undefined;
  const before = row.extrasSpan ?? row.nameSpan;
  if (!row.specifier) return specifier === '' ? [] : [{ span: span(before.end, before.end), newText: specifier }];
  if (slice(text, row.specifier.span) !== row.specifier.raw) return undefined;
  if (specifier !== '') return [{ span: row.specifier.span, newText: specifier }];
  const whole = withParentheses(text, row.specifier.span);
  return isOneLine(text, span(before.end, whole.end)) ? [{ span: span(before.end, whole.end), newText: '' }] : undefined;
}

function addMarker(text: string, row: Dependency, marker: string): readonly TextEdit[] | undefined {
  if (!isWritable(text, row) || text[row.span.start] === '-') return undefined;
  if (row.marker) {
    if (slice(text, row.marker.span) !== row.marker.raw) return undefined;
    const newText = `${inBrackets(row.marker.raw)} and ${inBrackets(marker)}`;
    return [{ span: row.marker.span, newText }];
  }
  const specifierEnd = row.specifier && !row.source ? withParentheses(text, row.specifier.span).end : 0;
  const end = Math.max(row.nameSpan.end, row.extrasSpan?.end ?? 0, specifierEnd, row.source?.span.end ?? 0);
  let next = end;
  while (text[next] === ' ' || text[next] === '\t') next++;
  if (text[next] === ';' || text[next] === ',') return undefined;
  return [{ span: span(end, end), newText: `${row.source ? ' ' : ''}; ${marker}` }];
}

/** The row still stands there, nothing in its line is broken, and its name is written in one piece. */
function isWritable(text: string, row: Dependency): boolean {
  const line = lineAt(logicalLines(text), row.span);
  if (!line || row.name === '' || slice(text, row.nameSpan) !== row.name) return false;
  const reading = readLine(line);
  return readsAs(reading, row) && reading.problems.length === 0;
}

/** A row that can be written anew elsewhere, in a file that people write. */
function isMovable(text: string, row: Dependency): boolean {
  return row.role !== 'locks' && isWritable(text, row) && !isHashed(text, row) && !isCompiled(parse(text).comments);
}

function isHashed(text: string, row: Dependency): boolean {
  const line = lineAt(logicalLines(text), row.span);
  return line !== undefined && readLine(line).options.some((option) => option.name === '--hash');
}

function readsAs({ dependency }: LineReading, row: Dependency): boolean {
  return dependency?.name === row.name && dependency.span.start === row.span.start && dependency.span.end === row.span.end;
}

/** An option that pip ignores goes with its row; words that were not understood might be a second requirement. */
function isRemovable(reading: LineReading, row: Dependency): boolean {
  return readsAs(reading, row) && reading.problems.every((problem) => problem.code === 'option-after-requirement');
}

function lineAt(lines: readonly LogicalLine[], place: Span): LogicalLine | undefined {
  return lines.find((line) => contains(line.span, place));
}

function declaresIndex(text: string, index: Artifact): boolean {
  const line = lineAt(logicalLines(text), index.span);
  if (!line || index.kind !== 'index' || slice(text, index.span) !== index.value) return false;
  const { artifacts, problems } = readLine(line);
  return problems.length === 0 && artifacts.some((artifact) => artifact.span.start === index.span.start);
}

/** Parentheses right around a specifier, `(>=1.0)`. */
function withParentheses(text: string, specifier: Span): Span {
  let start = specifier.start;
  let end = specifier.end;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start--;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return text[start - 1] === '(' && text[end] === ')' ? span(start - 1, end + 1) : specifier;
}

function isOneLine(text: string, place: Span): boolean {
  return !/[\\\r\n]/.test(slice(text, place));
}

/** True if the words of a shell and pip's comment rule leave the text as it is. */
function isPlainWord(text: string): boolean {
  return text !== '' && !/[\s'"\\]/.test(text) && !text.startsWith('#');
}

/** A marker that can stand beside `and`: with brackets where it holds an `or` outside quotes. */
function inBrackets(marker: string): string {
  let quote = '';
  let word = '';
  for (const character of `${marker} `) {
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if ((character >= 'a' && character <= 'z') || character === '_') {
      word += character;
      continue;
    } else if (word === 'or') return `(${marker})`;
    word = '';
  }
  return marker;
}
