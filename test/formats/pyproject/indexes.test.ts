import assert from 'node:assert/strict';
import { mark, unmark } from '../../support/marks';
import { indexText, read } from './support';

const url = 'https://wheels.example/cu124';

describe('pyproject: indexes', () => {
  const check = (text: string, expected: readonly string[]): void => assert.deepEqual(read(text).artifacts.map(indexText), expected);

  it('uv, as tables and inline', () => {
    check(`[[tool.uv.index]]\nname = "pt"\nurl = "${url}"\nexplicit = true\n[[tool.uv.index]]\nurl = "https://b.c"\ndefault = true\n`, [
      `pt ${url} explicit`,
      'https://b.c',
    ]);
    check(`[tool.uv]\nindex = [{ name = "pt", url = "${url}" }]\n`, [`pt ${url}`]);
  });
  it('uv options of the older kind', () => {
    check(`[tool.uv]\nindex-url = "https://a.b"\nextra-index-url = ["${url}", "https://c.d"]\nfind-links = ["./wheels", "https://e.f/whl.html"]\n`, [
      'https://a.b',
      url,
      'https://c.d',
      'https://e.f/whl.html',
    ]);
    check(`[tool.uv.pip]\nindex-url = "https://a.b"\nextra-index-url = ["${url}"]\n`, ['https://a.b', url]);
  });
  it('Poetry: only the priority explicit keeps other rows away', () => {
    const source = (priority: string): string => `[[tool.poetry.source]]\nname = "pt"\nurl = "${url}"\npriority = "${priority}"\n`;
    check(source('explicit'), [`pt ${url} explicit`]);
    check(source('supplemental'), [`pt ${url}`]);
    check(source('primary'), [`pt ${url}`]);
    check('[[tool.poetry.source]]\nname = "PyPI"\npriority = "primary"\n', []);
  });
  it('PDM', () => check(`[[tool.pdm.source]]\nname = "pt"\nurl = "${url}"\n`, [`pt ${url}`]));
  it('no other URL', () =>
    check(`[project.urls]\nindex = "${url}"\n[tool.uv]\nname = "${url}"\n[tool.uv.sources]\na = { url = "https://a.b/c.whl" }\n`, []));

  const checkSpans = (marked: string, what: 'span' | 'declaration'): void => {
    const { text } = unmark(marked);
    assert.equal(
      mark(
        text,
        read(text).artifacts.map((artifact) => artifact[what]),
      ),
      marked,
    );
  };
  it('the place is the URL without quotes', () => {
    checkSpans('[tool.uv]\nindex-url = "⟦https://a.b⟧"\nextra-index-url = [\n  \'⟦https://c.d⟧\',\n]\n', 'span');
    checkSpans('[[tool.uv.index]]\nurl = "⟦https://a.b⟧"\n', 'span');
  });
  it('the declaration is the table, entry or item', () => {
    checkSpans('[tool.uv]\n⟦index-url = "https://a.b"⟧\nextra-index-url = [\n  ⟦"https://c.d"⟧,\n]\n', 'declaration');
    checkSpans('⟦[[tool.uv.index]]\nname = "x" # y\nurl = "https://a.b"⟧ # c\n\n[d]\n', 'declaration');
    checkSpans('[tool.uv]\nindex = [⟦{ url = "https://a.b" }⟧]\n', 'declaration');
  });
});
