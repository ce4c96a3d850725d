import type { Finding } from '../model/finding';

interface BaselineFile {
  readonly schemaVersion: 1;
  readonly findings: readonly string[];
}

/** Ids of the findings that a baseline file lists; undefined if the text is no baseline. */
export function readBaseline(text: string): ReadonlySet<string> | undefined {
  try {
    const { schemaVersion, findings } = JSON.parse(text) as Partial<BaselineFile>;
    if (schemaVersion !== 1 || !Array.isArray(findings) || !findings.every((id) => typeof id === 'string')) return undefined;
    return new Set(findings);
  } catch {
    return undefined;
  }
}

/**
 * The text of a baseline for these findings, one id a line, sorted.
 * @param before the baseline so far: then only ids that it has already are kept, so that the list never grows.
 */
export function writeBaseline(findings: readonly Finding[], before?: ReadonlySet<string>): string {
  const open = findings.filter(({ suppressed }) => suppressed === null || suppressed.by === 'baseline').map(({ id }) => id);
  const ids = [...new Set(open)].filter((id) => !before || before.has(id)).sort();
  const file: BaselineFile = { schemaVersion: 1, findings: ids };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** The findings, those that the baseline lists marked as suppressed by it. */
export function applyBaseline(findings: readonly Finding[], baseline: ReadonlySet<string>): readonly Finding[] {
  return findings.map((finding) =>
    finding.suppressed === null && baseline.has(finding.id) ? { ...finding, suppressed: { by: 'baseline', reason: 'in the baseline' } } : finding,
  );
}
