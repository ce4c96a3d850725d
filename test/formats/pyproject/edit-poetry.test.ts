import assert from 'node:assert/strict';
import { pyprojectEdits as edits } from '../../../src/formats/pyproject/edit';
import type { Dependency } from '../../../src/model/manifest';
import type { TextEdit } from '../../../src/text/edit';
import { checkEdit, read, rowOf, rowText } from './support';

type Edit = (text: string, row: Dependency) => readonly TextEdit[] | undefined;

/** Edits the row `torch`, written `before` between two others; `after`: as it must be written then, undefined: no edit is offered. */
function check(edit: Edit, before: string, after: string | undefined): void {
  const around = (row: string): string => `[tool.poetry.dependencies]\npython = "^3.10"\na = "1" # y\n${row} # x\nb = { version = "2" }\n`;
  const text = around(before);
  const row = rowOf(text, 'torch');
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
const linux = "sys_platform == 'linux'";

describe('pyproject edits: Poetry', () => {
  it('rename', () => {
    check(rename('x-y'), 'torch = "^2"', 'x-y = "^2"');
    check(rename('x.y'), 'torch = "^2"', '"x.y" = "^2"');
    check(rename('x'), '"torch" = { version = "^2" }', '"x" = { version = "^2" }');
    check(rename('b'), 'torch = "^2"', undefined);
    check(rename('x'), 'torch = [{ version = "1" }, { version = "2" }]', undefined);
    check(rename('x'), 'torch.version = "^2"', undefined);
  });
  it('setSpecifier', () => {
    check(setSpecifier('^3.0'), "torch = '^2'", "torch = '^3.0'");
    check(setSpecifier('^3.0'), 'torch = { extras = ["a"], version = "^2" }', 'torch = { extras = ["a"], version = "^3.0" }');
    check(setSpecifier(''), 'torch = "^2"', 'torch = "*"');
    check(setSpecifier('^3'), 'torch = { source = "s" }', 'torch = { source = "s", version = "^3" }');
    check(setSpecifier('^3'), 'torch = { git = "https://a.b" }', undefined);
    check(setSpecifier('a"b'), 'torch = "^2"', undefined);
  });
  it('setExtras', () => {
    check(setExtras('a', 'b'), 'torch = "^2"', 'torch = { version = "^2", extras = ["a", "b"] }');
    check(setExtras('a'), 'torch = { version = "^2", extras = ["c", "d"] }', 'torch = { version = "^2", extras = ["a"] }');
    check(setExtras('a'), 'torch = { version = "^2" }', 'torch = { version = "^2", extras = ["a"] }');
    check(setExtras(), 'torch = "^2"', 'torch = "^2"');
  });
  it('addMarker', () => {
    check(addMarker(linux), 'torch = "^2"', `torch = { version = "^2", markers = "${linux}" }`);
    check(addMarker(linux), "torch = '^2'", `torch = { version = '^2', markers = "${linux}" }`);
    check(addMarker(linux), 'torch = { version = "^2", optional = true }', `torch = { version = "^2", optional = true, markers = "${linux}" }`);
    check(
      addMarker(linux),
      `torch = { version = "^2", markers = "a == 'b' or c == 'd'" }`,
      `torch = { version = "^2", markers = "(a == 'b' or c == 'd') and ${linux}" }`,
    );
    check(
      addMarker(linux),
      `torch = { version = "^2", markers = 'a == "b"' }`,
      `torch = { version = "^2", markers = 'a == "b" and sys_platform == "linux"' }`,
    );
    check(addMarker(linux), `torch = { version = "^2", markers = "${linux}" }`, `torch = { version = "^2", markers = "${linux}" }`);
    check(addMarker(linux), 'torch = { version = "^2", markers = "a == \\"b\\"" }', undefined);
    check(addMarker(linux), 'torch.version = "^2"', undefined);
  });

  const header = '[tool.poetry.dependencies.torch]\r\n  version = "^2" # x\r\n\r\n[tool.poetry.dependencies.b]\r\nversion = "1"\r\n';
  it('a table with a header', () => {
    const row = rowOf(header, 'torch');
    checkEdit(header, edits.rename(header, row, 'x'), header.replace('torch', 'x'), ['main torch poetry ^2'], ['main x poetry ^2']);
    checkEdit(header, edits.setSpecifier(header, row, '3'), header.replace('^2', '3'), ['main torch poetry ^2'], ['main torch poetry 3']);
    const marked = header.replace('# x\r\n', `# x\r\n  markers = "${linux}"\r\n`);
    checkEdit(header, edits.addMarker(header, row, linux), marked, ['main torch poetry ^2'], [`main torch poetry ^2 ; ${linux}`]);
    checkEdit(header, edits.remove(header, [row]), header.slice(header.indexOf('[tool.poetry.dependencies.b]')), ['main torch poetry ^2'], []);
  });

  it('remove', () => {
    const text = '[tool.poetry.dependencies]\na = "1" # x\n# y\ntorch = { version = "2" } # z\nb = [\n  { version = "1" },\n  { version = "2" }\n]\n';
    checkEdit(text, edits.remove(text, [rowOf(text, 'torch')]), text.replace('torch = { version = "2" } # z\n', ''), ['main torch poetry 2'], []);
    checkEdit(text, edits.remove(text, [rowOf(text, 'b')]), text.replace('  { version = "1" },\n', ''), ['main b poetry 1'], []);
    checkEdit(text, edits.remove(text, [rowOf(text, 'b', 1)]), text.replace('},\n  { version = "2" }', '}'), ['main b poetry 2'], []);
    const both = [rowOf(text, 'b'), rowOf(text, 'b', 1)];
    checkEdit(text, edits.remove(text, both), text.slice(0, text.indexOf('b = [')), both.map(rowText), []);
  });
  it('remove from an inline table', () => {
    const text = '[tool.poetry]\ndependencies = { a = "1", torch = "2" }\n';
    checkEdit(text, edits.remove(text, [rowOf(text, 'torch')]), '[tool.poetry]\ndependencies = { a = "1" }\n', ['main torch poetry 2'], []);
  });

  const optional =
    '[tool.poetry.dependencies]\ntorch = { version = "2", optional = true }\n\n[tool.poetry.extras]\ngpu = ["torch", "x"]\nall = [\n  "x",\n  "torch",\n]\n';
  it('extras that list the row follow', () => {
    const row = rowOf(optional, 'torch');
    checkEdit(
      optional,
      edits.rename(optional, row, 'y'),
      optional.replaceAll('torch', 'y'),
      ['extra:gpu/optional torch poetry 2'],
      ['extra:gpu/optional y poetry 2'],
    );
    const removed = '[tool.poetry.dependencies]\n\n[tool.poetry.extras]\ngpu = ["x"]\nall = [\n  "x",\n]\n';
    checkEdit(optional, edits.remove(optional, [row]), removed, ['extra:gpu/optional torch poetry 2'], []);
  });
});
