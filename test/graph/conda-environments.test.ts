import assert from 'node:assert/strict';
import { hasCondaPlatforms, judgeCondaEnvironments } from '../../src/graph/conda-environments';
import { graphParts } from '../../src/graph/graph-parts';
import { summarizeLock } from '../../src/graph/summary';
import type { LockGraph, LockedPackage } from '../../src/model/lock';
import type { Ecosystem } from '../../src/model/vocabulary';

function locked(
  row: number,
  ecosystem: Ecosystem | undefined,
  name: string,
  platforms?: readonly string[],
  asks: readonly number[] = [],
): LockedPackage {
  const requires = asks.map((to) => ({ name: `n${to}`, to }));
  return { row, name, version: '1.0', requires, files: [], ...(ecosystem && { ecosystem }), ...(platforms && { platforms }) };
}

describe('where locks of conda can be installed', () => {
  const graph: LockGraph = { packages: [locked(0, 'conda', 'a', ['linux-64', 'osx-arm64']), locked(1, 'conda', 'b', ['linux-64'])] };

  it('on the platforms that they were resolved for, and on no other', () => {
    const words = judgeCondaEnvironments(graph).map(
      ({ environment, needed, lacking, unknown }) => `${environment.id} ${needed} ${lacking.join('+')} ${unknown}`,
    );
    assert.deepEqual(words, [
      'linux-x86_64-glibc 2  0',
      'linux-arm64-glibc 0 a 1.0+b 1.0 0',
      'linux-x86_64-musl 2  2',
      'linux-arm64-musl 0 a 1.0+b 1.0 0',
      'macos-arm64 1  0',
      'windows-x86_64 0 a 1.0+b 1.0 0',
    ]);
  });

  it('is judged by the platforms that a lock names', () => {
    assert.equal(hasCondaPlatforms(graph), true);
    assert.equal(hasCondaPlatforms({ packages: [locked(0, undefined, 'a')] }), false);
    assert.equal(summarizeLock('pixi.lock', graph, 'python').environments[4]?.needed, 1);
  });
});

describe('parts of a lock', () => {
  it('leaves a lock of one registry as it is', () => {
    const graph: LockGraph = { packages: [locked(0, undefined, 'a')] };
    assert.deepEqual(graphParts(graph, 'npm'), [{ ecosystem: 'npm', graph, partial: false }]);
    assert.equal(graphParts({ packages: [locked(0, 'conda', 'a')] }, 'pypi').length, 1);
  });

  it('keeps edges within a registry and rows of the whole', () => {
    const graph: LockGraph = {
      packages: [locked(0, 'conda', 'a', [], [2]), locked(1, 'pypi', 'b', [], [0, 3]), locked(2, 'conda', 'c'), locked(3, 'pypi', 'd')],
    };
    const words = graphParts(graph, 'pypi').map(({ ecosystem, graph: { packages } }) => [
      ecosystem,
      ...packages.map(({ row, name, requires }) => `${row} ${name} → ${requires.map(({ name: asked, to }) => `${asked}:${to ?? ''}`).join()}`),
    ]);
    assert.deepEqual(words, [
      ['conda', '0 a → n2:1', '2 c → '],
      ['pypi', '1 b → n0:,n3:1', '3 d → '],
    ]);
  });
});
