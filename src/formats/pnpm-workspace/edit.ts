import type { Dependency } from '../../model/manifest';
import { removePairs, writtenScalar } from '../../syntax/yaml-edit';
import type { YamlMap, YamlPair, YamlScalar } from '../../syntax/yaml';
import type { TextEdit } from '../../text/edit';
import { contains } from '../../text/span';
import type { FormatEdits } from '../format';
import { isPackageName } from '../package-json/npm-spec';
import { readRows, type Row, type Rows } from './rows';

/** Edits of catalogs and overrides. Extras and markers do not exist in them. */
export const pnpmWorkspaceEdits: FormatEdits = { rename, setSpecifier, setExtras: () => undefined, remove };

function rename(text: string, dependency: Dependency, name: string): readonly TextEdit[] | undefined {
  const row = findRow(readRows(text), dependency);
  if (!row || !isPackageName(name)) return undefined;
  if (row.dependency.name === name) return [];
  const { key, value } = row.pair;
  const scalar = row.nameIn === 'key' ? key : value;
  if (scalar?.kind !== 'scalar') return undefined;
  const edit = replacePart(scalar, row.dependency.nameSpan, name, row.parent.flow);
  if (!edit) return undefined;
  const isTaken = row.nameIn === 'key' && row.parent.pairs.some((pair) => pair.key.content.text === edit.value);
  return isTaken ? undefined : [edit];
}

function setSpecifier(text: string, dependency: Dependency, specifier: string): readonly TextEdit[] | undefined {
  const row = findRow(readRows(text), dependency);
  const value = row?.pair.value;
  if (!row || row.dependency.source || value?.kind !== 'scalar') return undefined;
  const written = specifier.trim() || '*';
  const old = row.dependency.specifier;
  if (old) return old.raw === written ? [] : asEdits(replacePart(value, old.span, written, row.parent.flow));
  if (row.nameIn === 'value')
    return asEdits(replacePart(value, { start: row.dependency.nameSpan.end, end: value.span.end }, `@${written}`, row.parent.flow));
  if (value.outer.end > value.outer.start) return asEdits(replacePart(value, value.span, written, row.parent.flow));
  const scalar = writtenScalar(written, 'plain', row.parent.flow);
  // `name:` alone: the value's place is right behind the colon.
  if (scalar === undefined || text.charAt(value.span.start - 1) !== ':') return undefined;
  return [{ span: value.span, newText: ` ${scalar}` }];
}

function remove(text: string, dependencies: readonly Dependency[]): readonly TextEdit[] | undefined {
  const all = readRows(text);
  const maps = new Map<YamlMap, { readonly owner: YamlPair; readonly pairs: Set<YamlPair> }>();
  for (const dependency of dependencies) {
    const row = findRow(all, dependency);
    if (!row) return undefined;
    const entry = maps.get(row.parent) ?? { owner: row.owner, pairs: new Set() };
    entry.pairs.add(row.pair);
    maps.set(row.parent, entry);
  }
  const edits: TextEdit[] = [];
  for (const [map, { owner, pairs }] of maps) {
    const some = removePairs(text, owner, map, pairs);
    if (!some) return undefined;
    edits.push(...some);
  }
  return edits;
}

/**
 * The row as the text has it now; undefined if it stands elsewhere, or where an edit could reach others: beside mistakes, and
 * where an alias or a merge brings the row, its value or its map from another place.
 */
function findRow(all: Rows, { span, name }: Dependency): Row | undefined {
  const row = all.rows.find(({ dependency }) => dependency.span.start === span.start && dependency.span.end === span.end && dependency.name === name);
  if (!row || row.owner.alias || row.pair.alias || !row.parent.pairs.includes(row.pair)) return undefined;
  const area = row.parent.span;
  if (all.problems.some((problem) => problem.code === 'syntax' && problem.span.start <= area.end && problem.span.end >= area.start)) return undefined;
  const isShared = all.rows.some((other) => other !== row && other.pair.value !== undefined && other.pair.value === row.pair.value);
  return isShared || !contains(row.owner.span, area) ? undefined : row;
}

interface ScalarEdit extends TextEdit {
  /** What the scalar says afterwards. */
  readonly value: string;
}

/** Writes another text over a part of a scalar; a plain one that cannot hold it gets quotes. */
function replacePart(scalar: YamlScalar, part: { start: number; end: number }, newText: string, flow: boolean): ScalarEdit | undefined {
  if (!scalar.verbatim) return undefined;
  const { text } = scalar.content;
  const value = text.slice(0, part.start - scalar.span.start) + newText + text.slice(part.end - scalar.span.start);
  const written = writtenScalar(value, scalar.style, flow);
  if (written === undefined) return undefined;
  const quoted = scalar.style === 'plain' && written !== value;
  return quoted ? { span: scalar.outer, newText: written, value } : { span: part, newText, value };
}

function asEdits(edit: TextEdit | undefined): readonly TextEdit[] | undefined {
  return edit ? [edit] : undefined;
}
