import type { Finding } from '../model/finding';
import type { Fix } from '../model/fix';
import type { FileResult } from '../model/result';
import { composeEdits } from '../text/compose';
import { applyEdits, type TextEdit } from '../text/edit';
import { folderOf, type CancelFlag, type FilePort } from './files';
import { OverlayFiles } from './overlay';
import type { Session } from './session';

/** Which fixes a run applies. Empty lists choose everything. */
export interface FixSelection {
  /** Also the first-ranked review fix of each finding; otherwise safe fixes only. */
  readonly review: boolean;
  readonly rules: readonly string[];
  /** Normalized names, or keys such as `pypi:torch`. */
  readonly packages: readonly string[];
}

export interface AppliedFix {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** What a run makes of one file. */
export interface FileChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** All changes as disjoint edits of `before`, sorted. */
  readonly edits: readonly TextEdit[];
  readonly applied: readonly AppliedFix[];
}

/** A file never takes more steps than this; a remedy that undoes another would go on for ever. */
const mostSteps = 500;

/**
 * Applies fixes file by file, one after another, each proven on the text that the ones before it left. Nothing is written:
 * the changes are returned.
 * @param openSession makes a session over the given files, with the policy of the run
 */
export async function runFixes(
  files: FilePort,
  openSession: (files: FilePort) => Session,
  paths: readonly string[],
  selection: FixSelection,
  cancel: CancelFlag = { aborted: false },
): Promise<readonly FileChange[]> {
  const overlay = new OverlayFiles(files);
  const session = openSession(overlay);
  const changes: FileChange[] = [];
  for (const path of paths) {
    if (cancel.aborted) break;
    const change = await fixFile(path, overlay, session, selection);
    if (change) changes.push(change);
  }
  return changes;
}

async function fixFile(path: string, overlay: OverlayFiles, session: Session, selection: FixSelection): Promise<FileChange | undefined> {
  const original = await session.analyzeFile(path);
  if (!original) return undefined;
  const { targets } = (await session.policyFor(folderOf(path))).policy;
  let edits: readonly TextEdit[] = [];
  let result: FileResult = original;
  const applied: AppliedFix[] = [];
  const tried = new Set<string>();
  for (let step = 0; step < mostSteps; step++) {
    const next = nextFix(session, result, selection, tried);
    if (!next) break;
    tried.add(next.finding.id);
    const composed = composeEdits(edits, next.fix.files[0]?.edits ?? [], original.text.length);
    const text = composed && applyEdits(original.text, composed);
    if (!composed || text === undefined) continue;
    overlay.set(path, text);
    const after = await session.analyzeFile(path);
    if (!after || !isProgress(next.fix, result, after, targets)) {
      overlay.set(path, result.text);
      continue;
    }
    edits = composed;
    result = after;
    applied.push(next);
  }
  const after = applyEdits(original.text, edits);
  return applied.length > 0 && after !== undefined ? { path, before: original.text, after, edits, applied } : undefined;
}

/** A move to another maker's build is no progress, unless that maker's target is one that the policy wants to reach. */
function isProgress({ remedy }: Fix, before: FileResult, after: FileResult, targets: readonly string[]): boolean {
  if (remedy.edit?.marker !== undefined || remedy.for.some((target) => targets.includes(target))) return true;
  const open = ({ findings }: FileResult): number => findings.filter(({ suppressed }) => !suppressed).length;
  return open(after) < open(before);
}

/** The first fix, in order of places, of a finding that the selection wants and that was not tried yet. */
function nextFix(session: Session, result: FileResult, selection: FixSelection, tried: ReadonlySet<string>): AppliedFix | undefined {
  for (const finding of result.findings) {
    if (finding.suppressed || tried.has(finding.id) || !isSelected(finding, selection)) continue;
    const fixes = session.fixes(finding, result).filter(({ remedy }) => !remedy.edit?.optional || isNarrowed(selection));
    const fix = fixes.find(({ safety }) => safety === 'safe') ?? (selection.review ? fixes[0] : undefined);
    if (fix && fix.files.length === 1) return { finding, fix };
  }
  return undefined;
}

/** That a package is not installed any more by default is nothing to do to a whole workspace at once. */
function isNarrowed({ rules, packages }: FixSelection): boolean {
  return rules.length + packages.length > 0;
}

function isSelected({ rule, package: name, ecosystem }: Finding, { rules, packages }: FixSelection): boolean {
  if (rules.length > 0 && !rules.includes(rule.id)) return false;
  return packages.length === 0 || packages.includes(name) || packages.includes(`${ecosystem}:${name}`);
}
