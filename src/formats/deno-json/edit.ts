import type { Dependency } from '../../model/manifest';
import { removeMembers } from '../../syntax/json-edit';
import type { JsonMember, JsonObject } from '../../syntax/json';
import type { TextEdit } from '../../text/edit';
import { slice, type Span } from '../../text/span';
import type { FormatEdits } from '../format';
import { readRows, type Row, type Rows } from './rows';

/** Edits of deno.json. Keys stay, since code imports by them. The text is read again, so that rows are found by their places in it. */
export const denoEdits: FormatEdits = {
  rename(text, row, name) {
    const found = writable(text, row);
    return found && replace(text, row.nameSpan, name);
  },
  /** Empty means any version, which has no `@`. */
  setSpecifier(text, row, specifier) {
    const found = writable(text, row);
    if (!found || specifier.includes('/')) return undefined;
    const { end } = row.nameSpan;
    if (specifier !== '') return row.specifier ? replace(text, row.specifier.span, specifier) : replace(text, { start: end, end }, `@${specifier}`);
    return row.specifier ? replace(text, { start: end, end: row.specifier.span.end }, '') : [];
  },
  /** npm packages have no extras. */
  setExtras: (_text, _row, extras) => (extras.length === 0 ? [] : undefined),
  remove(text, rows) {
    const read = readRows(text);
    const byParent = new Map<JsonObject, Set<JsonMember>>();
    for (const row of rows) {
      const found = findRow(read, row);
      if (!found || !found.parent.closed || isNearProblem(read, found.property.span)) return undefined;
      byParent.set(found.parent, (byParent.get(found.parent) ?? new Set<JsonMember>()).add(found.property));
    }
    return [...byParent].flatMap(([parent, removed]) => removeMembers(text, parent, removed));
  },
};

/** A package of npm whose specifier stands there character by character. */
function writable(text: string, row: Dependency): Row | undefined {
  const read = readRows(text);
  const found = findRow(read, row);
  if (!found || row.source || isNearProblem(read, found.property.span)) return undefined;
  const { content, span } = found.value;
  return span.end - span.start === content.text.length + 2 ? found : undefined;
}

function replace(text: string, place: Span, newText: string): readonly TextEdit[] | undefined {
  if (['"', '\\', '\n', '\r'].some((sign) => newText.includes(sign))) return undefined;
  return slice(text, place) === newText ? [] : [{ span: place, newText }];
}

function findRow({ rows }: Rows, { span }: Dependency): Row | undefined {
  return rows.find(({ dependency }) => dependency.span.start === span.start && dependency.span.end === span.end);
}

function isNearProblem({ problems }: Rows, place: Span): boolean {
  return problems.some(({ span }) => span.start <= place.end && place.start <= span.end);
}
