import { checkRows } from './support';

describe('pyproject: Poetry', () => {
  const table = (body: string): string => `[tool.poetry.dependencies]\npython = "^3.10"\n${body}\n`;
  it('a version', () =>
    checkRows(table('torch = "^2.1"\nx = "*"\ny = ">=1,<2 || 3"'), ['main torch poetry ^2.1', 'main x poetry *', 'main y poetry >=1,<2 || 3']));
  it('a table', () => {
    checkRows(table('torch = { version = "^2", extras = ["a", "b"], markers = "sys_platform == \'linux\'", source = "pt" }'), [
      "main torch[a,b] poetry ^2 ; sys_platform == 'linux' → pt",
    ]);
  });
  it('a platform is a marker', () =>
    checkRows(table('torch = { version = "^2", platform = "darwin" }'), ['main torch poetry ^2 ; sys_platform == "darwin"']));
  it('a Python range is no marker', () => checkRows(table('torch = { version = "^2", python = "<3.9" }'), ['main torch poetry ^2']));
  it('places', () => {
    checkRows(
      table(
        'a = { git = "https://a.b/a.git", rev = "1" }\nb = { url = "https://a.b/b.whl" }\nc = { path = "../c", develop = true }\nd = { file = "d.whl" }',
      ),
      ['main a @ vcs https://a.b/a.git', 'main b @ url https://a.b/b.whl', 'main c @ path ../c', 'main d @ path d.whl'],
    );
  });
  it('several tables for one name', () => {
    checkRows(table('torch = [\n  { version = "^1", markers = "a" },\n  { version = "^2", source = "s" },\n]'), [
      'main torch poetry ^1 ; a',
      'main torch poetry ^2 → s',
    ]);
    checkRows('[[tool.poetry.dependencies.torch]]\nversion = "1"\n[[tool.poetry.dependencies.torch]]\nversion = "2"\n', [
      'main torch poetry 1',
      'main torch poetry 2',
    ]);
  });
  it('tables with headers and dotted keys', () => {
    checkRows('[tool.poetry.dependencies.torch]\nversion = "^2"\nextras = ["a"]\n', ['main torch[a] poetry ^2']);
    checkRows(table('torch.version = "^2"\ntorch.source = "s"'), ['main torch poetry ^2 → s']);
  });
  it('optional rows and their extra', () => {
    checkRows(
      `${table('torch = { version = "^2", optional = true }\nx = { version = "1", optional = true }')}[tool.poetry.extras]\ngpu = ["Torch"]\n`,
      ['extra:gpu/optional torch poetry ^2', 'optional x poetry 1'],
    );
  });
  it('groups', () => {
    checkRows(
      '[tool.poetry.dev-dependencies]\na = "1"\n[tool.poetry.group.test]\noptional = true\n[tool.poetry.group.test.dependencies]\nb = "2"\n[tool.poetry.group.main.dependencies]\nc = "3"\n',
      ['dev a poetry 1', 'group:test/dev b poetry 2', 'main c poetry 3'],
    );
  });
  it('beside [project], a table without version tells where its row comes from', () => {
    const project = '[project]\ndependencies = ["torch>=2"]\n[project.optional-dependencies]\ngpu = ["Torch-x"]\n';
    checkRows(`${project}${table('torch = { source = "s" }\ntorch_x = { source = "t", allow-prereleases = true }\nother = { source = "u" }')}`, [
      'main torch >=2 → s',
      'extra:gpu/extra Torch-x → t',
      'main other → u',
    ]);
    checkRows(`${project}${table('torch = "^2"')}`, ['main torch >=2', 'extra:gpu/extra Torch-x', 'main torch poetry ^2']);
  });
});
