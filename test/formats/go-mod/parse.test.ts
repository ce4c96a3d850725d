import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { goMod } from '../../../src/formats/go-mod';
import { goModEdits as edits } from '../../../src/formats/go-mod/edit';
import type { Dependency } from '../../../src/model/manifest';
import { applyEdits, type TextEdit } from '../../../src/text/edit';
import { mark, unmark } from '../../support/marks';
import { needShared, readJsonLines, sharedFolder } from '../../support/shared';

function words({ role, name, specifier, source }: Dependency): string {
  return [role, name, specifier?.raw ?? '', source ? `<${source.kind} ${source.url}>` : ''].filter(Boolean).join(' ');
}

describe('formats/go-mod', () => {
  it('is known by its name', () => {
    assert.deepEqual(['go.mod', 'a/go.mod', 'xgo.mod', 'go.mod/x'].map(goMod.matches), [true, true, false, false]);
  });

  it('names the places of paths, versions and sources', () => {
    const { text, spans } = unmark('require ⟦a.b/c⟧ ⟦v1.0.0⟧ // x\nrequire (\n\t"⟦d.e/f⟧" ⟦v2.0.0⟧\n)\nreplace ⟦g.h/i⟧ => ⟦../i⟧\n');
    const places = goMod.parse(text).dependencies.flatMap(({ nameSpan, specifier, source }) => [nameSpan, specifier?.span, source?.span]);
    assert.equal(
      mark(
        text,
        places.filter((span) => span !== undefined),
      ),
      mark(text, spans),
    );
  });

  const cases: readonly [title: string, text: string, expected: readonly string[]][] = [
    [
      'lines and blocks',
      'require a.b/c v1.0.0\nrequire (\n\td.e/f v2.0.0+incompatible\n)\n',
      ['requires a.b/c v1.0.0', 'requires d.e/f v2.0.0+incompatible'],
    ],
    [
      'what others ask for',
      'require (\n a.b/c v1.0.0 // indirect\n d.e/f v1.0.0 // indirectly\n)\n',
      ['locks a.b/c v1.0.0', 'requires d.e/f v1.0.0'],
    ],
    ['excluded versions', 'exclude a.b/c v1.0.0\n', ['constrains a.b/c v1.0.0']],
    [
      'folders and modules that stand in',
      'require a.b/c v1.0.0\nrequire d.e/f v1.0.0\nreplace a.b/c => ./c\nreplace d.e/f v2.0.0 => g.h/f v2.0.1\n',
      ['requires a.b/c v1.0.0 <path ./c>', 'requires d.e/f v1.0.0', 'overrides a.b/c <path ./c>', 'overrides d.e/f v2.0.1 <vcs g.h/f>'],
    ],
    ['no rows', 'module a.b/c\n\ngo 1.22\ntoolchain go1.22.1\ntool a.b/c/cmd\nretract v1.0.0\n// require a.b/c v1.0.0\nignore ./x\n', []],
    ['a block that is being typed', 'require (\n\ta.b/c v1.0.0\n\td.e/f\n', ['requires a.b/c v1.0.0']],
  ];
  for (const [title, text, expected] of cases) it(title, () => assert.deepEqual(goMod.parse(text).dependencies.map(words), expected));

  it('tells lines that it cannot read', () => {
    const { problems } = goMod.parse('require a.b/c\nreplace x =>\nrequire "a.b/c v1\n');
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['syntax', 'unread-line', 'unread-line', 'unread-line'],
    );
  });

  const text = 'module m\nrequire (\n\ta.b/c v1.0.0 // why\n\td.e/f v1.0.0\n)\nrequire g.h/i v1.0.0\nreplace d.e/f => ../f\n';
  const changes: readonly [title: string, name: string, make: (row: Dependency) => readonly TextEdit[] | undefined, expected: string | undefined][] =
    [
      ['a path', 'a.b/c', (row) => edits.rename(text, row, 'x.y/z'), text.replace('a.b/c', 'x.y/z')],
      ['a version', 'a.b/c', (row) => edits.setSpecifier(text, row, 'v2.0.0'), text.replace('v1.0.0', 'v2.0.0')],
      ['a line of a block', 'a.b/c', (row) => edits.remove(text, [row]), text.replace('\ta.b/c v1.0.0 // why\n', '')],
      ['a line', 'g.h/i', (row) => edits.remove(text, [row]), text.replace('require g.h/i v1.0.0\n', '')],
      ['no path that another directive names', 'd.e/f', (row) => edits.rename(text, row, 'x.y/z'), undefined],
      ['no requirement without a version', 'a.b/c', (row) => edits.setSpecifier(text, row, ''), undefined],
      ['no path with a space', 'a.b/c', (row) => edits.rename(text, row, 'x y'), undefined],
    ];
  for (const [title, name, make, expected] of changes) {
    it(`edits: ${title}`, () => {
      const made = make(goMod.parse(text).dependencies.find((row) => row.name === name) ?? assert.fail());
      assert.equal(made && applyEdits(text, made), expected);
    });
  }

  it('reads every module of the corpus that a plain search of lines finds', function () {
    needShared(this);
    let count = 0;
    for (const { repo, path: name, format } of readJsonLines<{ repo: string; path: string; format: string }>('corpus/INDEX.jsonl')) {
      if (format !== 'go.mod') continue;
      const text = readFileSync(path.join(sharedFolder, 'corpus', repo.replace('/', '+'), name), 'utf8');
      const { dependencies, problems } = goMod.parse(text);
      assert.deepEqual(problems, [], `${repo}/${name}`);
      const found = dependencies.filter(({ role }) => role === 'requires' || role === 'locks').map((row) => `${row.name} ${row.specifier?.raw}`);
      // Paths of modules begin with a host name; directives other than `require` hold an arrow, brackets or a verb.
      const expected = text
        .split('\n')
        .filter((line) => /^\s*(require\s+)?[\w.-]+\.[\w.-]+\/?\S*\s+v\d\S*(\s*\/\/.*)?$/.test(line) && !line.includes('=>'))
        .map((line) =>
          line
            .replace(/^\s*(require\s+)?/, '')
            .split(/\s+/)
            .slice(0, 2)
            .join(' '),
        );
      assert.deepEqual(found.sort(), expected.sort(), `${repo}/${name}`);
      count += found.length;
    }
    assert.ok(count > 1000, `${count} modules`);
  });
});
