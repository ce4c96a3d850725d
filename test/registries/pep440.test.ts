import assert from 'node:assert/strict';
import type { Ternary } from '../../src/model/rule';
import { admitsNewest, compareVersions, isPinned, satisfies } from '../../src/registries/pep440';

function check(dialect: 'pep440' | 'poetry', cases: readonly [specifier: string, range: string, expected: Ternary][]): void {
  for (const [specifier, range, expected] of cases) {
    it(`${dialect} ${specifier || '(any)'} in ${range}: ${expected}`, () => assert.equal(admitsNewest(dialect, specifier, range), expected));
  }
}

describe('registries/pep440 admitsNewest', () => {
  describe('exact versions', () =>
    check('pep440', [
      ['==2.8.0', '>=2.8', 'yes'],
      ['==2.7.1', '>=2.8', 'no'],
      ['===2.8.0', '>=2.8', 'yes'],
      ['==2.6.0+cu124', '>=2.6', 'yes'],
      ['==2.6.0+cu124', '<2.6', 'no'],
      ['==2.6.0+cu124', '<=2.6', 'yes'],
      ['==1.0', '==1.0.0', 'yes'],
      ['==1.0+cpu', '==1.0', 'yes'],
      ['==1.0', '==1.0+cpu', 'no'],
      ['== 1.5', '>=1.0,<2', 'yes'],
      ['==1.5', '!=1.5', 'no'],
      ['==1.5.2', '==1.5.*', 'yes'],
      ['==1', '==1.0.*', 'yes'],
      ['==2.0rc1', '>=2.0', 'no'],
      ['==2.0rc1', '<2.0', 'no'],
      ['==2.0rc1', '>=2.0rc0', 'yes'],
      ['==1.7.post1', '>1.7', 'no'],
      ['==1!1.0', '>=2020', 'yes'],
      ['==v2.0', '>=2', 'yes'],
      ['==1.5,>=1.0', '<2', 'yes'],
      ['==1.5,>=2.0', '<2', 'unseen'],
      ['===weird', '>=1', 'unseen'],
    ]));

  describe('no upper bound', () =>
    check('pep440', [
      ['', '>=2.8', 'yes'],
      ['', '<0.40', 'no'],
      ['', '>=1.0,<2', 'no'],
      ['', '<=3', 'no'],
      ['', '>3', 'yes'],
      ['', '==2.0', 'unseen'],
      ['', '==2.*', 'unseen'],
      ['', '!=2.0', 'yes'],
      ['', '~=2.1', 'no'],
      ['>=1.0', '>=2.8', 'yes'],
      ['>=3.0', '>=2.8', 'yes'],
      ['>1.0', '<2', 'no'],
      ['>=3', '<2', 'no'],
      ['>=3', '==2.*', 'no'],
      ['>=3', '==2.0', 'no'],
      ['!=2.9', '>=2.8', 'yes'],
      ['!=2.9', '<2', 'no'],
    ]));

  describe('an upper bound', () =>
    check('pep440', [
      ['<2', '>=2', 'no'],
      ['<2', '<2', 'yes'],
      ['<2', '<3', 'yes'],
      ['<2', '>=1.5', 'yes'],
      ['<3', '<2', 'no'],
      ['<2', '<=1.5', 'unseen'],
      ['<2', '>1.5', 'unseen'],
      ['>1.5,<2', '>1.5', 'yes'],
      ['<=2', '<2', 'no'],
      ['<=2', '>=2', 'yes'],
      ['<=2', '<=2', 'yes'],
      ['<=2', '>1', 'yes'],
      ['<=2', '<=1.9', 'no'],
      ['>=1.0,<2', '>=1.0,<2', 'yes'],
      ['>=1.0,<2', '>=2', 'no'],
      ['>=1.2,<1.9', '>=1.0,<2', 'yes'],
      ['>=2,<3', '<2', 'no'],
      ['<2,!=1.5', '>=1.5', 'unseen'],
      ['<2.0', '>=2.0rc1', 'unseen'],
      ['~=1.4', '>=1.4,<2', 'yes'],
      ['~=1.4.2', '<1.5', 'yes'],
      ['~=1.4.2', '>=1.5', 'no'],
      ['~=2.2.post3', '<3', 'yes'],
      ['==2.4.*', '>=2.4', 'yes'],
      ['==2.4.*', '<2.5', 'yes'],
      ['==2.4.*', '==2.4.*', 'yes'],
      ['==2.4.*', '==2.5.*', 'no'],
      ['==2.4.*', '!=2.5.*', 'yes'],
      ['==2.*', '==2.4.*', 'unseen'],
      ['==2.*', '>=3', 'no'],
      ['<2', '==1.5', 'unseen'],
      ['<2', '==2', 'no'],
      ['>=2,<2', '<3', 'unseen'],
    ]));

  describe('text that is no specifier', () =>
    check('pep440', [
      ['=2.0', '>=1', 'unseen'],
      ['>=', '>=1', 'unseen'],
      ['==${VERSION}', '>=1', 'unseen'],
      ['>=1<2', '>=1', 'unseen'],
      ['^1.2', '>=1', 'unseen'],
      ['>=1.0,', '>=0.5', 'yes'],
      ['>=2', 'nonsense', 'unseen'],
      ['~=1', '>=1', 'unseen'],
      ['>=1.*', '>=1', 'unseen'],
      ['>=1+cu1', '>=1', 'unseen'],
      [`==${'9'.repeat(390)}`, '>=1', 'unseen'],
      [`>=1${',>=1'.repeat(1000)}`, '>=1', 'unseen'],
    ]));

  describe('Poetry', () =>
    check('poetry', [
      ['^1.2', '>=1.2,<2', 'yes'],
      ['^1.2', '>=2', 'no'],
      ['^0.2.3', '<0.3', 'yes'],
      ['^0.2.3', '>=0.3', 'no'],
      ['^0.0.3', '<0.0.4', 'yes'],
      ['^0.0', '<0.1', 'yes'],
      ['^0', '<1', 'yes'],
      ['~1.2', '<1.3', 'yes'],
      ['~1.2.3', '<1.3', 'yes'],
      ['~1', '<2', 'yes'],
      ['1.2.*', '==1.2.*', 'yes'],
      ['1.2.3', '>=1.2', 'yes'],
      ['=1.2.3', '<1.2', 'no'],
      ['>=1,<2', '<2', 'yes'],
      ['>=1 <2', '<2', 'yes'],
      ['>= 1.0, < 2.0', '<2', 'yes'],
      ['*', '>=2.8', 'yes'],
      ['*', '<2', 'no'],
      ['^1.2 || ^2.0', '>=2', 'yes'],
      ['^2.0 || ^1.2', '>=2', 'yes'],
      ['1.0 | 2.0', '<2', 'no'],
      ['<>1.5', '>=2', 'yes'],
      ['latest', '>=1', 'unseen'],
      ['^', '>=1', 'unseen'],
      ['^1 || what', '>=1', 'unseen'],
    ]));
});

