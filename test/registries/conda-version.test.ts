import assert from 'node:assert/strict';
import { admitsNewest } from '../../src/registries/versions';

/** Rows of match specification, rule's range, answer. */
const cases: readonly (readonly [string, string, 'yes' | 'no' | 'unseen'])[] = [
  // one version
  ['==1.2', '<2', 'yes'],
  ['==1.2', '>=2', 'no'],
  ['1.2', '==1.2', 'yes'],
  ['1.2', '>=1.2.1', 'no'],
  // one and everything below it
  ['=1.2', '>=1.2,<1.3', 'yes'],
  ['=1.2', '>=1.3', 'no'],
  ['=1.2', '<1.2', 'no'],
  ['=1.2', '==1.2.*', 'yes'],
  ['=2', '>=2.4', 'yes'],
  ['1.2.*', '<1.3', 'yes'],
  ['1.2.*', '>=2', 'no'],
  ['1.2*', '<1.3', 'yes'],
  ['==1.2.*', '<1.3', 'yes'],
  ['=1.2.*', '<1.3', 'yes'],
  // ranges
  ['>=1,<2', '<2', 'yes'],
  ['>=1,<2', '>=2', 'no'],
  ['>= 1 , < 2', '<2', 'yes'],
  ['>=1.2.*', '>=2', 'yes'],
  ['>=1', '<3', 'no'],
  ['!=1.5', '>=1', 'yes'],
  ['~=1.4.2', '<1.5', 'yes'],
  ['~=1.4.2', '>=1.5', 'no'],
  ['==26.10.*,>=0.0.0a0', '>=26', 'yes'],
  // alternatives: the one that reaches highest
  ['=1.2|=1.4', '>=1.4', 'yes'],
  ['1.*|3.*', '<2', 'no'],
  ['<1.8|>=3,<4', '>=3', 'yes'],
  // any
  ['', '>=2', 'yes'],
  ['*', '<2', 'no'],
  ['=*', '<2', 'no'],
  // no PEP 440
  ['=1.1.1t', '<2', 'unseen'],
  ['9e', '<2', 'unseen'],
  ['=<2.0.0', '<2', 'unseen'],
  ['=>2.1', '<2', 'unseen'],
  ['(>=1|<2),!=1.5', '<2', 'unseen'],
  ['^1.2', '<2', 'unseen'],
  ['>=', '<2', 'unseen'],
  ['=1.2', 'nonsense', 'unseen'],
  ['=1'.repeat(1000), '<2', 'unseen'],
  ['1|'.repeat(150), '<2', 'unseen'],
];

describe('registries/conda-version', () => {
  for (const [specifier, range, answer] of cases) {
    it(`${JSON.stringify(specifier.slice(0, 40))} in ${range}: ${answer}`, () => assert.equal(admitsNewest('conda', specifier, range), answer));
  }
});
