import assert from 'node:assert/strict';
import { acceleratorsOf } from '../../src/graph/accelerator';
import { admittedPythons, judgeEnvironments } from '../../src/graph/installability';
import { LockIndex } from '../../src/graph/lock-index';
import { broughtOnlyBy, weigh } from '../../src/graph/weight';
import type { LockGraph } from '../../src/model/lock';
import { lock } from './locks';

function verdicts(graph: LockGraph, kind: 'python' | 'npm' = 'python'): Record<string, string> {
  return Object.fromEntries(
    judgeEnvironments(graph, kind).map(({ environment, impossible, build, needed }) => [
      environment.id,
      `${needed} needed, ${build.length} build, ${impossible.length} impossible`,
    ]),
  );
}

describe('where a lock can be installed', () => {
  it('what only an undecided marker brings is not known, not impossible', () => {
    const marker = "sys_platform == 'win32' or (extra == 'extra-3-app-a' and extra == 'extra-3-app-b')";
    const graph = lock(
      {
        app: { member: true, asks: [{ name: 'windows', marker }] },
        windows: { files: ['windows-1.0-cp312-cp312-win_amd64.whl'] },
      },
      '==3.12.*',
    );
    const words = judgeEnvironments(graph, 'python').map(
      ({ environment, impossible, unknown }) => `${environment.id} ${impossible.length} ${unknown}`,
    );
    assert.equal(words[0], 'linux-x86_64-glibc 0 1');
    assert.equal(words.at(-1), 'windows-x86_64 0 0');
  });
  it('judges only what an environment takes', () => {
    const graph = lock({
      app: { member: true, asks: ['pure', { name: 'cuda', marker: "sys_platform == 'linux'" }] },
      pure: { files: ['pure-1.0-py3-none-any.whl'] },
      cuda: { files: ['cuda-1.0-py3-none-manylinux2014_x86_64.whl'] },
    });
    const found = verdicts(graph);
    assert.equal(found['linux-x86_64-glibc'], '2 needed, 0 build, 0 impossible');
    assert.equal(found['linux-arm64-glibc'], '2 needed, 0 build, 1 impossible');
    assert.equal(found['linux-x86_64-musl'], '2 needed, 0 build, 1 impossible');
    assert.equal(found['macos-arm64'], '1 needed, 0 build, 0 impossible');
  });
  it('leaves out packages whose own marker does not hold, asked for by others or not', () => {
    const windows = { files: ['windows-1.0-cp312-cp312-win_amd64.whl'], marker: "sys_platform == 'win32'" };
    const alone = verdicts(lock({ windows, chosen: { ...windows, marker: "'gpu' in extras" } }, '==3.12.*'));
    assert.equal(alone['linux-x86_64-glibc'], '1 needed, 0 build, 0 impossible');
    assert.equal(alone['windows-x86_64'], '2 needed, 0 build, 0 impossible');
    const asked = verdicts(lock({ app: { files: ['app-1.0-py3-none-any.whl'], asks: ['windows'] }, windows }, '==3.12.*'));
    assert.equal(asked['macos-arm64'], '1 needed, 0 build, 0 impossible');
  });
  it('a source archive can be built', () => {
    const graph = lock({ native: { files: ['native-1.0.tar.gz', 'native-1.0-cp312-cp312-win_amd64.whl'] } }, '>=3.12,<3.13');
    assert.equal(verdicts(graph)['macos-arm64'], '1 needed, 1 build, 0 impossible');
    assert.equal(verdicts(graph)['windows-x86_64'], '1 needed, 0 build, 0 impossible');
  });
  it('takes an older Python where the newest has no wheel', () => {
    const graph = lock({ native: { files: ['native-1.0-cp311-cp311-manylinux2014_x86_64.whl'] } }, '>=3.10');
    const linux = judgeEnvironments(graph, 'python')[0];
    assert.equal(linux?.python, '3.11');
    assert.deepEqual(linux?.impossible, []);
  });
  it('takes the Python on which the least is impossible', () => {
    const windows = (name: string, tag: string): string => `${name}-1.0-${tag}-${tag}-win_amd64.whl`;
    const graph = lock({ first: { files: [windows('first', 'cp311')] }, never: { files: ['never-1.0-cp311-cp311-macosx_11_0_arm64.whl'] } });
    const result = judgeEnvironments(graph, 'python').find(({ environment }) => environment.id === 'windows-x86_64');
    assert.deepEqual([result?.python, result?.impossible], ['3.11', ['never 1.0']]);
  });
  it('reads the ways in which tools write the Python range', () => {
    assert.deepEqual(admittedPythons('>=3.12,<3.14'), [13, 12]);
    assert.deepEqual(admittedPythons('^3.13'), [14, 13]);
    assert.deepEqual(admittedPythons('~3.11'), [11]);
    assert.deepEqual(admittedPythons(undefined), [14, 13, 12, 11, 10, 9, 8]);
    assert.deepEqual(admittedPythons('<3'), [14]);
  });
  it('takes a package that nobody asks for only where the lock installs it, and no extra that nobody wants', () => {
    const graph = lock(
      {
        windows: { files: ['windows-1.0-cp312-cp312-win_amd64.whl'], marker: 'sys_platform == "win32"' },
        trainer: { files: ['trainer-1.0-py3-none-any.whl'], asks: [{ name: 'kernels', optional: true, extra: 'fast' }] },
        user: { files: ['user-1.0-py3-none-any.whl'], asks: ['kernels'] },
        kernels: { files: ['kernels-1.0-py3-none-any.whl'] },
      },
      '==3.12.*',
    );
    assert.equal(verdicts(graph)['linux-x86_64-glibc'], '3 needed, 0 build, 0 impossible');
    assert.equal(verdicts(graph)['windows-x86_64'], '4 needed, 0 build, 0 impossible');
  });
  it('npm: os, cpu and libc decide, and optional packages for other platforms do not count', () => {
    const graph = lock({
      app: { member: true, asks: ['tool', { name: 'tool-mac', optional: true }] },
      tool: { os: ['linux', 'darwin'], libc: ['glibc'] },
      'tool-mac': { os: ['darwin'], cpu: ['arm64'] },
    });
    const found = verdicts(graph, 'npm');
    assert.equal(found['linux-x86_64-glibc'], '1 needed, 0 build, 0 impossible');
    assert.equal(found['linux-x86_64-musl'], '1 needed, 0 build, 1 impossible');
    assert.equal(found['macos-arm64'], '2 needed, 0 build, 0 impossible');
    assert.equal(found['windows-x86_64'], '1 needed, 0 build, 1 impossible');
  });
});