describe('registries/pep440', () => {
  it('orders versions', () => {
    const sorted = ['1.dev0', '1.0a1', '1.0b2', '1.0rc1', '1.0', '1.0+abc', '1.0+5', '1.0.post1', '1.1', '1!0.1'];
    for (let i = 1; i < sorted.length; i++) assert.ok((compareVersions(sorted[i - 1] ?? '', sorted[i] ?? '') ?? 0) < 0, sorted[i]);
    assert.equal(compareVersions('1.0', '1'), 0);
    assert.equal(compareVersions('1.0', 'one'), undefined);
  });

  const members: [string, string, boolean][] = [
    ['1.7rc1', '<1.7rc2', true],
    ['1.7', '>1.7rc1', true],
    ['1.7.0.post1', '>1.7', false],
    ['1.7+local', '>1.7', false],
    ['1.7.1', '>1.7', true],
    ['2.0a1', '<2.0', false],
    ['2.2.post4', '~=2.2.post3', true],
    ['3.11', '>=3.9,!=3.10.*', true],
    ['3.10.2', '!=3.10.*', false],
    ['1', '==1.0.*', true],
    ['nonsense', '==1.*', false],
    ['1.0', 'nonsense', false],
  ];
  for (const [version, range, expected] of members) {
    it(`${version} ${expected ? 'is' : 'is not'} in ${range}`, () => assert.equal(satisfies(version, range), expected));
  }

  const pins: [string, string | undefined][] = [
    ['==2.6.0+cu124', '2.6.0+cu124'],
    ['===2.6.0', '2.6.0'],
    ['>=1,==1.5', '1.5'],
    ['==2.*', undefined],
    ['>=2', undefined],
    ['', undefined],
    ['=2', undefined],
  ];
  for (const [specifier, expected] of pins) it(`${specifier || '(any)'} pins ${expected}`, () => assert.equal(isPinned(specifier), expected));
});
