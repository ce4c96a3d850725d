import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inFolder, portolan, snapshot } from './run';

const r = 'requirements.txt';
const secondsAllowed = 10;

/** Checks and lists a folder; the run must be quick, end with code 0 and leave every byte as it was. */
function survives(title: string, make: (folder: string) => void, look?: (out: string) => void): void {
  // What must not be told is looked for in every kind of output; time is measured in one.
  const commands = look ? [['check', '--verbose'], ['check', '--format', 'json'], ['list']] : [['check', '--verbose']];
  it(title, function () {
    if (process.platform === 'win32') this.skip();
    this.timeout(60000);
    inFolder({ [r]: 'torch==2.6.0+cu124\n' }, (folder) => {
      make(folder);
      const before = snapshot(folder);
      for (const args of commands) {
        const start = performance.now();
        const { code, err, out } = portolan(folder, args);
        const seconds = (performance.now() - start) / 1000;
        assert.deepEqual([code, err], [0, '']);
        assert.ok(seconds < secondsAllowed, `${args.join(' ')} took ${seconds.toFixed(1)} s`);
        look?.(out);
      }
      assert.deepEqual(snapshot(folder), before);
    });
  });
}

function write(folder: string, file: string, content: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), content);
}

describe('command line: a hostile workspace', () => {
  survives(
    'links out of the root, to itself and into nothing',
    (folder) => {
      write(folder, '../outside/requirements.txt', 'xformers\n');
      write(folder, '../outside/secret.txt', 'not-to-be-told\n');
      symlinkSync('../outside', path.join(folder, 'linked'));
      symlinkSync('.', path.join(folder, 'loop'));
      symlinkSync('nowhere', path.join(folder, 'requirements-gone.txt'));
      symlinkSync('../outside/secret.txt', path.join(folder, 'requirements-linked.txt'));
      symlinkSync('../outside/secret.txt', path.join(folder, 'base.list'));
      symlinkSync('../outside/secret.txt', path.join(folder, 'portolan.jsonc'));
      write(folder, 'a/requirements.txt', '-r ../base.list\n-r ../../outside/secret.txt\n-r ../linked/secret.txt\n');
    },
    (out) => {
      assert.ok(!out.includes('not-to-be-told') && !out.includes('xformers'));
      assert.ok(!out.includes('loop/'));
    },
  );
  survives('folders that lie very deep', (folder) => write(folder, `${'d/'.repeat(300)}${r}`, 'torch\n'));
  survives('one folder with very many files', (folder) => {
    for (let n = 0; n < 2000; n++) write(folder, `many/notes-${n}.txt`, '');
    for (let n = 0; n < 300; n++) write(folder, `many/requirements-${n}.txt`, '-r requirements-0.txt\ntorch\n');
  });
  survives('includes that all include each other', (folder) => {
    const all = Array.from({ length: 60 }, (_, n) => `-r requirements-${n}.txt\n`).join('');
    for (let n = 0; n < 60; n++) write(folder, `requirements-${n}.txt`, `${all}torch\n`);
  });
  survives('lines without end', (folder) => {
    write(folder, 'a/requirements.txt', `torch${' '.repeat(2_000_000)}==1\n${'('.repeat(1_000_000)}\n${'a[b,'.repeat(200_000)}\n`);
    write(folder, 'b/pyproject.toml', `a = ${'['.repeat(1_000_000)}\n`);
    write(folder, 'c/package.json', `{"dependencies":${'{"a":'.repeat(200_000)}`);
    write(folder, 'd/requirements.txt', 'torch \\\n'.repeat(200_000));
  });
  survives('ignore files made to stall', (folder) => {
    write(folder, '.gitignore', `${'**/'.repeat(300)}x\n`.repeat(2000) + `${'*a'.repeat(400)}b\n`.repeat(2000));
    write(folder, `${'a/'.repeat(40)}${'a'.repeat(200)}/requirements.txt`, 'torch\n');
    for (let n = 0; n < 200; n++) write(folder, `${'a'.repeat(100)}${n}/requirements.txt`, 'torch\n');
  });
  survives('a policy made to stall', (folder) => {
    write(
      folder,
      'portolan.jsonc',
      `{ "exclude": [${Array.from({ length: 200 }, () => `"${'**/*a'.repeat(60)}b"`).join(',')}], "ignore": ${'['.repeat(100_000)}`,
    );
    for (let n = 0; n < 50; n++) write(folder, `${'a'.repeat(100)}${n}/${'a/'.repeat(20)}requirements.txt`, 'torch\n');
  });
  survives(
    'names with control characters',
    (folder) => write(folder, 'a\u001b[31m\n/requirements.txt', 'torch==2.6.0+cu124\n'),
    (out) => assert.ok(!out.includes('\u001b')),
  );
});
