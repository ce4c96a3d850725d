import type { Catalog } from '../catalog/catalog';
import type { Finding } from '../model/finding';
import type { Remedy } from '../model/rule';
import { applyEdits } from '../text/edit';
import { analyze } from './analyze';
import type { CreatedFile, FixPlan } from './fix-plan';
import { isFirstStep } from './plan-addition';
import { createdShows, showsExactly } from './fix-proof';
import type { FixInput } from './fixes';

/**
 * Applies the edits, reads and judges the result again: it must say exactly what was planned, the served findings must be
 * gone (or guarded, where a guard was written), all others must still be there.
 * @param served the findings that the plan is for; `findings` are all of the file
 */
export function isProven(
  remedy: Remedy,
  plan: FixPlan,
  served: readonly Finding[],
  findings: readonly Finding[],
  input: FixInput,
  catalog: Catalog,
): boolean {
  const [own] = served;
  const text = applyEdits(input.text, plan.edits);
  if (!own || text === undefined || text === input.text) return false;
  const manifest = input.format.parse(text);
  if (!showsExactly(plan, input.manifest, manifest)) return false;
  const after = analyze({ ...input, manifest }, catalog).findings;
  const others = after.filter((finding) => !isLike(finding, own) && !isAnnounced(finding, remedy, own, plan) && !isAdded(finding, plan));
  return (
    ((plan.moved.length === 0 && !remedy.edit?.channel) || !needsMachine(findings, served)) &&
    isSolved(remedy, plan, served, findings, after) &&
    plan.created.every((created) => isGuardedThere(created, own, input, catalog)) &&
    sameFindings(
      findings.filter((finding) => !isLike(finding, own)),
      others,
    )
  );
}

/** A demand on the machine, and a maker's channel, stay where something else that is always installed is bound to the same maker. */
function needsMachine(findings: readonly Finding[], served: readonly Finding[]): boolean {
  const makers = new Set(served.flatMap(({ boundTo }) => boundTo));
  return findings.some((finding) => !served.includes(finding) && !finding.guarded && finding.boundTo.some((id) => makers.has(id)));
}

/**
 * A first step leaves the findings as they are. Where a row is guarded or moved, what is left of the served findings must be guarded; else nothing of them may be left.
 * Findings count, since their names change with the group that they stand in.
 */
function isSolved(remedy: Remedy, plan: FixPlan, served: readonly Finding[], findings: readonly Finding[], after: readonly Finding[]): boolean {
  const [own] = served;
  const like = (list: readonly Finding[]): readonly Finding[] => list.filter((finding) => own !== undefined && isLike(finding, own));
  const open = (list: readonly Finding[]): number => like(list).filter(({ guarded }) => !guarded).length;
  const unserved = findings.filter((finding) => !served.includes(finding));
  if (isFirstStep(remedy)) return like(after).length === like(findings).length;
  const guards =
    remedy.edit?.marker !== undefined ||
    plan.added.length > 0 ||
    plan.rows.some(({ group }) => group) ||
    plan.images.some(({ variable }) => variable);
  if (guards) return open(after) === open(unserved);
  return like(after).length === like(unserved).length;
}

/** A new row that is guarded, as each build's own packages are. */
function isAdded({ guarded, rows }: Finding, { added }: FixPlan): boolean {
  return guarded && rows.length > 0 && rows.every(({ name }) => added.some(({ row }) => row.name === name));
}

/** What stands in the new file must be what was moved, and count as guarded there. */
function isGuardedThere(created: CreatedFile, own: Finding, input: FixInput, catalog: Catalog): boolean {
  const manifest = input.format.parse(created.text);
  if (!createdShows(created, manifest)) return false;
  const { findings } = analyze({ ...input, file: created.file, manifest }, catalog);
  return findings.every((finding) => finding.guarded || !isLike(finding, own));
}

/** The same rule speaks of the same makers. */
function isLike(finding: Finding, own: Finding): boolean {
  return finding.rule.id === own.rule.id && sameIds(finding.boundTo, own.boundTo) && finding.axis === own.axis;
}

/** A move to another maker's build or client binds to that maker: part of the remedy where the remedy itself names it. */
function isAnnounced(finding: Finding, remedy: Remedy, own: Finding, { images, requests }: FixPlan): boolean {
  if (finding.artifact && [...images, ...requests].some(({ value }) => value === finding.artifact?.value))
    return finding.boundTo.every((id) => remedy.for.includes(id));
  if (finding.rule.id === own.rule.id) return finding.boundTo.every((id) => remedy.for.includes(id));
  if (remedy.package !== `${finding.ecosystem}:${finding.package}`) return false;
  return finding.axis === 'vendor' || finding.boundTo.every((id) => remedy.for.includes(id));
}

function sameFindings(before: readonly Finding[], after: readonly Finding[]): boolean {
  return before.length === after.length && before.every((finding, index) => finding.id === after[index]?.id);
}

/** The same ids, in any order. */
export function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}
