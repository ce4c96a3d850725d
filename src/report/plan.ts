import type { Finding } from '../model/finding';
import type { Fix, HandText } from '../model/fix';
import type { FileResult } from '../model/result';
import type { CodeChange, Remedy, Rule, Vocabulary } from '../model/rule';
import { blockersLeft, type TargetLeft } from './plan-after';
import { reviewPackages, type PlanPackage } from './plan-packages';
import { planChoices } from './plan-choices';
import { planSteps } from './plan-steps';
import { keptFiles, variantsFor, type PlanVariant } from './plan-variants';
import { blocking, withoutIndexes, type Report } from './report';

/** Where the project is to run, or whom it is to leave: `ids` are the vendors and targets that this stands for. */
export type PlanGoal =
  { readonly kind: 'target'; readonly id: string } | { readonly kind: 'leave'; readonly id: string; readonly ids: readonly string[] };

/** A place that a step deals with. */
export interface PlanPlace {
  readonly finding: Finding;
  readonly file: FileResult;
  /** The remedy as proven edits; undefined: by hand, or served by the fix of another place of the same group. */
  readonly fix?: Fix;
  /** The fix of this place, or of its group, takes care of it. */
  readonly isReady: boolean;
}

/** One remedy, with every place that it serves. */
export interface PlanStep {
  readonly rule: Rule;
  readonly remedy: Remedy;
  /** Other remedies that reach the goal, lightest first; a few. */
  readonly alternatives: readonly PlanAlternative[];
  /** The bound things, as a person would say them. */
  readonly subjects: readonly string[];
  /** How many declared packages and artifacts it takes out of the way. */
  readonly unlocks: number;
  readonly places: readonly PlanPlace[];
  /** Whether the edits are proven for all places, for some, or for none. */
  readonly edits: 'ready' | 'partly' | 'none';
  /** The commands that apply exactly this remedy to the places with edits; none where `portolan fix` would choose another one. */
  readonly commands: readonly PlanCommand[];
  readonly loses?: string;
  readonly byHand?: string;
  /** How code changes, in the languages of the packages. */
  readonly code: readonly CodeChange[];
  /** Made for the files of places without edits, by file: the owner writes it in. */
  readonly texts: readonly FileTexts[];
  readonly sources: readonly string[];
}

/** A command that applies a step, or a part of it. */
export interface PlanCommand {
  /** What stands behind `portolan fix`. */
  readonly words: string;
  /** The files that it names, since it would change others too; empty: it takes what was looked at. */
  readonly files: readonly string[];
}

/** Another way to do a step. */
export interface PlanAlternative {
  readonly remedy: Remedy;
  readonly loses?: string;
  readonly code: readonly CodeChange[];
}

/** What the owner of one file writes in by hand. */
export interface FileTexts {
  readonly file: string;
  /** Another way than the step's own. */
  readonly instead?: Remedy;
  readonly texts: readonly HandText[];
}

/** What is in the way and has no remedy with a source for this goal. */
export interface PlanStuck {
  readonly rule: Rule;
  readonly subjects: readonly string[];
  readonly places: readonly PlanPlace[];
}

/** What it takes to reach a goal. Plain data, worded by the renderers. */
export interface Plan {
  readonly goal: PlanGoal;
  readonly report: Report;
  /** Names of packages and artifacts that are in the way, each once. */
  readonly blockers: readonly string[];
  /** In the order in which they should be taken. */
  readonly steps: readonly PlanStep[];
  readonly stuck: readonly PlanStuck[];
  /** Remedies of what is bound to other hardware while no source says whether it runs on the goal. Target goals only. */
  readonly doubtful: readonly PlanStep[];
  /** Files that are there for the goal already, in place of others. Target goals only. */
  readonly variants: readonly PlanVariant[];
  /** There are so many places that not every edit was tried. */
  readonly isUntried: boolean;
  /** Packages without a binding that do not run there as written: another package is needed. Target goals only. */
  readonly others: readonly PlanPackage[];
  /** Packages that run there from another build, from source or in part. Target goals only. */
  readonly builds: readonly PlanPackage[];
  /** How installations can choose those builds, with edits or with text that the owner writes in. Target goals only. */
  readonly choices: readonly PlanStep[];
  /** Packages that need nothing. */
  readonly ready: number;
  /** Packages of which nobody knows whether they run there; for a vendor, those that no rule knows. */
  readonly unknown: readonly PlanPackage[];
  /** Findings in the way that the policy or a comment ignores with a reason: not part of the steps. */
  readonly ignored: readonly PlanPlace[];
  /** What is left for other targets once all steps are done. */
  readonly after: readonly TargetLeft[];
}

