import type { AddedIndex, AddedRow, Build, OptionalRows } from '../../model/fix';
import { localLabels, withoutLabels } from '../../model/local-labels';
import type { Artifact, Dependency } from '../../model/manifest';
import { stringAt, tableAt } from '../../syntax/toml';
import { applyEdits, type TextEdit } from '../../text/edit';
import { type Span, slice } from '../../text/span';
import type { ChosenBuilds } from '../format';
import { Removal } from '../toml-removal';
import { type NewFeature, type PixiDocument, commentOf, featureGroup, writeFeatures } from './features';
import type { PixiPlace, PixiRow } from './reading';

type PlacedRow = PixiRow & { readonly place: PixiPlace & { readonly node: NonNullable<PixiPlace['node']> } };

/**
 * Lets the environment choose the build: the rows in one feature for each build, each with the index of its build.
 * https://pixi.prefix.dev/v0.76.0/python/pytorch/#installing-from-pypi
 */
export function chooseBuilds(
  text: string,
  pixi: PixiDocument,
  rows: readonly Dependency[],
  index: Artifact,
  builds: readonly Build[],
): ChosenBuilds | undefined {
  const placed = placedRows(text, pixi, rows, 'pypi-dependencies');
  if (!placed || placed.some(({ dependency }) => dependency.source || dependency.indexes[0]?.index !== index.value)) return undefined;
  const features = builds.map((build, n): NewFeature | undefined => {
    const copies = placed.map((row) => withIndex(text, row, build, n === 0));
    const companions = build.companions.map((name) => `${name} = { version = "*", index = "${build.url}" }`);
    const statements = [...copies.filter((copy) => copy !== undefined), ...companions];
    if (statements.length < copies.length + companions.length) return undefined;
    const { name, platforms } = build;
    return { name, ecosystem: 'pypi', statements, ...(platforms ? { platforms } : {}), demanding: build.url === index.value };
  });
  const complete = features.filter((feature) => feature !== undefined);
  const written = complete.length === features.length ? writeFeatures(text, pixi, complete) : undefined;
  const removal = new Removal(text, pixi.document);
  for (const { place } of placed) removal.entry(place.parent, place.entry);
  const removed = removal.edits();
  if (!written || !removed) return undefined;
  const added = builds.flatMap((build) => addedRows(placed, build));
  const indexes = added.map(({ indexes: references = [] }): AddedIndex => ({ name: references[0]?.index ?? '', url: references[0]?.index ?? '' }));
  return { edits: [...removed, ...written.edits], added, indexes, files: [], moved: written.moved };
}

/** Writes rows of conda or PyPI into features of which an environment takes one. */
export function addOptional(text: string, pixi: PixiDocument, groups: readonly OptionalRows[], exclusive: boolean): ChosenBuilds | undefined {
  const [first] = groups.flatMap(({ rows }) => rows);
  const ecosystem = first?.row.ecosystem;
  if (!exclusive || (ecosystem !== 'conda' && ecosystem !== 'pypi')) return undefined;
  const besides = [...new Set(groups.flatMap(({ rows }) => rows.map(({ beside }) => beside)))];
  const placed = placedRows(text, pixi, besides, ecosystem === 'conda' ? 'dependencies' : 'pypi-dependencies');
  if (!placed) return undefined;
  const features = groups.map(({ name, rows }): NewFeature => {
    const statements = rows.map(({ beside, row }) => {
      const own = placed.find(({ dependency }) => dependency === beside || isSame(dependency, beside));
      const isCopy = own !== undefined && row.name === beside.name;
      return isCopy ? `${slice(text, own.place.entry.span)}${commentOf(text, own.place.entry)}` : `${row.name} = "${row.specifier || '*'}"`;
    });
    return { name, ecosystem, statements, demanding: rows.some(({ beside, row }) => row.name === beside.name) };
  });
  const written = writeFeatures(text, pixi, features);
  const isSafe = groups.every(({ rows }) => rows.every(({ row }) => !/["\\\n\r]/.test(row.specifier) && /^[A-Za-z0-9_-]+$/.test(row.name)));
  const added = groups.flatMap(({ name, rows }) => rows.map(({ beside, row }): AddedRow => ({ beside, row, group: featureGroup(name) })));
  return written && isSafe ? { edits: written.edits, added, indexes: [], files: [], moved: written.moved } : undefined;
}

/** The rows in their table of what is always installed, one statement each; undefined where one stands elsewhere. */
function placedRows(text: string, { rows, root }: PixiDocument, wanted: readonly Dependency[], table: string): readonly PlacedRow[] | undefined {
  const parent = tableAt(root, table);
  const placed = wanted.flatMap((row): PlacedRow[] => {
    const found = rows.find(({ dependency }) => isSame(dependency, row));
    const node = found?.place.node;
    if (!found || !node || found.place.parent !== parent || parent.form !== 'header') return [];
    const isStatement = node.kind === 'string' ? node.plain : node.form === 'inline';
    return isStatement && !slice(text, found.place.entry.span).includes('\n') ? [{ ...found, place: { ...found.place, node } }] : [];
  });
  return placed.length === wanted.length ? placed : undefined;
}

function isSame(a: Dependency, b: Dependency): boolean {
  return a.name === b.name && a.span.start === b.span.start && a.span.end === b.span.end;
}

/** The statement of a row with another index and without build labels. */
function withIndex(text: string, { dependency, place }: PlacedRow, { url }: Build, first: boolean): string | undefined {
  const { entry, node } = place;
  const string = node.kind === 'table' ? stringAt(node, 'index') : undefined;
  if (!string?.plain || url.includes(text.charAt(string.span.start)) || url.includes('\\')) return undefined;
  const shifted = (span: Span, newText: string): TextEdit => ({
    span: { start: span.start - entry.span.start, end: span.end - entry.span.start },
    newText,
  });
  const labels = localLabels(dependency).map(({ span }) => shifted(span, ''));
  const statement = applyEdits(slice(text, entry.span), [...labels, shifted(string.contentSpan, url)]);
  return statement === undefined ? undefined : `${statement}${first ? commentOf(text, entry) : ''}`;
}

function addedRows(placed: readonly PlacedRow[], { name, url, companions }: Build): readonly AddedRow[] {
  const group = featureGroup(name);
  const indexes = [{ index: url }];
  const copies = placed.map(({ dependency }) => {
    const { ecosystem, extras, specifier } = dependency;
    const unlabelled = specifier ? withoutLabels(specifier.raw, specifier.span.start, dependency) : '';
    const row = { ecosystem, name: dependency.name, specifier: unlabelled, extras: extras.map((one) => one.name) };
    return { beside: dependency, row, group, indexes };
  });
  const [first] = placed;
  const more = companions.flatMap((own): readonly AddedRow[] =>
    first ? [{ beside: first.dependency, row: { ecosystem: 'pypi', name: own, specifier: '' }, group, indexes }] : [],
  );
  return [...copies, ...more];
}
