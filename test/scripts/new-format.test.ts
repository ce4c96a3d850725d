import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Format } from '../../src/formats/format';

interface NewFormat {
  readonly id: string;
  readonly file?: string;
  readonly title?: string;
}

describe('the scaffold of a format', () => {
  let root: string;
  let createFormat: (root: string, format: NewFormat) => readonly string[];

  before(async () => {
    const script = pathToFileURL(path.join(process.cwd(), 'scripts', 'new-format.mjs')).href;
    ({ createFormat } = (await import(script)) as { createFormat: typeof createFormat });
  });

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'portolan-format-'));
    cpSync(path.join(process.cwd(), 'src'), path.join(root, 'src'), { recursive: true });
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  async function formatsOf(): Promise<readonly Format[]> {
    const outfile = path.join(root, 'formats.mjs');
    const nodePaths = [path.join(process.cwd(), 'node_modules')];
    const entryPoints = [path.join(root, 'src/formats/index.ts')];
    await build({ absWorkingDir: root, entryPoints, outfile, nodePaths, bundle: true, format: 'esm', mainFields: ['module', 'main'] });
    return ((await import(pathToFileURL(outfile).href)) as { formats: readonly Format[] }).formats;
  }

  it('writes a folder, a test and the line in the list', async () => {
    const before = await import('../../src/formats');
    assert.deepEqual(createFormat(root, { id: 'example-lock', file: 'example.lock', title: 'Example lock' }), [
      'src/formats/example-lock/index.ts',
      'src/formats/example-lock/parse.ts',
      'src/formats/example-lock/README.md',
      'test/formats/example-lock/parse.test.ts',
      'src/formats/index.ts',
    ]);
    const formats = await formatsOf();
    assert.equal(formats.length, before.formats.length + 1);
    const added = formats.find(({ id }) => id === 'example-lock');
    assert.equal(added?.title, 'Example lock');
    assert.equal(added?.matches('a/example.lock'), true);
    assert.deepEqual(added?.parse('').dependencies, []);
  });

  it('keeps the list in the order of the folders', () => {
    createFormat(root, { id: 'aaa', file: 'aaa.txt' });
    createFormat(root, { id: 'zzz', file: 'zzz.txt' });
    const index = readFileSync(path.join(root, 'src/formats/index.ts'), 'utf8');
    const folders = [...index.matchAll(/^import .* from '\.\/([^']+)'/gm)].map((match) => match[1] ?? '').filter((folder) => folder !== 'format');
    assert.deepEqual(folders, folders.toSorted());
    assert.match(index, /= \[\s*aaa,[^\]]*zzz,?\s*\]/);
  });

  const refuses = (message: RegExp, format: NewFormat): Mocha.Test =>
    it(`refuses: ${message.source}`, () => {
      assert.throws(() => createFormat(root, format), message);
    });

  refuses(/lower case with hyphens/, { id: 'Example', file: 'x' });
  refuses(/plain name/, { id: 'example' });
  refuses(/plain name/, { id: 'example', file: 'a/b' });
  refuses(/there already/, { id: 'pyproject', file: 'pyproject.toml' });
});
