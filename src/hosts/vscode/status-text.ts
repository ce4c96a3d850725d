import { nameOf, type Engine, type Report } from '../../engine';
import type { FileResult } from '../../model/result';

export interface Status {
  readonly text: string;
  readonly tooltip: string;
}

/** What the status bar says of some files. @param about what the files are, for the tooltip. */
export function statusOf(engine: Engine, files: readonly FileResult[], targets: readonly string[], about: string): Status {
  const report = reportOf(engine, files);
  const { vocabulary } = engine;
  const chosen = targets.flatMap((id) => (report.targets[id] ? [{ id, blockers: report.targets[id].blockers }] : []));
  const worst = chosen.toSorted((a, b) => b.blockers.length - a.blockers.length)[0];
  const text = worst ? `${vocabulary.targets[worst.id]?.short ?? worst.id}: ${blockerWords(worst.blockers.length)}` : `${report.counts.bound} bound`;
  const lines = chosen.map(({ id, blockers }) => {
    const unknown = report.counts.unknown + (report.targets[id]?.counts.unknown ?? 0);
    const names = blockers.length > 0 ? ` (${blockers.slice(0, 5).join(', ')}${blockers.length > 5 ? ', …' : ''})` : '';
    return `${nameOf(id, vocabulary)}: ${blockerWords(blockers.length)}${names}, ${unknown} unknown`;
  });
  return { text: `$(compass) ${text}`, tooltip: [`${about}: ${countWords(report)}`, ...lines].join('\n') };
}

/** The sum of a scan in one sentence. */
export function countsSentence(engine: Engine, files: readonly FileResult[]): string {
  const partial = files.filter(({ status }) => status !== 'read').length;
  const unread = partial === 0 ? '' : ` ${partial} of them not read in full (see the output).`;
  return `Portolan read ${files.length} ${files.length === 1 ? 'file' : 'files'}: ${countWords(reportOf(engine, files))}.${unread}`;
}

function reportOf(engine: Engine, files: readonly FileResult[]): Report {
  return engine.report({ files, policies: [], unreadable: [], cancelled: false }, { targets: [], accept: [], fixes: () => [] });
}

function countWords({ counts }: Report): string {
  return `${counts.bound} bound · ${counts.portable} portable · ${counts.ordinary} ordinary · ${counts.unknown} unknown`;
}

/** Never "runs": that nothing is known against it is all that can be said. */
function blockerWords(count: number): string {
  if (count === 0) return 'no blocker known';
  return count === 1 ? '1 blocker' : `${count} blockers`;
}
