import assert from 'node:assert/strict';
import { PlaceNumbers, PlaceSet } from '../../src/formats/place-set';

describe('places of a lock', () => {
  it('are numbered as they are met', () => {
    const numbers = new PlaceNumbers();
    assert.deepEqual(
      ['a', 'b', 'a', 'c'].map((place) => numbers.of(place)),
      [0, 1, 0, 2],
    );
  });

  for (const [one, other, meets] of [
    [[], [], false],
    [[0], [], false],
    [[0], [0], true],
    [[1, 30], [2, 30], true],
    [[31], [0], false],
    [[31, 95], [95], true],
    [[62], [31], false],
  ] as const) {
    it(`${JSON.stringify(one)} and ${JSON.stringify(other)} ${meets ? 'meet' : 'do not meet'}`, () => {
      assert.equal(new PlaceSet(one).meets(new PlaceSet(other)), meets);
      assert.equal(new PlaceSet(other).meets(new PlaceSet(one)), meets);
    });
  }
});
