import assert from 'node:assert/strict';
import { cargoToml } from '../../../src/formats/cargo-toml';
import { cargoTomlEdits as edits } from '../../../src/formats/cargo-toml/edit';
import type { Dependency } from '../../../src/model/manifest';
import { applyEdits, type TextEdit } from '../../../src/text/edit';

/** The text after an edit of the row of a name; undefined where it is refused. */
function after(text: string, name: string, make: (row: Dependency) => readonly TextEdit[] | undefined): string | undefined {
  const row = cargoToml.parse(text).dependencies.find((one) => one.name === name) ?? assert.fail(`no row ${name}`);
  const made = make(row);
  return made && (applyEdits(text, made) ?? assert.fail('edits overlap'));
}

describe('formats/cargo-toml, edits', () => {
  const text =
    '[dependencies]\na = "1" # why\nb = { version = "2", optional = true }\nc.workspace = true\n[features]\ngpu = ["dep:b", "b/cuda", "a/x"]\n';

  const cases: readonly [title: string, name: string, make: (row: Dependency) => readonly TextEdit[] | undefined, expected: string | undefined][] = [
    [
      'a name goes with its mentions',
      'b',
      (row) => edits.rename(text, row, 'z'),
      text.replace('b =', 'z =').replace('dep:b', 'dep:z').replace('b/cuda', 'z/cuda'),
    ],
    ['a requirement', 'a', (row) => edits.setSpecifier(text, row, '^3'), text.replace('"1"', '"^3"')],
    ['any version', 'b', (row) => edits.setSpecifier(text, row, ''), text.replace('"2"', '"*"')],
    [
      'features make a table of a version',
      'a',
      (row) => edits.setExtras(text, row, ['x']),
      text.replace('"1"', '{ version = "1", features = ["x"] }'),
    ],
    ['a row goes with its comment and mentions', 'a', (row) => edits.remove(text, [row]), text.replace('a = "1" # why\n', '').replace(', "a/x"', '')],
    ['a row of dotted keys', 'c', (row) => edits.remove(text, [row]), text.replace('c.workspace = true\n', '')],
    ['no other name for what the workspace names', 'c', (row) => edits.rename(text, row, 'z'), undefined],
    ['no requirement where the workspace has it', 'c', (row) => edits.setSpecifier(text, row, '1'), undefined],
    ['no name that is none', 'a', (row) => edits.rename(text, row, 'x y'), undefined],
    ['no name that is taken', 'a', (row) => edits.rename(text, row, 'b'), undefined],
  ];
  for (const [title, name, make, expected] of cases) it(title, () => assert.equal(after(text, name, make), expected));

  it('a renamed key that two tables share and features mention is refused', () => {
    const shared = '[dependencies]\na = "1"\n[dev-dependencies]\na = "1"\n[features]\nx = ["a/y"]\n';
    assert.equal(
      after(shared, 'a', (row) => edits.rename(shared, row, 'z')),
      undefined,
    );
  });

  it('features that default adds cannot be replaced', () => {
    const passed = '[dependencies]\na = "1"\n[features]\ndefault = ["a/cuda"]\n';
    assert.equal(
      after(passed, 'a', (row) => edits.setExtras(passed, row, [])),
      undefined,
    );
  });
});
