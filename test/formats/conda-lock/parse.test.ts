import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { condaLock } from '../../../src/formats/conda-lock';
import { checkPlaces } from '../../contract/manifest-checks';
import { needShared } from '../../support/shared';
import { edgeLines, oracleLocks, readCorpusFile, rowLines } from '../../support/npm-lock';

const text = readFileSync('test/contract/samples/conda-lock/v1/conda-lock.yml', 'utf8');

describe('conda-lock.yml', () => {
  it('is known by its name', () => {
    const names = [
      'conda-lock.yml',
      'a/conda-lock.yaml',
      'gpu.conda-lock.yml',
      'gpu-conda-lock.yml',
      'conda-lock.json',
      'myconda-lock.yml',
      'environment.yml',
    ];
    assert.deepEqual(names.map(condaLock.matches), [true, true, true, true, false, false, false]);
  });

  it('gives a row for each package and platform', () => {
    assert.deepEqual(rowLines(condaLock.parse(text)), ['numpy@2.0', 'pytorch@2.5.1', 'pytorch@2.5.1', 'flash-attn@2.3.6', 'einops@0.8.0 [dev]']);
    const { dependencies } = condaLock.parse(text);
    assert.deepEqual(
      dependencies.map(({ ecosystem }) => ecosystem),
      ['conda', 'conda', 'conda', 'pypi', 'pypi'],
    );
    assert.deepEqual(
      dependencies.map(({ build }) => build?.raw),
      ['py312_0', 'cuda126_py312_0', 'cpu_generic_py312_0', undefined, undefined],
    );
  });

  it('joins edges on one platform only, and leaves out what stands for the machine', () => {
    assert.deepEqual(edgeLines(condaLock.parse(text)), [
      'pytorch@2.5.1 → numpy@2.0, python?',
      'pytorch@2.5.1 → numpy?',
      'flash-attn@2.3.6 → einops@0.8.0, torch?',
    ]);
  });

  it('tells platforms, builds, files and indexes', () => {
    const packages = condaLock.parse(text).graph?.packages ?? [];
    assert.deepEqual(packages.map(({ platforms, build, files, registry }) => [platforms?.join(), build, files[0]?.name, registry]).slice(1), [
      ['linux-64', 'cuda126_py312_0', 'pytorch-2.5.1-cuda126_py312_0.conda', 'https://conda.anaconda.org/conda-forge'],
      ['osx-arm64', 'cpu_generic_py312_0', 'pytorch-2.5.1-cpu_generic_py312_0.conda', 'https://conda.anaconda.org/conda-forge'],
      ['linux-64', undefined, 'flash_attn-2.3.6.tar.gz', undefined],
      ['linux-64', undefined, 'einops-0.8.0-py3-none-any.whl', 'https://download.pytorch.org/whl/cu126'],
    ]);
  });

  it('tells lines that it does not understand', () => {
    const { problems } = condaLock.parse('package:\n- name: a\n  ???\n');
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['unread-line'],
    );
  });

  it('agrees with an independent reader on real locks', function () {
    needShared(this);
    let compared = 0;
    for (const { file, packages } of oracleLocks('locks-yaml', ['conda-lock'])) {
      const lock = readCorpusFile(file);
      const manifest = condaLock.parse(lock);
      checkPlaces(lock, manifest);
      const found = manifest.dependencies.map(({ name, specifier, ecosystem }, at) => [
        name,
        specifier?.raw,
        ecosystem === 'pypi' ? 'pip' : 'conda',
        manifest.graph?.packages[at]?.platforms?.[0],
      ]);
      assert.deepEqual(found, packages, file);
      assert.deepEqual(manifest.problems, [], file);
      compared += found.length;
    }
    assert.equal(compared, 1670);
  });
});
