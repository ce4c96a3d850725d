/** Tells the lines of the tests from those that the editor logs; scripts/editor-host/run-suite.mjs looks for both. */
const TEST_LINE = '[tests] ';
const TOTALS = '[test totals] ';

/** Prints as console.log does, marked as coming from the tests. */
export function printTestLine(text = '', ...values: unknown[]): void {
  console.log(TEST_LINE + text, ...values);
}

/** Prints the counts of a finished run for the program that started it. */
export function printTotals(totals: { passed: number; failed: number; skipped: number }): void {
  console.log(TOTALS + JSON.stringify(totals));
}
