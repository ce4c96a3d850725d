import type { Finding } from '../model/finding';
import type { Fix } from '../model/fix';
import type { FileResult } from '../model/result';
import { efforts, remedyKinds } from '../model/vocabulary';
import type { Rule } from '../model/rule';
import type { PlanCommand, PlanGoal } from './plan';
import type { Report } from './report';

/**
 * The words behind `portolan fix` that apply this very fix. A run begins with the first finding that it is told to serve and
 * takes a safe fix before all others, else the first of the ranking for its targets. Where that is another fix, naming the package
 * may help (an index is ranked by itself); where it does not, there is no such command.
 */
export function fixCommand(goal: PlanGoal, fix: Fix, owner: Finding, file: FileResult, report: Report): string | undefined {
  const target = goal.kind === 'target' ? goal.id : fix.remedy.for.find((id) => !goal.ids.includes(id));
  const own = [...file.findings, ...(file.choices ?? [])].filter(({ rule, suppressed }) => rule.id === owner.rule.id && !suppressed);
  const takes = (findings: readonly Finding[]): boolean => {
    const [first] = findings.flatMap((finding) => taken(report.fixes(finding, file), target) ?? []);
    return first?.remedy.id === fix.remedy.id;
  };
  const words = [...(fix.safety === 'safe' ? [] : ['--review']), '--rule', owner.rule.id, ...(target === undefined ? [] : ['--target', target])];
  if (takes(own)) return words.join(' ');
  const isPlain = !owner.package.includes(' ');
  return isPlain && takes(own.filter((finding) => finding.package === owner.package)) ? [...words, '--package', owner.package].join(' ') : undefined;
}

/**
 * Leaves out the files of a command where it does the same without: where the rule has open places in these files only. Others are
 * those of another step, or of files that the plan keeps for other hardware. No edit is made in a lockfile.
 */
export function withNeededFiles(command: PlanCommand, rule: Rule, { result }: Report): PlanCommand {
  const isElsewhere = result.files.some(
    ({ path, manifest, findings, choices = [] }) =>
      !command.files.includes(path) &&
      manifest.dependencies.every(({ role }) => role !== 'locks') &&
      [...findings, ...choices].some((finding) => finding.rule.id === rule.id && !finding.suppressed),
  );
  return isElsewhere ? command : { ...command, files: [] };
}

function taken(fixes: readonly Fix[], target: string | undefined): Fix | undefined {
  const rank = ({ remedy }: Fix): number => (target !== undefined && remedy.for.includes(target) ? 0 : 1);
  const ranked = fixes
    .map((one, order) => ({ one, order }))
    .sort(
      (a, b) =>
        rank(a.one) - rank(b.one) ||
        efforts.indexOf(a.one.remedy.effort) - efforts.indexOf(b.one.remedy.effort) ||
        remedyKinds.indexOf(a.one.remedy.kind) - remedyKinds.indexOf(b.one.remedy.kind) ||
        a.order - b.order,
    );
  return fixes.find(({ safety }) => safety === 'safe') ?? ranked[0]?.one;
}
