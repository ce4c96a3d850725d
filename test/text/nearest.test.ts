import assert from 'node:assert/strict';
import { nearestWords } from '../../src/text/nearest';

const known = ['amd-rocm', 'nvidia-cuda', 'nvidia/dynamo', 'openai', 'openai/agents', 'off', 'os-macos'];

const cases: readonly [word: string, nearest: readonly string[]][] = [
  ['amd-rcom', ['amd-rocm']],
  ['amd-roc', ['amd-rocm']],
  ['AMD-ROCm', ['amd-rocm']],
  ['nvidia-cudda', ['nvidia-cuda']],
  ['dynamo', ['nvidia/dynamo']],
  ['nvidia/dynamos', ['nvidia/dynamo']],
  ['opnai', ['openai']],
  ['of', ['off']],
  ['tpu', []],
  ['', []],
  ['openai', []],
  ['x'.repeat(100_000), []],
];

describe('nearest words', () => {
  for (const [word, nearest] of cases) it(`of ${JSON.stringify(word.slice(0, 20))}`, () => assert.deepEqual(nearestWords(word, known), nearest));

  it('are no more than asked for, nearest first', () => {
    assert.deepEqual(nearestWords('acme-one', ['acme-two', 'acme-on', 'acme-ons', 'acme-ones', 'acme-onex'], 2), ['acme-on', 'acme-ones']);
  });
});
