import assert from 'node:assert/strict';
import { condaEnv as format } from '../../../src/formats/conda-env';
import type { FormatEdits } from '../../../src/formats/format';
import type { Dependency } from '../../../src/model/manifest';
import { applyEdits, type TextEdit } from '../../../src/text/edit';

type Change = (edits: FormatEdits, text: string, rows: readonly Dependency[]) => readonly TextEdit[] | undefined;

const first =
  (change: (edits: FormatEdits, text: string, row: Dependency) => readonly TextEdit[] | undefined): Change =>
  (edits, text, [row]) =>
    change(edits, text, row ?? assert.fail());
const rename = first((edits, text, row) => edits.rename(text, row, 'other'));
const setSpecifier = (specifier: string): Change => first((edits, text, row) => edits.setSpecifier(text, row, specifier));
const setBuild = (build: string): Change => first((edits, text, row) => edits.setBuild?.(text, row, build));
const setOwnChannel = (name: string): Change => first((edits, text, row) => edits.setOwnChannel?.(text, row, name));
const setChannel =
  (n: number, name: string): Change =>
  (edits, text) =>
    edits.setChannel?.(text, format.parse(text).artifacts[n] ?? assert.fail(), name);
const addMarker = first((edits, text, row) => edits.addMarker?.(text, row, "os_name == 'nt'"));
const remove =
  (...names: string[]): Change =>
  (edits, text, rows) =>
    edits.remove(
      text,
      rows.filter(({ name }) => names.includes(name)),
    );

/** Undefined: the format does not write this. */
function check(change: Change, before: string, after: string | undefined): void {
  it(`${JSON.stringify(before)} → ${JSON.stringify(after)}`, () => {
    const edits = change(format.edits ?? assert.fail(), before, format.parse(before).dependencies);
    assert.equal(edits && applyEdits(before, edits), after);
  });
}

function checkItem(change: Change, before: string, after: string | undefined): void {
  const file = (item: string): string => `dependencies:\n  - ${item}\n`;
  check(change, file(before), after === undefined ? undefined : file(after));
}

describe('formats/conda-env edits', () => {
  describe('rename', () => {
    checkItem(rename, 'c::a=1 # why', 'c::other=1 # why');
    checkItem(rename, 'a=1=x', undefined);
    checkItem(rename, '"a 1"', '"other 1"');
    checkItem(rename, "a[version='1']", "other[version='1']");
    checkItem(rename, 'https://example.org/a-1-0.conda', undefined);
    checkItem(rename, '>-\n    a', undefined);
    checkItem(rename, 'pip:\n    - a==1', 'pip:\n    - other==1');
    checkItem(rename, 'pip:\n    - git+https://example.org/x#egg=a', undefined);
    check(rename, 'dependencies: [a=1', undefined);
  });
  describe('setBuild', () => {
    checkItem(setBuild(''), 'a=1=*cuda* # why', 'a=1 # why');
    checkItem(setBuild(''), 'a 1 py3.10_cuda11.7_0', 'a 1');
    checkItem(setBuild(''), '"c::a =1 = x"', '"c::a =1"');
    checkItem(setBuild(''), "a[version='1', build=x]", undefined);
    checkItem(setBuild(''), 'a=1', undefined);
    checkItem(setBuild('y'), "a[version='1', build=x]", "a[version='1', build=y]");
  });
  describe('channels', () => {
    checkItem(setOwnChannel(''), 'c::a=1 # why', 'a=1 # why');
    checkItem(setOwnChannel('d'), '"c/linux-64::a"', undefined);
    checkItem(setOwnChannel('d'), "'c::a'", "'d::a'");
    checkItem(setOwnChannel(''), 'a[channel=c]', undefined);
    checkItem(setOwnChannel(''), 'a', undefined);
    check(setChannel(0, ''), 'channels:\n  - c # why\n  - d\n', 'channels:\n  - d\n');
    check(setChannel(1, 'e'), 'channels: [c, d]\n', 'channels: [c, e]\n');
    check(setChannel(0, ''), 'channels: [c, d]\n', undefined);
    check(setChannel(0, ''), 'channels:\n  - c\ndependencies: []\n', undefined);
    check(setChannel(0, 'e'), 'channels:\n  - "c"\n', undefined);
    check(setChannel(0, 'e f'), 'channels:\n  - c\n', undefined);
  });
  describe('setSpecifier', () => {
    checkItem(setSpecifier('>=2'), 'a', 'a>=2');
    checkItem(setSpecifier('=2'), 'a 1', 'a =2');
    checkItem(setSpecifier('=2'), 'a=1=x', 'a=2=x');
    checkItem(setSpecifier('=2'), "a[version='1']", "a[version='=2']");
    checkItem(setSpecifier(''), 'a >=1 # why', 'a # why');
    checkItem(setSpecifier(''), 'a=1=x', undefined);
    checkItem(setSpecifier(''), "a[version='1']", undefined);
    checkItem(setSpecifier('=2 # x'), 'a', undefined);
    checkItem(setSpecifier('>=2'), 'pip:\n    - a[x]', 'pip:\n    - a[x]>=2');
  });
  describe('markers and extras of the pip list', () => {
    checkItem(addMarker, 'a', undefined);
    checkItem(addMarker, 'pip:\n    - a>=1 # why', 'pip:\n    - a>=1; os_name == "nt" # why');
    checkItem(addMarker, "pip:\n    - 'a'", 'pip:\n    - \'a; os_name == "nt"\'');
    checkItem(addMarker, 'pip:\n    - "a # why"', 'pip:\n    - "a; os_name == \'nt\' # why"');
    checkItem(addMarker, 'pip:\n    - a --no-deps', undefined);
  });
  describe('remove', () => {
    check(remove('a'), 'dependencies:\n  # why\n  - a=1 # this\n  - b\n', 'dependencies:\n  # why\n  - b\n');
    check(remove('a', 'c'), 'dependencies:\r\n- a\r\n- b\r\n- c', 'dependencies:\r\n- b\r\n');
    check(remove('a'), 'dependencies:\n  - a\n', undefined);
    check(remove('a'), 'dependencies:\n  - b\n  - pip:\n    - a\n', undefined);
    check(remove('a'), 'dependencies:\n  - &x a\n  - b\n', undefined);
    check(remove('a'), 'dependencies: [a, b]\n', undefined);
  });
});
