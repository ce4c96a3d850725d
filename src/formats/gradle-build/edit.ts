import type { Dependency } from '../../model/manifest';
import type { TextEdit } from '../../text/edit';
import { type Span, overlaps, slice } from '../../text/span';
import type { FormatEdits } from '../format';
import { type GradleReading, type GradleRow, readBuild } from './parse';

/** Edits of coordinates that stand in one string. Modules have no extras. */
export const gradleBuildEdits: FormatEdits = {
  rename(text, dependency, name) {
    const row = findRow(readBuild(text), dependency);
    return row?.string && name.split(':').length === 2 ? replace(text, row, row.dependency.nameSpan, name) : undefined;
  },
  /** A version that a variable gives is written in its place; an empty one is refused. */
  setSpecifier(text, dependency, specifier) {
    const row = findRow(readBuild(text), dependency);
    if (!row?.string || specifier.includes(':')) return undefined;
    const { specifier: old, nameSpan } = row.dependency;
    if (old?.raw === specifier) return [];
    if (old) return replace(text, row, old.span, specifier);
    const end = { start: nameSpan.end, end: nameSpan.end };
    return text.charAt(nameSpan.end) === ':' ? undefined : replace(text, row, end, specifier === '' ? '' : `:${specifier}`);
  },
  setExtras: (_text, _row, extras) => (extras.length === 0 ? [] : undefined),
  /** Whole statements that have their lines to themselves. */
  remove(text, dependencies) {
    const reading = readBuild(text);
    const edits = dependencies.map((dependency) => {
      const row = findRow(reading, dependency);
      return row?.alone ? removeLines(text, row.statement.span) : undefined;
    });
    return edits.every((edit) => edit !== undefined) ? edits : undefined;
  },
};

function findRow({ rows, problems }: GradleReading, { name, span, nameSpan }: Dependency): GradleRow | undefined {
  const row = rows.find(
    ({ dependency }) => dependency.name === name && dependency.nameSpan.start === nameSpan.start && dependency.span.end === span.end,
  );
  return row && !problems.some((problem) => overlaps(problem.span, row.statement.span)) ? row : undefined;
}

function replace(text: string, { string }: GradleRow, span: Span, newText: string): readonly TextEdit[] | undefined {
  if (!string?.plain || newText === '' || /[\s"'\\$@{}]/.test(newText)) return undefined;
  return slice(text, span) === newText ? [] : [{ span, newText }];
}

/** A comment behind the statement goes with it; anything else on its lines keeps it there. */
function removeLines(text: string, { start, end }: Span): TextEdit | undefined {
  let from = start;
  while (from > 0 && ' \t'.includes(text.charAt(from - 1))) from--;
  let to = end;
  while (to < text.length && ' \t;'.includes(text.charAt(to))) to++;
  if (text.startsWith('//', to)) while (to < text.length && !isLineBreak(text.charAt(to))) to++;
  if ((from > 0 && !isLineBreak(text.charAt(from - 1))) || (to < text.length && !isLineBreak(text.charAt(to)))) return undefined;
  if (text.startsWith('\r\n', to)) to += 2;
  else if (to < text.length) to++;
  return { span: { start: from, end: to }, newText: '' };
}

function isLineBreak(character: string): boolean {
  return character === '\n' || character === '\r';
}
