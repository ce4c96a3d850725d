import assert from 'node:assert/strict';
import { admits, admitsNewest, satisfies } from '../../src/registries/cargo';

/** https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html, its tables. */
const admitted: readonly [requirement: string, yes: string, no: string][] = [
  ['1.2.3', '1.9.0', '2.0.0'],
  ['1.2', '1.2.0', '1.1.9'],
  ['0.2.3', '0.2.9', '0.3.0'],
  ['0.0.3', '0.0.3', '0.0.4'],
  ['0', '0.9.0', '1.0.0'],
  ['~1.2', '1.2.9', '1.3.0'],
  ['1.*', '1.9.0', '2.0.0'],
  ['*', '9.0.0', 'x'],
  ['=1.2.3', '1.2.3', '1.2.4'],
  ['>=1.2, <1.5', '1.4.9', '1.5.0'],
];

describe('registries/cargo', () => {
  for (const [requirement, yes, no] of admitted) {
    it(requirement, () => {
      assert.equal(admits(requirement, yes), 'yes');
      assert.notEqual(admits(requirement, no), 'yes');
    });
  }

  it('judges the newest version that a requirement admits', () => {
    assert.equal(admitsNewest('1.2', '>=1.5, <2'), 'yes');
    assert.equal(admitsNewest('=1.2.3', '>=1.5'), 'no');
    assert.equal(admitsNewest('git main', '>=1.5'), 'unseen');
    assert.ok(satisfies('0.16.4', '>=0.16, <0.20'));
  });
});
