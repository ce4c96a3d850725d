import type { Finding } from '../model/finding';
import type { Fix } from '../model/fix';
import type { FileResult } from '../model/result';
import type { Report } from './report';

/** About two seconds of proofs on a small computer, in characters that are parsed again. */
const mostCost = 3_000_000;
/** What weighing one more finding of the file costs beside its characters. */
const costOfFinding = 100;

/** The fixes of a report's findings, proven when first asked for. */
export interface BudgetedFixes {
  readonly fixes: Report['fixes'];
  /** True once fixes were left out because proving them would take too long. */
  readonly isSpent: () => boolean;
}

/** Proving a fix parses its whole file again: in a report of thousands of findings only the first get their fixes. */
export function budgetedFixes(report: Report): BudgetedFixes {
  const known = new Map<Finding, readonly Fix[]>();
  let left = mostCost;
  let spent = false;
  const fixes = (finding: Finding, file: FileResult): readonly Fix[] => {
    const proven = known.get(finding);
    if (proven) return proven;
    if (left <= 0) {
      spent = true;
      return [];
    }
    left -= file.text.length + file.findings.length * costOfFinding;
    const found = report.fixes(finding, file);
    known.set(finding, found);
    return found;
  };
  return { fixes, isSpent: () => spent };
}
