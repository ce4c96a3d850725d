import assert from 'node:assert/strict';
import { firstSteps } from '../../src/report/first-steps';
import { reportOn } from './support';

async function stepsOf(text: string): Promise<readonly string[]> {
  const steps = firstSteps(await reportOn({ 'requirements.txt': text }), ['nvidia-cuda', 'amd-rocm']);
  return steps.map(
    ({ remedy, subjects, targets, vendors, places }) =>
      `${remedy.id}: ${subjects.join(', ')} → ${[...targets, ...vendors].join(', ')} (${places.length})`,
  );
}

describe('what to do first', () => {
  it('names the bound package, the target that it opens and the service that it leaves', async () => {
    assert.deepEqual(await stepsOf('array==1.0+cu124\n'), ['drop-local: array 1.0+cu124 → amd-rocm (1)']);
    assert.deepEqual(await stepsOf('client\n'), ['endpoint: client → openai (1)']);
  });

  it('takes one step for all rows of a rule, packages before their index', async () => {
    const [step] = await stepsOf('--extra-index-url https://wheels.acme.org/cu124\narray==1.0+cu124\narrayvision==1.0+cu124\n');
    assert.match(step ?? '', /^drop-local: array 1\.0\+cu124, arrayvision 1\.0\+cu124, /);
  });

  it('begins with the lightest, then with what helps most', async () => {
    const steps = await stepsOf('search-gpu\nclient\narray==1.0+cu124\n');
    assert.deepEqual(
      steps.map((step) => step.slice(0, step.indexOf(':'))),
      ['drop-local', 'endpoint', 'cpu'],
    );
  });

  it('leaves out what is ignored and what has no remedy', async () => {
    assert.deepEqual(await stepsOf('client  # portolan-ignore: acme/client -- by contract\nkernels==1.0\n'), []);
  });
});