/** The goal for a word of the command line; undefined if the vocabulary lacks it. A maker stands for its targets and vendors. */
export function goalOf(kind: PlanGoal['kind'], id: string, { targets, vendors, makers }: Vocabulary): PlanGoal | undefined {
  if (kind === 'target') return Object.hasOwn(targets, id) ? { kind, id } : undefined;
  if (Object.hasOwn(makers, id)) {
    const own = [...Object.entries(targets), ...Object.entries(vendors)].filter(([, { maker }]) => maker === id).map(([name]) => name);
    return { kind, id, ids: own };
  }
  return Object.hasOwn(vendors, id) ? { kind, id, ids: [id] } : undefined;
}

/**
 * Plans the way to a goal.
 * @param report of an analysis with the goal as its only target; for `leave`, with every accelerator as a target
 * @param whole of an analysis with every accelerator as a target, for what is left afterwards
 */
export function buildPlan(goal: PlanGoal, report: Report, whole: Report): Plan {
  const variants = goal.kind === 'target' ? variantsFor(goal.id, report.result.files) : [];
  const kept = keptFiles(variants);
  const all = report.findings.filter(({ finding }) => !kept.has(finding.file));
  const found = all.filter(({ finding }) => isInTheWay(finding, goal));
  const wanted = found.filter(({ finding }) => !isIgnored(finding));
  const { steps, stuck, isUntried } = planSteps(goal, wanted, report);
  const maybe = all.filter(({ finding }) => isDoubtful(finding, goal) && !isIgnored(finding));
  const doubtful = planSteps(goal, maybe, report);
  const treated = [...found, ...doubtful.steps.flatMap(({ places }) => places)];
  const choices = goal.kind === 'target' ? planChoices(goal, kept, report) : undefined;
  const packages = reviewPackages(goal, new Set(treated.flatMap(({ finding }) => finding.rows)), kept, report);
  const taken = [...steps, ...doubtful.steps].flatMap(({ places, remedy }) => places.map(({ finding }) => [finding.id, remedy] as const));
  return {
    goal,
    report,
    blockers: [
      ...new Set([
        ...withoutIndexes(wanted.map(({ finding }) => finding)).map(({ package: name }) => name),
        ...packages.others.map(({ name }) => name),
      ]),
    ].sort(),
    steps,
    stuck,
    doubtful: doubtful.steps,
    variants,
    isUntried: isUntried || doubtful.isUntried || choices?.isUntried === true,
    ...packages,
    choices: choices?.steps ?? [],
    builds: [...packages.builds, ...(choices?.packages ?? [])],
    ignored: found.filter(({ finding }) => isIgnored(finding)).map((place) => ({ ...place, isReady: false })),
    after: blockersLeft(goal, new Map(taken), whole),
  };
}

/** Bound to other hardware, and whether it runs on the goal is not known. */
function isDoubtful(finding: Finding, goal: PlanGoal): boolean {
  if (goal.kind === 'leave' || finding.axis !== 'hardware' || finding.boundTo.includes(goal.id)) return false;
  return (finding.targets[goal.id]?.verdict ?? 'unknown') === 'unknown';
}

/** A finding with which, as written, the project does not reach the goal. Accepted ones count: the question is what leaving would take. */
function isInTheWay(finding: Finding, goal: PlanGoal): boolean {
  if (goal.kind === 'leave') return finding.boundTo.some((id) => goal.ids.includes(id));
  const verdict = finding.targets[goal.id]?.verdict;
  return finding.axis !== 'vendor' && verdict !== undefined && blocking.includes(verdict);
}

function isIgnored({ suppressed }: Finding): boolean {
  return suppressed?.by === 'inline' || suppressed?.by === 'policy';
}
