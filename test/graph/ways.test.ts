import assert from 'node:assert/strict';
import { mostPaths, PathCount } from '../../src/graph/count-paths';
import { LockIndex } from '../../src/graph/lock-index';
import { broughtOnlyBy, weightOf } from '../../src/graph/weight';
import { lock, type Given } from './locks';

const everywhere = (): boolean => true;

function indexOf(given: Readonly<Record<string, Given>>): LockIndex {
  return new LockIndex(lock(given), (name) => name);
}

/** Number of ways from a package (with an extra) to another, with `+` if there may be more. */
function ways(given: Readonly<Record<string, Given>>, from: string, to: string, extras: readonly string[] = []): string {
  const index = indexOf(given);
  const [start = -1] = index.named(from);
  const [goal = -1] = index.named(to);
  const counted = new PathCount(index, goal, index.leadingTo(goal, everywhere), everywhere);
  for (const state of index.states.asked(start, extras)) counted.add(state);
  return `${counted.count}${counted.isOpen ? '+' : ''}`;
}

describe('extras in the graph of a lock', () => {
  const given = {
    plain: { asks: ['serve'] },
    fast: { asks: [{ name: 'serve', extras: ['gpu'] }] },
    serve: { asks: [{ name: 'goal', extra: 'gpu', optional: true }] },
    goal: {},
  };
  const index = indexOf(given);
  const leading = index.leadingTo(3, everywhere);

  it('lead on only from who asks for them', () => {
    assert.equal(index.path(0, 3, leading), undefined);
    assert.deepEqual(index.path(1, 3, leading), { packages: [1, 2, 3], guarded: false });
  });
  it('begin a way where a row asks for them', () => {
    assert.deepEqual(index.states.asked(2, []), [2]);
    const [, withExtra = -1] = index.states.asked(2, ['GPU']);
    assert.deepEqual(index.path(withExtra, 3, leading), { packages: [2, 3], guarded: false });
  });
  it('are no reason for what nobody else asks for', () => {
    assert.deepEqual(indexOf({ a: { asks: [{ name: 'b', extra: 'x', optional: true }] }, b: {} }).roots(), [0, 1]);
  });
});

describe('number of ways', () => {
  const diamond = { a: { asks: ['b', 'c'] }, b: { asks: ['d'] }, c: { asks: ['d'] }, d: { asks: ['goal'] }, goal: {} };
  it('a package itself is one', () => assert.equal(ways(diamond, 'goal', 'goal'), '1'));
  it('two sides of a diamond are two', () => assert.equal(ways(diamond, 'a', 'goal'), '2'));
  it('two edges between the same packages are one', () => {
    assert.equal(ways({ a: { asks: ['goal', { name: 'goal', marker: "os_name == 'nt'" }] }, goal: {} }, 'a', 'goal'), '1');
  });
  it('circles do not count', () => {
    assert.equal(ways({ a: { asks: ['b'] }, b: { asks: ['a', 'goal'] }, goal: { asks: ['a'] } }, 'a', 'goal'), '1');
  });
  it('the way by an extra and the plain one pass the same packages', () => {
    const asks = ['goal', { name: 'goal', extra: 'x' }];
    assert.equal(ways({ a: { asks }, goal: {} }, 'a', 'goal', ['x']), '1');
  });
  it('stops at a bound: 2^40 ways are told as more', () => {
    const layers: Record<string, Given> = { goal: {} };
    for (let n = 0; n < 40; n++) {
      const next = n === 0 ? ['goal'] : [`l${n - 1}`, `r${n - 1}`];
      layers[`l${n}`] = { asks: next };
      layers[`r${n}`] = { asks: next };
    }
    assert.equal(ways(layers, 'l39', 'goal'), `${mostPaths}+`);
  });
});

describe('what only one package brings', () => {
  const given = {
    torch: { asks: ['cublas'] },
    accelerate: { asks: ['torch', { name: 'deepspeed', extra: 'deepspeed', optional: true }] },
    deepspeed: { asks: ['ninja'] },
    cublas: { files: [['cublas-1.0-py3-none-manylinux2014_x86_64.whl', 500] as [string, number]] },
    ninja: {},
  };
  const index = indexOf(given);
  const names = (start: number, declared: readonly number[]): unknown => broughtOnlyBy(start, index, declared).map((at) => index.package(at)?.name);

  it('is not what the manifest asks for too, nor an extra that nobody wants', () => {
    assert.deepEqual(names(1, [1]), ['torch', 'cublas']);
    assert.deepEqual(names(1, [0, 1]), []);
    assert.deepEqual(names(1, index.states.asked(1, ['deepspeed'])), ['torch', 'cublas']);
  });
  it('weighs with it', () => assert.equal(weightOf(1, index, 12, [1]).bytes, 500));
});
