import type { Dependency } from '../../model/manifest';
import { RequirementEditor } from '../../syntax/requirement-edit';
import { removeLines } from '../../syntax/toml-edit';
import type { TextEdit } from '../../text/edit';
import type { FormatEdits } from '../format';
import { type Row, readSetupCfg } from './reading';

/** Edits of setup.cfg. The text is read again, so that rows are found by their places in it. */
export const setupCfgEdits: FormatEdits = {
  rename: (text, row, name) => editorOf(text, row)?.rename(name),
  setSpecifier: (text, row, specifier) => editorOf(text, row)?.setSpecifier(specifier),
  setExtras: (text, row, extras) => editorOf(text, row)?.setExtras(extras),
  addMarker: (text, row, marker) => editorOf(text, row)?.addMarker(marker),
  remove(text, rows) {
    const { rows: all } = readSetupCfg(text);
    const edits: TextEdit[] = [];
    for (const row of rows) {
      const found = findRow(all, row);
      const edit = found && removal(text, found);
      if (!edit) return undefined;
      edits.push(edit);
    }
    return edits;
  },
};

function editorOf(text: string, row: Dependency): RequirementEditor | undefined {
  const found = findRow(readSetupCfg(text).rows, row);
  if (!found?.whole) return undefined;
  const forbidden = found.option.oneLine ? [' #', ';'] : [' #'];
  return new RequirementEditor(text, row, { span: found.content, quote: '', forbidden });
}

function findRow(rows: readonly Row[], { name, span }: Dependency): Row | undefined {
  return rows.find(({ dependency }) => dependency.name === name && dependency.span.start === span.start && dependency.span.end === span.end);
}

/** A line goes with its comment; behind the option's name the name stays. */
function removal(text: string, { option, line, besides }: Row): TextEdit | undefined {
  if (option.oneLine && besides > 1) return undefined;
  const isFirst = !option.oneLine && option.lines[0] === line && sameLine(text, option.nameSpan.end, line.start);
  if (option.oneLine || isFirst) return { span: { start: line.start, end: line.end }, newText: '' };
  return removeLines(text, line);
}

function sameLine(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (text.charAt(at) === '\n' || text.charAt(at) === '\r') return false;
  return true;
}
