import assert from 'node:assert/strict';
import { pipfile } from '../../../src/formats/pipfile';
import { pipfileEdits as edits } from '../../../src/formats/pipfile/edit';
import type { Artifact, Dependency } from '../../../src/model/manifest';
import { applyEdits, type TextEdit } from '../../../src/text/edit';

type Make<Item> = (text: string, item: Item) => readonly TextEdit[] | undefined;

function result(text: string, made: readonly TextEdit[] | undefined): string | undefined {
  return made && (applyEdits(text, made) ?? assert.fail('overlapping edits'));
}

/** What an edit of the first row makes of a text; undefined: it refuses. */
function row(title: string, make: Make<Dependency>, before: string, after: string | undefined): void {
  it(title, () => {
    const first = pipfile.parse(before).dependencies[0] ?? assert.fail('no row');
    assert.equal(result(before, make(before, first)), after);
  });
}

function source(title: string, make: Make<Artifact>, n: number, before: string, after: string | undefined): void {
  it(title, () => {
    const index = pipfile.parse(before).artifacts[n] ?? assert.fail('no source');
    assert.equal(result(before, make(before, index)), after);
  });
}

const head = '[packages]\n';
const first = '[[source]]\nname = "pypi"\nurl = "https://pypi.org/simple"\n\n';
const second = '[[source]]\nname = "gpu"\nurl = "https://wheels.example.org/cu124"\n\n';

describe('edits of Pipfile', () => {
  row('rename', (text, one) => edits.rename(text, one, 'b'), `${head}a = "*"\n`, `${head}b = "*"\n`);
  row('rename a key with extras', (text, one) => edits.rename(text, one, 'b'), `${head}"a[x]" = "*"\n`, `${head}"b[x]" = "*"\n`);
  row('no second row of a name', (text, one) => edits.rename(text, one, 'b'), `${head}a = "*"\nb = "*"\n`, undefined);
  row('a specifier', (text, one) => edits.setSpecifier(text, one, '==2'), `${head}a = "*"\n`, `${head}a = "==2"\n`);
  row('no specifier', (text, one) => edits.setSpecifier(text, one, ''), `${head}a = {version = "==1"}\n`, `${head}a = {version = "*"}\n`);
  row('no specifier of a repository', (text, one) => edits.setSpecifier(text, one, '==1'), `${head}a = {git = "x"}\n`, undefined);
  row('extras', (text, one) => edits.setExtras(text, one, ['x']), `${head}a = "*"\n`, `${head}a = { version = "*", extras = ["x"] }\n`);
  row('no extras beside those of a key', (text, one) => edits.setExtras(text, one, ['y']), `${head}"a[x]" = "*"\n`, undefined);
  row(
    'a marker',
    (text, one) => edits.addMarker(text, one, 'sys_platform == "linux"'),
    `${head}a = "*"\n`,
    `${head}a = { version = "*", markers = "sys_platform == 'linux'" }\n`,
  );
  row(
    'a marker beside variables as keys',
    (text, one) => edits.addMarker(text, one, 'sys_platform == "linux"'),
    `${head}a = {version = "*", os_name = "== 'x'"}\n`,
    `${head}a = {version = "*", os_name = "== 'x'", markers = "sys_platform == 'linux'"}\n`,
  );
  row('removal', (text, one) => edits.remove(text, [one]), `${head}a = "*" # x\n# y\nb = "*"\n`, `${head}# y\nb = "*"\n`);
  row('removal of a table', (text, one) => edits.remove(text, [one]), `[packages.a]\nversion = "*"\n\n[requires]\n`, '[requires]\n');

  source(
    'another address',
    (text, index) => edits.setIndexUrl(text, index, 'https://x'),
    1,
    first + second,
    first + second.replace(/https.*4/, 'https://x'),
  );
  source(
    'removal with what names it',
    (text, index) => edits.removeIndex(text, index, pipfile.parse(text)),
    1,
    `${first}${second}${head}a = {version = "*", index = "gpu"}\n`,
    `${first}${head}a = {version = "*"}\n`,
  );
  source(
    'no removal where a row would say nothing',
    (text, index) => edits.removeIndex(text, index, pipfile.parse(text)),
    1,
    `${first}${second}${head}a = {index = "gpu"}\n`,
    undefined,
  );
  source('no removal of the first of two', (text, index) => edits.removeIndex(text, index, pipfile.parse(text)), 0, first + second, undefined);
});
