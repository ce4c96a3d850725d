import type { Dependency } from '../../model/manifest';
import type { TextEdit } from '../../text/edit';
import { type Span, contains, slice } from '../../text/span';
import type { FormatEdits } from '../format';
import { type GoModReading, type GoModRow, readRows } from './parse';

/** Edits of go.mod. Modules have no extras. */
export const goModEdits: FormatEdits = {
  rename(text, dependency, name) {
    const reading = readRows(text);
    const row = findRow(reading, dependency);
    return row && !isNamedTwice(reading, row) ? replace(text, row.dependency.nameSpan, name) : undefined;
  },
  /** Each requirement has a version, so an empty one is refused. */
  setSpecifier(text, dependency, specifier) {
    const reading = readRows(text);
    const row = findRow(reading, dependency);
    const span = row?.dependency.specifier?.span;
    return row && span && !isNamedTwice(reading, row) ? replace(text, span, specifier) : undefined;
  },
  setExtras: (_text, _row, extras) => (extras.length === 0 ? [] : undefined),
  /** Whole lines but those of a replacement that is in use, with the comments behind them; an empty block may stay. */
  remove(text, dependencies) {
    const reading = readRows(text);
    const rows = dependencies.map((dependency) => findRow(reading, dependency));
    const unsafe = (row: GoModRow | undefined): boolean => !row || (row.statement.verb === 'replace' && isNamedTwice(reading, row));
    return !rows.some(unsafe) && rows.every((row) => row !== undefined) ? rows.map(({ statement }) => removeLine(text, statement.span)) : undefined;
  },
};

/** Another directive speaks of the module too: a replacement of one version would not hold for the next. */
function isNamedTwice({ rows }: GoModReading, row: GoModRow): boolean {
  return rows.some((other) => other !== row && other.dependency.name === row.dependency.name);
}

function findRow({ rows, problems }: GoModReading, { name, span }: Dependency): GoModRow | undefined {
  const row = rows.find(({ dependency }) => dependency.name === name && dependency.span.start === span.start && dependency.span.end === span.end);
  return row && !problems.some((problem) => contains(problem.span, row.statement.span)) ? row : undefined;
}

function replace(text: string, span: Span, newText: string): readonly TextEdit[] | undefined {
  if (newText === '' || /[\s"'`()[\],]|\/\//.test(newText)) return undefined;
  return slice(text, span) === newText ? [] : [{ span, newText }];
}

function removeLine(text: string, { start, end }: Span): TextEdit {
  let from = start;
  while (from > 0 && !isLineBreak(text.charAt(from - 1))) from--;
  let to = end;
  while (to < text.length && !isLineBreak(text.charAt(to))) to++;
  if (text.startsWith('\r\n', to)) to += 2;
  else if (to < text.length) to++;
  return { span: { start: from, end: to }, newText: '' };
}

function isLineBreak(character: string): boolean {
  return character === '\n' || character === '\r';
}
