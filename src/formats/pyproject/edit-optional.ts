import type { AddedRow, OptionalRows } from '../../model/fix';
import type { Group } from '../../model/manifest';
import { type TomlNode, type TomlTable, stringItems, tableAt, valueAt } from '../../syntax/toml';
import { isSound } from '../../syntax/toml-edit';
import { type NewItem, appendStatement, commentBehind, insertItems, insertTables, listOf, memberAt } from '../../syntax/toml-insert';
import { writtenRequirement } from '../../syntax/requirement-text';
import type { TextEdit } from '../../text/edit';
import { lineBreakOf } from '../../text/lines';
import { slice } from '../../text/span';
import type { ChosenBuilds } from '../format';
import { type Reading, type RequirementPlace, type Row, normalName } from './reading';

type Edits = readonly (TextEdit | undefined)[];

/**
 * Writes requirements into extras, which are made where they are not there; exclusive ones are in uv's conflicts where the
 * project has a table for uv: https://docs.astral.sh/uv/concepts/projects/config/#conflicting-dependencies
 */
export function addOptional(text: string, reading: Reading, groups: readonly OptionalRows[], exclusive: boolean): ChosenBuilds | undefined {
  const { root, problems } = reading.document;
  const project = tableAt(root, 'project');
  const dynamic = stringItems(valueAt(root, 'project', 'dynamic')).some(({ content }) => content.text === 'optional-dependencies');
  if (!project || dynamic || problems.length > 0 || !isSound(reading.document, root.span)) return undefined;
  const lists = groups.map((group) => ({ name: group.name, items: itemsOf(text, reading, group, exclusive) }));
  const tables: string[] = [];
  const edits = [...extraEdits(text, root, lists, tables), ...(exclusive ? conflictEdits(text, root, groups, tables) : [])];
  if (tables.length > 0) {
    const lineBreak = lineBreakOf(text);
    edits.push(insertTables(text, tableAt(project, 'optional-dependencies') ?? project, tables.join(lineBreak + lineBreak)));
  }
  const complete = edits.filter((edit) => edit !== undefined);
  if (complete.length < edits.length) return undefined;
  return { edits: complete, added: groups.flatMap((group) => addedRows(root, group)), indexes: [], files: [] };
}

interface List {
  readonly name: string;
  readonly items: readonly NewItem[] | undefined;
}

/** Undefined where a row is no requirement of `project.dependencies`, or the quotes of its neighbour cannot hold it. */
function itemsOf(text: string, reading: Reading, { rows }: OptionalRows, exclusive: boolean): readonly NewItem[] | undefined {
  const items = rows.map(({ beside, row }): NewItem | undefined => {
    const place = placeOf(reading, beside);
    if (!place) return undefined;
    if (row.name === beside.name) {
      const member = exclusive ? memberAt(place.list, place.index) : undefined;
      const comment = member && commentBehind(text, member);
      return { raw: slice(text, place.string.span), ...(comment === undefined ? {} : { comment }) };
    }
    const quote = text.charAt(place.string.span.start);
    const written = writtenRequirement(row);
    return written.includes(quote) || written.includes('\\') ? undefined : { raw: `${quote}${written}${quote}` };
  });
  const complete = items.filter((item) => item !== undefined);
  return complete.length === items.length ? complete : undefined;
}

function placeOf({ rows, document }: Reading, wanted: Row['dependency']): RequirementPlace | undefined {
  const place = rows.find(({ dependency }) => dependency.name === wanted.name && dependency.span.start === wanted.span.start)?.place;
  const main = valueAt(document.root, 'project', 'dependencies');
  return place?.kind === 'requirement' && place.list === main && place.string.plain ? place : undefined;
}

function extraEdits(text: string, root: TomlTable, lists: readonly List[], tables: string[]): (TextEdit | undefined)[] {
  const lineBreak = lineBreakOf(text);
  const extras = tableAt(root, 'project', 'optional-dependencies');
  const edits: (TextEdit | undefined)[] = [];
  const statements: string[] = [];
  for (const { name, items } of lists) {
    const value = extraOf(root, name)?.value;
    if (!items) edits.push(undefined);
    else if (!value) statements.push(`${name} = ${listOf(items, lineBreak)}`);
    else edits.push(...((value.kind === 'array' && insertItems(text, value, value.items.length - 1, items)) || [undefined]));
  }
  if (statements.length > 0 && extras) edits.push(appendStatement(text, extras, statements.join(lineBreak)));
  else if (statements.length > 0) tables.push(['[project.optional-dependencies]', ...statements].join(lineBreak));
  return edits;
}

function extraOf(root: TomlTable, name: string): TomlTable['entries'][number] | undefined {
  return tableAt(root, 'project', 'optional-dependencies')?.entries.find(({ key }) => normalName(key.name) === normalName(name));
}

/** Conflicts that are there already must name the same extras. */
function conflictEdits(text: string, root: TomlTable, groups: readonly OptionalRows[], tables: string[]): Edits {
  const uv = tableAt(root, 'tool', 'uv');
  if (!uv) return [];
  const there = uv.get('conflicts')?.value;
  if (there) return isConflict(there, groups) ? [] : [undefined];
  const statement = `conflicts = [[${groups.map(({ name }) => `{ extra = "${name}" }`).join(', ')}]]`;
  if (uv.form === 'header') return [appendStatement(text, uv, statement)];
  tables.push(['[tool.uv]', statement].join(lineBreakOf(text)));
  return [];
}

function isConflict(node: TomlNode, groups: readonly OptionalRows[]): boolean {
  if (node.kind !== 'array') return false;
  return node.items.some(({ value }) => {
    if (value.kind !== 'array') return false;
    const names = value.items.flatMap(({ value: item }) => (item.kind === 'table' ? [item.get('extra')?.value] : []));
    const texts = names.map((name) => (name?.kind === 'string' ? normalName(name.content.text) : ''));
    return groups.every(({ name }) => texts.includes(normalName(name)));
  });
}

function addedRows(root: TomlTable, { name, rows }: OptionalRows): readonly AddedRow[] {
  const group: Group = { id: `extra:${extraOf(root, name)?.key.name ?? name}`, kind: 'extra' };
  return rows.map(({ beside, row }) => ({ beside, row, group }));
}
