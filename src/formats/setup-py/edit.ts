import type { Dependency } from '../../model/manifest';
import type { PythonList } from '../../syntax/python-expression';
import { RequirementEditor } from '../../syntax/requirement-edit';
import { removeMembers } from '../../syntax/toml-edit';
import type { TextEdit } from '../../text/edit';
import type { FormatEdits } from '../format';
import { type Row, type SetupPy, readSetupPy } from './reading';

/** Edits of strings that are written out. The text is read again, so that rows are found by their places in it. */
export const setupPyEdits: FormatEdits = {
  rename: (text, row, name) => editorOf(text, row)?.rename(name),
  setSpecifier: (text, row, specifier) => editorOf(text, row)?.setSpecifier(specifier),
  setExtras: (text, row, extras) => editorOf(text, row)?.setExtras(extras),
  addMarker: (text, row, marker) => editorOf(text, row)?.addMarker(marker),
  remove(text, rows) {
    const file = readSetupPy(text);
    const removed = new Map<PythonList, Set<number>>();
    for (const row of rows) {
      const found = file.sound ? findRow(file, row) : undefined;
      const index = found?.list?.items.findIndex(({ value }) => value === found.string) ?? -1;
      if (!found?.list?.closed || index < 0) return undefined;
      removed.set(found.list, (removed.get(found.list) ?? new Set()).add(index));
    }
    const edits = [...removed].map(([list, indexes]) => removeItems(text, list, indexes));
    return edits.every((edit) => edit !== undefined) ? edits.flat() : undefined;
  },
};

function editorOf(text: string, row: Dependency): RequirementEditor | undefined {
  const file = readSetupPy(text);
  const found = findRow(file, row);
  if (!found?.whole || !file.sound || !found.string.plain) return undefined;
  return new RequirementEditor(text, row, { span: found.content, quote: found.string.quote, forbidden: [' #'] });
}

function findRow({ rows }: SetupPy, { name, span }: Dependency): Row | undefined {
  return rows.find(({ dependency }) => dependency.name === name && dependency.span.start === span.start && dependency.span.end === span.end);
}

/** Without its comma a tuple of one would be no tuple any more, so tuples stay as they are. */
function removeItems(text: string, list: PythonList, removed: ReadonlySet<number>): readonly TextEdit[] | undefined {
  return text.charAt(list.span.start) === '[' ? removeMembers(text, list.span, list.items, removed) : undefined;
}
