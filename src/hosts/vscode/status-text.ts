import { nameOf, openFindings, stateWords, type Engine, type Report } from '../../engine';
import type { FileResult } from '../../model/result';

export interface Status {
  readonly text: string;
  readonly tooltip: string;
}

/** How one target stands, in words. */
export interface TargetState {
  readonly id: string;
  readonly title: string;
  readonly blockers: readonly string[];
  readonly unknown: number;
  /** `2 blockers`, `no blocker known, 3 unknown`. */
  readonly words: string;
}

/**
 * What the status bar says of some files.
 * @param shown the target that the user wants to see; undefined: the worst of `targets`
 * @param about what the files are, for the tooltip
 */
export function statusOf(engine: Engine, files: readonly FileResult[], targets: readonly string[], about: string, shown?: string): Status {
  const report = reportOf(engine, files);
  const { vocabulary } = engine;
  const wanted = shown === undefined || targets.includes(shown) ? targets : [shown, ...targets];
  const states = statesOf(engine, report, wanted);
  const told = states.find(({ id }) => id === shown) ?? states.toSorted((a, b) => b.blockers.length - a.blockers.length)[0];
  const text = told ? `${vocabulary.targets[told.id]?.short ?? told.id}: ${told.words}` : boundWords(report.counts.bound, openFindings(files));
  const lines = states.map(({ title, blockers, unknown, words }) => {
    const names = blockers.length > 0 ? ` (${blockers.slice(0, 5).join(', ')}${blockers.length > 5 ? ', …' : ''})` : '';
    return `${title}: ${words}${names}${blockers.length > 0 && unknown > 0 ? `, ${unknown} unknown` : ''}`;
  });
  return { text: `$(compass) ${text}`, tooltip: [`${about}: ${countWords(report)}`, ...lines].join('\n') };
}

/** How each of some targets stands for these files. */
export function targetStates(engine: Engine, files: readonly FileResult[], targets: readonly string[]): readonly TargetState[] {
  return statesOf(engine, reportOf(engine, files), targets);
}

/** The sum of a scan in one sentence. */
export function countsSentence(engine: Engine, files: readonly FileResult[]): string {
  const partial = files.filter(({ status }) => status !== 'read').length;
  const unread = partial === 0 ? '' : ` ${partial} of them not read in full (see the output).`;
  return `Portolan read ${files.length} ${files.length === 1 ? 'file' : 'files'}: ${countWords(reportOf(engine, files))}.${unread}`;
}

function statesOf({ vocabulary }: Engine, report: Report, targets: readonly string[]): readonly TargetState[] {
  return targets.flatMap((id) => {
    const summary = report.targets[id];
    if (!summary) return [];
    const unknown = report.counts.unknown + summary.counts.unknown;
    return [{ id, title: nameOf(id, vocabulary), blockers: summary.blockers, unknown, words: stateWords(summary.blockers.length, unknown) }];
  });
}

function reportOf(engine: Engine, files: readonly FileResult[]): Report {
  return engine.report({ files, policies: [], unreadable: [], cancelled: false }, { targets: [], accept: [], fixes: () => [] });
}

/** Images, indexes and device requests are no dependencies: where nothing else is bound, their places are told. */
function boundWords(bound: number, places: number): string {
  if (bound > 0 || places === 0) return `${bound} bound`;
  return places === 1 ? '1 bound place' : `${places} bound places`;
}

function countWords({ counts }: Report): string {
  return `${counts.bound} bound · ${counts.portable} portable · ${counts.ordinary} ordinary · ${counts.unknown} unknown`;
}
