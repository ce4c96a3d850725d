import assert from 'node:assert/strict';
import { pixiToml } from '../../../src/formats/pixi-toml';
import { pyproject } from '../../../src/formats/pyproject';
import type { Artifact, Dependency } from '../../../src/model/manifest';
import { slice } from '../../../src/text/span';

/** `pypi torch[a,b] >=2 build=x @index <path ../x> requires main(main)` */
function words(row: Dependency): string {
  const { ecosystem, name, extras, specifier, build, indexes, source, role, group } = row;
  const parts = [
    `${ecosystem} ${name}${extras.length > 0 ? `[${extras.map((extra) => extra.name).join(',')}]` : ''}`,
    specifier?.raw,
    build && `build=${build.raw}`,
    ...indexes.map(({ index }) => `@${index}`),
    source && `<${source.kind} ${source.url}>`,
    role === 'requires' ? undefined : role,
    group.id === 'main' ? undefined : `[${group.id} ${group.kind}]`,
  ];
  return parts.filter((part) => part !== undefined).join(' ');
}

const artifactWords = ({ kind, value, group }: Artifact): string => `${kind} ${value}${group.id === 'main' ? '' : ` [${group.id}]`}`;

function reads(text: string, rows: readonly string[], artifacts: readonly string[] = []): void {
  it(text.trim().split('\n').slice(0, 3).join(' '), () => {
    const manifest = pixiToml.parse(text);
    assert.deepEqual(manifest.dependencies.map(words), rows);
    assert.deepEqual(manifest.artifacts.map(artifactWords), artifacts);
    assert.deepEqual(manifest.problems, []);
    for (const row of manifest.dependencies) assert.equal(slice(text, row.nameSpan), row.name);
  });
}

