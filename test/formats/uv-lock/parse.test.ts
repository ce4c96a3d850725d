import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { uvLock as format } from '../../../src/formats/uv-lock';
import type { Manifest } from '../../../src/model/manifest';
import type { Span } from '../../../src/text/span';
import { mark, unmark } from '../../support/marks';
import { edgeWords, packageWords } from '../lock-checks';

const sample = readFileSync(path.join(process.cwd(), 'test', 'contract', 'samples', 'uv-lock', 'workspace', 'uv.lock'), 'utf8');

function check(title: string, pick: (manifest: Manifest) => readonly (Span | undefined)[], marked: string): void {
  it(title, () => {
    const { text } = unmark(marked);
    const spans = pick(format.parse(text)).filter((span) => span !== undefined);
    assert.equal(mark(text, spans), marked);
  });
}

describe('formats/uv-lock', () => {
  const manifest = format.parse(sample);

  describe('places', () => {
    check('names', ({ dependencies }) => dependencies.map((row) => row.nameSpan), '[[package]]\nname = "⟦torch⟧"\nversion = "2.7.0"\n');
    check(
      'versions',
      ({ dependencies }) => dependencies.map((row) => row.specifier?.span),
      '[[package]]\nname = "torch"\nversion = "⟦2.7.0+cu128⟧"\n',
    );
    check(
      'local labels',
      ({ dependencies }) => dependencies.map((row) => row.specifier?.clauses[0]?.localSpan),
      '[[package]]\nname = "torch"\nversion = "2.7.0⟦+cu128⟧"\n',
    );
    check(
      'the whole block with its own tables',
      ({ dependencies }) => dependencies.map((row) => row.span),
      '⟦[[package]]\nname = "a"\n[package.metadata]\nrequires-dist = [\n]⟧ # x\n\n⟦[[package]]\nname = "b"⟧\n[manifest]\nmembers = ["b"]\n',
    );
    check(
      'sources and markers',
      ({ dependencies }) => dependencies.flatMap((row) => [row.source?.span, row.marker?.span]),
      '[[package]]\nname = "a"\nsource = ⟦{ git = "https://example.org/a" }⟧\nresolution-markers = ⟦["os_name == \'nt\'"]⟧\n',
    );
  });

  it('reads members, versions and registries', () => {
    assert.deepEqual(packageWords(manifest), [
      'app 0.1.0 member',
      'app-core member',
      'kernels 0.3.1',
      'torch 2.7.0 https://pypi.org/simple',
      'torch 2.7.0+cu128 https://wheels.example.org/cu128',
      'uvicorn 0.34.0 https://pypi.org/simple',
    ]);
  });
  it('joins edges to the version that they name', () => {
    assert.deepEqual(edgeWords(manifest, 'app'), [
      'app-core → app-core ',
      "torch → torch 2.7.0; sys_platform != 'linux'",
      "torch → torch 2.7.0+cu128; sys_platform == 'linux'",
      'uvicorn[standard] → uvicorn 0.34.0; extra serve; optional',
      'kernels → kernels 0.3.1; group dev',
    ]);
    assert.deepEqual(edgeWords(manifest, 'uvicorn'), ['httptools → nothing; extra standard; optional']);
  });
  it('joins an edge without a version to every package of its name', () => {
    const packages = ['1', '2'].map((version) => `[[package]]\nname = "b"\nversion = "${version}"\n`).join('');
    assert.deepEqual(edgeWords(format.parse(`[[package]]\nname = "a"\ndependencies = [{ name = "b" }]\n${packages}`), 'a'), ['b → b 1', 'b → b 2']);
  });
  it('lists files with their sizes, names decoded', () => {
    assert.deepEqual(
      manifest.graph?.packages.flatMap(({ files }) => files),
      [
        { name: 'torch-2.7.0-cp312-none-macosx_11_0_arm64.whl', size: 68647378 },
        { name: 'torch-2.7.0+cu128-cp312-cp312-manylinux_2_28_x86_64.whl' },
        { name: 'uvicorn-0.34.0.tar.gz', size: 76568 },
      ],
    );
  });
  it('knows where a package comes from', () => {
    assert.deepEqual(
      manifest.dependencies.map(({ source }) => source && `${source.kind} ${source.url}`),
      ['workspace .', 'workspace packages/core', 'vcs https://git.example.org/kernels?rev=main#0123abcd', undefined, undefined, undefined],
    );
  });
  it('reads on behind broken lines', () => {
    const { dependencies, problems } = format.parse('[[package]]\nname = "a"\nwheels = [\n\n[[package]]\nname = "b"\nversion = ');
    assert.deepEqual(
      dependencies.map(({ name }) => name),
      ['a', 'b'],
    );
    assert.ok(problems.length > 0);
  });
  it('claims uv.lock and the locks of scripts', () => {
    assert.deepEqual(
      ['uv.lock', 'a/uv.lock', 'tools/run.py.lock', 'my-uv.lock', 'uv.lock.bak'].filter((name) => format.matches(name)),
      ['uv.lock', 'a/uv.lock', 'tools/run.py.lock'],
    );
  });
});
