import assert from 'node:assert/strict';
import { yarnLock } from '../../../src/formats/yarn-lock';
import { corpusPairs, oracleLocks, readCorpusFile } from '../../support/npm-lock';
import { needShared } from '../../support/shared';

describe('yarn.lock of real projects', () => {
  it('gives every package with its version, and nothing else', function () {
    needShared(this);
    this.timeout(600_000);
    const locks = oracleLocks('locks-yaml', ['yarn.lock']);
    assert.ok(locks.length > 20);
    for (const { file, packages } of locks) {
      const text = readCorpusFile(file);
      const { manifest, pairs } = corpusPairs(yarnLock, text);
      assert.deepEqual(manifest.problems, [], file);
      // The other reader knows aliases by their own names, and joins entries that lead to one archive.
      const wanted = new Set(packages.map(([name, version]) => `${name}@${version}`));
      const found = new Set(pairs.map(({ row, version }) => `${row.alias ?? row.name}@${version}`));
      const both = new Set([...found, ...pairs.map(({ row, version }) => `${row.name}@${version}`)]);
      assert.deepEqual(
        [...found].filter((pair) => !wanted.has(pair)),
        [],
        file,
      );
      assert.deepEqual(
        [...wanted].filter((pair) => !both.has(pair)),
        [],
        file,
      );
      const entries = text.split('\n').filter((line) => /^[^\s#:].*:\r?$/.test(line) && !line.startsWith('__metadata'));
      assert.equal(pairs.length, entries.length, file);
    }
  });
});
