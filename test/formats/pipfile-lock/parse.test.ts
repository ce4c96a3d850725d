import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pipfileLock as format } from '../../../src/formats/pipfile-lock';
import type { Manifest } from '../../../src/model/manifest';
import type { Span } from '../../../src/text/span';
import { mark, unmark } from '../../support/marks';
import { packageWords } from '../lock-checks';

const sample = readFileSync(path.join(process.cwd(), 'test', 'contract', 'samples', 'pipfile-lock', 'app', 'Pipfile.lock'), 'utf8');

function check(title: string, pick: (manifest: Manifest) => readonly (Span | undefined)[], marked: string): void {
  it(title, () => {
    const { text } = unmark(marked);
    const spans = pick(format.parse(text)).filter((span) => span !== undefined);
    assert.equal(mark(text, spans), marked);
  });
}

describe('formats/pipfile-lock', () => {
  const manifest = format.parse(sample);

  it('claims Pipfile.lock only', () => {
    assert.deepEqual(['Pipfile.lock', 'a/Pipfile.lock', 'Pipfile', 'xPipfile.lock'].map(format.matches), [true, true, false, false]);
  });
  check('names', ({ dependencies }) => dependencies.map((row) => row.nameSpan), '{"default": {"⟦torch⟧": {"version": "==2.6.0"}}}');
  check('rows', ({ dependencies }) => dependencies.map((row) => row.span), '{"default": {⟦"a": {"version": "==2"}⟧, ⟦"b": {}⟧, "c": 1}}');
  check('versions', ({ dependencies }) => dependencies.map((row) => row.specifier?.span), '{"default": {"a": {"version": "==⟦2.6.0+cu124⟧"}}}');
  check(
    'local labels',
    ({ dependencies }) => dependencies.map((row) => row.specifier?.clauses[0]?.localSpan),
    '{"default": {"a": {"version": "==2.6.0⟦+cu124⟧"}}}',
  );
  check(
    'markers and sources',
    ({ dependencies }) => dependencies.flatMap((row) => [row.marker?.span, row.source?.span]),
    '{"default": {"a": {"markers": "⟦os_name == \'nt\'⟧", "git": "⟦https://example.org⟧"}}}',
  );
  it('reads packages, groups and the addresses of sources', () => {
    assert.deepEqual(packageWords(manifest), [
      'app',
      'kernels',
      'pywin32 310 https://pypi.org/simple',
      'torch 2.6.0+cu124 https://wheels.example.org/cu124',
      'pytest 8.3.0',
      'vllm 0.7.0',
    ]);
    assert.deepEqual(
      manifest.dependencies.map(({ group, source, marker }) => [group.id, source?.kind, marker?.raw]),
      [
        ['main', 'path', undefined],
        ['main', 'vcs', undefined],
        ['main', undefined, 'sys_platform == "win32"'],
        ['main', undefined, "python_version >= '3.9'"],
        ['dev', undefined, undefined],
        ['group:serving', undefined, undefined],
      ],
    );
  });
  it('knows the Python version', () => {
    assert.equal(manifest.graph?.requiresPython, '==3.12.*');
  });
});
