import assert from 'node:assert/strict';
import { pyprojectEdits as edits } from '../../../src/formats/pyproject/edit';
import { pyproject } from '../../../src/formats/pyproject';
import { checkEdit } from './support';

const head = '[project]\ndependencies = ["torch", "a"]\n';
const index = (name: string): string => `[[tool.uv.index]]\nname = "${name}"\nurl = "https://${name}.x"\nexplicit = true\n`;

function remove(text: string, n = 0): ReturnType<typeof edits.removeIndex> {
  const manifest = pyproject.parse(text);
  return edits.removeIndex(text, manifest.artifacts[n] ?? assert.fail('no index'), manifest);
}

describe('pyproject edits: setIndexUrl', () => {
  it('keeps the quotes', () => {
    const text = '[[tool.uv.index]]\nname = "pt"\nurl = \'https://pt.x/cu124\' # y\n';
    const artifact = pyproject.parse(text).artifacts[0] ?? assert.fail('no index');
    checkEdit(
      text,
      edits.setIndexUrl(text, artifact, 'https://pt.x/cpu'),
      text.replace('cu124', 'cpu'),
      ['pt https://pt.x/cu124'],
      ['pt https://pt.x/cpu'],
    );
    assert.equal(edits.setIndexUrl(text, artifact, "https://a'b"), undefined);
    assert.deepEqual(edits.setIndexUrl(text, artifact, 'https://pt.x/cu124'), []);
  });
});

describe('pyproject edits: removeIndex', () => {
  it('a table and its sources, whose table goes when it is empty', () => {
    const text = `${head}\n[tool.uv.sources]\ntorch = { index = "pt" }\n\n${index('pt')}\n[tool.x]\ny = 1\n`;
    checkEdit(text, remove(text), `${head}\n[tool.x]\ny = 1\n`, ['main torch → pt', 'pt https://pt.x explicit'], ['main torch']);
  });
  it('at the end of the file', () => {
    const text = `${head}\n[tool.uv.sources]\ntorch = { index = "pt" }\n\n${index('pt')}`;
    checkEdit(text, remove(text), head, ['main torch → pt', 'pt https://pt.x explicit'], ['main torch']);
  });
  it('other sources stay', () => {
    const text = `${head}[tool.uv.sources]\n# one\ntorch = { index = "pt" } # two\na = { index = "q" }\n\n${index('pt')}\n${index('q')}`;
    checkEdit(
      text,
      remove(text),
      `${head}[tool.uv.sources]\n# one\na = { index = "q" }\n\n${index('q')}`,
      ['main torch → pt', 'pt https://pt.x explicit'],
      ['main torch'],
    );
  });
  it('items of a list of sources', () => {
    const sources = (items: string): string => `${head}[tool.uv.sources]\ntorch = [\n${items}]\n\n`;
    const q = '  { index = "q", marker = "m" },\n';
    const text = `${sources(`  { index = "pt", marker = "n" },\n${q}`)}${index('pt')}\n${index('q')}`;
    checkEdit(
      text,
      remove(text),
      `${sources(q)}${index('q')}`,
      ['main torch → pt if marker n → q if marker m', 'pt https://pt.x explicit'],
      ['main torch → q if marker m'],
    );
  });
  it('a list of sources in one line that names nothing else', () => {
    const text = `${head}[tool.uv.sources]\ntorch = [{ index = "pt", extra = "x" }, { index = "pt" }]\na = { path = "." }\n\n${index('pt')}`;
    checkEdit(text, remove(text), `${head}[tool.uv.sources]\na = { path = "." }\n`, ['main torch → pt', 'pt https://pt.x explicit'], ['main torch']);
  });
  it('sources with headers, inline and with dotted keys', () => {
    const gone = ['main torch → pt', 'pt https://pt.x explicit'];
    const headers = `${head}\n[tool.uv.sources.torch]\nindex = "pt"\n\n${index('pt')}`;
    checkEdit(headers, remove(headers), head, gone, ['main torch']);
    const inline = `${head}\n[tool.uv]\nsources = { torch = { index = "pt" } }\n\n${index('pt')}`;
    checkEdit(inline, remove(inline), `${head}\n[tool.uv]\n`, gone, ['main torch']);
    const dotted = `${head}\n[tool.uv.sources]\ntorch.index = "pt"\na = { path = "." }\n\n${index('pt')}`;
    checkEdit(dotted, remove(dotted), `${head}\n[tool.uv.sources]\na = { path = "." }\n`, gone, ['main torch']);
  });
  it('inline indexes', () => {
    const text = '[tool.uv]\nindex = [{ name = "p", url = "https://p" }, { name = "q", url = "https://q" }]\n';
    checkEdit(text, remove(text), '[tool.uv]\nindex = [{ name = "q", url = "https://q" }]\n', ['p https://p'], []);
    const one = '[tool.uv]\nindex = [{ name = "p", url = "https://p" }]\nx = 1\n';
    checkEdit(one, remove(one), '[tool.uv]\nx = 1\n', ['p https://p'], []);
  });
  it('options of the older kind', () => {
    const text = '[tool.uv]\nindex-url = "https://a" # x\nextra-index-url = ["https://b", "https://c"]\n';
    checkEdit(text, remove(text), '[tool.uv]\nextra-index-url = ["https://b", "https://c"]\n', ['https://a'], []);
    checkEdit(text, remove(text, 1), text.replace('"https://b", ', ''), ['https://b'], []);
  });
  it('an index of the same name keeps the sources', () => {
    const text = `${head}[tool.uv.sources]\ntorch = { index = "pt" }\n\n${index('pt')}\n${index('pt').replace('.x', '.y')}`;
    checkEdit(
      text,
      remove(text),
      `${head}[tool.uv.sources]\ntorch = { index = "pt" }\n\n${index('pt').replace('.x', '.y')}`,
      ['pt https://pt.x explicit'],
      [],
    );
  });
  it('Poetry: the key source goes', () => {
    const source = '\n[[tool.poetry.source]]\nname = "s"\nurl = "https://s"\npriority = "explicit"\n';
    const text = `[tool.poetry.dependencies]\ntorch = { version = "^2", source = "s" }\n${source}`;
    checkEdit(
      text,
      remove(text),
      '[tool.poetry.dependencies]\ntorch = { version = "^2" }\n',
      ['main torch poetry ^2 → s', 's https://s explicit'],
      ['main torch poetry ^2'],
    );
    const enriching = `${head}[tool.poetry.dependencies]\ntorch = { source = "s" }\na = { source = "s", allow-prereleases = true }\n${source}`;
    checkEdit(
      enriching,
      remove(enriching),
      `${head}[tool.poetry.dependencies]\na = { allow-prereleases = true }\n`,
      ['main torch → s', 'main a → s', 's https://s explicit'],
      ['main torch', 'main a'],
    );
    const alone = `[tool.poetry.dependencies]\ntorch = { source = "s" }\n${source}`;
    assert.equal(remove(alone), undefined);
  });
  it('nothing is offered where the table was misread', () => {
    const text = `${head}[[tool.uv.index]]\nname = "pt\nurl = "https://pt.x"\n`;
    assert.equal(remove(text), undefined);
  });
});
