import assert from 'node:assert/strict';
import { readIni } from '../../src/syntax/ini';

/** Options in one line each: `section/name = line | line`. */
function check(text: string, ...expected: string[]): void {
  it(JSON.stringify(text), () => {
    const { options } = readIni(text);
    assert.deepEqual(
      options.map(({ section, name, lines }) => `${section}/${name} = ${lines.map(({ start, end }) => text.slice(start, end)).join(' | ')}`),
      expected,
    );
  });
}

describe('syntax/ini', () => {
  check('[a]\nb = c\nd: e\nf=\n', 'a/b = c', 'a/d = e', 'a/f = ');
  check('[a]\nb =\n  c\n\n  d\ne = f', 'a/b = c | d', 'a/e = f');
  check('[a]\nb = c\n  # d\n  ; e\n  f', 'a/b = c | f');
  check('  [a]\n  b = c\n  d = e\n   f', 'a/b = c', 'a/d = e | f');
  check('[a]\nb = c = d : e', 'a/b = c = d : e');
  check('[a b]\n[c]x\nd = e', 'c/d = e');
  check('[a]\r\nb =\r\n\tc\r\n', 'a/b = c');
  check('[a]\nb =\n  [c]\n', 'a/b = [c]');
  check('b = c\n[]\n[a]\n= d\ne\n');
});
