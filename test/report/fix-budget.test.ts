import assert from 'node:assert/strict';
import { budgetedFixes } from '../../src/report/fix-budget';
import { reportOn } from './support';

describe('fixes of a report', () => {
  it('are proven once for each finding', async () => {
    const report = await reportOn({ 'requirements.txt': 'array==1.0+cu124\n' });
    let asked = 0;
    const counted = { ...report, fixes: (...of: Parameters<typeof report.fixes>) => (asked++, report.fixes(...of)) };
    const { fixes, isSpent } = budgetedFixes(counted);
    const [first] = report.findings;
    assert.ok(first);
    assert.equal(fixes(first.finding, first.file).length, 1);
    assert.equal(fixes(first.finding, first.file).length, 1);
    assert.deepEqual([asked, isSpent()], [1, false]);
  });

  it('are left out, and said to be, where there are too many to prove', async () => {
    const report = await reportOn({ 'requirements.txt': `# ${'x'.repeat(1_500_000)}\narray==1.0+cu124\nclient\nsearch-gpu\ngpu-only\n` });
    const { fixes, isSpent } = budgetedFixes(report);
    const counts = report.findings.map(({ finding, file }) => fixes(finding, file).length);
    assert.deepEqual([counts[0], counts.at(-1), isSpent()], [1, 0, true]);
  });
});