describe('ways through a lock', () => {
  const graph = lock({
    a: { asks: ['b', { name: 'c', marker: "sys_platform == 'linux'" }] },
    b: { asks: ['d'] },
    c: { asks: ['goal'] },
    d: { asks: ['goal'] },
    goal: {},
  });
  const index = new LockIndex(graph, (name) => name);

  it('are the shortest that no marker guards, if there is one', () => {
    const path = index.path(
      0,
      4,
      index.leadingTo(4, () => true),
    );
    assert.deepEqual(path, { packages: [0, 1, 3, 4], guarded: false });
  });
  it('are guarded if each is', () => {
    const path = index.path(
      0,
      4,
      index.leadingTo(4, (at) => at !== 1),
    );
    assert.deepEqual(path, { packages: [0, 2, 4], guarded: true });
  });
  it('pass no package that may not be passed', () => {
    assert.equal(
      index.path(
        0,
        4,
        index.leadingTo(4, () => false),
      ),
      undefined,
    );
  });
  it('end in circles', () => {
    const circle = new LockIndex(lock({ a: { asks: ['b'] }, b: { asks: ['a', 'goal'] }, goal: { asks: ['a'] } }), (name) => name);
    assert.deepEqual(
      circle.path(
        0,
        2,
        circle.leadingTo(2, () => true),
      )?.packages,
      [0, 1, 2],
    );
  });
});

describe('what a lock says of accelerators and weight', () => {
  it('tells accelerators by runtime wheels, labels and indexes', () => {
    const graph = lock({
      torch: { version: '2.6.0+rocm6.2' },
      'nvidia-cublas-cu12': {},
      'nvidia-ml-py': {},
      vision: { registry: 'https://download.pytorch.org/whl/cu124' },
      plain: { registry: 'https://pypi.org/simple' },
    });
    assert.deepEqual(
      acceleratorsOf(graph).map(({ target, packages }) => [target, packages]),
      [
        ['amd-rocm', ['torch 2.6.0+rocm6.2']],
        ['nvidia-cuda', ['nvidia-cublas-cu12 1.0', 'vision 1.0']],
      ],
    );
  });
  it('weighs what only one package brings', () => {
    const graph = lock({
      app: { member: true, asks: ['torch', 'numpy'] },
      torch: { asks: ['cublas', 'numpy'], files: [['torch-1.0-cp312-cp312-manylinux2014_x86_64.whl', 900]] },
      cublas: {
        files: [
          ['cublas-1.0-py3-none-manylinux2014_x86_64.whl', 500],
          ['cublas-1.0-py3-none-win_amd64.whl', 700],
        ],
      },
      numpy: { files: [['numpy-1.0-cp312-cp312-manylinux2014_x86_64.whl', 20]] },
    });
    const index = new LockIndex(graph, (name) => name);
    const brought = broughtOnlyBy(1, index);
    assert.deepEqual(
      brought.map((at) => index.package(at)?.name),
      ['cublas'],
    );
    assert.deepEqual(
      weigh(
        brought.map((at) => index.package(at)),
        12,
      ),
      { bytes: 500, packages: 1, unsized: 0 },
    );
  });
});
