import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pdmLock as format } from '../../../src/formats/pdm-lock';
import type { Manifest } from '../../../src/model/manifest';
import type { Span } from '../../../src/text/span';
import { mark, unmark } from '../../support/marks';
import { edgeWords, packageWords } from '../lock-checks';

function sample(version: string): Manifest {
  return format.parse(readFileSync(path.join(process.cwd(), 'test', 'contract', 'samples', 'pdm-lock', version, 'pdm.lock'), 'utf8'));
}

function check(title: string, pick: (manifest: Manifest) => readonly (Span | undefined)[], marked: string): void {
  it(title, () => {
    const { text } = unmark(marked);
    const spans = pick(format.parse(text)).filter((span) => span !== undefined);
    assert.equal(mark(text, spans), marked);
  });
}

describe('formats/pdm-lock', () => {
  const manifest = sample('v45');

  it('claims pdm.lock only', () => {
    assert.deepEqual(['pdm.lock', 'a/pdm.lock', 'xpdm.lock', 'pdm.lock/x'].map(format.matches), [true, true, false, false]);
  });
  check('names', ({ dependencies }) => dependencies.map((row) => row.nameSpan), '[[package]]\nname = "⟦torch⟧"\nversion = "2.6.0"\n');
  check(
    'local labels',
    ({ dependencies }) => dependencies.map((row) => row.specifier?.clauses[0]?.localSpan),
    '[[package]]\nname = "torch"\nversion = "2.6.0⟦+cu124⟧"\n',
  );
  check(
    'blocks',
    ({ dependencies }) => dependencies.map((row) => row.span),
    '[metadata]\nlock_version = "4.5.0"\n\n⟦[[package]]\nname = "a"\ndependencies = [\n]⟧ # x\n\n⟦[[package]]\nname = "b"⟧\n[metadata.files]\n',
  );
  check(
    'sources and markers',
    ({ dependencies }) => dependencies.flatMap((row) => [row.source?.span, row.marker?.span]),
    '[[package]]\nname = "a"\ngit = "⟦https://example.org/a⟧"\nmarker = "⟦os_name == \'nt\'⟧"\n',
  );
  it('reads packages, groups and where they come from', () => {
    assert.deepEqual(packageWords(manifest), [
      'colorama 0.4.6',
      'kernels 0.3.1',
      'torch 2.6.0+cu124',
      'tools 1.0',
      'uvicorn 0.34.0',
      'uvicorn 0.34.0',
    ]);
    assert.deepEqual(
      manifest.dependencies.map(({ group, source }) => [group.id, group.kind, source?.kind]),
      [
        ['main', 'main', undefined],
        ['group:gpu', 'optional', 'vcs'],
        ['group:gpu', 'optional', undefined],
        ['group:test', 'optional', 'path'],
        ['group:test', 'optional', undefined],
        ['group:test', 'optional', undefined],
      ],
    );
  });
  it('leads to the entry of an extra only where that is asked for', () => {
    assert.deepEqual(edgeWords(manifest, 'kernels'), ['torch → torch 2.6.0+cu124; platform_system == "Linux"']);
    assert.deepEqual(edgeWords(manifest, 'tools'), ['uvicorn[standard] → uvicorn 0.34.0', 'uvicorn[standard] → uvicorn 0.34.0']);
    assert.deepEqual(manifest.graph?.packages[5]?.requires, [
      { name: 'colorama', to: 0, marker: 'sys_platform == "win32"' },
      { name: 'uvicorn', to: 4 },
    ]);
  });
  it('reads markers, files and the Python version of the targets', () => {
    assert.equal(manifest.graph?.requiresPython, '>=3.11');
    assert.equal(manifest.graph?.packages[0]?.marker, 'platform_system == "Windows"');
    assert.deepEqual(
      manifest.graph?.packages.slice(0, 3).map(({ files }) => files.map(({ name }) => name)),
      [['colorama-0.4.6-py2.py3-none-any.whl', 'colorama-0.4.6.tar.gz'], [], ['torch-2.6.0+cu124-cp311-cp311-linux_x86_64.whl']],
    );
  });
  it('reads the table of files of older versions', () => {
    const old = sample('v3');
    assert.deepEqual(
      old.graph?.packages.map(({ files }) => files.map(({ name }) => name)),
      [['numpy-1.24.3-cp311-cp311-win_amd64.whl'], ['pytest-7.3.1-py3-none-any.whl']],
    );
    assert.deepEqual(edgeWords(old, 'pytest'), ['colorama → nothing; sys_platform == "win32"']);
  });
  it('names no Python version where targets differ', () => {
    const text = '[[metadata.targets]]\nrequires_python = ">=3.9"\n[[metadata.targets]]\nrequires_python = ">=3.10"\n';
    assert.deepEqual(format.parse(text).graph, { packages: [] });
  });
});
