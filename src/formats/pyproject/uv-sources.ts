import type { IndexReference, Source } from '../../model/manifest';
import { type TomlArray, type TomlEntry, type TomlTable, isTrue, stringAt, tableAt } from '../../syntax/toml';
import { type Reading, type Row, maximalAlternatives, normalName, withSources } from './reading';

/** What `[tool.uv.sources]` says about one name: one table, or several for different environments. */
export interface UvSource {
  readonly entry: TomlEntry;
  readonly list?: TomlArray;
  readonly alternatives: readonly TomlTable[];
}

/** The entries of `[tool.uv.sources]`: https://docs.astral.sh/uv/concepts/projects/dependencies/#dependency-sources */
export function uvSources({ uv }: Reading): readonly UvSource[] {
  return ((uv && tableAt(uv, 'sources'))?.entries ?? []).map((entry) => {
    const { value } = entry;
    if (value.kind === 'table') return { entry, alternatives: [value] };
    if (value.kind !== 'array') return { entry, alternatives: [] };
    return { entry, list: value, alternatives: value.items.flatMap((item) => (item.value.kind === 'table' ? [item.value] : [])) };
  });
}

/** One table of a source, read. */
interface Alternative {
  /** It is only for the rows of that extra or group. */
  readonly groups?: readonly string[];
  readonly conditional: boolean;
  readonly index?: IndexReference;
  readonly source?: Source;
}

/** Gives each row the indexes and places that `[tool.uv.sources]` has for its name. */
export function applyUvSources(reading: Reading): void {
  const byName = new Map<string, readonly Alternative[]>();
  for (const { entry, alternatives } of uvSources(reading)) {
    byName.set(normalName(entry.key.name), alternatives.slice(0, maximalAlternatives).map(readAlternative));
  }
  if (byName.size === 0) return;
  reading.rows = reading.rows.map((row) => {
    const found = row.uvSources ? byName.get(normalName(row.dependency.name)) : undefined;
    return found ? apply(row, found) : row;
  });
}

function apply(row: Row, alternatives: readonly Alternative[]): Row {
  const groupId = normalName(row.dependency.group.id);
  const meant = alternatives.filter(({ groups }) => groups?.includes(groupId) ?? true);
  const indexes = meant.flatMap(({ index }) => index ?? []);
  // A place that holds only in some environments does not say where the row is taken from in the others.
  const places = indexes.length > 0 ? meant.filter(({ conditional }) => !conditional) : meant;
  return withSources(row, indexes, places.find(({ source }) => source)?.source);
}

function readAlternative(table: TomlTable): Alternative {
  const extra = stringAt(table, 'extra')?.content.text;
  const group = stringAt(table, 'group')?.content.text;
  const index = indexReference(table);
  const source = sourceOf(table);
  return {
    ...(extra !== undefined && { groups: [normalName(`extra:${extra}`)] }),
    // uv merges its own development dependencies into the group `dev`.
    ...(group !== undefined && { groups: [normalName(`group:${group}`), ...(group === 'dev' ? ['dev'] : [])] }),
    conditional: table.get('marker') !== undefined,
    ...(index && { index }),
    ...(source && { source }),
  };
}

function indexReference(table: TomlTable): IndexReference | undefined {
  const index = stringAt(table, 'index');
  if (!index) return undefined;
  const conditions = ['marker', 'extra', 'group'].flatMap((key) => {
    const condition = stringAt(table, key);
    return condition ? [[key, condition.content.text]] : [];
  });
  return { index: index.content.text, span: index.contentSpan, ...Object.fromEntries(conditions) };
}

function sourceOf(table: TomlTable): Source | undefined {
  const kinds = { git: 'vcs', url: 'url', path: 'path' } as const;
  for (const [key, kind] of Object.entries(kinds)) {
    const place = stringAt(table, key);
    if (place) return { kind, url: place.content.text, span: place.contentSpan };
  }
  const workspace = table.get('workspace');
  return workspace && isTrue(table, 'workspace') ? { kind: 'workspace', url: '', span: workspace.span } : undefined;
}
