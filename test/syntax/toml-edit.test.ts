import assert from 'node:assert/strict';
import { parse } from 'smol-toml';
import { readToml } from '../../src/syntax/toml';
import { joinDeletions, removeLines, removeMembers, removeTable } from '../../src/syntax/toml-edit';
import { applyEdits } from '../../src/text/edit';
import { contains } from '../../src/text/span';
import { unmark } from '../support/marks';

/** Removes the ⟦marked⟧ members of the list or inline table under `a`. */
function check(marked: string, expected: string | undefined): void {
  const { text, spans } = unmark(marked);
  const list = readToml(text).root.get('a')?.value;
  assert.ok(list?.kind === 'array' || list?.kind === 'table');
  const members =
    list.kind === 'table' ? list.entries : list.items.map(({ value, comma }) => ({ span: value.span, ...(comma !== undefined && { comma }) }));
  const removed = new Set(members.flatMap(({ span }, index) => (spans.some((mark) => contains(mark, span)) ? [index] : [])));
  assert.equal(removed.size, spans.length);
  const edits = removeMembers(text, list.span, members, removed);
  const result = edits && applyEdits(text, edits);
  assert.equal(result, expected);
  if (result !== undefined) parse(result);
}

describe('removeMembers', () => {
  const cases: readonly [string, string, string | undefined][] = [
    ['the first of a line', 'a = [⟦"x"⟧, "y"]', 'a = ["y"]'],
    ['one in the middle', 'a = ["x", ⟦"y"⟧, "z"]', 'a = ["x", "z"]'],
    ['the last', 'a = ["x", ⟦"y"⟧]', 'a = ["x"]'],
    ['the last with its comma', 'a = ["x", ⟦"y"⟧,]', 'a = ["x",]'],
    ['the only one', 'a = [⟦"x"⟧]', 'a = []'],
    ['the only one with blanks and comma', 'a = [ ⟦"x"⟧, ]', 'a = []'],
    ['two beside each other', 'a = [⟦"x"⟧, ⟦"y"⟧, "z"]', 'a = ["z"]'],
    ['two apart', 'a = [⟦"x"⟧, "y", ⟦"z"⟧]', 'a = ["y"]'],
    ['the last two', 'a = ["x", ⟦"y"⟧, ⟦"z"⟧]', 'a = ["x"]'],
    ['all', 'a = [⟦"x"⟧, ⟦"y"⟧]', 'a = []'],
    ['a line', 'a = [\n  "x",\n  ⟦"y"⟧,\n  "z",\n]\n', 'a = [\n  "x",\n  "z",\n]\n'],
    ['a line with its comment', 'a = [\n  "x", # one\n  ⟦"y"⟧, # two\n  "z", # three\n]\n', 'a = [\n  "x", # one\n  "z", # three\n]\n'],
    ['comments on lines of their own stay', 'a = [\n  # one\n  ⟦"x"⟧,\n  # two\n  "y",\n]\n', 'a = [\n  # one\n  # two\n  "y",\n]\n'],
    ['the last line without a comma', 'a = [\n  "x",\n  ⟦"y"⟧\n]\n', 'a = [\n  "x"\n]\n'],
    ['the last line, a comment behind the one before', 'a = [\n  "x", # one\n  ⟦"y"⟧\n]\n', 'a = [\n  "x" # one\n]\n'],
    ['the last two lines without a comma', 'a = [\n  "w",\n  ⟦"x"⟧,\n  ⟦"y"⟧ # two\n]\n', 'a = [\n  "w"\n]\n'],
    ['all lines', 'a = [\n  ⟦"x"⟧,\n  ⟦"y"⟧,\n]\n', 'a = [\n]\n'],
    ['the bracket on the same line', 'a = [\n  "x",\n  ⟦"y"⟧]\n', 'a = [\n  "x"\n  ]\n'],
    ['the opening bracket on the same line', 'a = [⟦"x"⟧,\n  "y"]\n', 'a = [\n  "y"]\n'],
    ['several on one line', 'a = [\n  "w", ⟦"x"⟧,\n  ⟦"y"⟧, "z",\n]\n', 'a = [\n  "w",\n  "z",\n]\n'],
    ['CRLF', 'a = [\r\n\t"x",\r\n\t⟦"y"⟧,\r\n]\r\n', 'a = [\r\n\t"x",\r\n]\r\n'],
    ['an item of several lines', 'a = [\n  ⟦{ b = [\n    "1",\n  ] }⟧,\n  { c = 2 },\n]\n', 'a = [\n  { c = 2 },\n]\n'],
    ['a comma on another line is left alone', 'a = [\n  ⟦"x"⟧\n  , "y"\n]\n', undefined],
    ['a member of an inline table', 'a = { b = 1, ⟦c = 2⟧ }', 'a = { b = 1 }'],
    ['the first member', 'a = { ⟦b = 1⟧, c = 2 }', 'a = { c = 2 }'],
    ['the only member', 'a = { ⟦b = 1⟧ }', 'a = {}'],
  ];
  for (const [name, marked, expected] of cases) it(name, () => check(marked, expected));
});

describe('removeLines, removeTable', () => {
  const apply = (remove: typeof removeLines, marked: string): string | undefined => {
    const { text, spans } = unmark(marked);
    const edits = spans.map((span) => remove(text, span));
    assert.ok(edits.every((edit) => edit !== undefined));
    return applyEdits(text, remove === removeTable ? joinDeletions(text, edits) : edits);
  };

  it('a statement with its comment', () => assert.equal(apply(removeLines, 'a = 1\n  ⟦b = 2⟧ # x\n# y\nc = 3'), 'a = 1\n# y\nc = 3'));
  it('the last line', () => assert.equal(apply(removeLines, 'a = 1\n⟦b = 2⟧'), 'a = 1\n'));
  it('not within a line', () => assert.equal(removeLines('a = { b = 1 }', { start: 6, end: 11 }), undefined));
  it('a table and the blank line below', () => assert.equal(apply(removeTable, '[a]\n\n⟦[b]\nc = 1⟧\n\n[d]\n'), '[a]\n\n[d]\n'));
  it('a table at the end and the blank line above', () => assert.equal(apply(removeTable, '[a]\r\n\r\n⟦[b]\r\nc = 1⟧ # x\r\n'), '[a]\r\n'));
  it('two tables at the end', () => assert.equal(apply(removeTable, '[a]\n\n⟦[b]\nc = 1⟧\n\n⟦[d]⟧'), '[a]\n'));
  it('a comment of the next table stays', () => assert.equal(apply(removeTable, '⟦[b]⟧\n\n# next\n[d]\n'), '# next\n[d]\n'));
  it('the only table', () => assert.equal(apply(removeTable, '⟦[b]\nc = 1⟧\n'), ''));
});
