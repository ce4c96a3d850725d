import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FileChange } from '../../../src/engine';
import { patch, told } from '../../../src/hosts/cli/fix';
import { inFolder, portolan, snapshot } from './run';

const guarded = "nixl>=0.3; sys_platform == 'linux'\n";

function changeOf(file: string, before: string, after: string, created = false): FileChange {
  const fix = {
    id: 'acme/gpu/apart',
    safety: 'review',
    remedy: { title: 'Move it' },
    rows: [],
    indexes: [],
    added: [],
    images: [],
    requests: [],
    files: [],
  };
  const applied = [{ finding: { file: 'sub/requirements.txt', package: 'gpu' }, fix }] as unknown as FileChange['applied'];
  return { path: file, before, after, edits: [], created, applied };
}

describe('command line: fix', () => {
  it('writes safe fixes, says what was done and what to lock anew', () => {
    inFolder(
      {
        'requirements.txt': 'nixl>=0.3\n',
        'app/pyproject.toml': '[project]\nname = "a"\ndependencies = ["nixl>=0.3"]\n',
        'uv.lock': 'version = 1\n',
      },
      (folder) => {
        const { code, out, err } = portolan(folder, ['fix']);
        assert.deepEqual([code, err], [0, '']);
        assert.match(
          out,
          /^app\/pyproject\.toml\n {2}safe: Add the marker .*\nrequirements\.txt\n {2}safe: .*\nnow run: uv lock {3}\(in \.\)\n2 files changed by safe fixes/,
        );
        assert.equal(readFileSync(path.join(folder, 'requirements.txt'), 'utf8'), guarded);
        assert.equal(portolan(folder, ['fix']).out, '0 files changed by safe fixes (--review also takes the others)\n');
      },
    );
  });

  it('names every file of a change in JSON, relative to the current folder', () => {
    inFolder({ 'sub/requirements.txt': 'nixl>=0.3\n' }, (folder) => {
      const { findings } = JSON.parse(portolan(folder, ['check', '--format', 'json']).out) as {
        findings: { fixes: { edits: { file: string }[]; base: { file: string }[] }[] }[];
      };
      const [fix] = findings.flatMap(({ fixes }) => fixes);
      assert.deepEqual([fix?.edits[0]?.file, fix?.base[0]?.file], ['sub/requirements.txt', 'sub/requirements.txt']);
    });
  });

  it('says on standard error why nothing is changed', () => {
    const cuda = '--extra-index-url https://download.pytorch.org/whl/cu124\ntorch==2.6.0+cu124\n';
    inFolder({ 'requirements-cuda.txt': cuda, 'requirements-rocm.txt': 'requests\n' }, (folder) => {
      const words = ['fix', '--target', 'amd-rocm', '--review', '--dry-run'];
      const { code, out, err } = portolan(folder, words);
      assert.deepEqual([code, out], [0, '']);
      assert.match(err, /^nothing to fix: 1 finding is guarded by .+; name a rule with --rule to change it too\n$/);
      const named = portolan(folder, [...words, '--rule', 'pytorch/torch']);
      assert.deepEqual([named.err, named.out.includes('+++ b/requirements-cuda.txt')], ['', true]);
    });
    inFolder({ 'requirements.txt': 'requests\n' }, (folder) => {
      const { out, err } = portolan(folder, ['fix', '--dry-run']);
      assert.deepEqual([out, err], ['', 'nothing to fix: no edit is ready that is safe; --review also takes the others\n']);
    });
  });

  it('shows a device request that moves to a new file as one diff', () => {
    inFolder({ 'compose.yaml': 'services:\n  llm:\n    image: example/app\n    runtime: nvidia\n' }, (folder) => {
      const { code, out } = portolan(folder, ['fix', '--review', '--dry-run', '--target', 'amd-rocm']);
      assert.deepEqual(
        [code, out],
        [
          0,
          '--- a/compose.yaml\n+++ b/compose.yaml\n@@ -1,4 +1,3 @@\n services:\n   llm:\n     image: example/app\n-    runtime: nvidia\n' +
            '--- /dev/null\n+++ b/compose.nvidia.yaml\n@@ -0,0 +1,4 @@\n+# docker compose -f compose.yaml -f compose.nvidia.yaml up\n' +
            '+services:\n+  llm:\n+    runtime: nvidia\n',
        ],
      );
      assert.deepEqual(Object.keys(snapshot(folder)), ['compose.yaml']);
    });
  });

  it('prints a diff that git applies, new files included', function () {
    if (spawnSync('git', ['--version']).error) {
      console.log('      skipped: git is not here');
      this.skip();
    }
    inFolder({ 'sub/requirements.txt': 'a\nnixl>=0.3\nb\n', 'sub/requirements-dev.txt': 'c' }, (folder) => {
      const diff = [
        patch('sub/requirements.txt', changeOf('sub/requirements.txt', 'a\nnixl>=0.3\nb\n', 'a\nb\n')),
        patch('sub/requirements-dev.txt', changeOf('sub/requirements-dev.txt', 'c', 'c\n-r requirements-gpu.txt')),
        patch('sub/requirements-gpu.txt', changeOf('sub/requirements-gpu.txt', '', 'nixl>=0.3\n', true)),
      ].join('');
      assert.match(diff, /^--- \/dev\/null\n\+\+\+ b\/sub\/requirements-gpu\.txt\n@@ -0,0 \+1,1 @@\n\+nixl>=0\.3$/m);
      const { status, stderr } = spawnSync('git', ['apply', '-'], {
        cwd: folder,
        input: diff,
        encoding: 'utf8',
        env: { ...process.env, GIT_CEILING_DIRECTORIES: path.dirname(folder) },
      });
      assert.equal(status, 0, stderr);
      const text = (name: string): string => Buffer.from(snapshot(folder)[`sub/${name}`] ?? '', 'base64').toString();
      assert.deepEqual(
        ['requirements.txt', 'requirements-dev.txt', 'requirements-gpu.txt'].map((name) => text(name)),
        ['a\nb\n', 'c\n-r requirements-gpu.txt', 'nixl>=0.3\n'],
      );
    });
  });

  it('tells a new file, and whose fix touches a file', () => {
    assert.equal(
      told('sub/requirements-gpu.txt', changeOf('sub/requirements-gpu.txt', '', 'x\n', true)),
      'sub/requirements-gpu.txt (new)\n  review: Move it  (acme/gpu/apart, for gpu of requirements.txt)',
    );
    assert.equal(
      told('sub/requirements.txt', changeOf('sub/requirements.txt', 'x\n', '')),
      'sub/requirements.txt\n  review: Move it  (acme/gpu/apart)',
    );
  });
});
