import assert from 'node:assert/strict';
import { isDate, isPast } from '../../src/policy/date';
import { coversAll, matchesIgnore } from '../../src/policy/policy';
import { makerOf } from './known-ids';

const subject = { ruleId: 'nvidia/dynamo', packageKey: 'pypi:ai-dynamo', file: 'serving/requirements.txt', boundTo: ['nvidia-cuda'], makerOf };

function hides(entry: { rule?: string; package?: string; files?: string[] }, expected: boolean): void {
  it(`${JSON.stringify(entry)} ${expected ? 'hides' : 'does not hide'}`, () => {
    assert.equal(matchesIgnore({ ...entry, reason: 'x', span: { start: 0, end: 0 } }, subject), expected);
  });
}

describe('policy', () => {
  describe('ignore entries', () => {
    hides({ rule: 'nvidia/dynamo' }, true);
    hides({ rule: 'nvidia/other' }, false);
    hides({ rule: 'nvidia-cuda' }, true);
    hides({ rule: 'nvidia' }, true);
    hides({ rule: 'google' }, false);
    hides({ package: 'pypi:ai-dynamo' }, true);
    hides({ package: 'npm:ai-dynamo' }, false);
    hides({ rule: 'nvidia/dynamo', package: 'pypi:other' }, false);
    hides({ rule: 'nvidia/dynamo', files: ['serving/**'] }, true);
    hides({ rule: 'nvidia/dynamo', files: ['training/**', 'serving'] }, true);
    hides({ rule: 'nvidia/dynamo', files: ['training/**'] }, false);
    hides({ rule: 'nvidia/dynamo', files: [] }, false);
    hides({ files: ['serving/**'] }, false);
  });

  it('compares package keys in their normal form', () => {
    const entry = { package: 'pypi:AI_Dynamo', reason: 'x', span: { start: 0, end: 0 } };
    assert.equal(
      matchesIgnore(entry, subject, (key) => key.toLowerCase().replaceAll('_', '-')),
      true,
    );
  });

  it('covers a finding only if all that it is bound to is covered', () => {
    assert.equal(coversAll(['openai'], ['openai', 'azure-openai'], makerOf), false);
    assert.equal(coversAll(['openai', 'microsoft'], ['openai', 'azure-openai'], makerOf), true);
    assert.equal(coversAll(['openai'], [], makerOf), false);
  });

  it('knows real days', () => {
    assert.deepEqual(['2027-03-01', '2028-02-29', '2000-02-29'].map(isDate), [true, true, true]);
    assert.deepEqual(
      ['2027-02-29', '1900-02-29', '2027-13-01', '2027-00-10', '2027-04-31', '2027-01-00', '2027-1-1', ' 2027-01-01', '2027-01-01T00', ''].map(
        isDate,
      ),
      Array.from({ length: 10 }, () => false),
    );
    assert.deepEqual([isPast('2026-11-20', '2026-11-21'), isPast('2026-11-21', '2026-11-21')], [true, false]);
  });
});
