import assert from 'node:assert/strict';
import { setupPy as format } from '../../../src/formats/setup-py';
import type { FormatEdits } from '../../../src/formats/format';
import type { Dependency } from '../../../src/model/manifest';
import { applyEdits, type TextEdit } from '../../../src/text/edit';

type Change = (edits: FormatEdits, text: string, row: Dependency) => readonly TextEdit[] | undefined;

const rename: Change = (edits, text, row) => edits.rename(text, row, 'other');
const setSpecifier: Change = (edits, text, row) => edits.setSpecifier(text, row, '==2');
const setExtras: Change = (edits, text, row) => edits.setExtras(text, row, ['x']);
const addMarker: Change = (edits, text, row) => edits.addMarker?.(text, row, "os_name == 'nt'");
const remove: Change = (edits, text, row) => edits.remove(text, [row]);

/** Changes the first row of `install_requires`. Undefined: the format does not write this. */
function check(change: Change, before: string, after: string | undefined): void {
  it(`${JSON.stringify(before)} → ${JSON.stringify(after)}`, () => {
    const file = (value: string): string => `setup(install_requires=${value})\n`;
    const text = file(before);
    const edits = change(format.edits ?? assert.fail(), text, format.parse(text).dependencies[0] ?? assert.fail());
    assert.equal(edits && applyEdits(text, edits), after === undefined ? undefined : file(after));
  });
}

describe('formats/setup-py edits', () => {
  describe('within a string', () => {
    check(rename, '["a>=1", "b"]', '["other>=1", "b"]');
    check(rename, 'r"a"', 'r"other"');
    check(rename, '"""\n  a>=1 # why\n  b\n"""', '"""\n  other>=1 # why\n  b\n"""');
    check(setSpecifier, '["a[x] >= 1 ; y"]', '["a[x] ==2 ; y"]');
    check(setExtras, "('a',)", "('a[x]',)");
    check(addMarker, '["a"]', '["a; os_name == \'nt\'"]');
    check(addMarker, "['a; x']", '[\'a; x and os_name == "nt"\']');
    check(rename, '["a" ">=1"]', undefined);
    check(rename, '["a; x == \\"b\\""]', undefined);
    check(rename, '["a>=1", "b]', undefined);
    check(rename, '["a>=1 (x"]', undefined);
  });
  describe('remove', () => {
    check(remove, '["a", "b"]', '["b"]');
    check(remove, '[\n  "a", # why\n  # next\n  "b",\n]', '[\n  # next\n  "b",\n]');
    check(remove, '["a"]', '[]');
    check(remove, '["a", f"b"]', '[f"b"]');
    check(remove, '("a", "b")', undefined);
    check(remove, '"a"', undefined);
    check(remove, '"""\na\nb"""', undefined);
    check(remove, '["a"', undefined);
  });
});
