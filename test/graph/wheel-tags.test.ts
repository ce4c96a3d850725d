import assert from 'node:assert/strict';
import { environments } from '../../src/graph/environments';
import { isSourceArchive, readWheelName } from '../../src/graph/wheel-name';
import { acceptsWheel } from '../../src/graph/wheel-tags';

/** Ids of the environments in which CPython 3.`minor` takes the wheel. */
function takers(file: string, minor: number): string[] {
  const wheel = readWheelName(file);
  assert.ok(wheel, `${file} is a wheel's name`);
  return environments.filter((environment) => acceptsWheel(wheel, environment, minor)).map(({ id }) => id);
}

const all = environments.map(({ id }) => id);

describe('wheel names', () => {
  it('are read with and without a build tag', () => {
    assert.equal(readWheelName('torch-2.6.0%2Bcu124-cp312-cp312-linux_x86_64.whl')?.version, '2.6.0+cu124');
    assert.deepEqual(readWheelName('a-1.0-2-py3-none-any.whl')?.platforms, ['any']);
  });
  it('other files are none', () => {
    assert.equal(readWheelName('a-1.0.tar.gz'), undefined);
    assert.equal(readWheelName('broken.whl'), undefined);
    assert.equal(isSourceArchive('a-1.0.tar.gz'), true);
    assert.equal(isSourceArchive('a-1.0-py3-none-any.whl'), false);
  });
});

describe('wheel tags', () => {
  const table: readonly [string, number, readonly string[]][] = [
    ['a-1-py3-none-any.whl', 12, all],
    ['a-1-py2.py3-none-any.whl', 14, all],
    ['a-1-py2-none-any.whl', 12, []],
    ['a-1-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl', 12, ['linux-x86_64-glibc']],
    ['a-1-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl', 11, []],
    ['a-1-cp39-abi3-manylinux_2_28_aarch64.whl', 12, ['linux-arm64-glibc']],
    ['a-1-cp39-abi3-manylinux_2_34_x86_64.whl', 12, []],
    ['a-1-cp313-abi3-manylinux_2_17_x86_64.whl', 12, []],
    ['a-1-cp311-cp311-musllinux_1_2_x86_64.whl', 11, ['linux-x86_64-musl']],
    ['a-1-cp311-cp311-musllinux_1_1_aarch64.whl', 11, ['linux-arm64-musl']],
    ['a-1-cp312-cp312-macosx_11_0_arm64.whl', 12, ['macos-arm64']],
    ['a-1-cp312-cp312-macosx_10_9_universal2.whl', 12, ['macos-arm64']],
    ['a-1-cp312-cp312-macosx_10_9_x86_64.whl', 12, []],
    ['a-1-cp312-none-win_amd64.whl', 12, ['windows-x86_64']],
    ['a-1-cp313-cp313t-win_amd64.whl', 13, []],
    ['a-1-py3-none-manylinux2014_x86_64.whl', 13, ['linux-x86_64-glibc']],
    ['a-1-cp312-cp312-linux_x86_64.whl', 12, ['linux-x86_64-glibc', 'linux-x86_64-musl']],
    ['a-1-cp37-cp37m-manylinux1_x86_64.whl', 7, ['linux-x86_64-glibc']],
    ['a-1-pp310-pypy310_pp73-manylinux_2_17_x86_64.whl', 10, []],
  ];
  for (const [file, minor, expected] of table) it(`${file} on Python 3.${minor}`, () => assert.deepEqual(takers(file, minor), expected));
});
