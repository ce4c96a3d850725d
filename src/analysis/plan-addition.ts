import type { FormatEdits } from '../formats/format';
import type { Finding } from '../model/finding';
import type { AddedRow } from '../model/fix';
import type { Manifest } from '../model/manifest';
import type { Remedy } from '../model/rule';
import { normalizeName } from '../registries/names';
import { emptyPlan, type FixPlan } from './fix-plan';

/** True for an edit that only prepares the way: the binding stays until the code is changed too. */
export function isFirstStep({ edit }: Remedy): boolean {
  return edit?.step === true;
}

/** Plans to write the adapters of a remedy below the row; undefined where one of them is declared already. */
export function planAddition(
  remedy: Remedy,
  findings: readonly Finding[],
  { manifest, text }: { manifest: Manifest; text: string },
  write: FormatEdits,
): FixPlan | undefined {
  const [row, ...others] = new Set(findings.flatMap((finding) => finding.rows));
  const wanted = Object.entries(remedy.edit?.add ?? {});
  if (!row || others.length > 0 || row.ecosystem !== remedy.package?.slice(0, remedy.package.indexOf(':'))) return undefined;
  const declared = new Set(manifest.dependencies.map(({ ecosystem, name }) => `${ecosystem}:${normalizeName(ecosystem, name)}`));
  const [only, ...more] = wanted.filter(([name]) => !declared.has(`${row.ecosystem}:${normalizeName(row.ecosystem, name)}`));
  if (!only || more.length > 0 || wanted.length > 1) return undefined;
  const [name, specifier] = only;
  const wished = specifier === '=' ? (row.specifier?.raw ?? '') : specifier;
  const added: AddedRow = { beside: row, row: { ecosystem: row.ecosystem, name, specifier: wished } };
  const edits = write.addBeside?.(text, row, added.row);
  return edits && { ...emptyPlan, added: [added], edits };
}
