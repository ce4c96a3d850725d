import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { denoLock } from '../../../src/formats/deno-lock';
import { checkLock, edgeLines, readCorpusFile, rowLines } from '../../support/npm-lock';
import { needShared, readJsonLines } from '../../support/shared';

const sample = (name: string): string => readFileSync(`test/contract/samples/deno.lock/${name}/deno.lock`, 'utf8');

describe('deno.lock', () => {
  it('is known by its name', () => {
    assert.deepEqual(['deno.lock', 'a/deno.lock', 'mydeno.lock'].map(denoLock.matches), [true, true, false]);
    assert.deepEqual(readdirSync('test/contract/samples/deno.lock'), ['v3', 'v5']);
  });

  it('reads version 5', () => {
    const text = sample('v5');
    const manifest = denoLock.parse(text);
    checkLock(text, manifest);
    assert.deepEqual(rowLines(manifest), [
      '@img/sharp-linux-x64@0.33.5 os=linux cpu=x64',
      'node-fetch@2.7.0',
      'node-fetch@3.3.2',
      'openai@4.104.0',
      'zod@3.25.76',
      '@ <workspace .> member',
    ]);
    assert.deepEqual(edgeLines(manifest), [
      'openai@4.104.0 → node-fetch@2.7.0, zod@3.25.76, @img/sharp-linux-x64@0.33.5/optional',
      '.@ → openai@4.104.0, zod@3.25.76',
    ]);
  });

  it('reads version 3', () => {
    const text = sample('v3');
    const manifest = denoLock.parse(text);
    checkLock(text, manifest);
    assert.deepEqual(rowLines(manifest), ['form-data@4.0.0', 'openai@4.0.0', '@ <workspace .> member']);
    assert.deepEqual(edgeLines(manifest), ['openai@4.0.0 → form-data@4.0.0', '.@ → openai@4.0.0']);
  });

  it('says nothing of a lock without packages of npm', () => {
    const manifest = denoLock.parse('{"version": "3", "remote": {"https://a.example/b.ts": "00"}}');
    assert.deepEqual([manifest.dependencies, manifest.problems], [[], []]);
  });

  it('holds all packages of real locks, and an answer to each requirement', function () {
    needShared(this);
    let compared = 0;
    for (const { repo, path } of readJsonLines<{ repo: string; path: string; format: string }>('corpus/INDEX.jsonl').filter(
      ({ format }) => format === 'deno.lock',
    )) {
      const text = readCorpusFile(`${repo.replace('/', '+')}/${path}`);
      const manifest = denoLock.parse(text);
      checkLock(text, manifest);
      const written = JSON.parse(text) as { npm?: object; packages?: { npm?: object } };
      const keys = Object.keys(written.npm ?? written.packages?.npm ?? {}).map((key) => key.split('_')[0]);
      assert.deepEqual(
        manifest.dependencies.filter(({ name }) => name !== '').map(({ name, specifier }) => `${name}@${specifier?.raw}`),
        keys,
        path,
      );
      const edges = (manifest.graph?.packages ?? []).flatMap(({ requires }) => requires);
      assert.ok(
        edges.every(({ to, optional }) => to !== undefined || optional),
        path,
      );
      compared += keys.length;
    }
    assert.ok(compared > 100, String(compared));
  });
});
