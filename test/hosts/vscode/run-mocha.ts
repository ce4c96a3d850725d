import Mocha from 'mocha';
import { printTestLine, printTotals } from './test-output';

Mocha.reporters.Base.consoleLog = printTestLine;
const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, color: false });
// Gives describe, it and the hooks to the test files, which are imported after this module.
mocha.suite.emit('pre-require', globalThis, '', mocha);

/** Runs all tests that were declared so far. Resolves when all passed, else rejects. */
export function runMocha(): Promise<void> {
  return new Promise((resolve, reject) => {
    const runner = mocha.run((failures) => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      printTotals({ passed: passes, failed: failures, skipped: pending });
      if (failures === 0) resolve();
      else reject(new Error(`${failures} failed`));
    });
  });
}
