import type { AddedIndex, AddedRow, Build, BuildChoice } from '../../model/fix';
import { withoutLabels } from '../../model/local-labels';
import type { Artifact, Dependency, Group } from '../../model/manifest';
import { type TomlTable, stringItems, tableAt, tableItems, valueAt } from '../../syntax/toml';
import { isSound } from '../../syntax/toml-edit';
import { writtenRequirement } from '../../syntax/requirement-text';
import { type NewItem, appendStatement, commentBehind, insertAbove, insertTables, listOf, memberAt } from '../../syntax/toml-insert';
import type { TextEdit } from '../../text/edit';
import { lineBreakOf } from '../../text/lines';
import type { ChosenBuilds } from '../format';
import { removeRows } from './edit-remove';
import { type Reading, type RequirementPlace, type Row, normalName } from './reading';

interface PlacedRow {
  readonly dependency: Dependency;
  readonly place: RequirementPlace;
}

/** What stands in each extra beside the packages of its build alone. */
interface Wanted {
  readonly placed: readonly PlacedRow[];
  readonly promoted: BuildChoice['promoted'];
  readonly builds: readonly Build[];
}

/**
 * Lets uv choose the build by extra: the rows in one extra for each build, the extras in conflict with each other, an explicit
 * index for each build, and sources that lead each extra to its index.
 * https://docs.astral.sh/uv/guides/integration/pytorch/#configuring-accelerators-with-optional-dependencies
 */
export function chooseBuilds(
  text: string,
  reading: Reading,
  rows: readonly Row[],
  index: Artifact,
  builds: readonly Build[],
): ChosenBuilds | undefined {
  const placed = placedIn(reading, rows);
  if (!placed || !reading.uv || !index.explicit || index.name === undefined || !isFree(reading, builds)) return undefined;
  const removed = removeRows(text, reading, rows);
  const written = write(text, reading, { placed, promoted: [], builds });
  if (!removed || !written) return undefined;
  const added = builds.flatMap((build) => addedRows(placed, [], build));
  return { edits: [...removed, ...written], added, indexes: newIndexes(builds), files: [] };
}

/**
 * Declares packages that only others bring in an extra for each build, with the rows of the choice. uv takes an index from
 * `tool.uv.sources` only for what the project itself declares, and keeps a resolution without any of the extras beside theirs.
 * https://docs.astral.sh/uv/concepts/indexes/#pinning-a-package-to-an-index
 */
export function promoteBuilds(
  text: string,
  reading: Reading,
  rows: readonly Row[],
  { promoted, builds, lock }: BuildChoice,
): ChosenBuilds | undefined {
  const { root } = reading.document;
  const placed = placedIn(reading, rows);
  const own = [...(placed ?? []).map(({ dependency }) => dependency), ...promoted.map(({ row }) => row)].map(({ name }) => normalName(name));
  const names = [...own, ...builds.flatMap(({ companions }) => companions)];
  const sources = tableAt(root, 'tool', 'uv', 'sources')?.entries ?? [];
  const isNamed = sources.some(({ key }) => names.includes(normalName(key.name)));
  const isMember = valueAt(root, 'tool', 'uv', 'workspace') !== undefined;
  if (!placed || lock !== 'uv.lock' || isNamed || isMember || own.length === 0 || !isFree(reading, builds)) return undefined;
  const removed = rows.length > 0 ? removeRows(text, reading, rows) : [];
  const written = write(text, reading, { placed, promoted, builds });
  if (!removed || !written) return undefined;
  const added = builds.flatMap((build) => addedRows(placed, promoted, build));
  return { edits: [...removed, ...written], added, indexes: newIndexes(builds), files: [] };
}

/** Rows of `project.dependencies` that can be written anew as they stand. */
function placedIn({ document }: Reading, rows: readonly Row[]): readonly PlacedRow[] | undefined {
  const list = valueAt(document.root, 'project', 'dependencies');
  const placed = rows.flatMap(({ dependency, place }) => (place.kind === 'requirement' && place.list === list ? [{ dependency, place }] : []));
  return placed.length < rows.length || placed.some(({ place, dependency }) => !place.string.plain || dependency.source) ? undefined : placed;
}

