import type { Dependency } from '../../model/manifest';
import { isSound, removeElement, replaceText } from '../../syntax/xml-edit';
import type { FormatEdits } from '../format';
import { type PackageRow, type PackagesReading, readPackages } from './parse';

/** Edits of packages.config. Packages have no extras. */
export const packagesConfigEdits: FormatEdits = {
  rename(text, dependency, name) {
    const row = findRow(readPackages(text), dependency);
    return row && replaceText(text, row.id.value, name);
  },
  setSpecifier(text, dependency, specifier) {
    const row = findRow(readPackages(text), dependency);
    return row?.version && replaceText(text, row.version.value, specifier);
  },
  setExtras: (_text, _row, extras) => (extras.length === 0 ? [] : undefined),
  remove(text, dependencies) {
    const reading = readPackages(text);
    const rows = dependencies.map((dependency) => findRow(reading, dependency));
    return rows.every((row) => row !== undefined) ? rows.map(({ element }) => removeElement(text, element)) : undefined;
  },
};

function findRow({ document, rows }: PackagesReading, { name, span }: Dependency): PackageRow | undefined {
  const row = rows.find(({ dependency }) => dependency.name === name && dependency.span.start === span.start && dependency.span.end === span.end);
  return row?.element.closed && isSound(document, span) ? row : undefined;
}
