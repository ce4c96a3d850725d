import type { Artifact, Dependency, Manifest } from '../model/manifest';
import type { AddedRow, RowChange } from '../model/fix';
import { contains, overlaps } from '../text/span';
import type { CreatedFile, FixPlan } from './fix-plan';

/**
 * True if the text after the edits says exactly what the plan intends: each row and artifact as before or as planned, in the
 * same order, no new problem, no comment lost but those in removed lines.
 */
export function showsExactly(plan: FixPlan, before: Manifest, after: Manifest): boolean {
  const dropped = new Set(plan.indexes.filter(({ url }) => url === null).map(({ index }) => index.name));
  const moved = plan.rows.filter(({ group }) => group);
  const rows = before.dependencies.flatMap((row) => expectedRow(row, plan, dropped));
  const placed = [...moved.map((change) => rowText(change.row, change, dropped)), ...plan.added.map((added) => addedText(added))];
  const found = without(
    after.dependencies.map((row) => rowText(row)),
    placed,
  );
  const artifacts = before.artifacts.flatMap((artifact) => expectedArtifact(artifact, plan));
  const foundArtifacts = without(
    after.artifacts.map((artifact) => artifactText(artifact, artifact.value)),
    [
      ...plan.addedIndexes.map(({ name, url }) => JSON.stringify(['index', url, name, true, ''])),
      ...plan.moved.map(({ artifact, group }) => artifactText(artifact, artifact.value, group)),
    ],
  );
  return (
    found !== undefined &&
    sameList(rows, found) &&
    foundArtifacts !== undefined &&
    sameList(artifacts, foundArtifacts) &&
    after.problems.length <= before.problems.length &&
    sameList(
      before.includes.map(({ kind, path }) => `${kind} ${path}`),
      after.includes.map(({ kind, path }) => `${kind} ${path}`),
    ) &&
    keepsComments(plan, before, after)
  );
}

function expectedRow(row: Dependency, plan: FixPlan, dropped: ReadonlySet<string | undefined>): readonly string[] {
  const change = plan.rows.find((candidate) => candidate.row === row);
  if (change?.removed || change?.group) return [];
  return [rowText(row, change, dropped)];
}

function expectedArtifact(artifact: Artifact, plan: FixPlan): readonly string[] {
  const change = plan.indexes.find(({ index }) => index === artifact);
  const inRemovedRow = plan.rows.some(({ removed, row }) => removed && contains(row.span, artifact.span));
  if (change?.url === null || inRemovedRow || plan.moved.some((moved) => moved.artifact.span.start === artifact.span.start)) return [];
  const request = plan.requests.find((candidate) => candidate.request === artifact);
  if (request?.value === null) return [];
  const image = plan.images.find((candidate) => candidate.image === artifact);
  return [artifactText(artifact, change?.url ?? image?.value ?? request?.value ?? artifact.value, image?.variable?.group)];
}

function rowText(row: Dependency, change?: RowChange, dropped?: ReadonlySet<string | undefined>): string {
  const specifier = change?.specifier ?? row.specifier?.raw ?? '';
  const own = change?.channel === '' ? [] : row.indexes;
  const indexes = own.filter(({ index }) => !dropped?.has(index));
  return JSON.stringify([
    row.ecosystem,
    change?.name ?? row.name,
    row.role,
    change?.extras ?? row.extras.map(({ name }) => name),
    compact(specifier),
    expectedMarker(row.marker?.raw ?? '', change?.marker),
    change?.group?.id ?? row.group.id,
    row.source?.url ?? '',
    row.alias ?? '',
    indexes.map(({ index, marker, extra, group }) => [index, marker, extra, group]),
    change?.build ?? row.build?.raw ?? '',
  ]);
}

/** A new row says what it was given, in its own group or in that of the row above it. */
function addedText({ beside, row, group = beside.group, indexes = [] }: AddedRow): string {
  const { ecosystem, name, specifier, extras = [], marker = '' } = row;
  const references = indexes.map((reference) => [reference.index, reference.marker, reference.extra, reference.group]);
  return JSON.stringify([ecosystem, name, beside.role, extras, compact(specifier), plainMarker(marker), group.id, '', '', references, '']);
}

/** The list without one occurrence of each text; undefined if one is not there. */
function without(list: readonly string[], texts: readonly string[]): readonly string[] | undefined {
  const rest = [...list];
  for (const text of texts) {
    const at = rest.lastIndexOf(text);
    if (at < 0) return undefined;
    rest.splice(at, 1);
  }
  return rest;
}

/** True if the new file holds the rows and artifacts that were taken out, in their order, the file that they come from, and nothing else. */
export function createdShows({ include, rows, artifacts }: CreatedFile, after: Manifest): boolean {
  return (
    after.problems.length === 0 &&
    sameList(
      after.includes.map(({ kind, path }) => `${kind} ${path}`),
      include === undefined ? [] : [`requires ${include}`],
    ) &&
    sameList(
      artifacts,
      after.artifacts.map(({ value }) => value),
    ) &&
    sameList(
      rows.map((change) => rowText(change.row, change)),
      after.dependencies.map((row) => rowText(row)),
    )
  );
}

function expectedMarker(old: string, added: string | undefined): string {
  if (added === undefined) return plainMarker(old);
  return plainMarker(old === '' ? added : `${old} and ${added}`);
}

/** Markers are compared without spaces, brackets and kinds of quotes: an `or` is put into brackets when something is added. */
function plainMarker(marker: string): string {
  let plain = '';
  for (const character of marker) {
    if (!' \t()'.includes(character)) plain += character === '"' ? "'" : character;
  }
  return plain;
}

function compact(specifier: string): string {
  return specifier.split(/\s+/).join('');
}

/** Of images and demands on the machine also who chooses them. */
function artifactText({ kind, name = '', explicit = false, group: own }: Artifact, value: string, group = own): string {
  return JSON.stringify([kind, value, name, explicit, kind === 'image' || kind === 'device' ? group.id : '']);
}

function sameList(expected: readonly string[], found: readonly string[]): boolean {
  return expected.length === found.length && expected.every((item, index) => item === found[index]);
}

/** Comments after must be those before, in order, but for those that stand in a removed stretch; those of moved rows go with them. */
function keepsComments(plan: FixPlan, before: Manifest, after: Manifest): boolean {
  if (plan.added.length > 0 || plan.rows.some(({ group }) => group)) {
    const texts = ({ comments }: Manifest): readonly string[] => comments.map(({ text }) => text).toSorted();
    return sameList(texts(before), texts(after));
  }
  const kept = before.comments.filter(({ span }) => !plan.edits.some((edit) => edit.newText === '' && overlaps(edit.span, span)));
  return sameList(
    kept.map(({ text }) => text),
    after.comments.map(({ text }) => text),
  );
}
