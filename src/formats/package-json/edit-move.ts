import type { JsonObject } from '../../syntax/json';
import { appendMember, indentationAt, indentationUnit, removeMembers } from '../../syntax/json-edit';
import type { TextEdit } from '../../text/edit';
import { lineBreakOf, lineStart } from '../../text/lines';
import { slice } from '../../text/span';
import type { Moved } from '../format';
import { valuesAt, type Row, type Rows } from './rows';

const group = { id: 'optional', kind: 'optional' } as const;

/**
 * Moves rows of `dependencies` to `optionalDependencies`, which `npm install --omit=optional` leaves out:
 * https://docs.npmjs.com/cli/v11/configuring-npm/package-json#optionaldependencies
 */
export function moveToOptional(text: string, { document }: Rows, rows: readonly Row[]): Moved | undefined {
  const { root } = document;
  const [from, ...others] = valuesAt(root, ['dependencies']);
  if (root?.kind !== 'object' || from?.kind !== 'object' || others.length > 0 || rows.some(({ parent }) => parent !== from)) return undefined;
  const removed = removeMembers(text, from, new Set(rows.map(({ property }) => property)));
  const entries = rows.map(({ property }) => slice(text, property.span));
  const [to, ...more] = valuesAt(root, ['optionalDependencies']);
  if (more.length > 0 || (to && to.kind !== 'object')) return undefined;
  if (to) {
    const joined = entries.join(`,${lineBreakOf(text)}${indentationAt(text, to.members[0]?.span.start ?? 0)}`);
    return { group, edits: [...removed, ...appendMember(text, to, to.members.length > 0 ? joined : entries.join(', '))] };
  }
  const edit = newSection(text, root, from, entries);
  return edit && { group, edits: [...removed, edit] };
}

/** A new object right behind `dependencies`, indented as that is. */
function newSection(text: string, root: JsonObject, from: JsonObject, entries: readonly string[]): TextEdit | undefined {
  const property = root.members.find(({ value }) => value === from);
  if (!property) return undefined;
  const lineBreak = lineBreakOf(text);
  const outer = indentationAt(text, property.span.start);
  const inner = outer + indentationUnit(text);
  const at = property.span.end;
  const members = entries.map((entry) => `${inner}${entry}`).join(`,${lineBreak}`);
  const section = `"optionalDependencies": {${lineBreak}${members}${lineBreak}${outer}}`;
  return { span: { start: at, end: at }, newText: `,${lineBreak}${outer}${section}` };
}

/** Writes a row right below another one. */
export function addBeside(text: string, { property, parent }: Row, name: string, specifier: string): readonly TextEdit[] | undefined {
  if (parent.members.some((member) => member.key.content.text === name)) return undefined;
  const at = property.span.end;
  const lineBreak = lineBreakOf(text);
  const entry = `${JSON.stringify(name)}: ${JSON.stringify(specifier || '*')}`;
  const start = lineStart(text, property.span.start);
  const ownLine = start > 0 && text.slice(start, property.span.start).trim() === '';
  return [{ span: { start: at, end: at }, newText: ownLine ? `,${lineBreak}${indentationAt(text, property.span.start)}${entry}` : `, ${entry}` }];
}
