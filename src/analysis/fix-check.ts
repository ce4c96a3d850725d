import type { Catalog } from '../catalog/catalog';
import type { Finding } from '../model/finding';
import type { Remedy } from '../model/rule';
import { applyEdits } from '../text/edit';
import { analyze } from './analyze';
import type { FixPlan } from './fix-plan';
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
  const others = after.filter((finding) => !isLike(finding, own) && !isAnnounced(finding, remedy, own));
  return (
    isSolved(remedy, plan, served, findings, after) &&
    (!plan.created || isGuardedThere(plan, own, input, catalog)) &&
    sameFindings(
      findings.filter((finding) => !isLike(finding, own)),
      others,
    )
  );
}

function isSolved(remedy: Remedy, plan: FixPlan, served: readonly Finding[], findings: readonly Finding[], after: readonly Finding[]): boolean {
  const [own] = served;
  const like = (finding: Finding): boolean => own !== undefined && isLike(finding, own);
  const expected = findings.filter((finding) => like(finding) && !served.includes(finding)).length;
  const left = after.filter(like);
  if (plan.rows.some(({ group }) => group)) {
    const known = new Set(findings.map(({ id }) => id));
    const moved = left.filter(({ id }) => !known.has(id));
    return moved.every(({ guarded }) => guarded) && moved.length <= served.length && left.length - moved.length === expected;
  }
  if (remedy.edit?.marker === undefined) return left.length === expected;
  const ids = new Set(served.map(({ id }) => id));
  const still = left.filter(({ id }) => ids.has(id));
  return still.every(({ guarded }) => guarded) && left.length - still.length === expected;
}

/** What stands in the new file must be what was moved, and count as guarded there. */
function isGuardedThere(plan: FixPlan, own: Finding, input: FixInput, catalog: Catalog): boolean {
  const { created } = plan;
  const manifest = created && input.format.parse(created.text);
  if (!manifest || !createdShows(plan, manifest)) return false;
  const { findings } = analyze({ ...input, file: created.file, manifest }, catalog);
  return findings.every((finding) => finding.guarded || !isLike(finding, own));
}

/** The same rule speaks of the same makers. */
function isLike(finding: Finding, own: Finding): boolean {
  return finding.rule.id === own.rule.id && sameIds(finding.boundTo, own.boundTo) && finding.axis === own.axis;
}

/** A move to another maker's build or client binds to that maker: part of the remedy where the remedy itself names it. */
function isAnnounced(finding: Finding, remedy: Remedy, own: Finding): boolean {
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
