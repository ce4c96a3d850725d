import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { pixiLock } from '../../../src/formats/pixi-lock';
import { checkPlaces } from '../../contract/manifest-checks';
import { needShared } from '../../support/shared';
import { edgeLines, oracleLocks, readCorpusFile, rowLines } from '../../support/npm-lock';

const sample = (version: string): string => readFileSync(`test/contract/samples/pixi.lock/${version}/pixi.lock`, 'utf8');

describe('pixi.lock', () => {
  it('is known by its name', () => {
    assert.deepEqual(['pixi.lock', 'a/pixi.lock', 'mypixi.lock', 'pixi.lock/x'].map(pixiLock.matches), [true, true, false, false]);
  });

  it('reads version 6, where addresses name conda packages', () => {
    const manifest = pixiLock.parse(sample('v6'));
    assert.deepEqual(rowLines(manifest), [
      'pytorch@2.5.1',
      'pytorch@2.5.1',
      'numpy@2.0',
      'own@0.1.0 <path .>',
      'torchvision@0.20.0',
      'torch@2.5.1+cu126',
      'app@0.1.0 <path ./>',
    ]);
    assert.deepEqual(edgeLines(manifest), [
      'pytorch@2.5.1 → numpy@2.0',
      'pytorch@2.5.1 → numpy@2.0',
      'own@0.1.0 → numpy?',
      'torchvision@0.20.0 → torch@2.5.1+cu126, gdown?/optional',
      'app@0.1.0 → torch?',
    ]);
    assert.deepEqual(manifest.problems, []);
  });

  it('reads version 5, where they have names', () => {
    const manifest = pixiLock.parse(sample('v5'));
    assert.deepEqual(rowLines(manifest), ['torchvision@0.17.2', 'absl-py@2.1', 'own@1.0.3 <path .>']);
    assert.deepEqual(edgeLines(manifest), ['torchvision@0.17.2 → numpy?', 'own@1.0.3 → absl-py@2.1']);
  });

  it('tells platforms, builds, sizes, files and indexes', () => {
    const packages = pixiLock.parse(sample('v6')).graph?.packages ?? [];
    assert.deepEqual(
      packages.slice(0, 3).map(({ platforms, build, files }) => [platforms?.join(), build, files[0]?.size]),
      [
        ['linux-64', 'cuda126_py312_0', 2562000],
        ['osx-arm64', 'cpu_generic_py312_0', 25620],
        ['linux-64,osx-arm64', 'py_0', 2562],
      ],
    );
    const [torch] = packages.filter(({ name }) => name === 'torch');
    assert.equal(torch?.registry, 'https://download.pytorch.org/whl/cu126');
    assert.equal(torch?.files[0]?.name, 'torch-2.5.1+cu126-cp312-cp312-linux_x86_64.whl');
  });

  it('reads a list whose dashes are indented', () => {
    const text =
      'version: 6\npackages:\n  - pypi: https://a.example/a-1.0-py3-none-any.whl\n    name: a\n    version: 1.0\n    requires_dist:\n      - b>=2\n';
    const manifest = pixiLock.parse(text);
    assert.deepEqual(rowLines(manifest), ['a@1.0']);
    assert.deepEqual(edgeLines(manifest), ['a@1.0 → b?']);
  });

  it('agrees with an independent reader on real locks', function () {
    needShared(this);
    let compared = 0;
    for (const { file, packages } of oracleLocks('locks-yaml', ['pixi.lock'])) {
      const lock = readCorpusFile(file);
      const manifest = pixiLock.parse(lock);
      checkPlaces(lock, manifest);
      assert.deepEqual(
        manifest.dependencies.map(({ name, specifier, ecosystem }) => [name, specifier?.raw, ecosystem]),
        packages,
        file,
      );
      assert.deepEqual(manifest.problems, [], file);
      assert.ok(
        (manifest.graph?.packages ?? []).every(({ platforms }) => (platforms?.length ?? 0) > 0),
        'each package is installed somewhere',
      );
      compared += packages.length;
    }
    assert.equal(compared, 2169);
  });
});
