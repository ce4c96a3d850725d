import type { FormatEdits } from '../formats/format';
import { localLabels, withoutLabels } from '../model/local-labels';
import type { Artifact, Dependency, Manifest } from '../model/manifest';
import type { Finding } from '../model/finding';
import type { AddedIndex, AddedRow, ImageChange, IndexChange, MovedArtifact, RequestChange, RowChange } from '../model/fix';
import type { Remedy, Ternary } from '../model/rule';
import { splitPackageKey } from '../registries/names';
import type { TextEdit } from '../text/edit';
import { splitImage } from '../text/image-reference';

/** The intended difference of one fix, and the edits that are to make it. */
export interface FixPlan {
  readonly rows: readonly RowChange[];
  readonly indexes: readonly IndexChange[];
  readonly added: readonly AddedRow[];
  readonly images: readonly ImageChange[];
  readonly requests: readonly RequestChange[];
  readonly edits: readonly TextEdit[];
  readonly addedIndexes: readonly AddedIndex[];
  readonly created: readonly CreatedFile[];
  readonly moved: readonly MovedArtifact[];
  /** As a fix has it. */
  readonly stillBrought?: Ternary;
}

/** A new file with what was taken out of this one. */
export interface CreatedFile {
  readonly file: string;
  readonly text: string;
  /** How it includes this one; left out: it does not. */
  readonly include?: string;
  readonly rows: readonly RowChange[];
  /** What its artifacts say: addresses of indexes, requests for devices. */
  readonly artifacts: readonly string[];
}

/** What a plan has where nothing else is said. */
export const emptyPlan: Omit<FixPlan, 'edits'> = {
  rows: [],
  indexes: [],
  added: [],
  images: [],
  requests: [],
  addedIndexes: [],
  created: [],
  moved: [],
};

/**
 * Plans the edit of a remedy for findings of one file that share it; undefined where the remedy writes nothing, where a row
 * cannot take it, or where the format cannot write this very place.
 */
export function planFix(remedy: Remedy, findings: readonly Finding[], manifest: Manifest, text: string, write: FormatEdits): FixPlan | undefined {
  if (remedy.edit?.byMachine && manifest.artifacts.some(demandsMachine)) return undefined;
  const rows = [...new Set(findings.flatMap((finding) => finding.rows))];
  const changes = rows.map((row) => changeOf(row, remedy));
  if (changes.includes(undefined)) return undefined;
  const rowChanges = changes.filter((change): change is RowChange => change !== undefined && Object.keys(change).length > 1);
  const artifacts = findings.flatMap(({ artifact }) => (artifact?.kind === 'index' ? [artifact] : []));
  const indexes = planIndexes(remedy, artifacts, rows, manifest);
  if (!indexes || rowChanges.length + indexes.length === 0) return undefined;
  const edits = [...rowEdits(rowChanges, text, write), ...indexEdits(indexes, manifest, text, write)];
  const complete = edits.filter((edit): edit is readonly TextEdit[] => edit !== undefined);
  if (complete.length !== edits.length) return undefined;
  return { ...emptyPlan, rows: rowChanges, indexes, edits: distinct(complete.flat()) };
}

function demandsMachine({ kind, value }: Artifact): boolean {
  return kind === 'device' && value.startsWith('system-requirement:');
}

/** Plans to take rows out of what is always installed: into an optional group, or where the notation has none into a file of their own. */
export function planOptional(
  name: string,
  findings: readonly Finding[],
  { file, text, exists }: { file: string; text: string; exists: (path: string) => boolean },
  write: FormatEdits,
): FixPlan | undefined {
  const rows = [...new Set(findings.flatMap((finding) => finding.rows))];
  if (rows.length === 0 || findings.some(({ artifact }) => artifact)) return undefined;
  const moved = write.moveToOptional?.(text, rows, name);
  if (moved) return { ...emptyPlan, rows: rows.map((row) => ({ row, group: moved.group })), edits: moved.edits };
  const include = file.slice(file.lastIndexOf('/') + 1);
  const created = besideFile(file, name);
  const split = created === undefined || exists(created) ? undefined : write.splitOff?.(text, rows, include);
  if (!split || created === undefined) return undefined;
  const removed = rows.map((row) => ({ row, removed: true as const }));
  return {
    ...emptyPlan,
    rows: removed,
    edits: split.edits,
    created: [{ file: created, text: split.created, include, rows: rows.map((row) => ({ row })), artifacts: [] }],
  };
}

/** Plans to write the images of findings: another reference for each, or one variable for all that are the same. */
export function planImages(wanted: string, findings: readonly Finding[], text: string, write: FormatEdits): FixPlan | undefined {
  const images = findings.flatMap(({ artifact }) => (artifact?.kind === 'image' ? [artifact] : []));
  if (images.length === 0 || images.length < findings.length) return undefined;
  if (wanted === 'variable') {
    const chosen = write.makeImageVariable?.(text, images);
    const changes = chosen?.images.map((image) => ({ image, value: image.value, variable: { name: chosen.name, group: chosen.group } }));
    return chosen && changes && { ...emptyPlan, images: changes, edits: chosen.edits };
  }
  const changes = images.map((image) => ({ image, value: newReference(image.value, wanted) }));
  const edits = changes.map(({ image, value }) => (value === undefined ? undefined : write.setImage?.(text, image, value)));
  const complete = edits.filter((edit): edit is readonly TextEdit[] => edit !== undefined);
  if (complete.length < edits.length) return undefined;
  return { ...emptyPlan, images: changes.map(({ image, value = '' }) => ({ image, value })), edits: complete.flat() };
}

