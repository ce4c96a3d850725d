import type { Dependency } from '../../model/manifest';
import { insertAfter, isSound, removeElement, replaceText } from '../../syntax/xml-edit';
import { type TextEdit, sortEdits } from '../../text/edit';
import type { FormatEdits } from '../format';
import { type PomReading, type PomRow, readPom } from './parse';

/** Edits of pom.xml. Coordinates have no extras. */
export const mavenPomEdits: FormatEdits = {
  /** @param name `group:artifact` */
  rename(text, dependency, name) {
    const row = findRow(readPom(text), dependency);
    const [group = '', artifact = '', ...rest] = name.split(':');
    if (!row || rest.length > 0) return undefined;
    const sameGroup = dependency.name.startsWith(`${group}:`);
    const edits = [sameGroup || !row.groupId ? [] : replaceText(text, row.groupId.text, group), replaceText(text, row.artifactId.text, artifact)];
    const complete = edits.filter((edit): edit is readonly TextEdit[] => edit !== undefined);
    return complete.length === edits.length ? sortEdits(complete.flat(), text.length) : undefined;
  },
  /** A property is left as it is, since others may use it: the version is written in its place. An empty version is refused. */
  setSpecifier(text, dependency, specifier) {
    const row = findRow(readPom(text), dependency);
    if (!row || specifier === '') return undefined;
    if (dependency.specifier?.raw === specifier) return [];
    if (row.version) return replaceText(text, row.version.text, specifier);
    return /[<>&\s]/.test(specifier) ? undefined : [insertAfter(row.artifactId, text, `<version>${specifier}</version>`)];
  },
  setExtras: (_text, _row, extras) => (extras.length === 0 ? [] : undefined),
  remove(text, dependencies) {
    const reading = readPom(text);
    const rows = dependencies.map((dependency) => findRow(reading, dependency));
    return rows.every((row) => row !== undefined) ? rows.map(({ element }) => removeElement(text, element)) : undefined;
  },
};

function findRow({ document, rows }: PomReading, { name, span }: Dependency): PomRow | undefined {
  const row = rows.find(({ dependency }) => dependency.name === name && dependency.span.start === span.start && dependency.span.end === span.end);
  return row?.element.closed && isSound(document, span) ? row : undefined;
}
