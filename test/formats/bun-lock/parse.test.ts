import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { bunLock } from '../../../src/formats/bun-lock';
import { checkLock, corpusPairs, edgeLines, oracleLocks, readCorpusFile, rowLines } from '../../support/npm-lock';
import { needShared } from '../../support/shared';

const sample = (name: string): string => readFileSync(`test/contract/samples/bun.lock/${name}/bun.lock`, 'utf8');

describe('bun.lock', () => {
  it('is known by its name', () => {
    assert.deepEqual(['bun.lock', 'a/bun.lock', 'bun.lockb', 'mybun.lock'].map(bunLock.matches), [true, true, false, false]);
  });

  it('reads packages where they are installed', () => {
    const text = sample('single');
    const manifest = bunLock.parse(text);
    checkLock(text, manifest);
    assert.deepEqual(rowLines(manifest), [
      'app 🚀@ <workspace > member',
      '@types/node@22.15.30',
      'openai@4.1.8',
      'string-width@4.2.3 (string-width-cjs)',
      'undici-types@6.21.0',
      'onnxruntime-node@1.20.0 os=linux,win32 cpu=x64',
      'forked@ <vcs github:owner/forked#abc123>',
      '@types/node@18.19.0',
      'undici-types@5.26.5',
    ]);
    assert.deepEqual(edgeLines(manifest), [
      'app 🚀@ → openai@4.1.8, string-width@4.2.3, @types/node@22.15.30/dev',
      '@types/node@22.15.30 → undici-types@6.21.0',
      'openai@4.1.8 → @types/node@18.19.0, ws?, zod?/peer/optional',
      '@types/node@18.19.0 → undici-types@5.26.5',
    ]);
    assert.deepEqual(manifest.problems, []);
    assert.equal(manifest.graph?.packages[4]?.registry, 'https://npm.example.org/');
  });

  it('leads from one member of a workspace to another', () => {
    const text = sample('workspace');
    const manifest = bunLock.parse(text);
    checkLock(text, manifest);
    assert.deepEqual(rowLines(manifest), [
      'root@ <workspace > member',
      '@x/a@ <workspace packages/a> member',
      '@x/b@ <workspace packages/b> member',
      'zod@3.25.76',
      'zod@4.1.0',
    ]);
    assert.deepEqual(edgeLines(manifest), ['@x/a@ → @x/b@, zod@3.25.76', '@x/b@ → zod@4.1.0/optional']);
  });

  it('tells where it is broken and reads on', () => {
    const manifest = bunLock.parse('{"packages": {"a": ["a@1.0.0", "", {"dependencies": {"b": }, "x"], "b": ["b@2.0.0"]}}');
    assert.ok(manifest.problems.length > 0);
    assert.equal(manifest.dependencies[0]?.name, 'a');
  });

  it('agrees with an independent reader on real locks', function () {
    needShared(this);
    let compared = 0;
    for (const { file, packages } of oracleLocks('locks-yaml', ['bun.lock'])) {
      const { manifest, pairs } = corpusPairs(bunLock, readCorpusFile(file));
      assert.deepEqual(
        pairs.filter(({ member }) => !member).map(({ row, version }) => [row.name, version]),
        packages.map(([name, version]) => [name, version]),
        file,
      );
      assert.deepEqual(manifest.problems, [], file);
      const edges = (manifest.graph?.packages ?? []).flatMap(({ requires }) => requires);
      const open = edges.filter(({ to, group, optional }) => to === undefined && group !== 'peer' && optional !== true);
      assert.deepEqual(open, [], `${file}: each requirement has an answer`);
      compared += packages.length;
    }
    assert.equal(compared, 5298);
  });
});
