import type { Remedy } from '../model/rule';
import { mainTargets } from './fact-card';
import type { PlanGoal } from './plan';
import { keptFiles, variantsFor } from './plan-variants';
import { blocking, type Report } from './report';

/** What is in the way of another target once a plan is done. */
export interface TargetLeft {
  readonly target: string;
  readonly before: number;
  /** Names, each once, sorted. */
  readonly blockers: readonly string[];
}

/**
 * What is left for the other targets once every finding has had its remedy. A remedy counts for a target only where its rule
 * says so, and a removal for all. Targets that nothing blocks today are left out, and for a hosted service all: it has no target.
 */
export function blockersLeft(goal: PlanGoal, served: ReadonlyMap<string, Remedy>, whole: Report): readonly TargetLeft[] {
  const isHardware = goal.kind === 'target' || goal.ids.some((id) => whole.vocabulary.targets[id]);
  if (!isHardware) return [];
  return mainTargets.flatMap((target) => {
    const isGoal = goal.kind === 'target' ? goal.id === target : goal.ids.includes(target);
    if (isGoal || !whole.vocabulary.targets[target]) return [];
    const kept = keptFiles(variantsFor(target, whole.result.files));
    const blocked = whole.findings.filter(({ finding }) => {
      if (kept.has(finding.file)) return false;
      const verdict = finding.targets[target]?.verdict;
      const counts = finding.axis !== 'vendor' && finding.artifact?.kind !== 'index' && !finding.suppressed;
      return counts && verdict !== undefined && blocking.includes(verdict);
    });
    const names = (findings: typeof blocked): readonly string[] => [...new Set(findings.map(({ finding }) => finding.package))].sort();
    const left = blocked.filter(({ finding }) => !opens(served.get(finding.id), target));
    return blocked.length > 0 ? [{ target, before: names(blocked).length, blockers: names(left) }] : [];
  });
}

/** What is removed is in nobody's way. */
function opens(remedy: Remedy | undefined, target: string): boolean {
  return remedy !== undefined && (remedy.kind === 'remove' || remedy.for.includes(target));
}
