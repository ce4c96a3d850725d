import { checkToJson } from './to-json';
import type { Report } from './report';

interface CheckDocument {
  readonly problems: readonly object[];
  readonly findings: readonly object[];
  readonly targets: object;
  readonly locks: readonly object[];
  readonly summary: object;
}

/**
 * The document of `--format json` as lines of JSON, each with a `type`: `report` (tool, catalog, policy, coverage) first, then
 * every `problem`, `finding` and `lock`, and `summary` (with `targets`) last. https://jsonlines.org/
 */
export function checkToJsonLines(report: Report): string {
  const { problems, findings, targets, locks, summary, ...head } = checkToJson(report) as CheckDocument;
  const lines = [
    { type: 'report', ...head },
    ...problems.map((problem) => ({ type: 'problem', ...problem })),
    ...findings.map((finding) => ({ type: 'finding', ...finding })),
    ...locks.map((lock) => ({ type: 'lock', ...lock })),
    { type: 'summary', ...summary, targets },
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
