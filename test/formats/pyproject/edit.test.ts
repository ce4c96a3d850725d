import assert from 'node:assert/strict';
import { pyprojectEdits as edits } from '../../../src/formats/pyproject/edit';
import type { Dependency } from '../../../src/model/manifest';
import type { TextEdit } from '../../../src/text/edit';
import { checkEdit, read, rowOf, rowText } from './support';

type Edit = (text: string, row: Dependency) => readonly TextEdit[] | undefined;

/** Edits the item `before` of a list with neighbours; `after` is the item as it must be then, undefined: no edit is offered. */
function check(edit: Edit, before: string, after: string | undefined): void {
  const around = (item: string): string => `[project]\ndependencies = [\n  "a>=1",\n  ${item}, # x\n  "b"\n]\n`;
  const text = around(before);
  const row = read(text).dependencies[1] ?? assert.fail('no row');
  const result = edit(text, row);
  if (after === undefined) return assert.equal(result, undefined);
  const rowAfter = read(around(after)).dependencies[1] ?? assert.fail('no row');
  const changed = rowText(row) !== rowText(rowAfter);
  checkEdit(text, result, around(after), changed ? [rowText(row)] : [], changed ? [rowText(rowAfter)] : []);
}

const rename =
  (name: string): Edit =>
  (text, row) =>
    edits.rename(text, row, name);
const setSpecifier =
  (specifier: string): Edit =>
  (text, row) =>
    edits.setSpecifier(text, row, specifier);
const setExtras =
  (...extras: string[]): Edit =>
  (text, row) =>
    edits.setExtras(text, row, extras);
const addMarker =
  (marker: string): Edit =>
  (text, row) =>
    edits.addMarker(text, row, marker);

describe('pyproject edits: a requirement string', () => {
  it('rename', () => {
    check(rename('torch-npu'), '"torch[a]>=2 ; b == \'c\'"', '"torch-npu[a]>=2 ; b == \'c\'"');
    check(rename('x'), "'torch'", "'x'");
    check(rename('x'), '"""torch"""', '"""x"""');
    check(rename('x'), '"torc\\u0068"', undefined);
    check(rename('x"y'), '"torch"', undefined);
  });
  it('setSpecifier', () => {
    check(setSpecifier('==2.6.0'), '"torch==2.6.0+cu124 ; a == \'b\'"', '"torch==2.6.0 ; a == \'b\'"');
    check(setSpecifier('>=2,<3'), '"torch[x] >= 1 , < 2"', '"torch[x] >=2,<3"');
    check(setSpecifier('>=2'), '"torch"', '"torch>=2"');
    check(setSpecifier('>=2'), '"torch[x]; a == \'b\'"', '"torch[x]>=2; a == \'b\'"');
    check(setSpecifier('>=2'), '"torch (>=1)"', '"torch (>=2)"');
    check(setSpecifier(''), '"torch >=1 ; a == \'b\'"', '"torch ; a == \'b\'"');
    check(setSpecifier(''), '"torch (>=1)"', '"torch"');
    check(setSpecifier(''), '"torch"', '"torch"');
    check(setSpecifier('>=2'), '"torch @ https://a.b/c.whl"', undefined);
  });
  it('setExtras', () => {
    check(setExtras('a', 'b'), '"torch>=2"', '"torch[a,b]>=2"');
    check(setExtras('c'), '"torch [a, b] >=2"', '"torch [c] >=2"');
    check(setExtras(), '"torch[a]>=2"', '"torch>=2"');
    check(setExtras(), '"torch"', '"torch"');
  });
  it('addMarker', () => {
    const linux = "sys_platform == 'linux'";
    check(addMarker(linux), '"torch>=2"', `"torch>=2; ${linux}"`);
    check(addMarker(linux), '"torch (>=2)"', `"torch (>=2); ${linux}"`);
    check(addMarker(linux), '"torch[a] "', `"torch[a]; ${linux}"`);
    check(addMarker(linux), "'torch'", `'torch; sys_platform == "linux"'`);
    check(addMarker('sys_platform == "linux"'), '"torch"', `"torch; ${linux}"`);
    check(addMarker(linux), '"torch @ https://a.b/c.whl"', `"torch @ https://a.b/c.whl ; ${linux}"`);
    check(addMarker(linux), `"torch; a == 'b'"`, `"torch; a == 'b' and ${linux}"`);
    check(addMarker(linux), `"torch; a == 'b' or c == 'd'"`, `"torch; (a == 'b' or c == 'd') and ${linux}"`);
    check(addMarker("x == 'y' or z == 'w'"), `"torch; a == 'b or c'"`, `"torch; a == 'b or c' and (x == 'y' or z == 'w')"`);
  });
  it('addMarker twice adds it once', () => {
    const linux = "sys_platform == 'linux'";
    check(addMarker(linux), `"torch; ${linux}"`, `"torch; ${linux}"`);
    check(addMarker(linux), `'torch; a == "b" and sys_platform == "linux"'`, `'torch; a == "b" and sys_platform == "linux"'`);
  });
  it('nothing is offered where the list was misread', () => {
    const text = '[project]\ndependencies = [\n  "torch"\n  "x",\n]\n';
    const row = rowOf(text, 'torch');
    assert.equal(edits.rename(text, row, 'y'), undefined);
    assert.equal(edits.setSpecifier(text, row, '>1'), undefined);
    assert.equal(edits.remove(text, [row]), undefined);
  });
  it('nothing is offered for a row that was not read to its end, except to remove it', () => {
    const text = '[project]\ndependencies = ["torch>=", "x"]\n';
    const row = rowOf(text, 'torch');
    assert.equal(edits.addMarker(text, row, "a == 'b'"), undefined);
    assert.equal(edits.remove(text, [row])?.length, 1);
  });
  it('nothing is offered for a row of another text', () => {
    assert.equal(edits.rename('[project]\n', rowOf('[project]\ndependencies = ["torch"]\n', 'torch'), 'x'), undefined);
  });
});