/** No extra, index or conflict of those names is there, and the build computes no extras. */
function isFree({ document, indexes }: Reading, builds: readonly Build[]): boolean {
  const { root } = document;
  const dynamic = stringItems(valueAt(root, 'project', 'dynamic')).some(({ content }) => content.text === 'optional-dependencies');
  const extras = tableAt(root, 'project', 'optional-dependencies')?.entries ?? [];
  const taken = builds.some(
    (build) =>
      extras.some(({ key }) => normalName(key.name) === build.name) ||
      (build.index === undefined && indexes.some(({ artifact }) => artifact.name === indexName(build))),
  );
  return !dynamic && !taken && valueAt(root, 'tool', 'uv', 'conflicts') === undefined && problemsApart(document);
}

function problemsApart(document: Reading['document']): boolean {
  return document.problems.length === 0 && isSound(document, document.root.span);
}

function indexName(build: Build): string {
  return build.index ?? `pytorch-${build.name}`;
}

function newIndexes(builds: readonly Build[]): readonly AddedIndex[] {
  return builds.filter(({ index }) => index === undefined).map((build) => ({ name: indexName(build), url: build.url }));
}

function addedRows(placed: readonly PlacedRow[], promoted: BuildChoice['promoted'], build: Build): readonly AddedRow[] {
  const group: Group = { id: `extra:${build.name}`, kind: 'extra' };
  const indexes = [{ index: indexName(build), extra: build.name, ...(build.marker === undefined ? {} : { marker: build.marker }) }];
  const copies = placed.map(({ dependency }) => {
    const { ecosystem, name, extras, marker } = dependency;
    const row = { ecosystem, name, specifier: unlabelled(dependency), extras: extras.map((extra) => extra.name) };
    return { beside: dependency, row: { ...row, ...(marker ? { marker: marker.raw } : {}) }, group, indexes };
  });
  const declared = promoted.map(({ beside, row }) => ({ beside, row, group, indexes }));
  const beside = placed[0]?.dependency ?? promoted[0]?.beside;
  const companions = beside ? build.companions.map((name) => companionRow(beside, name, build, group, indexes)) : [];
  return [...copies, ...declared, ...companions];
}

function companionRow(beside: Dependency, name: string, { marker }: Build, group: Group, indexes: AddedRow['indexes'] = []): AddedRow {
  return { beside, row: { ecosystem: 'pypi', name, specifier: '', ...(marker === undefined ? {} : { marker }) }, group, indexes };
}

function unlabelled(row: Dependency): string {
  const { specifier } = row;
  return specifier ? withoutLabels(specifier.raw, specifier.span.start, row) : '';
}

function write(text: string, { document }: Reading, wanted: Wanted): readonly TextEdit[] | undefined {
  const { root } = document;
  const { builds } = wanted;
  const lineBreak = lineBreakOf(text);
  const project = tableAt(root, 'project');
  const extras = tableAt(root, 'project', 'optional-dependencies');
  const uv = tableAt(root, 'tool', 'uv');
  const end = lastTable(root);
  if (!project || !end) return undefined;
  const statements = builds.map((build, n) => `${build.name} = ${listOf(itemsOf(text, wanted, build, n === 0), lineBreak)}`).join(lineBreak);
  const conflicts = `conflicts = [[${builds.map(({ name }) => `{ extra = "${name}" }`).join(', ')}]]`;
  const tables: string[] = [];
  const edits: (TextEdit | undefined)[] = [];
  const behind = uv?.form === 'header' ? uv : end;
  const made = `[project.optional-dependencies]${lineBreak}${statements}`;
  if (extras) edits.push(appendStatement(text, extras, statements));
  else if (behind === project) tables.push(made);
  else edits.push(insertTables(text, project, made));
  if (!uv) tables.push(`[tool.uv]${lineBreak}${conflicts}`);
  else if (uv.form === 'header') edits.push(appendStatement(text, uv, conflicts));
  else edits.push(insertAbove(text, firstHeader(uv), `[tool.uv]${lineBreak}${conflicts}`));
  edits.push(...sourceEdits(text, tableAt(root, 'tool', 'uv', 'sources'), wanted, tables, lineBreak));
  const last = tableItems(uv?.get('index')?.value).at(-1);
  const blocks = newIndexes(builds).map(({ name, url }) =>
    ['[[tool.uv.index]]', `name = "${name}"`, `url = "${url}"`, 'explicit = true'].join(lineBreak),
  );
  if (last) edits.push(insertTables(text, last, blocks.join(lineBreak + lineBreak)));
  else tables.push(...blocks);
  if (tables.length > 0) edits.push(insertTables(text, behind, tables.join(lineBreak + lineBreak)));
  const complete = edits.filter((edit) => edit !== undefined);
  return complete.length === edits.length ? complete : undefined;
}

