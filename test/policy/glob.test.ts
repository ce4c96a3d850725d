import assert from 'node:assert/strict';
import { matchesAnyGlob, matchesGlob } from '../../src/policy/glob';
import { processorTime } from '../support/processor-time';

function covers(glob: string, paths: readonly string[], others: readonly string[]): void {
  it(glob || '(empty)', () => {
    assert.deepEqual(
      paths.filter((path) => !matchesGlob(glob, path)),
      [],
    );
    assert.deepEqual(
      others.filter((path) => matchesGlob(glob, path)),
      [],
    );
  });
}

describe('globs', () => {
  covers('requirements.txt', ['requirements.txt'], ['a/requirements.txt', 'requirements.txt2', 'Requirements.txt']);
  covers('serving/**', ['serving/a.txt', 'serving/x/a.txt', 'serving'], ['serving2/a.txt', 'x/serving/a.txt']);
  covers('serving', ['serving/a.txt', 'serving/x/a.txt'], ['servings/a.txt']);
  covers('serving/', ['serving/a.txt'], ['x/serving/a.txt']);
  covers('./serving/*.txt', ['serving/a.txt', 'serving/.txt'], ['serving/a.toml', 'serving/x/a.txt']);
  covers('**/a.txt', ['a.txt', 'x/a.txt', 'x/y/a.txt'], ['x/ba.txt']);
  covers('**', ['a', 'a/b/c'], []);
  covers('**/x/**/y', ['x/y', 'a/x/b/c/y', 'x/x/y/z'], ['x', 'y', 'a/y/x']);
  covers('a?c', ['abc', 'a😀c'], ['ac', 'abbc', 'a/c']);
  covers('*', ['a', 'a/b'], []);
  covers('a*b*c', ['abc', 'a1b2c', 'abbcc'], ['ab', 'acb']);
  covers('a**b', ['ab', 'axxb'], ['a/b']);
  covers('[a].txt', ['[a].txt'], ['a.txt']);
  covers('a.c', ['a.c'], ['abc']);
  covers('', [], ['a', '']);
  covers('!a', ['!a'], ['b']);

  it('of several one is enough', () => {
    assert.equal(matchesAnyGlob(['a', 'b/*'], 'b/c'), true);
    assert.equal(matchesAnyGlob([], 'a'), false);
  });

  it('take bounded time on hostile patterns', () => {
    const taken = processorTime(() => {
      assert.equal(matchesGlob('a*'.repeat(200) + 'b', 'a'.repeat(2000)), false);
      assert.equal(matchesGlob('**/a/'.repeat(100) + 'b', 'a/'.repeat(1000) + 'c'), false);
    });
    assert.ok(taken < 2000, `${taken} ms`);
  });
});
