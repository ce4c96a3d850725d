import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gradleCatalog } from '../../../src/formats/gradle-catalog';
import { gradleCatalogEdits as edits } from '../../../src/formats/gradle-catalog/edit';
import type { Dependency } from '../../../src/model/manifest';
import { applyEdits, type TextEdit } from '../../../src/text/edit';
import { mark, unmark } from '../../support/marks';
import { needShared, readJsonLines, sharedFolder } from '../../support/shared';

function words({ role, name, alias, specifier }: Dependency): string {
  return [role, name, specifier?.raw ?? '', `(${alias})`].filter(Boolean).join(' ');
}

describe('formats/gradle-catalog', () => {
  it('is known by its name', () => {
    const names = ['gradle/libs.versions.toml', 'libs.versions.toml', 'a/mylibs.versions.toml', 'libs.versions.toml/x'];
    assert.deepEqual(names.map(gradleCatalog.matches), [true, true, false, false]);
  });

  it('names the places of modules and versions', () => {
    const { text, spans } = unmark(
      '[versions]\nv = "⟦1⟧"\n[libraries]\na = { module = "⟦g:a⟧", version.ref = "v" }\nb = "⟦g:b⟧:⟦2⟧"\nc = { group = "g", name = "⟦c⟧", version = "⟦3⟧" }\n',
    );
    const places = gradleCatalog.parse(text).dependencies.flatMap(({ nameSpan, specifier }) => (specifier ? [nameSpan, specifier.span] : [nameSpan]));
    assert.equal(mark(text, places), mark(text, spans));
  });

  const cases: readonly [title: string, text: string, expected: readonly string[]][] = [
    [
      'notations',
      '[libraries]\na = "g:a:1"\nb = { module = "g:b", version = "2" }\nc = { group = "g", name = "c" }\n[libraries.d]\nmodule = "g:d"\nversion = "4"\n',
      ['constrains g:a 1 (a)', 'constrains g:b 2 (b)', 'constrains g:c (c)', 'constrains g:d 4 (d)'],
    ],
    [
      'versions by name, and rich ones',
      '[versions]\nv = "1"\nw = { strictly = "[2,3[", prefer = "2.1" }\n[libraries]\na = { module = "g:a", version.ref = "v" }\nb = { module = "g:b", version.ref = "w" }\nc = { module = "g:c", version = { prefer = "3" } }\nd = { module = "g:d", version.ref = "gone" }\n',
      ['constrains g:a 1 (a)', 'constrains g:b [2,3[ (b)', 'constrains g:c 3 (c)', 'constrains g:d (d)'],
    ],
    ['plugins, bundles and versions are no rows', '[versions]\nv = "1"\n[plugins]\np = "g.p:1"\n[bundles]\nb = ["a"]\n', []],
    ['entries without a module', '[libraries]\na = "1"\nb = { version = "1" }\nc = { group = "g" }\n', []],
  ];
  for (const [title, text, expected] of cases) it(title, () => assert.deepEqual(gradleCatalog.parse(text).dependencies.map(words), expected));

  const text =
    '[versions]\nv = "1"\nw = "1"\n[libraries]\na = { module = "g:a", version.ref = "v" }\nb = { module = "g:b", version.ref = "w" }\nc = "g:c:3"\n[bundles]\nall = ["a", "c"]\n[plugins]\np = { id = "p", version.ref = "w" }\n';
  const changes: readonly [title: string, name: string, make: (one: Dependency) => readonly TextEdit[] | undefined, expected: string | undefined][] =
    [
      ['a module', 'g:a', (row) => edits.rename(text, row, 'x:y'), text.replace('g:a', 'x:y')],
      ['a version that one entry takes', 'g:a', (row) => edits.setSpecifier(text, row, '2'), text.replace('v = "1"', 'v = "2"')],
      ['no version that others take', 'g:b', (row) => edits.setSpecifier(text, row, '2'), undefined],
      ['a version of its own', 'g:c', (row) => edits.setSpecifier(text, row, '4'), text.replace('g:c:3', 'g:c:4')],
      ['an entry with its mentions', 'g:c', (row) => edits.remove(text, [row]), text.replace('c = "g:c:3"\n', '').replace(', "c"', '')],
      ['no module without a group', 'g:a', (row) => edits.rename(text, row, 'x'), undefined],
    ];
  for (const [title, name, make, expected] of changes) {
    it(`edits: ${title}`, () => {
      const made = make(gradleCatalog.parse(text).dependencies.find((one) => one.name === name) ?? assert.fail());
      assert.equal(made && applyEdits(text, made), expected);
    });
  }

  it('reads every library of the corpus that tomllib reads', function () {
    needShared(this);
    let count = 0;
    const all = readJsonLines<{ file: string; format: string; entries: { pointer: string; value: string }[] }>('corpus/oracle/manifests.jsonl');
    for (const { file, entries } of all.filter(({ format }) => format === 'gradle-catalog')) {
      const values = new Map(entries.map(({ pointer, value }) => [pointer, value]));
      const aliases = new Set(entries.flatMap(({ pointer }) => (pointer.startsWith('/libraries/') ? [pointer.split('/')[2] ?? ''] : [])));
      const expected = [...aliases].map((alias) => {
        const field = (name: string): string | undefined => values.get(`/libraries/${alias}${name}`);
        const reference = field('/version/ref');
        const version = reference === undefined ? field('/version') : values.get(`/versions/${reference}`);
        const short = field('');
        if (short !== undefined) return `constrains ${short.replace(/^([^:]+:[^:]+):/, '$1 ')} (${alias})`;
        return ['constrains', field('/module') ?? `${field('/group')}:${field('/name')}`, version ?? '', `(${alias})`].filter(Boolean).join(' ');
      });
      const { dependencies, problems } = gradleCatalog.parse(readFileSync(path.join(sharedFolder, 'corpus', file), 'utf8'));
      assert.deepEqual(dependencies.map(words), expected, file);
      assert.deepEqual(problems, [], file);
      count += expected.length;
    }
    assert.ok(count > 80, `${count} libraries`);
  });
});
