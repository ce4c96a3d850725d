import assert from 'node:assert/strict';
import { RowEvidence } from '../../src/analysis/row-evidence';
import type { Atom } from '../../src/analysis/condition';
import { condaEnv } from '../../src/formats/conda-env';
import { slice } from '../../src/text/span';

/** The answer of the first row of an environment file, with the text that it was seen in. */
function ask(text: string, atom: Atom, argument: string): string {
  const { dependencies, artifacts } = condaEnv.parse(text);
  const [row] = dependencies;
  assert.ok(row);
  const { value, witness } = new RowEvidence(row, [], new Set(), [], artifacts).ask(atom, argument);
  return witness ? `${value} ${slice(text, witness.span)}` : value;
}

function check(text: string, atom: Atom, argument: string, answer: string): void {
  it(`${JSON.stringify(text)} ${atom} ${argument}: ${answer}`, () => assert.equal(ask(text, atom, argument), answer));
}

describe('what a row of conda shows', () => {
  describe('build', () => {
    check('dependencies: [a=2.1=*cuda*]', 'build', '*cuda*', 'yes *cuda*');
    check('dependencies: [a=2.1=py3.10_CUDA11.7_0]', 'build', '*cuda*', 'yes py3.10_CUDA11.7_0');
    check('dependencies: [a=2.1=cpu*]', 'build', '*cuda*', 'no');
    check('dependencies: [a=2.1]', 'build', '*cuda*', 'no');
    check('dependencies: [a=2.1]', 'build', '*', 'no');
  });
  describe('channel', () => {
    check('channels: [pytorch, conda-forge]\ndependencies: [a]', 'channel', 'conda-forge', 'yes conda-forge');
    check('channels: [pytorch]\ndependencies: [a]', 'channel', 'conda-forge', 'no');
    check('channels: [nvidia/label/cuda-12.4.0]\ndependencies: [a]', 'channel', 'nvidia*', 'yes nvidia/label/cuda-12.4.0');
    check('channels: ["https://conda.anaconda.org/pytorch"]\ndependencies: [a]', 'channel', 'pytorch', 'yes https://conda.anaconda.org/pytorch');
    check('channels: [pytorch]\ndependencies: ["conda-forge::a"]', 'channel', 'conda-forge', 'yes conda-forge');
    check('channels: [pytorch]\ndependencies: ["conda-forge::a"]', 'channel', 'pytorch', 'no');
    check('dependencies: [a]', 'channel', '*', 'no');
    check('channels: [pytorch]\ndependencies: [pip: [a]]', 'channel', 'pytorch', 'no');
  });
  describe('version', () => {
    check('dependencies: [a=2.1]', 'version', '>=2.1.1', 'yes');
    check('dependencies: [a=2.1=*cuda*]', 'version', '>=2.1.1', 'no');
    check('dependencies: [a]', 'version', '>=2', 'yes');
  });
});
