import assert from 'node:assert/strict';
import { pixiToml } from '../../../src/formats/pixi-toml';
import { pyproject } from '../../../src/formats/pyproject';
import type { Build, HandText } from '../../../src/model/fix';
import { writtenIn } from '../../support/hand-texts';

const builds: readonly Build[] = [
  { name: 'cpu', url: 'https://w.example.org/whl/cpu', companions: [] },
  { name: 'cuda', url: 'https://w.example.org/whl/cu124', platforms: ['linux-', 'win-64'], companions: [] },
  { name: 'rocm', url: 'https://w.example.org/whl/rocm6.3', platforms: ['linux-64'], companions: ['acme-rocm'] },
];

const acme = 'acme = { version = "==2.6.0+cu124", extras = ["x"], index = "https://w.example.org/whl/cu124" }\n';

function describeFor(text: string, format = pixiToml): readonly HandText[] | undefined {
  const { dependencies, artifacts } = format.parse(text);
  const rows = dependencies.filter(({ name }) => name === 'acme');
  const index = artifacts.find(({ kind }) => kind === 'index');
  return format.edits?.describeBuilds?.(text, { rows, promoted: [], ...(index ? { index } : {}), versions: new Map(), builds });
}

/** What the owner has written in is read: rows by their groups, after the old row was taken out. */
function rowsOf(text: string, parts: readonly HandText[]): readonly string[] {
  const { dependencies, problems } = pixiToml.parse(writtenIn(text.replace(/^acme = .*\n/m, ''), parts));
  assert.deepEqual(problems, []);
  return dependencies.map(({ group, name, specifier, indexes }) => `${group.id} ${name}${specifier?.raw ?? ''} ${indexes[0]?.index ?? ''}`.trim());
}

const features = [
  'feature:cpu acme==2.6.0 https://w.example.org/whl/cpu',
  'feature:cuda acme==2.6.0 https://w.example.org/whl/cu124',
  'feature:rocm acme==2.6.0 https://w.example.org/whl/rocm6.3',
  'feature:rocm acme-rocm https://w.example.org/whl/rocm6.3',
];

describe('text for owners of a pixi.toml', () => {
  const workspace = '[workspace]\nplatforms = ["linux-64", "osx-arm64"]\n';
  it('environments that are there keep the build of today', () => {
    const own =
      '\n[environments]\ntest = ["test"]\nlint = { features = ["lint"], no-default-feature = true }\nslow = { features = ["test"], solve-group = "a" }\n';
    const text = `${workspace}\n[pypi-dependencies]\n${acme}${own}`;
    const parts = describeFor(text) ?? assert.fail();
    const environments = parts
      .find(({ title }) => title.startsWith('Below [environments]'))
      ?.text.split('\n')
      .slice(1);
    assert.deepEqual(environments, [
      'default = ["cuda"]',
      'test = ["test", "cuda"]',
      'slow = { features = ["test", "cuda"], solve-group = "a" }',
      'cpu = ["cpu"]',
      'cuda = ["cuda"]',
      'rocm = ["rocm"]',
    ]);
    const before = text.replace('test = ["test"]\n', '').replace(/slow = .*\n/, '');
    assert.deepEqual(rowsOf(before, parts), features);
    assert.ok(parts[0]?.text.includes('[feature.rocm]\nplatforms = ["linux-64"]\n'), parts[0]?.text);
  });
  it('an index for all packages becomes that of each row', () => {
    const text = `${workspace}\n[pypi-dependencies]\nacme = "==2.6.0"\n\n[pypi-options]\nextra-index-urls = ["https://w.example.org/whl/cu124"]\n`;
    const parts = describeFor(text) ?? assert.fail();
    assert.ok(parts[0]?.title.includes('https://w.example.org/whl/cu124 out of [pypi-options] unless'), parts[0]?.title);
    assert.deepEqual(rowsOf(text, parts), features);
    assert.ok(parts[1]?.text.endsWith('default = ["cpu"]\ncuda = ["cuda"]\nrocm = ["rocm"]'), parts[1]?.text);
  });
  it('platforms that declare CUDA are for the build of today; the others get one without it', () => {
    const text = `# p\n[workspace]\nplatforms = [{ platform = "linux-64", cuda = "12.0" }, "osx-arm64"]\n\n[pypi-dependencies]\n${acme}`;
    const parts = describeFor(text) ?? assert.fail();
    assert.deepEqual(parts[0]?.text.split('\n').slice(1), [
      'platforms = [',
      '  { name = "linux-64-cuda", platform = "linux-64", cuda = "12.0" },',
      '  "osx-arm64",',
      '  { name = "linux-64-cpu", platform = "linux-64" },',
      ']',
    ]);
    const tables = parts[1]?.text ?? '';
    for (const [name, platforms] of [
      ['cpu', '"osx-arm64", "linux-64-cpu"'],
      ['cuda', '"linux-64-cuda"'],
      ['rocm', '"linux-64-cpu"'],
    ])
      assert.ok(tables.includes(`[feature.${name}]\nplatforms = [${platforms}]\n`), tables);
    assert.deepEqual(rowsOf(text.replace(/platforms = .*\n/, ''), parts), features);
  });
  it('what the workspace demands goes with its build', () => {
    const text = `${workspace}\n[system-requirements]\ncuda = "12"\n\n[pypi-dependencies]\n${acme}`;
    const [part] = describeFor(text) ?? assert.fail();
    assert.ok(part?.title.includes('cuda out of [system-requirements]'), part?.title);
    assert.ok(part?.text.includes('[feature.cuda.system-requirements]\ncuda = "12"\n'), part?.text);
  });
  it('below [tool.pixi]', () => {
    const text = `[project]\nname = "p"\n\n[tool.pixi.workspace]\nplatforms = ["linux-64"]\n\n[tool.pixi.pypi-dependencies]\n${acme}`;
    const [part] = describeFor(text, pyproject) ?? assert.fail();
    assert.ok(part?.text.includes('[tool.pixi.feature.cpu.pypi-dependencies]'), part?.text);
  });
  const text = `${workspace}\n[pypi-dependencies]\n${acme}`;
  for (const [name, own] of Object.entries({
    'a feature of that name': `${text}\n[feature.cuda.tasks]\nx = "y"\n`,
    'an environment of that name': `${text}\n[environments]\ncpu = []\n`,
    'an environment with a header of its own': `${text}\n[environments.test.dependencies]\nx = "*"\n`,
    'a platform that declares more than CUDA and has no name': text.replace('"linux-64"', '{ platform = "linux-64", cuda = "12", glibc = "2.28" }'),
    'no platform that has the builds': text.replace('"linux-64", ', ''),
    'a row that says more': text.replace('extras = ["x"]', 'env-markers = "x"'),
    'an index of a feature': `${workspace}\n[pypi-dependencies]\nacme = "*"\n\n[feature.a.pypi-options]\nextra-index-urls = ["https://w.example.org/whl/cu124"]\n`,
    'a broken file': `${text}\n[tasks\n`,
  }))
    it(`none with ${name}`, () => {
      assert.equal(describeFor(own), undefined);
    });
});
