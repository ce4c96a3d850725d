import assert from 'node:assert/strict';
import { pyproject } from '../../../src/formats/pyproject';
import { mark, unmark } from '../../support/marks';
import { checkRows, read, rowText } from './support';
import { processorTime } from '../../support/processor-time';

describe('pyproject: which files', () => {
  it('by name, in any folder', () => {
    assert.deepEqual(
      ['pyproject.toml', 'a/b/pyproject.toml', 'my-pyproject.toml', 'pyproject.toml.bak'].map((path) => pyproject.matches(path)),
      [true, true, false, false],
    );
  });
});

describe('pyproject: rows of the standards', () => {
  it('project.dependencies', () => {
    checkRows('[project]\nname = "torch"\ndependencies = ["torch>=2.6,<3", "jax[cuda12] ; sys_platform == \'linux\'", "x @ https://a.b/x.whl"]\n', [
      'main torch >=2.6,<3',
      "main jax[cuda12] ; sys_platform == 'linux'",
      'main x @ url https://a.b/x.whl',
    ]);
  });
  it('project as dotted keys and as an inline table', () => {
    checkRows('project.name = "a"\nproject.dependencies = ["torch"]\n', ['main torch']);
    checkRows('project = { name = "a", dependencies = ["torch"] }\n', ['main torch']);
  });
  it('optional dependencies, in a table of their own or not', () => {
    checkRows('[project.optional-dependencies]\ngpu = ["torch"]\n"all.x" = ["a[gpu]"]\n', ['extra:gpu/extra torch', 'extra:all.x/extra a[gpu]']);
    checkRows('[project]\noptional-dependencies.gpu = ["torch"]\n', ['extra:gpu/extra torch']);
    checkRows('[project]\noptional-dependencies = { gpu = ["torch"] }\n', ['extra:gpu/extra torch']);
  });
  it('dependency groups; included groups are no rows', () => {
    checkRows('[dependency-groups]\ntest = ["pytest", { include-group = "gpu" }]\ngpu = ["torch==2.6.0+cu124"]\n', [
      'group:test/dev pytest',
      'group:gpu/dev torch ==2.6.0+cu124',
    ]);
  });
  it('build-system.requires', () => checkRows('[build-system]\nrequires = ["setuptools>=61", "torch"]\n', ['build setuptools >=61', 'build torch']));
});

describe('pyproject: rows of tools', () => {
  it('uv', () => {
    checkRows(
      '[tool.uv]\ndev-dependencies = ["a"]\noverride-dependencies = ["b==1"]\nconstraint-dependencies = ["c<2"]\nbuild-constraint-dependencies = ["d"]\n',
      ['dev a', 'main overrides b ==1', 'main constrains c <2', 'build constrains d'],
    );
    checkRows('[tool.uv.extra-build-dependencies]\nflash-attn = ["torch", { requirement = "numpy>1", match-runtime = true }]\n', [
      'build torch',
      'build numpy >1',
    ]);
  });
  it('PDM', () => {
    checkRows('[tool.pdm.dev-dependencies]\ntest = ["pytest", "-e git+https://a.b/c.git#egg=torch"]\n', [
      'group:test/dev pytest',
      'group:test/dev torch @ vcs git+https://a.b/c.git',
    ]);
    checkRows('[tool.pdm.resolution.overrides]\na = "1.0+cu1"\nb = ">=2"\nc = "https://a.b/c.whl"\n', [
      'main overrides a 1.0+cu1',
      'main overrides b >=2',
      'main overrides c @ url https://a.b/c.whl',
    ]);
  });
  it('Hatch', () => {
    checkRows(
      '[tool.hatch.envs.gpu]\ndependencies = ["torch"]\nextra-dependencies = ["x"]\nscripts = ["y"]\n[[tool.hatch.envs.gpu.matrix]]\npython = ["3.12"]\n',
      ['group:gpu/dev torch', 'group:gpu/dev x'],
    );
    checkRows(
      '[tool.hatch.envs.hatch-build]\ndependencies = ["a"]\n[tool.hatch.build.hooks.x]\ndependencies = ["b"]\n[tool.hatch.build.targets.wheel]\ndependencies = ["c"]\n[tool.hatch.build.targets.wheel.hooks.x]\ndependencies = ["d"]\n',
      ['build a', 'build b', 'build c', 'build d'],
    );
  });
  it('Flit and RAPIDS', () => {
    checkRows('[tool.flit.metadata]\nrequires = ["a"]\ndev-requires = ["b"]\n[tool.flit.metadata.requires-extra]\ngpu = ["c"]\n', [
      'main a',
      'dev b',
      'extra:gpu/extra c',
    ]);
    checkRows('[tool.rapids-build-backend]\nbuild-backend = "x"\nrequires = ["cmake"]\n', ['build cmake']);
  });
  it('requirements files of setuptools and hatch-requirements-txt', () => {
    const paths = (text: string): string[] => read(text).includes.map(({ path }) => path);
    assert.deepEqual(
      paths('[tool.setuptools.dynamic]\ndependencies = { file = ["a.txt", "b/c.in"] }\nversion = { attr = "x" }\nreadme = { file = "README.md" }\n'),
      ['a.txt', 'b/c.in'],
    );
    assert.deepEqual(paths('[tool.setuptools.dynamic]\ndependencies.file = "a.txt"\noptional-dependencies.gpu = { file = ["g.txt"] }\n'), [
      'a.txt',
      'g.txt',
    ]);
    assert.deepEqual(
      paths(
        '[tool.hatch.metadata.hooks.requirements_txt]\nfiles = ["a.txt"]\n[tool.hatch.metadata.hooks.requirements_txt.optional-dependencies]\ngpu = ["g.txt"]\n',
      ),
      ['a.txt', 'g.txt'],
    );
  });
});

