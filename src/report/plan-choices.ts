import type { Finding } from '../model/finding';
import type { FileResult } from '../model/result';
import { cardVerdict } from './fact-card';
import type { PlanGoal, PlanStep } from './plan';
import type { PlanPackage } from './plan-packages';
import { planSteps } from './plan-steps';
import { blocking, type Report } from './report';

interface PlanChoices {
  /** Those that can be written, by edits or by text. */
  readonly steps: readonly PlanStep[];
  /** Packages that only a lock shows. */
  readonly packages: readonly PlanPackage[];
  readonly isUntried: boolean;
}

/**
 * What can be done for packages that are not bound and of which a lock holds a build that does not run on the goal.
 * @param kept files that installations for the goal leave out
 */
export function planChoices(goal: PlanGoal, kept: ReadonlySet<string>, report: Report): PlanChoices {
  const found = report.result.files
    .filter(({ path }) => !kept.has(path))
    .flatMap((file) => (file.choices ?? []).map((finding) => ({ finding, file })))
    .filter(({ finding }) => blocking.includes(finding.targets[goal.id]?.verdict ?? 'unknown'));
  const { steps, isUntried } = planSteps(goal, found, report);
  return {
    steps: steps.filter(({ edits, texts }) => edits !== 'none' || texts.length > 0),
    packages: found.flatMap(({ finding, file }) => (finding.rows.length === 0 ? [packageOf(goal, finding, file, report)] : [])),
    isUntried,
  };
}

function packageOf(goal: PlanGoal, finding: Finding, file: FileResult, report: Report): PlanPackage {
  const { rule, package: name, ecosystem, via, span } = finding;
  const { verdict, how } = cardVerdict(goal.id, finding.targets[goal.id], report.details(rule), report.vocabulary);
  return { name, ecosystem, rule, verdict, via, file: file.path, span, ...(how === undefined ? {} : { how }) };
}
