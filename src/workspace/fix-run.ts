import type { Finding } from '../model/finding';
import type { Fix } from '../model/fix';
import type { FileResult } from '../model/result';
import { Drafts, type Draft } from './drafts';
import { folderOf, type CancelFlag, type FilePort } from './files';
import type { Session } from './session';

/** Which fixes a run applies. Empty lists choose everything. */
export interface FixSelection {
  /** Also the first-ranked review fix of each finding; otherwise safe fixes only. */
  readonly review: boolean;
  readonly rules: readonly string[];
  /** Normalized names, or keys such as `pypi:torch`. */
  readonly packages: readonly string[];
  /** Ids of fixes (`rule/remedy`): these and no others, whatever their safety or rank. Undefined: the ranking decides. */
  readonly fixes?: readonly string[];
  /** Only these findings, by id; undefined: all. */
  readonly findings?: readonly string[];
}

export interface AppliedFix {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** What a run makes of one file, and the fixes that touch it: those of its own findings first, then those of other files. */
export interface FileChange extends Draft {
  readonly applied: readonly AppliedFix[];
}

/** A file never takes more steps than this; a remedy that undoes another would go on for ever. */
const mostSteps = 500;

/**
 * Applies fixes file by file, one after another, each proven on the text that the ones before it left; a fix of several files
 * is made in all of them or in none. Nothing is written: the changes of all files are returned.
 * @param openSession makes a session over the given files, with the policy of the run
 */
export async function runFixes(
  files: FilePort,
  openSession: (files: FilePort) => Pick<Session, 'analyzeFile' | 'policyFor' | 'fixes'>,
  paths: readonly string[],
  selection: FixSelection,
  cancel: CancelFlag = { aborted: false },
): Promise<readonly FileChange[]> {
  const drafts = new Drafts(files);
  const run = { drafts, session: openSession(drafts.files), selection };
  const applied: AppliedFix[] = [];
  for (const path of paths) {
    if (cancel.aborted) break;
    applied.push(...(await fixFile(path, run)));
  }
  return drafts.changed().map((draft) => ({ ...draft, applied: appliedTo(draft.path, applied) }));
}

interface Run {
  readonly drafts: Drafts;
  readonly session: Pick<Session, 'analyzeFile' | 'policyFor' | 'fixes'>;
  readonly selection: FixSelection;
  /** What the policy in force wants to reach. */
  readonly targets: readonly string[];
}

/** Goes through the findings in order, again and again as long as a round has changed something: a step may free another one. */
async function fixFile(path: string, run: Omit<Run, 'targets'>): Promise<readonly AppliedFix[]> {
  const { drafts, session } = run;
  let result = await session.analyzeFile(path);
  if (!result) return [];
  const { targets } = (await session.policyFor(folderOf(path))).policy;
  const applied: AppliedFix[] = [];
  const ranked: Run = { ...run, targets };
  const tried = new Set<string>();
  const looked = new Set<string>();
  let before = 0;
  for (let step = 0; step < mostSteps; step++) {
    const next = nextFix(ranked, result, tried, looked);
    if (!next) {
      if (applied.length === before) break;
      before = applied.length;
      looked.clear();
      continue;
    }
    tried.add(next.finding.id);
    const undo = await drafts.apply(next.fix.files);
    if (!undo) continue;
    const after = await session.analyzeFile(path);
    if (!after || (!run.selection.fixes && !isProgress(next.fix, result, after, targets))) {
      undo();
      continue;
    }
    result = after;
    applied.push(next);
  }
  return applied;
}

function appliedTo(path: string, applied: readonly AppliedFix[]): readonly AppliedFix[] {
  const own = applied.filter(({ finding }) => finding.file === path);
  return [...own, ...applied.filter(({ finding, fix }) => finding.file !== path && fix.files.some(({ file }) => file === path))];
}

/** A move to another maker's build is no progress, unless that maker's target is one that the policy wants to reach. */
function isProgress({ remedy }: Fix, before: FileResult, after: FileResult, targets: readonly string[]): boolean {
  if (remedy.edit?.step || remedy.kind === 'guard' || remedy.edit?.marker !== undefined || remedy.for.some((target) => targets.includes(target)))
    return true;
  const open = ({ findings }: FileResult): number => findings.filter(({ suppressed }) => !suppressed).length;
  return open(after) < open(before);
}

/**
 * The first fix, in order of places, of a finding that the selection wants and that was not tried yet.
 * @param looked the findings of this round that were asked already: to prove their remedies again after every step would take
 * time by the square of their number
 */
function nextFix({ session, selection, targets }: Run, result: FileResult, tried: ReadonlySet<string>, looked: Set<string>): AppliedFix | undefined {
  // What is no finding changes only where it was asked for.
  const choices = isNarrowed(selection) || selection.fixes ? (result.choices ?? []) : [];
  for (const finding of [...result.findings, ...choices]) {
    if (finding.suppressed || tried.has(finding.id) || looked.has(finding.id) || !isSelected(finding, selection)) continue;
    looked.add(finding.id);
    const fix = selection.fixes ? named(session.fixes(finding, result), selection.fixes) : ranked(session, finding, result, selection, targets);
    if (fix) return { finding, fix };
  }
  return undefined;
}

/** One of the fixes that were asked for by id. */
function named(fixes: readonly Fix[], ids: readonly string[]): Fix | undefined {
  return fixes.find(({ id }) => ids.includes(id));
}

function ranked(session: Run['session'], finding: Finding, result: FileResult, selection: FixSelection, targets: readonly string[]): Fix | undefined {
  const [safe] = session.fixes(finding, result, 'safe').filter((candidate) => reaches(candidate, finding, targets));
  return safe ?? (selection.review ? firstForReview(finding, session.fixes(finding, result), selection, targets) : undefined);
}

/**
 * Where targets are named, what reaches none of them is no way out of what blocks them: another maker's build, or a guard for an
 * operating system.
 */
function reaches({ remedy }: Fix, { axis }: Finding, targets: readonly string[]): boolean {
  if (axis !== 'hardware' || targets.length === 0) return true;
  return remedy.for.length === 0 ? remedy.kind !== 'guard' || remedy.edit?.optional === true : remedy.for.some((id) => targets.includes(id));
}

/** Where targets are named, a row that is guarded is one choice among others: it stays, unless it was asked for by name. */
function firstForReview(finding: Finding, fixes: readonly Fix[], selection: FixSelection, targets: readonly string[]): Fix | undefined {
  const { axis, guarded } = finding;
  if (axis === 'hardware' && targets.length > 0 && guarded && !isNarrowed(selection)) return undefined;
  return fixes.find((fix) => reaches(fix, finding, targets) && (isNarrowed(selection) || !isForOne(fix, targets)));
}

/**
 * That a package is not installed or a device not asked for any more by default, or a step that needs code, is nothing to do to a
 * whole workspace at once. A target that lacks the device wants the request gone.
 */
function isForOne({ remedy: { edit } }: Fix, targets: readonly string[]): boolean {
  return edit?.optional === true || edit?.step === true || (edit?.devices !== undefined && targets.length === 0);
}

function isNarrowed({ rules, packages }: FixSelection): boolean {
  return rules.length + packages.length > 0;
}

function isSelected({ id, rule, package: name, ecosystem }: Finding, { rules, packages, fixes, findings }: FixSelection): boolean {
  if (findings && !findings.includes(id)) return false;
  if (fixes && !fixes.some((fix) => fix.startsWith(`${rule.id}/`))) return false;
  if (rules.length > 0 && !rules.includes(rule.id)) return false;
  return packages.length === 0 || packages.includes(name) || packages.includes(`${ecosystem}:${name}`);
}