describe('pyproject: what is no row', () => {
  const silent: Record<string, string> = {
    'metadata of the project':
      '[project]\nname = "torch"\nrequires-python = ">=3.9"\nclassifiers = ["Environment :: GPU :: NVIDIA CUDA"]\nkeywords = ["cuda"]\ndynamic = ["dependencies"]\n',
    scripts: '[project.scripts]\ntorch = "a:b"\n[project.entry-points."vllm.plugins"]\nx = "y"\n[project.urls]\nHomepage = "https://a.b"\n',
    'settings of tools':
      '[tool.ruff.lint]\nselect = ["E"]\n[tool.mypy]\nignore = ["torch"]\n[[tool.mypy.overrides]]\nmodule = ["torch.*"]\n[tool.pytest.ini_options]\nmarkers = ["cuda: x"]\n',
    'settings of uv':
      '[tool.uv]\nno-build-isolation-package = ["flash-attn"]\nconflicts = [[{ extra = "cpu" }, { extra = "cuda" }]]\nenvironments = ["sys_platform == \'linux\'"]\n',
    'settings of Poetry':
      '[tool.poetry]\nname = "torch"\n[tool.poetry.scripts]\nx = "y:z"\n[tool.poetry.dependencies]\npython = "^3.10"\n[tool.poetry.extras]\ngpu = ["torch"]\n',
    comments: '# dependencies = ["torch"]\n[project]\n# "torch",\ndependencies = [\n  # "torch",\n]\n',
  };
  for (const [name, text] of Object.entries(silent)) it(name, () => checkRows(text, []));
});

describe('pyproject: uv sources', () => {
  const head = '[project]\ndependencies = ["Torch_x>=2"]\n[project.optional-dependencies]\ncu = ["torch-x"]\n[dependency-groups]\nd = ["torch.x"]\n';
  it('an index for the rows of a name', () => {
    checkRows(`${head}[tool.uv.sources]\ntorch-x = { index = "i" }\nother = { index = "j" }\n`, [
      'main Torch_x >=2 → i',
      'extra:cu/extra torch-x → i',
      'group:d/dev torch.x → i',
    ]);
  });
  it('only for an extra, a group or an environment', () => {
    checkRows(
      `${head}[tool.uv.sources]\ntorch-x = [\n  { index = "i", extra = "CU" },\n  { index = "j", group = "d" },\n  { index = "k", marker = "m" },\n]\n`,
      [
        'main Torch_x >=2 → k if marker m',
        'extra:cu/extra torch-x → i if extra CU → k if marker m',
        'group:d/dev torch.x → j if group d → k if marker m',
      ],
    );
  });
  it('as tables with headers and dotted keys', () => {
    checkRows('[project]\ndependencies = ["a", "b"]\n[tool.uv.sources.a]\nindex = "i"\n[[tool.uv.sources.b]]\nindex = "j"\n', [
      'main a → i',
      'main b → j',
    ]);
    checkRows('[project]\ndependencies = ["a"]\n[tool.uv]\nsources.a.index = "i"\n', ['main a → i']);
  });
  it('other places', () => {
    checkRows(
      '[project]\ndependencies = ["a", "b", "c", "d", "e"]\n[tool.uv.sources]\na = { git = "https://a.b", rev = "x" }\nb = { url = "https://b.c/b.whl" }\nc = { path = "../c", editable = true }\nd = { workspace = true }\ne = { workspace = false }\n',
      ['main a @ vcs https://a.b', 'main b @ url https://b.c/b.whl', 'main c @ path ../c', 'main d @ workspace ', 'main e'],
    );
  });
  it('a place for some environments does not hide the index for others', () => {
    checkRows(
      '[project]\ndependencies = ["a"]\n[tool.uv.sources]\na = [{ index = "i", marker = "m" }, { url = "https://b.c/b.whl", marker = "n" }]\n',
      ['main a → i if marker m'],
    );
  });
  it('not for rows of other tools', () => {
    checkRows('[tool.poetry.dependencies]\na = "1"\n[tool.hatch.envs.x]\ndependencies = ["a"]\n[tool.uv.sources]\na = { index = "i" }\n', [
      'main a poetry 1',
      'group:x/dev a',
    ]);
  });
});

