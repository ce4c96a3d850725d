import assert from 'node:assert/strict';
import { applyEdits, fixTitle } from '../../src/engine';
import { sessionOver } from '../support/engine';

interface Fixed {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
}

/** All files after a fix of the first finding; undefined: it is not offered. */
async function fixed(remedy: string, file: string, tree: Readonly<Record<string, string>>): Promise<Fixed | undefined> {
  const { session } = sessionOver(tree);
  const result = await session.analyzeFile(file);
  const [finding] = result?.findings ?? [];
  assert.ok(result && finding, 'there is a finding');
  const fix = session.fixes(finding, result).find((one) => one.remedy.id === remedy);
  return (
    fix && {
      title: fixTitle(fix),
      files: Object.fromEntries(fix.files.map(({ file: path, edits }) => [path, applyEdits(tree[path] ?? '', edits) ?? ''])),
    }
  );
}

async function project(remedy: string, text: string): Promise<string | undefined> {
  return (await fixed(remedy, 'pyproject.toml', { 'pyproject.toml': text }))?.files['pyproject.toml'];
}

describe('portable twins: another package', () => {
  it('makes a requirements file for each, which include the old one', async () => {
    assert.deepEqual(await fixed('twins', 'requirements.txt', { 'requirements.txt': 'numpy\nonnxruntime-gpu==1.20.1  # fast\n' }), {
      title:
        'Let each installation choose onnxruntime or onnxruntime-gpu: files requirements-cpu.txt and requirements-nvidia.txt (a plain install brings neither)',
      files: {
        'requirements.txt': 'numpy\n',
        'requirements-cpu.txt': '-r requirements.txt\nonnxruntime==1.20.1\n',
        'requirements-nvidia.txt': '-r requirements.txt\nonnxruntime-gpu==1.20.1\n',
      },
    });
  });
  it('keeps the comment and names no conflict where uv is not used', async () => {
    const before = '[project]\ndependencies = [\n  "numpy",\n  "faiss-gpu>=1.7; python_version < \'3.13\'", # fast\n]\n';
    const after =
      '[project]\ndependencies = [\n  "numpy",\n]\n\n[project.optional-dependencies]\ncpu = ["faiss-cpu ; python_version < \'3.13\'"]\nnvidia = [\n    "faiss-gpu>=1.7; python_version < \'3.13\'",  # fast\n]\n';
    assert.equal(await project('twins', before), after);
  });
  it('adds a second pair to the same extras', async () => {
    const before =
      '[project]\ndependencies = ["faiss-gpu"]\n[project.optional-dependencies]\ncpu = ["onnxruntime"]\nnvidia = ["onnxruntime-gpu"]\n[tool.uv]\nconflicts = [[{ extra = "cpu" }, { extra = "nvidia" }]]\n';
    const after = before
      .replace('["faiss-gpu"]', '[]')
      .replace('["onnxruntime"]', '["onnxruntime", "faiss-cpu"]')
      .replace('["onnxruntime-gpu"]', '["onnxruntime-gpu", "faiss-gpu"]');
    assert.equal(await project('twins', before), after);
  });
  it('refuses other conflicts, computed extras, a twin that is there, and other notations', async () => {
    const uv = '[tool.uv]\nconflicts = [[{ extra = "a" }, { extra = "b" }]]\n';
    assert.equal(await project('twins', `[project]\ndependencies = ["faiss-gpu"]\n${uv}`), undefined);
    assert.equal(await project('twins', '[project]\ndynamic = ["optional-dependencies"]\ndependencies = ["faiss-gpu"]\n'), undefined);
    assert.equal(await project('twins', '[project]\ndependencies = ["faiss-gpu", "faiss-cpu"]\n'), undefined);
    assert.equal(await project('twins', '[tool.poetry.dependencies]\nfaiss-gpu = "^1.7"\n'), undefined);
    assert.equal(await project('twins', '[project]\ndependencies = ["numpy"]\n[dependency-groups]\nx = ["faiss-gpu"]\n'), undefined);
  });
  it('overwrites no file, and moves no hashes', async () => {
    assert.equal(await fixed('twins', 'requirements.txt', { 'requirements.txt': 'faiss-gpu\n', 'requirements-cpu.txt': '' }), undefined);
    assert.equal(await fixed('twins', 'requirements.txt', { 'requirements.txt': 'faiss-gpu==1.7.2 --hash=sha256:01\n' }), undefined);
  });
});

describe('portable twins: the same package without an extra', () => {
  it('makes one requirements file', async () => {
    assert.deepEqual(await fixed('own-extra', 'requirements.txt', { 'requirements.txt': 'tensorflow[and-cuda]==2.17.0 # gpu\r\nnumpy\r\n' }), {
      title: 'Keep tensorflow, and put tensorflow[and-cuda] into requirements-nvidia.txt',
      files: {
        'requirements.txt': 'tensorflow==2.17.0 # gpu\r\nnumpy\r\n',
        'requirements-nvidia.txt': '-r requirements.txt\r\ntensorflow[and-cuda]==2.17.0\r\n',
      },
    });
  });
  it('adds to the extra that is there and keeps the other extras of the row', async () => {
    const before =
      '[project]\ndependencies = [\n  "jax[cuda12,k8s]>=0.5", # arrays\n]\n[project.optional-dependencies]\nNvidia = [\n  "cupy-cuda12x",\n]\n';
    const after =
      '[project]\ndependencies = [\n  "jax[k8s]>=0.5", # arrays\n]\n[project.optional-dependencies]\nNvidia = [\n  "cupy-cuda12x",\n  "jax[cuda12,k8s]>=0.5",\n]\n';
    assert.equal(await project('extras', before), after);
  });
  it('refuses a row with a build label or an index of its own', async () => {
    const text = '-f https://storage.googleapis.com/jax-releases/jax_cuda_releases.html\njax[cuda12]==0.4.20\n';
    assert.equal(await fixed('extras', 'requirements.txt', { 'requirements.txt': text }), undefined);
  });
});
