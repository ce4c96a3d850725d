import type { Dependency } from '../model/manifest';
import type { FileResult } from '../model/result';
import type { Rule } from '../model/rule';
import type { VerdictKind } from '../model/vocabulary';
import type { Span } from '../text/span';
import { constraintFiles } from './constraint-files';
import { cardVerdict, ownVerdicts } from './fact-card';
import type { PlanGoal } from './plan';
import type { Report } from './report';

/** A declared package and what is known of it for the goal. */
export interface PlanPackage {
  /** Normalized name. */
  readonly name: string;
  readonly ecosystem: string;
  readonly verdict: VerdictKind;
  /** Undefined: no rule knows it. */
  readonly rule?: Rule;
  readonly how?: string;
  readonly package?: string;
  /** Nobody declares it: the way of the lock to it. */
  readonly via?: readonly string[];
  readonly file: string;
  readonly span: Span;
}

export interface ReviewedPackages {
  readonly others: readonly PlanPackage[];
  readonly builds: readonly PlanPackage[];
  readonly unknown: readonly PlanPackage[];
  readonly ready: number;
}

/**
 * Every declared package that is not in the way, each once, as the worst of its rows; sorted by name.
 * @param kept files that installations for the goal leave out
 */
export function reviewPackages(goal: PlanGoal, inTheWay: ReadonlySet<Dependency>, kept: ReadonlySet<string>, report: Report): ReviewedPackages {
  const byKey = new Map<string, PlanPackage>();
  const blocked = new Set<string>();
  const constraints = constraintFiles(report.result.files);
  for (const file of report.result.files) {
    if (constraints.has(file.path) || kept.has(file.path)) continue;
    for (const [index, dependency] of file.manifest.dependencies.entries()) {
      const key = file.rows[index]?.key;
      if (key === undefined || dependency.role === 'locks' || dependency.role === 'constrains' || isOwn(dependency)) continue;
      if (inTheWay.has(dependency)) {
        blocked.add(key);
        continue;
      }
      const found = packageOf(goal, file, index, dependency, report);
      const known = byKey.get(key);
      if (!known || badness.indexOf(found.verdict) > badness.indexOf(known.verdict)) byKey.set(key, found);
    }
  }
  const all = [...byKey].filter(([key]) => !blocked.has(key)).sort(([a], [b]) => (a < b ? -1 : 1));
  const having = (...verdicts: readonly VerdictKind[]): readonly PlanPackage[] =>
    all.flatMap(([, found]) => (verdicts.includes(found.verdict) ? [found] : []));
  return {
    others: having('no'),
    builds: having('other-build', 'other-package', 'from-source', 'partial'),
    unknown: having('unknown'),
    ready: having('yes').length,
  };
}

const badness: readonly VerdictKind[] = ['yes', 'other-build', 'from-source', 'partial', 'unknown', 'other-package', 'no'];

function packageOf(goal: PlanGoal, file: FileResult, index: number, dependency: Dependency, report: Report): PlanPackage {
  const row = file.rows[index];
  const key = row?.key ?? '';
  const colon = key.indexOf(':');
  const base = { name: key.slice(colon + 1), ecosystem: key.slice(0, colon), file: file.path, span: dependency.nameSpan };
  if (goal.kind === 'target' && row?.isShutOut === true) return { ...base, verdict: 'yes' };
  const [rule] = (row?.rules ?? []).flatMap((id) => report.rule(id) ?? []);
  if (!rule) return { ...base, verdict: row?.classification === 'unknown' ? 'unknown' : 'yes' };
  const finding = file.findings.find(({ rows, axis }) => axis !== 'vendor' && rows.includes(dependency));
  const verdicts = finding?.targets ?? ownVerdicts(rule);
  // A rule without any verdict speaks of services, not of hardware.
  if (goal.kind === 'leave' || Object.keys(verdicts).length === 0) return { ...base, rule, verdict: 'yes' };
  // The analysis hides a binding that does not concern the goal: the row runs there, or its marker shuts it out.
  if (row?.classification === 'bound' && !file.findings.some(({ rows }) => rows.includes(dependency))) return { ...base, rule, verdict: 'yes' };
  const { verdict, how, package: other } = cardVerdict(goal.id, verdicts[goal.id], report.details(rule), report.vocabulary);
  const told = { ...base, rule, ...(how === undefined ? {} : { how }), ...(other === undefined ? {} : { package: other }) };
  if (finding || (verdict !== 'no' && verdict !== 'other-package')) return { ...told, verdict };
  return dependency.marker ? { ...told, verdict: 'unknown', how: 'its marker decides whether it is installed there' } : { ...told, verdict };
}

/** What lies in the project itself is not installed from anywhere: its own manifest tells of it. */
function isOwn({ source }: Dependency): boolean {
  return source?.kind === 'path' || source?.kind === 'workspace';
}
