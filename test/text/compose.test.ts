import assert from 'node:assert/strict';
import fc from 'fast-check';
import { composeEdits } from '../../src/text/compose';
import { applyEdits, sortEdits, type TextEdit } from '../../src/text/edit';

const edit = (start: number, end: number, newText: string): TextEdit => ({ span: { start, end }, newText });

describe('composed edits', () => {
  it('say what both do one after another', () => {
    const composed = composeEdits([edit(0, 2, 'XYZ')], [edit(4, 5, '')], 6);
    assert.deepEqual(composed, [edit(0, 2, 'XYZ'), edit(3, 4, '')]);
  });
  it('may touch: lines removed one after another', () => {
    const composed = composeEdits([edit(2, 4, '')], [edit(2, 4, '')], 8);
    assert.equal(composed && applyEdits('a\nb\nc\nd\n', composed), 'a\nd\n');
  });
  it('are refused where they overlap', () => assert.equal(composeEdits([edit(0, 2, 'XYZ')], [edit(1, 4, '')], 6), undefined));

  it('give the same text as two steps, whenever they are given', () => {
    const someEdits = (length: number) =>
      fc
        .array(fc.tuple(fc.nat(length), fc.nat(length), fc.string({ maxLength: 3 })), { maxLength: 4 })
        .map((list) => list.map(([a, b, text]) => edit(Math.min(a, b), Math.max(a, b), text)));
    fc.assert(
      fc.property(someEdits(20), someEdits(20), (first, second) => {
        const text = 'abcdefghijklmnopqrst';
        const applied = sortEdits(first, text.length);
        const middle = applied && applyEdits(text, applied);
        fc.pre(applied !== undefined && middle !== undefined);
        const twice = applyEdits(middle, second);
        const composed = composeEdits(applied, second, text.length);
        if (twice === undefined || composed === undefined) return;
        assert.equal(applyEdits(text, composed), twice);
      }),
      { seed: 3, numRuns: 2000 },
    );
  });
});
