import type { Catalog } from '../catalog/catalog';
import type { Format } from '../formats/format';
import type { Finding } from '../model/finding';
import type { Fix } from '../model/fix';
import type { Remedy, Rule } from '../model/rule';
import type { Safety } from '../model/vocabulary';
import { digest } from '../text/digest';
import { applyEdits, sortEdits } from '../text/edit';
import { evaluateMarker } from '../registries/marker';
import { analyze, type AnalysisInput } from './analyze';
import { platforms } from './environment';
import { planFix, type FixPlan } from './fix-plan';
import { showsExactly } from './fix-proof';

export interface FixInput extends AnalysisInput {
  readonly text: string;
  readonly format: Format;
  /** False for files with undecodable bytes: they are never written. */
  readonly editable: boolean;
}

/**
 * The fixes of one finding, lightest first: each remedy that can be written, proven on this very text. `findings` are all of
 * the file, so that what shares a group is served by one fix.
 */
export function fixesFor(finding: Finding, findings: readonly Finding[], input: FixInput, catalog: Catalog): readonly Fix[] {
  const write = input.format.edits;
  if (!write || !input.editable) return [];
  const served = findings.filter(({ group, boundTo }) => group === finding.group && sameIds(boundTo, finding.boundTo));
  return finding.remedies.flatMap((remedy) => {
    const plan = planFix(remedy, served, input.manifest, input.text, write);
    const edits = plan && sortEdits(plan.edits, input.text.length);
    if (!plan || !edits || !isProven(remedy, plan, served, findings, input, catalog)) return [];
    return [
      {
        id: `${finding.rule.id}/${remedy.id}`,
        remedy,
        safety: safetyOf(remedy, finding.rule),
        rows: plan.rows,
        indexes: plan.indexes,
        files: [{ file: input.file, length: input.text.length, digest: digest(input.text), edits, create: false }],
      },
    ];
  });
}

/**
 * Applies the edits, reads and judges the result again: it must say exactly what was planned, the served findings must be
 * gone (or guarded, where a guard was written), all others must still be there.
 */
function isProven(
  remedy: Remedy,
  plan: FixPlan,
  served: readonly Finding[],
  findings: readonly Finding[],
  input: FixInput,
  catalog: Catalog,
): boolean {
  const text = applyEdits(input.text, plan.edits);
  if (text === undefined || text === input.text) return false;
  const manifest = input.format.parse(text);
  if (!showsExactly(plan, input.manifest, manifest)) return false;
  const after = analyze({ ...input, manifest }, catalog).findings;
  const own = served[0];
  if (!own) return false;
  const isServed = (finding: Finding): boolean =>
    finding.rule.id === own.rule.id && sameIds(finding.boundTo, own.boundTo) && finding.axis === own.axis;
  const left = after.filter(isServed);
  const expected = findings.filter((finding) => isServed(finding) && !served.includes(finding)).length;
  const ids = new Set(served.map(({ id }) => id));
  const still = left.filter(({ id }) => ids.has(id));
  const isGuard = remedy.edit?.marker !== undefined && still.every(({ guarded }) => guarded);
  const solved = remedy.edit?.marker !== undefined ? isGuard && left.length - still.length === expected : left.length === expected;
  const others = after.filter((finding) => !isServed(finding) && !isAnnounced(finding, remedy, own));
  return (
    solved &&
    sameFindings(
      findings.filter((finding) => !isServed(finding)),
      others,
    )
  );
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

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}

/**
 * Safe is only what leaves every environment that can install today's file with the same packages and builds: a marker that
 * shuts out nothing but platforms on which the rule says that the package does not install.
 */
function safetyOf(remedy: Remedy, rule: Rule): Safety {
  const marker = remedy.edit?.marker;
  if (!marker || Object.keys(remedy.edit ?? {}).length > 1) return 'review';
  const shutOut = platforms.filter(({ environment }) => evaluateMarker(marker, environment) !== 'yes');
  const verdict = (target: string): string | undefined => rule.targets[target]?.[0]?.verdict;
  return shutOut.every(({ os, cpu }) => verdict(os) === 'no' || verdict(cpu) === 'no') ? 'safe' : 'review';
}
