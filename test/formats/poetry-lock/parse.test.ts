import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { poetryLock as format } from '../../../src/formats/poetry-lock';
import type { Manifest } from '../../../src/model/manifest';
import { edgeWords, packageWords } from '../lock-checks';

function sample(version: string): Manifest {
  return format.parse(readFileSync(path.join(process.cwd(), 'test', 'contract', 'samples', 'poetry-lock', version, 'poetry.lock'), 'utf8'));
}

describe('formats/poetry-lock', () => {
  const manifest = sample('v2');

  it('reads packages and the index that they come from', () => {
    assert.deepEqual(packageWords(manifest), [
      'langchain-core 0.3.1',
      'numpy 1.26.4',
      'pytest 8.3.0',
      'pyyaml 6.0.2',
      'torch 2.6.0+cu124 https://wheels.example.org/cu124',
    ]);
  });
  it('reads edges as text, table and list, by normal names', () => {
    assert.deepEqual(edgeWords(manifest, 'langchain-core'), [
      'PyYAML → pyyaml 6.0.2',
      'numpy → numpy 1.26.4; python_version < "3.11"',
      'numpy → numpy 1.26.4; python_version == "3.11"',
      'uvicorn[standard] → nothing; extra == "serve"; extra all; optional',
      'uvicorn[standard] → nothing; extra == "serve"; extra serve; optional',
    ]);
  });
  it('reads groups, optional packages and markers', () => {
    assert.deepEqual(
      manifest.dependencies.map(({ group, marker }) => [group.id, group.kind, marker?.raw]),
      [
        ['main', 'main', undefined],
        ['main', 'main', 'python_version < "3.12"'],
        ['group:test', 'dev', undefined],
        ['main', 'main', undefined],
        ['optional', 'optional', undefined],
      ],
    );
  });
  it('reads markers by group: where one group has none, the package is installed everywhere', () => {
    const read = (groups: string, markers: string): string | undefined => {
      const text = `[[package]]\nname = "a"\nversion = "1"\ngroups = [${groups}]\nmarkers = ${markers}\n`;
      return format.parse(text).graph?.packages[0]?.marker;
    };
    const [windows, mac] = ['"os_name == \'nt\'"', '"sys_platform == \'darwin\'"'];
    assert.equal(read('"main"', windows), "os_name == 'nt'");
    assert.equal(read('"main", "dev"', `{main = ${windows}, dev = ${mac}}`), "(os_name == 'nt') or (sys_platform == 'darwin')");
    assert.equal(read('"main", "dev"', `{main = ${windows}}`), undefined);
  });
  it('knows where a package comes from', () => {
    assert.deepEqual(
      manifest.dependencies.map(({ source }) => source?.kind),
      ['vcs', undefined, undefined, undefined, undefined],
    );
  });
  it('reads the categories and the table of files of version 1', () => {
    const old = sample('v1');
    assert.deepEqual(
      old.dependencies.map(({ group }) => group.id),
      ['main', 'group:dev'],
    );
    assert.deepEqual(
      old.graph?.packages.map(({ files }) => files.map(({ name }) => name)),
      [['numpy-1.24.3-cp311-cp311-win_amd64.whl'], []],
    );
    assert.deepEqual(edgeWords(old, 'pytest'), ['colorama → nothing; sys_platform == "win32"']);
  });
  it('claims poetry.lock only', () => {
    assert.deepEqual(
      ['poetry.lock', 'a/poetry.lock', 'poetry.lock.txt', 'my-poetry.lock'].filter((name) => format.matches(name)),
      ['poetry.lock', 'a/poetry.lock'],
    );
  });
});
