import type { Artifact, Dependency, Manifest } from '../model/manifest';
import type { RowChange } from '../model/fix';
import type { FixPlan } from './fix-plan';

/**
 * True if the text after the edits says exactly what the plan intends: each row and artifact as before or as planned, in the
 * same order, no new problem, no comment lost but those of removed rows.
 */
export function showsExactly(plan: FixPlan, before: Manifest, after: Manifest): boolean {
  const dropped = new Set(plan.indexes.filter(({ url }) => url === null).map(({ index }) => index.name));
  const rows = before.dependencies.flatMap((row) => expectedRow(row, plan, dropped));
  const artifacts = before.artifacts.flatMap((artifact) => expectedArtifact(artifact, plan));
  const removals = plan.rows.filter(({ removed }) => removed).length + plan.indexes.filter(({ url }) => url === null).length;
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
    keepsComments(before, after, removals)
  );
}

function expectedRow(row: Dependency, plan: FixPlan, dropped: ReadonlySet<string | undefined>): readonly string[] {
  const change = plan.rows.find((candidate) => candidate.row === row);
  if (change?.removed) return [];
  return [rowText(row, change, dropped)];
}

function expectedArtifact(artifact: Artifact, plan: FixPlan): readonly string[] {
  const change = plan.indexes.find(({ index }) => index === artifact);
  if (change?.url === null) return [];
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

/** Comments after must be those before, in order, with at most one lost for each thing that was removed. */
function keepsComments(before: Manifest, after: Manifest, removals: number): boolean {
  let at = 0;
  let lost = 0;
  for (const comment of before.comments) {
    if (after.comments[at]?.text === comment.text) at++;
    else lost++;
  }
  return at === after.comments.length && lost <= removals;
}