/** With the tag that is there, where the new reference has none; undefined where a digest says which build is meant. */
function newReference(value: string, wanted: string): string | undefined {
  if (value.includes('@')) return undefined;
  const { tag } = splitImage(value);
  return tag === undefined || splitImage(wanted).tag !== undefined ? wanted : `${wanted}:${tag}`;
}

/** `requirements-openai.txt` beside `requirements.txt`; undefined for a name without an ending. */
export function besideFile(file: string, name: string, separator = '-'): string | undefined {
  const dot = file.lastIndexOf('.');
  return dot > file.lastIndexOf('/') + 1 ? `${file.slice(0, dot)}${separator}${name}${file.slice(dot)}` : undefined;
}

function changeOf(row: Dependency, remedy: Remedy): RowChange | undefined {
  const edit = remedy.edit;
  if (!edit) return undefined;
  if (edit.remove) return { row, removed: true };
  const specifier = edit.rename ? renamedSpecifier(row, remedy) : edit.local ? withoutLocal(row) : null;
  if (specifier === undefined) return undefined;
  const target = edit.rename && remedy.package ? splitPackageKey(remedy.package) : undefined;
  if (edit.rename && target?.ecosystem !== row.ecosystem) return undefined;
  return {
    row,
    ...(target ? { name: target.name } : {}),
    ...(specifier === null ? {} : { specifier }),
    ...(edit.extras ? { extras: changedExtras(row, edit.extras) } : {}),
    ...(edit.marker ? { marker: edit.marker } : {}),
    ...(edit.build && row.build ? { build: '' } : {}),
  };
}

/** The specifier without its local labels; null where it has none; undefined where the label cannot be cut out of the text. */
export function withoutLocal(row: Dependency): string | null | undefined {
  if (row.source) return undefined;
  const labels = localLabels(row);
  const specifier = row.specifier;
  if (!specifier || labels.length === 0) return null;
  if (specifier.raw.length !== specifier.span.end - specifier.span.start) return undefined;
  return withoutLabels(specifier.raw, specifier.span.start, row);
}

/** null: the specifier stays as it is. A local label never survives a rename, since it names a build of the old package. */
export function renamedSpecifier(row: Dependency, remedy: Remedy): string | null | undefined {
  if (row.source) return undefined;
  if (remedy.specifier === 'keep') return withoutLocal(row);
  if (remedy.specifier === 'drop') return row.ecosystem === 'npm' ? '*' : row.specifier ? '' : null;
  return remedy.specifier;
}

/** The extras of a row after a change, in their order. */
export function changedExtras(row: Dependency, change: { drop?: readonly string[]; add?: readonly string[] }): readonly string[] {
  const kept = row.extras.map(({ name }) => name).filter((name) => !change.drop?.includes(name.toLowerCase()));
  return [...kept, ...(change.add ?? []).filter((name) => !kept.includes(name))];
}

/** A project that picks the index by extra or group offers several builds already: one edit must not take that away. */
function isChosenByExtra(index: Artifact, manifest: Manifest): boolean {
  return manifest.dependencies.some((row) =>
    row.indexes.some((reference) => reference.index === index.name && (reference.extra !== undefined || reference.group !== undefined)),
  );
}

/** An index goes only when no remaining row needs it: one that names it, or whose local label only such an index has. */
function planIndexes(
  remedy: Remedy,
  artifacts: readonly Artifact[],
  rows: readonly Dependency[],
  manifest: Manifest,
): readonly IndexChange[] | undefined {
  const wanted = remedy.edit?.index;
  if (!wanted) return [];
  if (artifacts.some((index) => isChosenByExtra(index, manifest))) return undefined;
  // Nobody would find the companions on an index that serves named rows only.
  if (remedy.edit?.companions && artifacts.some(({ explicit }) => explicit)) return undefined;
  if (wanted !== 'drop') return artifacts.length > 0 ? artifacts.map((index) => ({ index, url: wanted })) : undefined;
  const others = manifest.dependencies.filter((row) => !rows.includes(row));
  const needed = (index: Artifact): boolean =>
    others.some(
      (row) => (index.name !== undefined && row.indexes.some((reference) => reference.index === index.name)) || localLabels(row).length > 0,
    );
  return artifacts.some(needed) ? undefined : artifacts.map((index) => ({ index, url: null }));
}

function rowEdits(changes: readonly RowChange[], text: string, write: FormatEdits): readonly (readonly TextEdit[] | undefined)[] {
  const removed = changes.filter((change) => change.removed).map((change) => change.row);
  if (removed.length > 0) return [write.remove(text, removed)];
  return changes.flatMap(({ row, name, specifier, extras, marker, build }) => [
    ...(name === undefined ? [] : [write.rename(text, row, name)]),
    ...(specifier === undefined ? [] : [write.setSpecifier(text, row, specifier)]),
    ...(extras === undefined ? [] : [write.setExtras(text, row, extras)]),
    ...(marker === undefined ? [] : [write.addMarker?.(text, row, marker)]),
    ...(build === undefined ? [] : [write.setBuild?.(text, row, build)]),
  ]);
}

function indexEdits(
  changes: readonly IndexChange[],
  manifest: Manifest,
  text: string,
  write: FormatEdits,
): readonly (readonly TextEdit[] | undefined)[] {
  return changes.map(({ index, url }) => (url === null ? write.removeIndex?.(text, index, manifest) : write.setIndexUrl?.(text, index, url)));
}

/** Two removals may both take a part that they share (a table left empty): the same edit counts once. */
function distinct(edits: readonly TextEdit[]): readonly TextEdit[] {
  const seen = new Set<string>();
  return edits.filter(({ span, newText }) => {
    const key = `${span.start} ${span.end} ${newText}`;
    return !seen.has(key) && seen.add(key);
  });
}