describe('pyproject: places', () => {
  const check = (marked: string, what: 'span' | 'nameSpan'): void => {
    const { text } = unmark(marked);
    assert.equal(
      mark(
        text,
        pyproject.parse(text).dependencies.map((row) => row[what]),
      ),
      marked,
    );
  };
  it('a list item is the string with its quotes', () => {
    check("[project]\ndependencies = [\n  ⟦\"torch>=2 ; a == 'b'\"⟧, # c\n  ⟦'x'⟧\n]\n", 'span');
    check('[project]\ndependencies = [ "⟦torch⟧ >=2", """⟦x⟧""" ]\n', 'nameSpan');
  });
  it('a Poetry row is the key with its value', () => {
    check('[tool.poetry.dependencies]\n⟦torch = "^2"⟧ # a\n⟦x = { version = "1" }⟧\n⟦"y.z".version = "1"⟧\n', 'span');
    check('[tool.poetry.dependencies]\n⟦torch⟧ = "^2" # a\n"⟦y.z⟧" = { version = "1" }\n', 'nameSpan');
    check('⟦[tool.poetry.dependencies.torch]\nversion = "^2"⟧ # a\n\n[x]\n', 'span');
    check('[tool.poetry.dependencies]\nx = [\n  ⟦{ version = "1" }⟧,\n  ⟦{ version = "2" }⟧,\n]\n', 'span');
  });
  it('decoded escapes: the name is right, its place covers what is written', () => {
    check('[project]\ndependencies = ["⟦torc\\u0068⟧"]\n', 'nameSpan');
    assert.deepEqual(pyproject.parse('[project]\ndependencies = ["torc\\u0068"]\n').dependencies.map(rowText), ['main torch']);
  });
  it('comments are handed on', () => {
    assert.deepEqual(
      read('# one\n[project] # two\n').comments.map(({ text, ownLine }) => [text, ownLine]),
      [
        ['one', true],
        ['two', false],
      ],
    );
  });
});

describe('pyproject: half-typed text', () => {
  const rows = (text: string): string[] => pyproject.parse(text).dependencies.map(rowText);
  it('an unfinished item', () =>
    assert.deepEqual(rows('[project]\ndependencies = [\n  "a",\n  "torch>=2,\n  "b",\n]\n'), ['main a', 'main torch >=2', 'main b']));
  it('an unfinished list', () =>
    assert.deepEqual(rows('[project]\ndependencies = [\n  "a"\n[dependency-groups]\nx = ["b"]\n'), ['main a', 'group:x/dev b']));
  it('an unfinished specifier', () =>
    assert.deepEqual(
      rows('[project]\ndependencies = ["a", "torch>=", "b"]\n').map((row) => row.split(' ')[1]),
      ['a', 'torch', 'b'],
    ));
  it('an unfinished Poetry row', () =>
    assert.deepEqual(rows('[tool.poetry.dependencies]\na = "1"\ntorch = {version = "2\nb = "3"\n'), [
      'main a poetry 1',
      'main torch poetry 2',
      'main b poetry 3',
    ]));
  it('a key without value', () =>
    assert.deepEqual(rows('[tool.poetry.dependencies]\na = "1"\ntorch =\nb = "3"\n'), ['main a poetry 1', 'main b poetry 3']));
  it('problems carry their places', () => {
    const { text } = unmark('[project]\ndependencies = ["a", ⟦"b⟧]\n');
    assert.equal(
      mark(
        text,
        pyproject.parse(text).problems.map(({ span }) => span),
      ),
      '[project]\ndependencies = ["a", ⟦"b⟧]\n',
    );
  });
});

describe('pyproject: hostile text', () => {
  it('takes bounded time', () => {
    const many = (item: string): string => item.repeat(Math.ceil(200_000 / item.length));
    const samples = [
      `[project]\ndependencies = [${many('"a",')}]\n[tool.uv.sources]\na = [${many('{index="i"},')}]\n`,
      `[project]\ndependencies = [${many('"a",')}]\n[tool.poetry.dependencies]\na = [${many('{source="i"},')}]\n`,
      `[project]\ndependencies = ["a"]\n[tool.poetry.dependencies]\n${many('a = {source="i"}\n')}`,
      many('[[tool.uv.index]]\nurl="u"\n'),
      `[project]\ndependencies = ["${many('a[')}"]\n`,
    ];
    for (const text of samples) {
      const taken = processorTime(() => pyproject.parse(text));
      assert.ok(taken < 3000, `${text.slice(0, 60)}: ${taken} ms`);
    }
  });
});
