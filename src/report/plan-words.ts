import { nameOf } from '../messages';
import type { FileTexts, Plan, PlanAlternative, PlanCommand, PlanGoal, PlanPlace, PlanStep } from './plan';
import type { TargetLeft } from './plan-after';
import type { PlanPackage } from './plan-packages';
import type { PlanProgress } from './plan-since';
import type { PlanVariant } from './plan-variants';
import type { Report } from './report';
import { plural } from './to-html-words';

/** `To run on AMD GPUs (ROCm)`, `To leave OpenAI`. */
export function goalWords(goal: PlanGoal, report: Report): string {
  const name = nameOf(goal.id, report.vocabulary);
  const maker = goal.kind === 'leave' ? (report.vocabulary.makers[goal.id]?.title ?? name) : name;
  return goal.kind === 'target' ? `run on ${name}` : `leave ${maker}`;
}

/** What is in the way and what is not, in numbers that can be compared with those of the next time. */
export function countWords({ goal, blockers, builds, ready, unknown, ignored, steps, doubtful }: Plan): string {
  const places = placeCount(steps);
  const parts =
    goal.kind === 'target'
      ? [
          blockers.length === 0 ? 'no blocker known' : plural(blockers.length, 'blocker'),
          ...(builds.length > 0 ? [`${plural(builds.length, 'package needs', 'packages need')} another build or package`] : []),
          ...(doubtful.length > 0 ? [`${placeCount(doubtful)} bound to other hardware, with no verdict here`] : []),
          `${ready} ready`,
        ]
      : [
          blockers.length === 0 ? 'no binding known' : `${plural(blockers.length, 'package')} in ${plural(places, 'place')}`,
          `${ready} not bound to it`,
        ];
  return [...parts, `${unknown.length} unknown`, ...(ignored.length > 0 ? [`${ignored.length} ignored with a reason`] : [])].join(', ');
}

function placeCount(steps: readonly PlanStep[]): number {
  return new Set(steps.flatMap((step) => step.places.map(({ finding }) => finding.id))).size;
}

/** `Take requirements-rocm.txt, which is there already; leave out requirements-cuda.txt`, and the includes that say otherwise. */
export function variantWords({ file, instead, includes }: PlanVariant, report: Report, quoted = (name: string): string => name): string {
  const places = includes.map((include) => quoted(`${report.shown(include.file)}:${report.places.place(include.file, include.span).line}`));
  const change = places.length > 0 ? `; change what is included at ${places.join(', ')}` : '';
  const others = instead.map((path) => quoted(report.shown(path))).join(', ');
  return `${quoted(report.shown(file))} is there already: install it in place of ${others}${change}`;
}

/** `Since the plan of 2026-11-14: 3 of 8 places solved, 1 new`. */
export function progressWords({ day, solved, ignored, unread, left, fresh }: PlanProgress): string {
  const all = solved.length + ignored.length + unread.length + left;
  return [
    `Since the ${day === undefined ? 'earlier plan' : `plan of ${day}`}: ${solved.length} of ${plural(all, 'place')} solved`,
    ...(ignored.length > 0 ? [`${ignored.length} ignored with a reason`] : []),
    ...(unread.length > 0 ? [`${unread.length} not known, the file was not read in full`] : []),
    ...(fresh > 0 ? [`${fresh} new`] : []),
  ].join(', ');
}

/** What stands above the texts that the owner of a file writes in. */
export function handWords({ file, instead }: FileTexts, report: Report): string {
  const words = instead ? `or, to ${instead.title.slice(0, 1).toLowerCase()}${instead.title.slice(1)}, ` : '';
  return `${words}by hand in ${report.shown(file)} (text for this file, neither proven nor applied by Portolan)`;
}

/** Another way to do a step, and what it costs. */
export function alternativeWords({ remedy, loses }: PlanAlternative): string {
  return `${remedy.title} (${remedy.effort}${loses === undefined ? '' : `; you lose: ${loses}`})`;
}

/** `3 of 5 blockers left`, for a target that a plan does not aim at. */
export function leftWords({ before, blockers }: TargetLeft): string {
  return blockers.length === 0 ? `none of ${plural(before, 'known blocker')} left` : `${blockers.length} of ${plural(before, 'blocker')} left`;
}

/** Whether edits are ready, and in how many files. */
export function editWords({ edits, places }: PlanStep): string {
  const files = new Set(places.filter(({ isReady }) => isReady).map(({ file }) => file.path)).size;
  if (edits === 'none') return 'by hand';
  return edits === 'ready' ? `edits ready (${plural(files, 'file')})` : `edits ready in ${plural(files, 'file')}, the rest by hand`;
}

/** The command that applies a step, for a shell of POSIX; the paths are those that were looked at. */
export function commandWords({ words, files }: PlanCommand, paths: readonly string[], { shown }: Report): string {
  return ['portolan fix', words, ...(files.length > 0 ? files.map(shown) : paths).map(quoted)].join(' ');
}

/** The places of a step in order, each line once. */
export function placeWords(places: readonly PlanPlace[], report: Report): readonly string[] {
  const lines = places.map(({ finding }) => ({
    file: report.shown(finding.file),
    line: report.places.place(finding.file, finding.span).line,
  }));
  const sorted = [...lines].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
  return [...new Set(sorted.map(({ file, line }) => `${file}:${line}`))];
}

/** What is known of a package for the goal: `other build: index rocm`. */
export function packageWords({ rule, verdict, how, package: other, via }: PlanPackage, verdicts: Readonly<Record<string, string>>): string {
  if (!rule) return 'no rule knows it';
  const way = via ? [`brought by ${via.slice(0, -1).join(' → ')}`] : [];
  const notes = [...way, ...(other === undefined ? [] : [other]), ...(how === undefined ? [] : [how])];
  const word = verdict === 'unknown' ? 'no verdict with a source' : (verdicts[verdict] ?? verdict);
  return `${word}${notes.length > 0 ? `: ${notes.join('; ')}` : ''}`;
}

function quoted(path: string): string {
  const isPlain = [...path].every((character) => /[\w@%+=:,./-]/.test(character));
  return isPlain && path !== '' && !path.startsWith('-') ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

export const doubtfulTitle = 'Bound to other hardware, and no source says whether it runs here';

/** For a project of thousands of places. */
export const untriedWords = 'There are too many places to try every edit now: apply those that are ready, then plan again.';
