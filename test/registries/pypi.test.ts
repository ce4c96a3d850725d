import assert from 'node:assert/strict';
import { normalizeName } from '../../src/registries/pypi';

describe('registries/pypi', () => {
  const cases: [string, string][] = [
    ['torch', 'torch'],
    ['Flash_Attn', 'flash-attn'],
    ['zope.interface', 'zope-interface'],
    ['a-_.-b', 'a-b'],
    ['', ''],
  ];
  for (const [name, expected] of cases) it(`normalizes ${JSON.stringify(name)}`, () => assert.equal(normalizeName(name), expected));
});
