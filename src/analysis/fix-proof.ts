import type { Artifact, Dependency, Manifest } from '../model/manifest';
import type { RowChange } from '../model/fix';
import { contains, overlaps } from '../text/span';
import type { FixPlan } from './fix-plan';

/**
 * True if the text after the edits says exactly what the plan intends: each row and artifact as before or as planned, in the
 * same order, no new problem, no comment lost but those in removed lines.
 */
export function showsExactly(plan: FixPlan, before: Manifest, after: Manifest): boolean {
  const dropped = new Set(plan.indexes.filter(({ url }) => url === null).map(({ index }) => index.name));
  const rows = before.dependencies.flatMap((row) => expectedRow(row, plan, dropped));
  const artifacts = before.artifacts.flatMap((artifact) => expectedArtifact(artifact, plan));
  return (
    sameList(
      rows,
      after.dependencies.map((row) => rowText(row)),
    ) &&
    sameList(
      artifacts,
      after.artifacts.map((artifact) => artifactText(artifact, artifact.value)),
    ) &&
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
  if (change?.removed) return [];
  return [rowText(row, change, dropped)];
}

function expectedArtifact(artifact: Artifact, plan: FixPlan): readonly string[] {
  const change = plan.indexes.find(({ index }) => index === artifact);
  const inRemovedRow = plan.rows.some(({ removed, row }) => removed && contains(row.span, artifact.span));
  if (change?.url === null || inRemovedRow) return [];
  return [artifactText(artifact, change?.url ?? artifact.value)];
}

function rowText(row: Dependency, change?: RowChange, dropped?: ReadonlySet<string | undefined>): string {
  const specifier = change?.specifier ?? row.specifier?.raw ?? '';
  const indexes = row.indexes.filter(({ index }) => !dropped?.has(index));
  return JSON.stringify([
    row.ecosystem,
    change?.name ?? row.name,
    row.role,
    change?.extras ?? row.extras.map(({ name }) => name),
    compact(specifier),
    expectedMarker(row.marker?.raw ?? '', change?.marker),
    row.group.id,
    row.source?.url ?? '',
    row.alias ?? '',
    indexes.map(({ index, marker, extra, group }) => [index, marker, extra, group]),
  ]);
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

function artifactText(artifact: Artifact, value: string): string {
  return JSON.stringify([artifact.kind, value, artifact.name ?? '', artifact.explicit ?? false]);
}

function sameList(expected: readonly string[], found: readonly string[]): boolean {
  return expected.length === found.length && expected.every((item, index) => item === found[index]);
}

/** Comments after must be those before, in order, but for those that stand in a removed stretch. */
function keepsComments(plan: FixPlan, before: Manifest, after: Manifest): boolean {
  const kept = before.comments.filter(({ span }) => !plan.edits.some((edit) => edit.newText === '' && overlaps(edit.span, span)));
  return sameList(
    kept.map(({ text }) => text),
    after.comments.map(({ text }) => text),
  );
}
