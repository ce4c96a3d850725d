// Mocha's own reporter, plus the totals for scripts/test.mjs: dots for a quick look, every name with PORTOLAN_REPORTER=spec.
import Mocha from 'mocha';
import { reportTotals } from './test-totals.mjs';

const { Dot, Spec } = Mocha.reporters;

export default class extends (process.env.PORTOLAN_REPORTER === 'spec' ? Spec : Dot) {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = runner.stats;
      reportTotals({ passed: passes, failed: failures, skipped: pending });
    });
  }
}
