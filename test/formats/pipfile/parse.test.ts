import assert from 'node:assert/strict';
import { pipfile } from '../../../src/formats/pipfile';
import { mark, unmark } from '../../support/marks';
import { indexText, rowText } from '../pyproject/support';

/** The rows of a text, one line each. */
function rows(text: string, expected: readonly string[]): void {
  it(text.split('\n').slice(1).join(' '), () => {
    const { dependencies, problems } = pipfile.parse(text);
    assert.deepEqual(dependencies.map(rowText), expected);
    assert.deepEqual(problems, []);
  });
}

function places(title: string, pick: 'nameSpan' | 'span' | 'specifier' | 'marker' | 'source' | 'extrasSpan', marked: string): void {
  it(title, () => {
    const { text } = unmark(marked);
    const spans = pipfile.parse(text).dependencies.flatMap((row) => {
      const part = row[pick];
      return part ? ['span' in part ? part.span : part] : [];
    });
    assert.equal(mark(text, spans), marked);
  });
}

describe('formats/pipfile', () => {
  it('claims Pipfile only', () => {
    assert.deepEqual(['Pipfile', 'a/Pipfile', 'Pipfile.lock', 'xPipfile', 'pipfile'].map(pipfile.matches), [true, true, false, false, false]);
  });

  describe('rows', () => {
    rows('[packages]\nnumpy = "*"', ['main numpy']);
    rows('[packages]\nnumpy = ""', ['main numpy']);
    rows('[packages]\ntorch = "==2.6.0+cu124"', ['main torch ==2.6.0+cu124']);
    rows('[packages]\ntorch = "2.6.0+cu124"', ['main torch 2.6.0+cu124']);
    rows('[packages]\ntorch = ">=2, <3"', ['main torch >=2, <3']);
    rows('[packages]\n"uvicorn[standard]" = "*"', ['main uvicorn[standard]']);
    rows('[packages]\na = {version = "*", extras = ["x", "y"]}', ['main a[x,y]']);
    rows('[packages]\na = {version = ">=1", index = "gpu"}', ['main a >=1 → gpu']);
    rows('[packages.a]\nversion = ">=1"\nmarkers = "os_name == \'nt\'"', ["main a >=1 ; os_name == 'nt'"]);
    rows('[packages]\na = {version = "*", sys_platform = "!= \'win32\'"}', ["main a ; sys_platform != 'win32'"]);
    rows("[packages]\na = {platform_machine = \"== 'x'\", markers = \"os_name == 'a' or os_name == 'b'\"}", [
      "main a ; platform_machine == 'x' and (os_name == 'a' or os_name == 'b')",
    ]);
    rows('[packages]\na = {python_version = "3.9"}', ['main a']);
    rows('[packages]\na = {git = "https://example.org/a.git", ref = "main"}', ['main a @ vcs https://example.org/a.git']);
    rows('[packages]\na = {file = "https://example.org/a.zip"}', ['main a @ url https://example.org/a.zip']);
    rows('[packages]\na = {file = "./a.whl"}\nb = {path = "."}', ['main a @ path ./a.whl', 'main b @ path .']);
    rows('[dev-packages]\npytest = "*"\n[docs]\nsphinx = "*"', ['dev pytest', 'group:docs/optional sphinx']);
    rows('[scripts]\na = "b"\n[requires]\npython_version = "3.12"\n[pipenv]\nallow_prereleases = true', []);
  });

  it('tells what is no comparison', () => {
    const { dependencies, problems } = pipfile.parse('[packages]\na = "^1.0"\nb = "==1 ; x"\n');
    assert.deepEqual(dependencies.map(rowText), ['main a', 'main b']);
    assert.deepEqual(
      problems.map(({ code, arguments: { text } }) => [code, text]),
      [
        ['unread-requirement', '^1.0'],
        ['unread-requirement', '==1 ; x'],
      ],
    );
  });

  describe('places', () => {
    places('names', 'nameSpan', '[packages]\n⟦a⟧ = "*"\n"⟦b⟧[x]" = "*"\n"⟦c⟧" = "*"\n[packages.⟦d⟧]\n');
    places('rows', 'span', '[packages]\n⟦a = "*"⟧ # x\n⟦b = {\n  version = "*" }⟧\n⟦[packages.d]\nversion = "*"⟧\n\n[requires]\n');
    places('specifiers', 'specifier', '[packages]\na = "⟦==1⟧"\nb = {version = "⟦>=1,<2⟧"}\nc = " ⟦1.0⟧ "\n');
    places('markers', 'marker', '[packages]\na = {markers = "⟦os_name == \'nt\'⟧"}\nb = {os_name = "⟦== \'nt\'⟧"}\n');
    places('sources', 'source', '[packages]\na = {git = "⟦https://example.org/a⟧", ref = "x"}\n');
    places('extras', 'extrasSpan', '[packages]\na = {extras = ⟦["x"]⟧}\n"b⟦[y]⟧" = "*"\n');
  });

  describe('sources', () => {
    const source = (name: string): string => `[[source]]\nurl = "https://example.org/${name}"\nname = "${name}"\n`;
    it('the first serves all rows, the others those that name them', () => {
      const { artifacts } = pipfile.parse(source('a') + source('b'));
      assert.deepEqual(artifacts.map(indexText), ['a https://example.org/a', 'b https://example.org/b explicit']);
    });
    it('all serve where every source is searched', () => {
      const { artifacts } = pipfile.parse(`${source('a')}${source('b')}[pipenv]\ninstall_search_all_sources = true\n`);
      assert.deepEqual(
        artifacts.map(({ explicit }) => explicit),
        [false, false],
      );
    });
  });
});
