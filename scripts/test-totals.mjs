// Sums the results of several Mocha runs, which are processes of their own, through one file.
import { appendFileSync, readFileSync } from 'node:fs';

/** Set by scripts/test.mjs; without it a run is on its own and its totals go nowhere. */
export const TOTALS_VARIABLE = 'PORTOLAN_TEST_TOTALS';

/** Adds one run's `{ passed, failed, skipped }` to the file that the environment names. */
export function reportTotals({ passed, failed, skipped }) {
  const file = process.env[TOTALS_VARIABLE];
  if (file) appendFileSync(file, `${JSON.stringify({ passed, failed, skipped })}\n`);
}

/** The sums over all runs that wrote to `file`. */
export function readTotals(file) {
  const sums = { passed: 0, failed: 0, skipped: 0 };
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    for (const [name, count] of Object.entries(JSON.parse(line))) sums[name] += count;
  }
  return sums;
}