describe('pyproject edits: remove rows', () => {
  const checkRemove = (text: string, names: readonly string[], expected: string): void => {
    const rows = names.map((name) => rowOf(text, name));
    checkEdit(text, edits.remove(text, rows), expected, rows.map(rowText), []);
  };
  it('a line with its comment', () => {
    checkRemove(
      '[project]\ndependencies = [\n  # one\n  "a", # two\n  "torch", # three\n  # four\n  "b",\n]\n',
      ['torch'],
      '[project]\ndependencies = [\n  # one\n  "a", # two\n  # four\n  "b",\n]\n',
    );
  });
  it('in one line, and the last without a comma', () => {
    checkRemove('[project]\ndependencies = ["a", "torch", "b"]\n', ['torch'], '[project]\ndependencies = ["a", "b"]\n');
    checkRemove('[project]\r\ndependencies = [\r\n\t"a",\r\n\t"torch"\r\n]\r\n', ['torch'], '[project]\r\ndependencies = [\r\n\t"a"\r\n]\r\n');
  });
  it('several rows of several lists', () => {
    checkRemove(
      '[project]\ndependencies = ["a", "b", "c"]\n[dependency-groups]\nx = [\n  "d",\n  "e",\n]\n',
      ['a', 'b', 'd', 'e'],
      '[project]\ndependencies = ["c"]\n[dependency-groups]\nx = [\n]\n',
    );
  });
  it('an item with a marker that holds quotes', () => {
    checkRemove(`[project]\ndependencies = ["torch; a == 'x,y'", "b"]\n`, ['torch'], '[project]\ndependencies = ["b"]\n');
  });
  it('PDM overrides', () => {
    checkRemove('[tool.pdm.resolution.overrides]\na = "1" # x\nb = ">=2"\n', ['a'], '[tool.pdm.resolution.overrides]\nb = ">=2"\n');
  });
  it('a requirement in a table is left alone', () => {
    const text = '[tool.uv.extra-build-dependencies]\nflash-attn = [{ requirement = "torch", match-runtime = true }]\n';
    assert.equal(edits.remove(text, [rowOf(text, 'torch')]), undefined);
  });
});

describe('pyproject edits: PDM overrides', () => {
  const text = '[tool.pdm.resolution.overrides]\ntorch = "2.6.0+cu124" # x\n"b" = ">=2"\n';
  it('specifier and name', () => {
    checkEdit(
      text,
      edits.setSpecifier(text, rowOf(text, 'torch'), '2.6.0'),
      text.replace('+cu124', ''),
      ['main overrides torch 2.6.0+cu124'],
      ['main overrides torch 2.6.0'],
    );
    checkEdit(
      text,
      edits.rename(text, rowOf(text, 'torch'), 'x'),
      text.replace('torch', 'x'),
      ['main overrides torch 2.6.0+cu124'],
      ['main overrides x 2.6.0+cu124'],
    );
  });
  it('no marker and no extras', () => {
    assert.equal(edits.addMarker(text, rowOf(text, 'torch'), "a == 'b'"), undefined);
    assert.equal(edits.setExtras(text, rowOf(text, 'torch'), ['a']), undefined);
  });
});
