import type { Group } from '../../model/manifest';
import { type TomlTable, stringItems, tableAt, valueAt } from '../../syntax/toml';
import { isSound } from '../../syntax/toml-edit';
import { type NewItem, appendStatement, commentBehind, insertItems, insertTables, listOf, memberAt } from '../../syntax/toml-insert';
import type { TextEdit } from '../../text/edit';
import { lineBreakOf, lineEnd } from '../../text/lines';
import { slice } from '../../text/span';
import type { Moved } from '../format';
import { removeRows } from './edit-remove';
import { type PoetryPlace, type Reading, type RequirementPlace, type Row, normalName } from './reading';

type Edits = readonly TextEdit[] | undefined;

/**
 * Moves rows of `project.dependencies` to an extra, or rows of Poetry's own table to an optional group.
 * https://packaging.python.org/en/latest/specifications/pyproject-toml/#dependencies-optional-dependencies and
 * https://python-poetry.org/docs/managing-dependencies/#optional-groups
 */
export function moveToOptional(text: string, reading: Reading, rows: readonly Row[], name: string): Moved | undefined {
  const requirements = rows.flatMap(({ place }) => (place.kind === 'requirement' ? [place] : []));
  const statements = rows.flatMap(({ place }) => (place.kind === 'poetry' ? [place] : []));
  const { root } = reading.document;
  const main = valueAt(root, 'project', 'dependencies');
  if (requirements.length === rows.length && requirements.every(({ list }) => list === main)) {
    return withRemoval(text, reading, rows, addToExtra(text, reading, requirements, name));
  }
  const poetry = tableAt(root, 'tool', 'poetry', 'dependencies');
  if (!poetry || statements.length < rows.length || !statements.every(({ parent, list }) => parent === poetry && !list)) return undefined;
  if (rows.some(({ dependency }) => dependency.group.kind !== 'main')) return undefined;
  return withRemoval(text, reading, rows, addGroup(text, reading, poetry, statements, name));
}

function withRemoval(text: string, reading: Reading, rows: readonly Row[], added: Moved | undefined): Moved | undefined {
  const removed = added && removeRows(text, reading, rows);
  return removed && { group: added.group, edits: [...removed, ...added.edits] };
}

function addToExtra(text: string, { document }: Reading, places: readonly RequirementPlace[], name: string): Moved | undefined {
  const project = tableAt(document.root, 'project');
  const items = places.map(({ list, index, string }): NewItem => {
    const member = memberAt(list, index);
    const comment = member && commentBehind(text, member);
    return { raw: slice(text, string.span), ...(comment === undefined ? {} : { comment }) };
  });
  if (!project || stringItems(project.get('dynamic')?.value).some(({ content }) => content.text === 'optional-dependencies')) return undefined;
  const extras = tableAt(project, 'optional-dependencies');
  const extra = extras?.entries.find(({ key }) => normalName(key.name) === normalName(name));
  const group: Group = { id: `extra:${extra?.key.name ?? name}`, kind: 'extra' };
  if (extra) {
    const { value } = extra;
    const edits = value.kind === 'array' && isSound(document, value.span) ? insertItems(text, value, value.items.length - 1, items) : undefined;
    return edits && { group, edits };
  }
  const lineBreak = lineBreakOf(text);
  const statement = `${name} = ${listOf(items, lineBreak)}`;
  const place = extras ?? project;
  if (!isSound(document, place.span)) return undefined;
  const edit = extras
    ? appendStatement(text, extras, statement)
    : insertTables(text, project, `[project.optional-dependencies]${lineBreak}${statement}`);
  return edit && { group, edits: [edit] };
}

function addGroup(text: string, { document }: Reading, behind: TomlTable, places: readonly PoetryPlace[], name: string): Moved | undefined {
  if (tableAt(document.root, 'tool', 'poetry', 'group', name) || !isSound(document, behind.span)) return undefined;
  if (places.some(({ entry }) => entry.value.kind === 'table' && entry.value.form !== 'inline')) return undefined;
  const lineBreak = lineBreakOf(text);
  const statements = places.map(({ entry }) => {
    const comment = commentBehind(text, { span: entry.span });
    return slice(text, entry.span) + (comment === undefined ? '' : `  ${comment}`);
  });
  const header = `tool.poetry.group.${name}`;
  const tables = [`[${header}]`, 'optional = true', '', `[${header}.dependencies]`, ...statements].join(lineBreak);
  const edit = insertTables(text, behind, tables);
  return edit && { group: { id: `group:${name}`, kind: 'dev' }, edits: [edit] };
}

/** Writes a requirement below another one of its list, in its kind of quotes, or a line of Poetry's below another one. */
export function addBeside(text: string, { document }: Reading, { place, dependency }: Row, name: string, specifier: string): Edits {
  if (place.kind === 'requirement') {
    const quote = text.charAt(place.string.span.start);
    if (!isSound(document, place.list.span) || `${name}${specifier}`.includes(quote)) return undefined;
    return insertItems(text, place.list, place.index, [{ raw: `${quote}${name}${specifier}${quote}` }]);
  }
  const { parent, entry } = place;
  if (dependency.group.kind === 'optional') return undefined;
  if (parent.form !== 'header' || parent.get(name) || !isSound(document, entry.span) || entry.value.kind === 'array') return undefined;
  if (entry.value.kind === 'table' && entry.value.form !== 'inline') return undefined;
  const at = lineEnd(text, entry.span.end);
  return [{ span: { start: at, end: at }, newText: `${lineBreakOf(text)}${name} = "${specifier || '*'}"` }];
}
