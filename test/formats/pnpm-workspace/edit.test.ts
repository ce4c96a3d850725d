import assert from 'node:assert/strict';
import { pnpmWorkspace } from '../../../src/formats/pnpm-workspace';
import type { FormatEdits } from '../../../src/formats/format';
import type { Dependency } from '../../../src/model/manifest';
import { applyEdits, type TextEdit } from '../../../src/text/edit';

type Make = (edits: FormatEdits, text: string, row: Dependency) => readonly TextEdit[] | undefined;

/** The text after an edit of the row of that name; undefined where none is made. */
function edited(text: string, name: string, make: Make): string | undefined {
  const row = pnpmWorkspace.parse(text).dependencies.find((one) => one.name === name) ?? assert.fail(`no row ${name}`);
  const edits = make(pnpmWorkspace.edits ?? assert.fail(), text, row);
  return edits ? (applyEdits(text, edits) ?? assert.fail('edits overlap')) : undefined;
}

function check(title: string, text: string, make: Make, expected: string | undefined): void {
  it(title, () => assert.equal(edited(text, 'a', make), expected));
}

describe('setting a range in pnpm-workspace.yaml', () => {
  const to =
    (specifier: string): Make =>
    (edits, text, row) =>
      edits.setSpecifier(text, row, specifier);
  check('keeps comment and quotes', 'catalog:\n  a: "^1" # why\n', to('^2'), 'catalog:\n  a: "^2" # why\n');
  check('leaves plain what is plain', 'catalog:\n  a: ^1\n', to('~2.0.0'), 'catalog:\n  a: ~2.0.0\n');
  check('quotes what YAML would misread', 'catalog:\n  a: ^1\n', to('>=2'), "catalog:\n  a: '>=2'\n");
  check('writes a star for any version', 'catalog:\n  a: ^1\n', to(''), "catalog:\n  a: '*'\n");
  check('quotes commas within braces', 'catalog: { a: ^1 }\n', to('1 || {2}'), "catalog: { a: '1 || {2}' }\n");
  check('fills a missing value', 'catalog:\n  a:\n  b: 1\n', to('^2'), 'catalog:\n  a: ^2\n  b: 1\n');
  check('fills an empty text', "catalog:\n  a: ''\n", to('^2'), "catalog:\n  a: '^2'\n");
  check('replaces the range of an alias', 'catalog:\n  sdk: npm:a@^1\n', to('^2'), 'catalog:\n  sdk: npm:a@^2\n');
  check('adds a range to an alias', 'catalog:\n  sdk: npm:a\n', to('^2'), 'catalog:\n  sdk: npm:a@^2\n');
  check('leaves what is there', 'catalog:\n  a: ^1\n', to('^1'), 'catalog:\n  a: ^1\n');
  check('does not touch a source', 'overrides:\n  a: link:../a\n', to('^2'), undefined);
  check('does not touch a shared value', 'catalog:\n  a: &v ^1\n  b: *v\n', to('^2'), undefined);
  check('does not write through an alias', 'catalog:\n  b: &v ^1\n  a: *v\n', to('^2'), undefined);
  check('does not write beside a mistake', 'catalog:\n  a: ^1\n  b: "^2\n', to('^2'), undefined);
  check('does not write quotes', 'catalog:\n  a: ^1\n', to("'2'"), undefined);
});

describe('renaming in pnpm-workspace.yaml', () => {
  const to =
    (name: string): Make =>
    (edits, text, row) =>
      edits.rename(text, row, name);
  check('keeps the rest of the row', 'catalog:\n  a: ^1 # why\n', to('b'), 'catalog:\n  b: ^1 # why\n');
  check('keeps quotes', 'catalog:\n  "a": ^1\n', to('@s/b'), 'catalog:\n  "@s/b": ^1\n');
  check('quotes a scope', 'catalog:\n  a: ^1\n', to('@s/b'), "catalog:\n  '@s/b': ^1\n");
  check('renames within a key', 'overrides:\n  p>a@<2: ^2\n', to('b'), 'overrides:\n  p>b@<2: ^2\n');
  check('renames within a value', 'catalog:\n  sdk: npm:a@^1\n', to('@s/b'), 'catalog:\n  sdk: npm:@s/b@^1\n');
  check('refuses a name that is there', 'catalog:\n  a: ^1\n  b: ^1\n', to('b'), undefined);
  check('refuses what is no name', 'catalog:\n  a: ^1\n', to('a b'), undefined);
});

describe('removing from pnpm-workspace.yaml', () => {
  const removal: Make = (edits, text, row) => edits.remove(text, [row]);
  check(
    'takes the line and the comment behind it',
    'catalog:\n  # kept\n  a: ^1 # gone\n  b: ^1 # kept\n',
    removal,
    'catalog:\n  # kept\n  b: ^1 # kept\n',
  );
  check('leaves an empty map', 'catalog: # all\n  a: ^1\nother: 1\n', removal, 'catalog: {} # all\nother: 1\n');
  check('works with CRLF', 'catalog:\r\n  a: ^1\r\n  b: ^1\r\n', removal, 'catalog:\r\n  b: ^1\r\n');
  check('works at the end of the text', 'catalog:\n  b: ^1\n  a: ^1', removal, 'catalog:\n  b: ^1\n');
  check('works first in braces', 'catalog: { a: ^1, b: ^2 }\n', removal, 'catalog: { b: ^2 }\n');
  check('works last in braces', 'catalog: { b: ^2, a: ^1 }\n', removal, 'catalog: { b: ^2 }\n');
  check('works alone in braces', 'catalog: {a: ^1}\n', removal, 'catalog: {}\n');
  check('refuses an owner that is an alias', 'x: &c\n  a: ^1\ncatalog: *c\n', removal, undefined);

  it('takes several rows at once', () => {
    const text = 'catalog:\n  a: 1\n  b: 1\n  c: 1\ncatalogs:\n  x: {a: 1, b: 1, c: 1, d: 1}\n';
    const rows = pnpmWorkspace.parse(text).dependencies.filter(({ name }) => 'abc'.includes(name));
    const edits = pnpmWorkspace.edits?.remove(text, rows) ?? assert.fail();
    assert.equal(applyEdits(text, edits), 'catalog: {}\ncatalogs:\n  x: {d: 1}\n');
  });
});
