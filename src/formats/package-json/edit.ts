import type { Dependency } from '../../model/manifest';
import { removeMembers } from '../../syntax/json-edit';
import type { JsonArray, JsonMember, JsonObject } from '../../syntax/json';
import type { TextEdit } from '../../text/edit';
import type { Span } from '../../text/span';
import { slice } from '../../text/span';
import type { FormatEdits } from '../format';
import { addBeside, moveToOptional } from './edit-move';
import { isPackageName } from './npm-spec';
import { readRows, valuesAt } from './rows';
import type { Row, Rows } from './rows';

/** Edits of package.json. Extras and markers do not exist in it. */
export const packageJsonEdits: FormatEdits = {
  rename,
  setSpecifier,
  setExtras: () => undefined,
  remove,
  moveToOptional(text, dependencies) {
    const all = readRows(text);
    const found = dependencies.map((dependency) => findRow(all, dependency));
    if (!found.every((row) => row !== undefined) || isReferenced(all, new Set(found))) return undefined;
    const mentioned = found.some((row) => mentionsOf(all, row, new Set(found)).length > 0);
    return mentioned ? undefined : moveToOptional(text, all, found);
  },
  addBeside(text, dependency, { name, specifier }) {
    const row = findRow(readRows(text), dependency);
    return row && isPackageName(name) && dependency.group.id !== 'peer-optional' ? addBeside(text, row, name, specifier) : undefined;
  },
};

function rename(text: string, dependency: Dependency, name: string): readonly TextEdit[] | undefined {
  const all = readRows(text);
  const row = findRow(all, dependency);
  if (!row || !isPackageName(name) || row.nameIn === 'parent' || !isVerbatim(text, row.dependency)) return undefined;
  if (row.dependency.name === name) return [];
  const edit = { span: row.dependency.nameSpan, newText: name };
  if (row.nameIn === 'value') return [edit];
  const { key } = row.property;
  const newKey = text.slice(key.span.start + 1, edit.span.start) + name + text.slice(edit.span.end, key.span.end - 1);
  if (hasKey(row.parent, newKey) || isReferenced(all, new Set([row]))) return undefined;
  const mentions = mentionsOf(all, row);
  if (mentions.some(({ container }) => !isSound(all, container) || hasKey(container, name))) return undefined;
  return [edit, ...mentions.map(({ name: place }) => ({ span: { start: place.start + 1, end: place.end - 1 }, newText: name }))];
}

function setSpecifier(text: string, dependency: Dependency, specifier: string): readonly TextEdit[] | undefined {
  const row = findRow(readRows(text), dependency);
  const value = row?.property.value;
  if (!row || row.dependency.source || value?.kind !== 'string') return undefined;
  // Every npm row has a value; the one that admits all is `*`.
  const written = JSON.stringify(specifier.trim() || '*').slice(1, -1);
  const old = row.dependency.specifier;
  if (old) return slice(text, old.span) === old.raw ? [{ span: old.span, newText: written }] : undefined;
  const end = value.span.end - 1;
  if (row.nameIn !== 'value') return [{ span: { start: value.span.start + 1, end }, newText: written }];
  return isVerbatim(text, row.dependency) ? [{ span: { start: row.dependency.nameSpan.end, end }, newText: `@${written}` }] : undefined;
}

function remove(text: string, dependencies: readonly Dependency[]): readonly TextEdit[] | undefined {
  const all = readRows(text);
  const removed = new Map<JsonObject | JsonArray, Set<JsonMember>>();
  const add = (container: JsonObject | JsonArray, member: JsonMember): void => {
    removed.set(container, (removed.get(container) ?? new Set()).add(member));
  };
  const rows = new Set<Row>();
  for (const dependency of dependencies) {
    const row = findRow(all, dependency);
    if (!row) return undefined;
    rows.add(row);
    add(row.parent, row.property);
  }
  if (isReferenced(all, rows)) return undefined;
  for (const row of rows) {
    for (const { container, member } of mentionsOf(all, row, rows)) {
      if (!isSound(all, container)) return undefined;
      add(container, member);
    }
  }
  return [...removed].flatMap(([container, members]) => removeMembers(text, container, members));
}

/** The row as the text has it now; undefined if it stands elsewhere, or among mistakes where an edit could hit a neighbour. */
function findRow(all: Rows, { span, name }: Dependency): Row | undefined {
  const row = all.rows.find(({ dependency }) => dependency.span.start === span.start && dependency.span.end === span.end && dependency.name === name);
  return row && isSound(all, row.parent) ? row : undefined;
}

function isSound({ document }: Rows, { span, closed }: JsonObject | JsonArray): boolean {
  return closed && !document.problems.some((problem) => problem.span.start <= span.end && problem.span.end >= span.start);
}

/** False where the name was decoded from escapes. */
function isVerbatim(text: string, { name, nameSpan }: Dependency): boolean {
  return slice(text, nameSpan) === name;
}

function hasKey(container: JsonObject | JsonArray, key: string): boolean {
  return container.members.some(
    (member) => ('key' in member ? member.key.content.text : member.value.kind === 'string' && member.value.content.text) === key,
  );
}

/** Another place that speaks of an installed package by its key. */
interface Mention {
  readonly container: JsonObject | JsonArray;
  readonly member: JsonMember;
  /** The name with its quotes. */
  readonly name: Span;
}

/** The flags of a row and its entry among the bundled ones; none while another row outside `gone` has the same key. */
function mentionsOf(all: Rows, row: Row, gone: ReadonlySet<Row> = new Set([row])): Mention[] {
  const key = row.property.key.content.text;
  if (row.section.role !== 'requires') return [];
  const isPeer = isPeerRow(row);
  const isNamesake = (other: Row): boolean =>
    other.property.key.content.text === key && other.section.role === 'requires' && isPeerRow(other) === isPeer;
  if (all.rows.some((other) => isNamesake(other) && !gone.has(other))) return [];
  const fields = isPeer ? ['peerDependenciesMeta'] : ['dependenciesMeta', 'bundleDependencies', 'bundledDependencies'];
  const containers = fields
    .flatMap((field) => valuesAt(all.document.root, [field]))
    .filter((value) => value.kind === 'object' || value.kind === 'array');
  return containers.flatMap((container) =>
    container.members.flatMap((member): Mention[] => {
      const string = 'key' in member ? member.key : member.value.kind === 'string' ? member.value : undefined;
      return string?.content.text === key ? [{ container, member, name: string.span }] : [];
    }),
  );
}

function isPeerRow(row: Row): boolean {
  return row.section.group.kind === 'peer';
}

/** True if an override outside `gone` says `$name`, npm's and pnpm's reference to the version of a row that would be missed. */
function isReferenced(all: Rows, gone: ReadonlySet<Row>): boolean {
  const kept = all.rows.filter((row) => !gone.has(row));
  const keysOf = (rows: readonly Row[]): Set<string> =>
    new Set(rows.filter((row) => row.section.role === 'requires').map((row) => row.property.key.content.text));
  const keptKeys = keysOf(kept);
  const lostKeys = keysOf([...gone]);
  return kept.some(({ section, dependency }) => {
    const value = section.role === 'overrides' ? (dependency.specifier?.raw ?? '') : '';
    return value.startsWith('$') && lostKeys.has(value.slice(1)) && !keptKeys.has(value.slice(1));
  });
}
