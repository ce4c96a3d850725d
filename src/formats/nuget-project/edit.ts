import type { Dependency } from '../../model/manifest';
import { isSound, removeElement, replaceText } from '../../syntax/xml-edit';
import type { FormatEdits } from '../format';
import { type ProjectReading, type ProjectRow, readProject } from './parse';

/** Edits of project and properties files. Packages have no extras. */
export const nugetProjectEdits: FormatEdits = {
  /** Refused where the version stands in another file, under the old name. */
  rename(text, dependency, name) {
    const row = findRow(readProject(text), dependency);
    return row?.version && !row.shared && !/[;$@*%]/.test(name) ? replaceText(text, row.name, name) : undefined;
  },
  setSpecifier(text, dependency, specifier) {
    const row = findRow(readProject(text), dependency);
    if (!row?.version || row.shared) return undefined;
    return dependency.specifier?.raw === specifier ? [] : replaceText(text, row.version, specifier);
  },
  setExtras: (_text, _row, extras) => (extras.length === 0 ? [] : undefined),
  remove(text, dependencies) {
    const reading = readProject(text);
    const rows = dependencies.map((dependency) => findRow(reading, dependency));
    const isWhole = (row: ProjectRow | undefined): row is ProjectRow => row !== undefined && !row.shared;
    return rows.every(isWhole) ? rows.map(({ element }) => removeElement(text, element)) : undefined;
  },
};

function findRow({ document, rows }: ProjectReading, { name, span, nameSpan }: Dependency): ProjectRow | undefined {
  const row = rows.find(
    ({ dependency }) => dependency.name === name && dependency.span.end === span.end && dependency.nameSpan.start === nameSpan.start,
  );
  return row?.element.closed && isSound(document, span) ? row : undefined;
}
