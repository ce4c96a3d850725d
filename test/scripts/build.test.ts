import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

describe('the build', () => {
  it('makes every file that the extension and the command line load, whichever of them is asked for', async () => {
    const url = pathToFileURL(path.join(process.cwd(), 'scripts', 'build.mjs')).href;
    const { withNeeded } = (await import(url)) as { withNeeded(names: readonly string[]): readonly string[] };
    assert.deepEqual(withNeeded(['catalog', 'extension']), ['catalog', 'engine', 'extension']);
    assert.deepEqual(withNeeded(['cli', 'extension']), ['engine', 'cli', 'extension']);
    const dist = path.join(process.cwd(), 'dist');
    for (const entry of ['extension.js', 'cli.js', 'engine.js']) {
      const loaded = [...readFileSync(path.join(dist, entry), 'utf8').matchAll(/require\("\.\/([a-z]+\.js)"\)/g)].map(([, name]) => name);
      assert.ok(
        loaded.every((name) => name !== undefined && readdirSync(dist).includes(name)),
        `${entry}: ${loaded.join()}`,
      );
    }
  });
});
