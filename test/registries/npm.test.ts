import assert from 'node:assert/strict';
import { admitsNewest, isPinned, normalizeName } from '../../src/registries/npm';

/** Rows of specifier, rule's range, answer. */
const cases: readonly (readonly [string, string, 'yes' | 'no' | 'unseen'])[] = [
  // exact
  ['4.1.0', '>=4', 'yes'],
  ['4.1.0', '<4', 'no'],
  ['=4.1.0', '4.1.0', 'yes'],
  ['v4.1.0', '^4.0.0', 'yes'],
  ['4.1.0', '>4.1.0', 'no'],
  ['4.1.0+build.5', '4.1.0', 'yes'],
  ['5.0.0-beta.1', '>=5.0.0', 'no'],
  ['5.0.0-beta.1', '<5', 'no'],
  ['5.0.0-beta.1', '>=4', 'yes'],
  ['5.0.0-beta.2', '>=5.0.0-beta.1', 'yes'],
  // bounded
  ['^4.1.0', '>=4.5 <5', 'yes'],
  ['^4.1.0', '>=5', 'no'],
  ['^4.1.0', '<4.5', 'no'],
  ['^4.1.0', '<5', 'yes'],
  ['^4', '4.x', 'yes'],
  ['^0.3.1', '<0.4', 'yes'],
  ['^0.3.1', '>=0.4', 'no'],
  ['^0.0.3', '0.0.3', 'yes'],
  ['~4.1.2', '>=4.2', 'no'],
  ['~4.1.2', '4.1.x', 'yes'],
  ['4', '>=4.20', 'yes'],
  ['4.1', '>=4.2', 'no'],
  ['4.x', '<5', 'yes'],
  ['<4', '>=4', 'no'],
  ['<4', '<4', 'yes'],
  ['<4.1.3', '>=4.1.2', 'yes'],
  ['<4.1.3', '>=4.1.3', 'no'],
  ['<=4.1.3', '4.1.3', 'yes'],
  ['<=4.1.3', '>4.1.3', 'no'],
  ['>=3 <4', '3.x', 'yes'],
  ['>=3.0.0 <4.0.0 <3.5.0', '>=3.5', 'no'],
  ['1.2 - 2.3', '>=2.3', 'yes'],
  ['1.2 - 2.3', '>=2.4', 'no'],
  ['^5.0.0-beta.1', '>=5', 'yes'],
  ['<5.0.0-beta.2', '>=5', 'no'],
  // alternatives
  ['^3 || ^4', '>=4', 'yes'],
  ['^4 || ^3', '<4', 'no'],
  ['3.0.0 || 4.0.0', '4.0.0', 'yes'],
  ['^3 || >=5', '>=6', 'yes'],
  // without an upper bound
  ['', '>=4', 'yes'],
  ['*', '<4', 'no'],
  ['x', '>=1', 'yes'],
  ['latest', '>=4', 'yes'],
  [' latest ', '<4', 'no'],
  ['>=1.0.0', '>=4', 'yes'],
  ['>1', '<4', 'no'],
  ['>=0.0.0', '*', 'yes'],
  // nothing to be said
  ['next', '>=4', 'unseen'],
  ['beta', '*', 'unseen'],
  ['catalog:', '>=4', 'unseen'],
  ['workspace:*', '>=4', 'unseen'],
  ['$openai', '>=4', 'unseen'],
  ['github:a/b', '>=4', 'unseen'],
  ['https://host.example/a.tgz', '>=4', 'unseen'],
  ['patch:openai@npm%3A4.0.0#./x.patch', '>=4', 'unseen'],
  ['<0.0.0', '>=4', 'unseen'],
  ['>4 <3', '>=4', 'unseen'],
  ['^4', 'no range', 'unseen'],
  [`>=${'9'.repeat(400)}`, '>=4', 'unseen'],
  ['1 '.repeat(100_000), '>=4', 'unseen'],
];

describe('npm versions', () => {
  for (const [raw, range, answer] of cases) {
    it(`${raw.slice(0, 40) || '(empty)'} in ${range}: ${answer}`, () => assert.equal(admitsNewest(raw, range), answer));
  }

  it('tells exact versions from ranges', () => {
    assert.deepEqual(['4.1.0', '=4.1.0', 'v4.1.0', '4.1.0-beta.1'].map(isPinned), [true, true, true, true]);
    assert.deepEqual(
      ['', '*', '4', '4.1', '^4.1.0', '>=4.1.0', '4.1.0 || 4.2.0', 'latest', 'catalog:', '<=4.1.0'].map(isPinned),
      Array.from({ length: 10 }, () => false),
    );
  });

  it('leaves names as they are', () => {
    assert.equal(normalizeName('JSONStream'), 'JSONStream');
  });
});
