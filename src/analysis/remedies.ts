import type { Remedy, Rule } from '../model/rule';
import { efforts, remedyKinds } from '../model/vocabulary';
import { evaluate, type Evidence } from './condition';

/**
 * The remedies of a rule that fit a row, ranked: those that unlock a named target first, then by effort, then by kind, then
 * as the rule lists them. A remedy whose condition is ruled out is left out, and so is a marker for a row
 * that has one already; an unseen condition keeps it.
 */
export function rankRemedies(rule: Rule, evidence: Evidence, targets: readonly string[], platformGuarded: boolean): readonly Remedy[] {
  const fitting = rule.remedies.filter(
    (remedy) => !(platformGuarded && remedy.edit?.marker !== undefined) && (!remedy.when || evaluate(remedy.when, evidence).value !== 'no'),
  );
  const unlocks = (remedy: Remedy): number => (remedy.for.some((target) => targets.includes(target)) ? 0 : 1);
  return fitting
    .map((remedy, order) => ({ remedy, order }))
    .sort(
      (a, b) =>
        unlocks(a.remedy) - unlocks(b.remedy) ||
        efforts.indexOf(a.remedy.effort) - efforts.indexOf(b.remedy.effort) ||
        remedyKinds.indexOf(a.remedy.kind) - remedyKinds.indexOf(b.remedy.kind) ||
        a.order - b.order,
    )
    .map(({ remedy }) => remedy);
}
