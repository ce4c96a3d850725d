import assert from 'node:assert/strict';
import { pnpmWorkspace } from '../../../src/formats/pnpm-workspace';
import { slice } from '../../../src/text/span';
import { mark, unmark } from '../../support/marks';
import { needShared, readJsonLines } from '../../support/shared';
import { readCorpusFile } from '../../support/npm-lock';

/** `role name@specifier (alias) <source>` for each row. */
function rows(text: string): string[] {
  return pnpmWorkspace
    .parse(text)
    .dependencies.map((row) =>
      [
        row.role,
        `${row.name}@${row.specifier?.raw ?? ''}`,
        row.alias ? `(${row.alias})` : '',
        row.source ? `<${row.source.kind} ${row.source.url}>` : '',
      ]
        .filter((part) => part !== '')
        .join(' '),
    );
}

describe('pnpm-workspace.yaml', () => {
  it('is known by its name', () => {
    assert.ok(pnpmWorkspace.matches('a/pnpm-workspace.yaml'));
    assert.ok(!pnpmWorkspace.matches('pnpm-workspace.yml'));
  });

  it('marks row, name and specifier without quotes', () => {
    const { text, spans } = unmark('catalog:\n  \'⟦@s/a⟧\': "⟦^1.0.0⟧" # why\n  b: ~2\n');
    const [row] = pnpmWorkspace.parse(text).dependencies;
    assert.ok(row?.specifier);
    assert.equal(mark(text, [row.nameSpan, row.specifier.span]), mark(text, spans));
    assert.equal(slice(text, row.span), '\'@s/a\': "^1.0.0"');
  });

  it('marks the names in keys and values that hold more', () => {
    const { text, spans } = unmark('catalog:\n  sdk: npm:⟦@s/a⟧@⟦^1⟧\noverrides:\n  "parent@1>⟦b⟧@<2": ⟦~2⟧\n');
    const places = pnpmWorkspace.parse(text).dependencies.flatMap(({ nameSpan, specifier }) => [nameSpan, specifier?.span ?? assert.fail()]);
    assert.equal(mark(text, places), mark(text, spans));
  });

  const cases: readonly [title: string, text: string, expected: readonly string[]][] = [
    [
      'catalogs',
      'catalog:\n  a: ^1\ncatalogs:\n  next:\n    a: ^2\n  old: { a: "1", b: 0.x }\n',
      ['constrains a@^1', 'constrains a@^2', 'constrains a@1', 'constrains b@0.x'],
    ],
    ['numbers as written', 'catalog:\n  a: 3.10\n  b: 18\n', ['constrains a@3.10', 'constrains b@18']],
    ['aliases', 'catalog:\n  sdk: npm:openai@^4\n', ['constrains openai@^4 (sdk)']],
    [
      'overrides',
      'overrides:\n  a@<2: ">=2"\n  p>b: 1.0.0\n  c: "-"\n  d: link:../d\n',
      ['overrides a@>=2', 'overrides b@1.0.0', 'overrides d@ <path link:../d>'],
    ],
    ['extensions', 'packageExtensions:\n  "p@1":\n    dependencies:\n      a: ^1\n    peerDependencies:\n      b: "*"\n', ['overrides a@^1']],
    ['rows without a value', 'catalog:\n  a:\n  b: ^1\n', ['constrains a@', 'constrains b@^1']],
    ['a row that is being typed', 'catalog:\n  a: ^1\n  b\n', ['constrains a@^1', 'constrains b@']],
    ['an open quote', 'catalog:\n  a: ^1\n  b: "^2', ['constrains a@^1', 'constrains b@^2']],
    ['anchors and aliases', 'catalog:\n  a: &v ^1\n  b: *v\n', ['constrains a@^1', 'constrains b@^1']],
    ['merges once', 'catalog: &c\n  a: ^1\ncatalogs:\n  x:\n    <<: *c\n    b: ^2\n  y: *c\n', ['constrains a@^1', 'constrains b@^2']],
    ['CRLF', 'catalog:\r\n  a: ^1\r\n  b: ^2\r\n', ['constrains a@^1', 'constrains b@^2']],
    ['nothing where nothing stands', 'catalog:\npackages:\n  - "*"\nallowBuilds:\n  a: true\n', []],
  ];
  for (const [title, text, expected] of cases) it(`reads ${title}`, () => assert.deepEqual(rows(text), expected));

  it('says what it did not understand', () => {
    const { text, spans } = unmark('catalog:\n  a: ⟦[1]⟧\n  ⟦"a b"⟧: 1\noverrides: ⟦none⟧\n');
    assert.equal(
      mark(
        text,
        pnpmWorkspace.parse(text).problems.map(({ span }) => span),
      ),
      mark(text, spans),
    );
  });

  it('keeps comments for ignores', () => {
    const { comments } = pnpmWorkspace.parse('# one\ncatalog:\n  a: ^1 # two\n  # three\n');
    assert.deepEqual(
      comments.map(({ text, ownLine }) => `${text} ${ownLine}`),
      ['one true', 'two false', 'three true'],
    );
  });
});

describe('pnpm-workspace.yaml of real projects', () => {
  it('gives every entry of catalogs, overrides and extensions, and nothing else', function () {
    needShared(this);
    interface Oracle {
      readonly file: string;
      readonly format: string;
      readonly entries: readonly { readonly pointer: string; readonly value: string }[];
    }
    const files = readJsonLines<Oracle>('corpus/oracle/yaml-manifests.jsonl').filter(({ format }) => format === 'pnpm-workspace');
    assert.ok(files.length > 10);
    let count = 0;
    for (const { file, entries } of files) {
      const text = readCorpusFile(file);
      // Scripts that may run, peers of others, and packages that are taken out ask for nothing.
      const wanted = entries.filter(({ pointer, value }) => !/^\/onlyBuilt|\/peerDependencies/.test(pointer) && value !== '-');
      const { dependencies, problems } = pnpmWorkspace.parse(text);
      assert.deepEqual(problems, [], file);
      const found = dependencies.map((row) => row.source?.url ?? `${row.alias === undefined ? '' : `npm:${row.name}@`}${row.specifier?.raw}`);
      assert.deepEqual(found.sort(), wanted.map(({ value }) => value).sort(), file);
      count += wanted.length;
    }
    assert.ok(count > 90, `${count}`);
  });
});
