import assert from 'node:assert/strict';
import { resolvePath } from '../../src/workspace/files';
import { IncludeGraph } from '../../src/workspace/includes';
import { parseText, type ParsedFile } from '../../src/workspace/parsed-file';
import { formatOf, includedFormat } from '../../src/formats';

interface Graph {
  readonly graph: IncludeGraph;
  readonly file: (path: string) => ParsedFile;
}

function graphOf(texts: Readonly<Record<string, string>>): Graph {
  const files = new Map(Object.entries(texts).map(([path, text]) => [path, parseText(path, formatOf(path) ?? includedFormat, text)]));
  return { graph: new IncludeGraph(files), file: (path) => files.get(path) ?? assert.fail(path) };
}

/** `code path` of every include problem of a file. */
function problemsOf(texts: Readonly<Record<string, string>>, path: string): string[] {
  const { graph, file } = graphOf(texts);
  return graph.problems(file(path)).map((problem) => `${problem.code} ${problem.arguments['path']}`);
}

describe('includes: paths', () => {
  const cases: readonly [from: string, path: string, expected: string | undefined][] = [
    ['requirements.txt', 'base.txt', 'base.txt'],
    ['a/requirements.txt', './base.txt', 'a/base.txt'],
    ['a/b/requirements.txt', '../base.txt', 'a/base.txt'],
    ['a/requirements.txt', '..\\b\\base.txt', 'b/base.txt'],
    ['a/requirements.txt', 'x//y/./z.txt', 'a/x/y/z.txt'],
    ['requirements.txt', '../base.txt', undefined],
    ['a/requirements.txt', '../../etc/passwd', undefined],
    ['requirements.txt', '/etc/passwd', undefined],
    ['requirements.txt', 'C:\\secret.txt', undefined],
    ['requirements.txt', 'https://example.org/base.txt', undefined],
  ];
  for (const [from, path, expected] of cases)
    it(`${path} from ${from} is ${expected ?? 'outside'}`, () => assert.equal(resolvePath(from, path), expected));
});

describe('includes: problems', () => {
  it('a missing file', () =>
    assert.deepEqual(problemsOf({ 'requirements.txt': '-r base.txt\n-c c.txt\n' }, 'requirements.txt'), [
      'include-missing base.txt',
      'include-missing c.txt',
    ]));
  it('a file outside', () =>
    assert.deepEqual(problemsOf({ 'requirements.txt': '-r ../base.txt\n-r /etc/base.txt\n' }, 'requirements.txt'), [
      'include-outside ../base.txt',
      'include-outside /etc/base.txt',
    ]));
  it('none for addresses and variables', () =>
    assert.deepEqual(problemsOf({ 'requirements.txt': '-r https://example.org/r.txt\n-r ${HOME}/r.txt\n' }, 'requirements.txt'), []));
  it('a circle, at every file of it', () => {
    const texts = {
      'requirements.txt': '-r requirements-a.txt\n',
      'requirements-a.txt': '-r requirements-b.txt\n',
      'requirements-b.txt': '-r requirements-a.txt\n',
    };
    assert.deepEqual(problemsOf(texts, 'requirements-a.txt'), ['include-cycle requirements-b.txt']);
    assert.deepEqual(problemsOf(texts, 'requirements-b.txt'), ['include-cycle requirements-a.txt']);
    assert.deepEqual(problemsOf(texts, 'requirements.txt'), []);
  });
  it('a file that includes itself', () =>
    assert.deepEqual(problemsOf({ 'requirements.txt': '-r requirements.txt\n' }, 'requirements.txt'), ['include-cycle requirements.txt']));
  it('the same file twice is none', () =>
    assert.deepEqual(problemsOf({ 'requirements.txt': '-r base.txt\n-r base.txt\n', 'base.txt': '' }, 'requirements.txt'), []));
});

describe('includes: roles', () => {
  const role = (texts: Readonly<Record<string, string>>, path: string): string => graphOf(texts).graph.role(path);
  it('-c alone makes a constraints file, whatever its name', () =>
    assert.equal(role({ 'requirements.txt': '-c pins.txt', 'pins.txt': '' }, 'pins.txt'), 'constrains'));
  it('-r beside -c makes it required', () =>
    assert.equal(role({ 'requirements.txt': '-c pins.txt', 'requirements-b.txt': '-r pins.txt', 'pins.txt': '' }, 'pins.txt'), 'requires'));
  it('the name makes it one where nothing includes it', () => assert.equal(role({ 'constraints.txt': '' }, 'constraints.txt'), 'constrains'));
  it('the name counts nothing against -r', () =>
    assert.equal(role({ 'requirements.txt': '-r constraints.txt', 'constraints.txt': '' }, 'constraints.txt'), 'requires'));
  it('other files require', () => assert.equal(role({ 'requirements.txt': '' }, 'requirements.txt'), 'requires'));
});

describe('includes: what a file knows of the others', () => {
  const texts = {
    'requirements.txt': '-r requirements-base.txt\n-c pins.txt\nalpha\n--index-url https://top.example.org\n',
    'requirements-base.txt': '-r requirements-deep.txt\nbeta\n--extra-index-url https://base.example.org\n',
    'requirements-deep.txt': 'Gamma_X\n--extra-index-url https://deep.example.org\n',
    'requirements-cuda.txt': '-r requirements-base.txt\n--extra-index-url https://cuda.example.org\ndelta\n',
    'pins.txt': 'beta==1\nalpha==2\n',
  };
  const contextOf = (path: string) => {
    const { graph, file } = graphOf(texts);
    return graph.context(file(path));
  };
  const indexes = (path: string): string[] =>
    contextOf(path)
      .indexes.map(({ file, artifact }) => `${file} ${artifact.value}`)
      .sort();

  it('indexes of included files serve it, at any depth', () =>
    assert.deepEqual(indexes('requirements.txt'), [
      'requirements-base.txt https://base.example.org',
      'requirements-deep.txt https://deep.example.org',
    ]));
  it('indexes of the files that include it do not', () => {
    assert.deepEqual(indexes('requirements-base.txt'), ['requirements-deep.txt https://deep.example.org']);
    assert.deepEqual(indexes('requirements-deep.txt'), []);
  });
  it('rows of included files stand beside its own, constraints do not', () =>
    assert.deepEqual([...contextOf('requirements.txt').besides].sort(), ['pypi:alpha', 'pypi:beta', 'pypi:gamma-x']));
  it('constraints are known by name, with their file', () => {
    const { constraints } = contextOf('requirements.txt');
    assert.deepEqual([...constraints].map(([key, list]) => `${key} ${list.map(({ file }) => file).join()}`).sort(), [
      'pypi:alpha pins.txt',
      'pypi:beta pins.txt',
    ]);
    assert.equal(contextOf('requirements-base.txt').constraints.size, 0);
  });
  it('a circle ends', () => {
    const { graph, file } = graphOf({ 'requirements.txt': '-r requirements-b.txt\na\n', 'requirements-b.txt': '-r requirements.txt\nb\n' });
    assert.deepEqual([...graph.context(file('requirements.txt')).besides].sort(), ['pypi:a', 'pypi:b']);
  });
  it('an index that only named rows use serves no other file', () => {
    const { graph, file } = graphOf({
      'requirements.txt': '',
      'pyproject.toml': '[[tool.uv.index]]\nname = "x"\nurl = "https://x.example.org"\nexplicit = true\n',
    });
    assert.deepEqual(graph.context(file('requirements.txt')).indexes, []);
  });
});
