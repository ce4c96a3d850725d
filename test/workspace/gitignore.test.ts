import assert from 'node:assert/strict';
import fc from 'fast-check';
import ignore from 'ignore';
import { GitIgnore } from '../../src/workspace/gitignore';

const cases: readonly [string, string, boolean][] = [
  ['*.txt', 'a/b.txt', true],
  ['/build', 'build', true],
  ['/build', 'x/build', false],
  ['docs/', 'docs', true],
  ['a/**/b', 'a/x/y/b', true],
  ['a/**/b', 'a/b', true],
  ['a/**', 'a', false],
  ['a/**', 'a/x', true],
  ['**/x', 'x', true],
  ['[a-c].txt', 'b.txt', true],
  ['[!a-c].txt', 'b.txt', false],
  ['\\#x', '#x', true],
  ['# note', '# note', false],
  ['a?c', 'abc', true],
  ['*.lock\n!uv.lock', 'uv.lock', false],
];

describe('.gitignore', () => {
  for (const [rules, path, expected] of cases) {
    it(`${JSON.stringify(rules)} ${expected ? 'ignores' : 'keeps'} ${path}`, () => {
      assert.equal(new GitIgnore(rules).ignores(path, rules.endsWith('/')) ?? false, expected);
    });
  }

  it('agrees with an independent reader on random patterns and paths', () => {
    const part = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', 'ab'), minLength: 1, maxLength: 4 });
    const name = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 4 });
    const pattern = fc
      .tuple(fc.constantFrom('', '/', '!'), fc.array(fc.oneof(part, fc.constant('**')), { minLength: 1, maxLength: 3 }))
      .map(([lead, parts]) => lead + parts.join('/'));
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 3 }), fc.array(name, { minLength: 1, maxLength: 3 }), (patterns, parts) => {
        fc.pre(patterns.every((text) => !text.includes('***') && !/\*\*[^/]|[^/!]\*\*/.test(text)));
        const rules = patterns.join('\n');
        const path = parts.join('/');
        const whole = ignore({ allowRelativePaths: true }).add(rules);
        const own = new GitIgnore(rules);
        const parents = parts.slice(0, -1).some((_, index) => own.ignores(parts.slice(0, index + 1).join('/'), true) === true);
        assert.equal(parents || own.ignores(path, false) === true, whole.ignores(path), `${JSON.stringify(rules)} ${path}`);
      }),
      { seed: 7, numRuns: 3000 },
    );
  });

  it('stays bounded on hostile lines', () => {
    assert.equal(new GitIgnore(`${'*a'.repeat(100)}b`).ignores('a'.repeat(250), false), undefined);
  });
});
