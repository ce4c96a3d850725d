import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pylock as format } from '../../../src/formats/pylock';
import type { Manifest } from '../../../src/model/manifest';
import type { Span } from '../../../src/text/span';
import { mark, unmark } from '../../support/marks';
import { edgeWords, packageWords } from '../lock-checks';

function sample(name: string): Manifest {
  return format.parse(readFileSync(path.join(process.cwd(), 'test', 'contract', 'samples', 'pylock', name), 'utf8'));
}

function check(title: string, pick: (manifest: Manifest) => readonly (Span | undefined)[], marked: string): void {
  it(title, () => {
    const { text } = unmark(marked);
    const spans = pick(format.parse(text)).filter((span) => span !== undefined);
    assert.equal(mark(text, spans), marked);
  });
}

describe('formats/pylock', () => {
  const uv = sample('uv/pylock.gpu.toml');
  const pip = sample('pip/pylock.toml');

  it('claims the names of the specification', () => {
    assert.deepEqual(
      ['pylock.toml', 'a/pylock.toml', 'pylock.dev.toml', 'pylock.a.b.toml', 'pylock..toml', 'my-pylock.toml', 'pylock.toml/x'].map(format.matches),
      [true, true, true, false, false, false, false],
    );
  });
  check('names', ({ dependencies }) => dependencies.map((row) => row.nameSpan), '[[packages]]\nname = "⟦torch⟧"\nversion = "2.6.0"\n');
  check(
    'local labels',
    ({ dependencies }) => dependencies.map((row) => row.specifier?.clauses[0]?.localSpan),
    '[[packages]]\nname = "torch"\nversion = "2.6.0⟦+cu124⟧"\n',
  );
  check(
    'blocks with their own tables',
    ({ dependencies }) => dependencies.map((row) => row.span),
    '⟦[[packages]]\nname = "a"\n\n[packages.sdist]\nurl = "x"\n[packages.sdist.hashes]\nsha256 = "0"⟧\n\n⟦[[packages]]\nname = "b"⟧\n[tool.x]\n',
  );
  check(
    'sources and markers',
    ({ dependencies }) => dependencies.flatMap((row) => [row.source?.span, row.marker?.span]),
    '[[packages]]\nname = "a"\nmarker = "⟦os_name == \'nt\'⟧"\nvcs = ⟦{ url = "https://example.org/a" }⟧\n',
  );
  it('reads packages, indexes and where they come from', () => {
    assert.deepEqual(packageWords(uv), [
      'app',
      'colorama 0.4.6 https://pypi.org/simple',
      'kernels 0.3.1',
      'torch 2.7.0+cu128 https://wheels.example.org/cu128',
    ]);
    assert.deepEqual(
      [...uv.dependencies, ...pip.dependencies].map(({ source }) => source && [source.kind, source.url]),
      [
        ['path', '.'],
        undefined,
        ['vcs', 'https://git.example.org/kernels.git'],
        undefined,
        undefined,
        ['path', 'wheels/local_wheel-1.0-py3-none-any.whl'],
        undefined,
        undefined,
      ],
    );
  });
  it('reads files with sizes, as lists and as tables', () => {
    assert.deepEqual(
      [...(uv.graph?.packages ?? []), ...(pip.graph?.packages ?? [])].map(({ files }) => files),
      [
        [],
        [
          { name: 'colorama-0.4.6.tar.gz', size: 27697 },
          { name: 'colorama-0.4.6-py2.py3-none-any.whl', size: 25335 },
        ],
        [],
        [
          { name: 'torch-2.7.0+cu128-cp311-cp311-manylinux_2_28_x86_64.whl', size: 1000000 },
          { name: 'torch-2.7.0+cu128-cp312-cp312-manylinux_2_28_x86_64.whl', size: 1000001 },
        ],
        [{ name: 'flash_attn-2.7.4.tar.gz' }],
        [{ name: 'local_wheel-1.0-py3-none-any.whl', size: 10 }],
        [],
        [
          { name: 'torch-2.6.0-cp311-cp311-manylinux1_x86_64.whl', size: 766000000 },
          { name: 'torch-2.6.0-cp312-none-macosx_11_0_arm64.whl', size: 66000000 },
        ],
      ],
    );
  });
  it('joins edges to the version that they name, from lists and tables', () => {
    assert.deepEqual(edgeWords(pip, 'flash-attn'), ['torch → torch 2.6.0']);
    assert.deepEqual(edgeWords(pip, 'torch'), ['absent → nothing']);
  });
  it('keeps markers and the Python version', () => {
    assert.deepEqual(
      uv.graph?.packages.map(({ marker }) => marker),
      [undefined, "sys_platform == 'win32'", undefined, "sys_platform == 'linux'"],
    );
    assert.equal(uv.graph?.requiresPython, '>=3.11');
  });
});