describe('pixi.toml', () => {
  it('is known by its name', () => {
    assert.deepEqual(['pixi.toml', 'a/pixi.toml', 'my-pixi.toml', 'pixi.toml/x'].map(pixiToml.matches), [true, true, false, false]);
  });

  reads(
    '[workspace]\nplatforms = ["osx-arm64", { name = "gpu", platform = "linux-64", cuda = "12" }, { platform = "win-64" }]\n',
    [],
    ['device system-requirement:cuda'],
  );
  reads('[dependencies]\npython = "3.12.*"\npytorch = "2.5.* *cuda*"', ['conda python 3.12.*', 'conda pytorch 2.5.* build=*cuda*']);
  reads('[dependencies]\ncuda = { version = "*", channel = "nvidia/label/cuda-12.4.0" }', ['conda cuda * @nvidia/label/cuda-12.4.0']);
  reads('[dependencies.pytorch]\nversion = ">=2"\nbuild = "*cpu*"\n', ['conda pytorch >=2 build=*cpu*']);
  reads('[dependencies]\npytorch.version = ">=2"\n', ['conda pytorch >=2']);
  reads('[dependencies]\nown = { path = "." }\nb = { git = "https://a.example/b.git" }', [
    'conda own <path .>',
    'conda b <vcs https://a.example/b.git>',
  ]);
  reads('[pypi-dependencies]\nopenai = ">=1.40, <3"\nx = "*"\ny = { version = "==1", extras = ["a", "b"] }', [
    'pypi openai >=1.40, <3',
    'pypi x',
    'pypi y[a,b] ==1',
  ]);
  reads(
    '[pypi-dependencies]\ntorch = { version = ">=2", index = "https://download.pytorch.org/whl/cu126" }',
    ['pypi torch >=2 @https://download.pytorch.org/whl/cu126'],
    ['index https://download.pytorch.org/whl/cu126'],
  );
  reads('[host-dependencies]\na = "1"\n[build-dependencies]\nb = "1"\n[package.run-dependencies]\nc = "1"', [
    'conda a 1 [build build]',
    'conda b 1 [build build]',
    'conda c 1',
  ]);
  reads('[constraints]\na = "1"\n[pypi-options.dependency-overrides]\nb = "==1"', ['conda a 1 constrains', 'pypi b ==1 overrides']);
  reads('[target.win-64.dependencies]\na = "1"\n[target.linux.pypi-dependencies]\nb = "*"', [
    'conda a 1 [target:win-64 optional]',
    'pypi b [target:linux optional]',
  ]);
  reads(
    '[feature.gpu.dependencies]\na = "1"\n[feature.gpu.target.linux-64.dependencies]\nb = "1"\n[feature.x.dependencies]\nc = "1"\n[environments]\ndefault = ["gpu"]',
    ['conda a 1 [feature:gpu main]', 'conda b 1 [feature:gpu.target:linux-64 optional]', 'conda c 1 [feature:x extra]'],
  );
  reads('[feature.gpu.dependencies]\na = "1"\n[environments]\ndefault = { features = ["gpu"] }\ngpu = ["x"]', ['conda a 1 [feature:gpu main]']);
  reads(
    '[workspace]\nchannels = ["conda-forge", { channel = "pytorch", priority = 1 }]\n[feature.a]\nchannels = ["nvidia"]',
    [],
    ['channel conda-forge', 'channel pytorch', 'channel nvidia [feature:a]'],
  );
  reads('[system-requirements]\ncuda = "12"\nlibc = "2.28"', [], ['device system-requirement:cuda']);
  reads(
    '[pypi-options]\nindex-url = "https://a.example"\nextra-index-urls = ["https://b.example"]\nfind-links = [{ path = "x" }, { url = "https://c.example" }]',
    [],
    ['index https://a.example', 'index https://b.example', 'index https://c.example'],
  );
  reads('[tasks]\ntorch = "pip install torch"\n[activation]\nscripts = ["a.sh"]\n', []);

  it('says nothing of values that are neither text nor table', () => {
    const [row] = pixiToml.parse('[dependencies]\na = 3\n').dependencies;
    assert.equal(row && words(row), 'conda a');
  });

  it('gives its name to the project', () => {
    assert.equal(pixiToml.parse('[workspace]\nname = "a"\n').project, 'a');
    assert.equal(pixiToml.parse('[package]\nname = "b"\n').project, 'b');
  });
});

describe('[tool.pixi] in pyproject.toml', () => {
  const text = `[project]
name = "app"
dependencies = ["numpy"]
[tool.pixi.workspace]
channels = ["pytorch"]
[tool.pixi.dependencies]
pytorch = "2.5.*"
[tool.pixi.pypi-dependencies]
torch = { version = ">=2", index = "https://download.pytorch.org/whl/cu126" }
[tool.pixi.system-requirements]
cuda = "12"
`;

  it('is read like a pixi.toml', () => {
    const { dependencies, artifacts } = pyproject.parse(text);
    assert.deepEqual(dependencies.map(words), ['pypi numpy', 'conda pytorch 2.5.*', 'pypi torch >=2 @https://download.pytorch.org/whl/cu126']);
    assert.deepEqual(artifacts.map(artifactWords), [
      'index https://download.pytorch.org/whl/cu126',
      'channel pytorch',
      'device system-requirement:cuda',
    ]);
  });

  it('is written like a pixi.toml', () => {
    const { dependencies } = pyproject.parse(text);
    const [, conda, wheel] = dependencies;
    assert.ok(conda && wheel);
    assert.deepEqual(
      pyproject.edits?.setSpecifier(text, conda, '==2.6')?.map(({ newText }) => newText),
      ['==2.6'],
    );
    assert.deepEqual(
      pyproject.edits?.setExtras(text, wheel, ['x'])?.map(({ newText }) => newText),
      [', extras = ["x"]'],
    );
    assert.equal(pyproject.edits?.addMarker?.(text, wheel, "sys_platform == 'linux'"), undefined);
    assert.equal(pyproject.edits?.remove(text, [conda])?.length, 1);
  });
});
