import type { FormatEdits } from '../formats/format';
import type { Finding } from '../model/finding';
import type { NewRow, OptionalRows, RowChange } from '../model/fix';
import { localLabels } from '../model/local-labels';
import type { Dependency, Manifest } from '../model/manifest';
import type { Remedy } from '../model/rule';
import { normalizeName, splitPackageKey } from '../registries/names';
import { besideFile, changedExtras, emptyPlan, renamedSpecifier, type CreatedFile, type FixPlan } from './fix-plan';

interface Source {
  readonly file: string;
  readonly text: string;
  readonly manifest: Manifest;
  readonly exists: (path: string) => boolean;
}

/** The extra or file of the portable twin. */
const portable = 'cpu';

/**
 * Plans the portable twin of a row that is always installed. Where only extras of the row bind it, the row loses them and a copy
 * stands in a group of its own. Where another package is the twin, both would bring the same modules, so each stands in a group
 * of its own and an installation takes one.
 * @param name of the group of the row
 */
export function planTwin(remedy: Remedy, name: string, findings: readonly Finding[], source: Source, write: FormatEdits): FixPlan | undefined {
  const rows = [...new Set(findings.flatMap((finding) => finding.rows))];
  const [row, ...others] = rows;
  if (!row || others.length > 0 || findings.some(({ artifact, guarded }) => artifact || guarded)) return undefined;
  if (row.group.kind !== 'main' || row.role !== 'requires' || row.source || row.indexes.length > 0 || localLabels(row).length > 0) return undefined;
  return remedy.edit?.extras ? planExtras(remedy.edit.extras, name, row, source, write) : planPackages(remedy, name, row, source, write);
}

function planExtras(
  change: { drop?: readonly string[]; add?: readonly string[] },
  name: string,
  row: Dependency,
  source: Source,
  write: FormatEdits,
): FixPlan | undefined {
  const extras = changedExtras(row, change);
  if (extras.length === row.extras.length) return undefined;
  const groups: readonly OptionalRows[] = [{ name, rows: [{ beside: row, row: asNew(row) }] }];
  return withGroups({ row, extras }, write.setExtras(source.text, row, extras), groups, false, source, write);
}

function planPackages(remedy: Remedy, name: string, row: Dependency, source: Source, write: FormatEdits): FixPlan | undefined {
  const twin = remedy.package === undefined ? undefined : splitPackageKey(remedy.package);
  const specifier = renamedSpecifier(row, remedy);
  if (!twin || twin.ecosystem !== row.ecosystem || specifier === undefined || name === portable) return undefined;
  const isThere = source.manifest.dependencies.some((other) => normalizeName(other.ecosystem, other.name) === twin.name);
  if (isThere) return undefined;
  const { marker = '' } = asNew(row);
  const copy: NewRow = { ecosystem: row.ecosystem, name: twin.name, specifier: specifier ?? row.specifier?.raw ?? '', ...(marker ? { marker } : {}) };
  const groups: readonly OptionalRows[] = [
    { name: portable, rows: [{ beside: row, row: copy }] },
    { name, rows: [{ beside: row, row: asNew(row) }] },
  ];
  return withGroups({ row, removed: true }, write.remove(source.text, [row]), groups, true, source, write);
}

function withGroups(
  change: RowChange,
  edits: FixPlan['edits'] | undefined,
  groups: readonly OptionalRows[],
  exclusive: boolean,
  { file, text, exists }: Source,
  write: FormatEdits,
): FixPlan | undefined {
  const include = file.slice(file.lastIndexOf('/') + 1);
  const chosen = write.addOptional?.(text, groups, exclusive, include);
  if (!edits || !chosen) return undefined;
  const created = chosen.files.flatMap(({ build, text: content }): readonly CreatedFile[] => {
    const path = besideFile(file, build);
    const rows = groups.filter(({ name }) => name === build).flatMap((group) => group.rows.map(({ beside, row }) => asChange(beside, row)));
    return path === undefined || exists(path) ? [] : [{ file: path, text: content, include, rows, artifacts: [] }];
  });
  if (created.length < chosen.files.length) return undefined;
  return { ...emptyPlan, rows: [change], added: chosen.added, edits: [...edits, ...chosen.edits], created, moved: chosen.moved ?? [] };
}

function asNew({ ecosystem, name, specifier, extras, marker }: Dependency): NewRow {
  const all = extras.map((extra) => extra.name);
  return { ecosystem, name, specifier: specifier?.raw ?? '', ...(all.length > 0 ? { extras: all } : {}), ...(marker ? { marker: marker.raw } : {}) };
}

function asChange(row: Dependency, { name, specifier, extras = [] }: NewRow): RowChange {
  return { row, name, specifier, extras };
}