/** The table with a header that ends last in the text. */
function lastTable(table: TomlTable): TomlTable | undefined {
  const below = table.entries.flatMap(({ value }) => (value.kind === 'table' ? [value] : tableItems(value)));
  const found = below.flatMap((child) => [child, lastTable(child)].filter((one) => one?.header));
  return found.reduce<TomlTable | undefined>((best, one) => (best && one && best.span.end >= one.span.end ? best : one), undefined);
}

/** Where the first table below `[tool.uv]` begins that has a header of its own. */
function firstHeader(uv: TomlTable): number | undefined {
  const tables = uv.entries.flatMap(({ value }) => (value.kind === 'table' ? [value] : tableItems(value)));
  const starts = tables.flatMap(({ header }) => (header ? [header.start] : []));
  return starts.length > 0 ? Math.min(...starts) : undefined;
}

/** The rows of one extra; the first one keeps their comments. */
function itemsOf(text: string, { placed, promoted }: Wanted, build: Build, first: boolean): readonly NewItem[] {
  const copies = placed.map(({ dependency, place }): NewItem => {
    const { start, end } = place.string.span;
    const raw = withoutLabels(text.slice(start, end), start, dependency);
    const member = first ? memberAt(place.list, place.index) : undefined;
    const comment = member && commentBehind(text, member);
    return comment === undefined ? { raw } : { raw, comment };
  });
  const marker = build.marker === undefined ? '' : ` ; ${build.marker}`;
  const declared = promoted.map(({ row }) => ({ raw: `"${writtenRequirement(row)}"` }));
  return [...copies, ...declared, ...build.companions.map((name) => ({ raw: `"${name}${marker}"` }))];
}

/** `torch = [{ index = …, extra = … }, …]` for each name; a name that is there gets a new value. */
function sourceEdits(
  text: string,
  sources: TomlTable | undefined,
  { placed, promoted, builds }: Wanted,
  tables: string[],
  lineBreak: string,
): readonly (TextEdit | undefined)[] {
  const source = (build: Build): string =>
    `{ index = "${indexName(build)}", extra = "${build.name}"${build.marker === undefined ? '' : `, marker = "${build.marker}"`} }`;
  const names = [...new Set([...placed.map(({ dependency }) => normalName(dependency.name)), ...promoted.map(({ row }) => row.name)])];
  const wanted = [
    ...names.map((name) => ({
      name,
      value: listOf(
        builds.map((build) => ({ raw: source(build) })),
        lineBreak,
      ),
    })),
    ...builds.flatMap((build) => build.companions.map((name) => ({ name, value: `[${source(build)}]` }))),
  ];
  const added: string[] = [];
  const edits = wanted.flatMap(({ name, value }): readonly (TextEdit | undefined)[] => {
    const entry = sources?.entries.find(({ key }) => normalName(key.name) === name);
    if (!entry) added.push(`${name} = ${value}`);
    else
      return entry.value.kind === 'array' || (entry.value.kind === 'table' && entry.value.form === 'inline')
        ? [{ span: entry.value.span, newText: value }]
        : [undefined];
    return [];
  });
  if (added.length === 0) return edits;
  if (sources) return [...edits, appendStatement(text, sources, added.join(lineBreak))];
  tables.push(['[tool.uv.sources]', ...added].join(lineBreak));
  return edits;
}
