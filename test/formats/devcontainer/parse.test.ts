import assert from 'node:assert/strict';
import { devcontainer } from '../../../src/formats/devcontainer';
import { slice } from '../../../src/text/span';
import { checkPlaces } from '../../contract/manifest-checks';
import { readCorpusFile } from '../../support/npm-lock';
import { needShared, readJsonLines } from '../../support/shared';

function reads(text: string, expected: readonly string[]): void {
  it(text, () => {
    const { dependencies, artifacts, includes } = devcontainer.parse(text);
    const rows = dependencies.map(({ ecosystem, name, specifier }) => `${ecosystem} ${name}${specifier?.raw ?? ''}`);
    assert.deepEqual([...rows, ...artifacts.map(({ kind, value }) => `${kind} ${value}`)], expected);
    assert.deepEqual(includes, []);
    assert.ok([...dependencies, ...artifacts].every(({ group }) => group.kind === 'dev'));
    for (const { name, nameSpan } of dependencies) assert.equal(slice(text, nameSpan), name);
  });
}

describe('devcontainer.json', () => {
  it('is known by its name and folder', () => {
    const known = ['.devcontainer.json', '.devcontainer/devcontainer.json', 'a/.devcontainer/gpu/devcontainer.json'];
    assert.deepEqual(known.map(devcontainer.matches), [true, true, true]);
    assert.deepEqual(
      ['devcontainer.json', 'a/devcontainer.json', '.devcontainer/a/b/devcontainer.json', '.devcontainer/x.json'].map(devcontainer.matches),
      [false, false, false, false],
    );
  });

  reads('{"image": "nvidia/cuda:12.4.1-devel"}', ['image nvidia/cuda:12.4.1-devel']);
  reads('{"features": {"ghcr.io/devcontainers/features/nvidia-cuda:1": {}, "./own": {}, "git": "latest"}}', [
    'image ghcr.io/devcontainers/features/nvidia-cuda:1',
  ]);
  reads('{"runArgs": ["--gpus", "all"]}', []);
  reads('{"runArgs": ["--gpus=all", "--env", "--device"]}', []);
  reads('{"runArgs": ["--device=/dev/kfd:/dev/kfd:rwm", "--device", "/dev/dri", "--runtime=nvidia", "--device=${localEnv:X}"]}', [
    'device /dev/kfd',
    'device /dev/dri',
    'device runtime:nvidia',
  ]);
  reads('{"hostRequirements": {"gpu": true, "cpus": 4}}', ['device gpu']);
  reads('{"hostRequirements": {"gpu": false}}', []);
  reads('{"hostRequirements": {"gpu": {"cores": 1000}}}', ['device gpu']);
  reads('{"postCreateCommand": "pip install \\"torch>=2\\" vllm"}', ['pypi torch>=2', 'pypi vllm']);
  reads('{"onCreateCommand": ["pip", "install", "torch==2.5.1"]}', ['pypi torch==2.5.1']);
  reads('{"updateContentCommand": {"a": "npm i openai@^4", "b": ["conda", "install", "-y", "pytorch-cuda=12.4"]}}', [
    'npm openai^4',
    'conda pytorch-cuda=12.4',
  ]);
  reads('{"postStartCommand": "pip install torch", "initializeCommand": "pip install torch", "customizations": {"image": "nvidia/cuda"}}', []);
  reads('{"postCreateCommand": "pip install -r requirements.txt && ./setup.sh"}', []);
  reads('{"build": {"dockerfile": "Dockerfile", "args": {"BASE": "nvidia/cuda:12"}}, "containerEnv": {"IMAGE": "nvidia/cuda"}}', []);
  reads('["nvidia/cuda"]', []);

  it('finds the images, features and arguments that an independent reader finds', function () {
    needShared(this);
    let files = 0;
    const oracle = readJsonLines<{ file: string; format: string; loads: boolean; entries: { pointer: string; value: unknown }[] }>(
      'corpus/oracle/jsonc-manifests.jsonl',
    );
    for (const { file, loads, entries } of oracle.filter(({ format }) => format === 'devcontainer')) {
      assert.ok(loads && devcontainer.matches(file.slice(file.indexOf('/') + 1)), file);
      const text = readCorpusFile(file);
      const manifest = devcontainer.parse(text);
      checkPlaces(text, manifest);
      assert.deepEqual(manifest.problems, [], file);
      const images = entries.filter(({ pointer }) => pointer === '/image').map(({ value }) => value);
      const read = manifest.artifacts.filter(({ kind, declaration }) => kind === 'image' && text.startsWith('"image"', declaration.start));
      assert.deepEqual(
        read.map(({ value }) => value),
        images,
        file,
      );
      // The oracle lists what stands below a feature's name, so a feature without options is not there.
      const named = entries.flatMap(({ pointer }) => (pointer.startsWith('/features/') ? [pointer.split('/')[2]?.replaceAll('~1', '/') ?? ''] : []));
      const features = manifest.artifacts.filter((one) => one.kind === 'image' && !read.includes(one)).map(({ value }) => value);
      assert.deepEqual(
        named.filter((name) => name.includes('/') && !name.startsWith('.') && !features.includes(name)),
        [],
        file,
      );
      assert.equal(
        manifest.artifacts.some(({ value }) => value === 'gpu'),
        entries.some(({ pointer }) => pointer.startsWith('/hostRequirements/gpu')),
        file,
      );
      files++;
    }
    assert.equal(files, 26);
  });
});
