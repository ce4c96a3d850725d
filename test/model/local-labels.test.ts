import assert from 'node:assert/strict';
import { localLabels, withoutLabels } from '../../src/model/local-labels';
import { parse } from '../../src/formats/pip-requirements/parse';

function rowOf(line: string): ReturnType<typeof parse>['dependencies'][number] {
  const [row] = parse(line).dependencies;
  assert.ok(row, line);
  return row;
}

describe('local labels', () => {
  it('are found in each clause', () => {
    assert.deepEqual(
      localLabels(rowOf('torch>=2.1+CU118,<3')).map(({ label }) => label),
      ['cu118'],
    );
    assert.deepEqual(localLabels(rowOf('torch==2.1')), []);
  });

  it('do not count where a version is shut out', () => {
    assert.deepEqual(localLabels(rowOf('torch!=2.1+cu118')), []);
  });

  for (const [line, expected] of [
    ['torch==2.1+cu118', 'torch==2.1'],
    ['torch ==2.1+cu118 ; python_version>"3.9"', 'torch ==2.1 ; python_version>"3.9"'],
    ['torch>=2.1+cu118,==2.1+cu118', 'torch>=2.1,==2.1'],
    ['torch', 'torch'],
  ] as const) {
    it(`are cut out of ${line}`, () => {
      assert.equal(withoutLabels(line, 0, rowOf(line)), expected);
      assert.equal(withoutLabels(`# top\n${line}`.slice(6), 6, rowOf(`      ${line}`)), expected);
    });
  }
});
