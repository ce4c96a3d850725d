import assert from 'node:assert/strict';
import { applyEdits, fixTitle } from '../../src/engine';
import { MemoryFiles, testEngine } from '../support/engine';

/** The files that one remedy of the real catalog makes, and its title; undefined: it is not offered for the finding with that remedy. */
async function made(
  tree: Readonly<Record<string, string>>,
  file: string,
  remedy: string,
): Promise<{ title: string; files: Record<string, string> } | undefined> {
  const session = testEngine().createSession(new MemoryFiles(tree));
  const result = await session.analyzeFile(file);
  assert.ok(result);
  const fix = result.findings.flatMap((finding) => session.fixes(finding, result)).find(({ id }) => id.endsWith(`/${remedy}`));
  if (!fix) return undefined;
  const files = fix.files.map(({ file: path, edits }) => [path, applyEdits(tree[path] ?? '', edits) ?? assert.fail()]);
  return { title: fixTitle(fix), files: Object.fromEntries(files) as Record<string, string> };
}

const index = '[[tool.uv.index]]\nname = "t"\nurl = "https://download.pytorch.org/whl/cu128"\nexplicit = true\n';

describe('a build for each accelerator', () => {
  it('pip: a file for each build, with the option of the old one', async () => {
    const text = '--extra-index-url https://download.pytorch.org/whl/cu124\r\ntorch==2.6.0+cu124  # pinned\r\nnumpy\r\n';
    assert.deepEqual(await made({ 'requirements.txt': text }, 'requirements.txt', 'per-platform'), {
      title:
        'Let each installation choose its build of torch: files requirements-cpu.txt, requirements-cuda.txt and requirements-rocm.txt (a plain install brings none, unless another package does)',
      files: {
        'requirements.txt': 'numpy\r\n',
        'requirements-cpu.txt': '-r requirements.txt\r\n--extra-index-url https://download.pytorch.org/whl/cpu\r\ntorch==2.6.0\r\n',
        'requirements-cuda.txt': '-r requirements.txt\r\n--extra-index-url https://download.pytorch.org/whl/cu124\r\ntorch==2.6.0\r\n',
        'requirements-rocm.txt': '-r requirements.txt\r\n--extra-index-url https://download.pytorch.org/whl/rocm6.2.4\r\ntorch==2.6.0\r\n',
      },
    });
  });
  it('the title says what a plain install takes, as the lock knows it', async () => {
    const text = `[project]\nname = "p"\nversion = "1"\ndependencies = ["acme", "torch==2.6.0"]\n\n[tool.uv.sources]\ntorch = { index = "t" }\n\n${index}`;
    const titleWith = async (brings: string): Promise<string> => {
      const lock = [
        '[[package]]\nname = "p"\nversion = "1"\nsource = { virtual = "." }\ndependencies = [{ name = "acme" }, { name = "torch" }]\n',
        `[[package]]\nname = "acme"\nversion = "1"\nsource = { registry = "https://pypi.org/simple" }\ndependencies = [${brings}]\n`,
        '[[package]]\nname = "torch"\nversion = "2.6.0+cu124"\nsource = { registry = "https://download.pytorch.org/whl/cu128" }\n',
      ];
      const fix = await made({ 'pyproject.toml': text, 'uv.lock': `version = 1\n\n${lock.join('\n')}` }, 'pyproject.toml', 'per-platform');
      return fix?.title ?? '';
    };
    assert.ok((await titleWith('{ name = "torch" }')).endsWith('(a plain install takes the default build, which other packages bring)'));
    assert.ok((await titleWith('')).endsWith('(a plain install brings none)'));
  });
  it('a row without a version takes the builds of the others', async () => {
    const text = '--extra-index-url https://download.pytorch.org/whl/cu124\ntorch==2.6.0+cu124\ntorchvision\n';
    const pip = await made({ 'requirements.txt': text }, 'requirements.txt', 'per-platform');
    assert.deepEqual(Object.keys(pip?.files ?? {}), ['requirements.txt', 'requirements-cpu.txt', 'requirements-cuda.txt', 'requirements-rocm.txt']);
    const own = `[project]\nname = "p"\ndependencies = ["torchvision", "torch==2.6.0"]\n\n[tool.uv.sources]\ntorch = { index = "t" }\ntorchvision = { index = "t" }\n\n${index}`;
    const uv = (await made({ 'pyproject.toml': own }, 'pyproject.toml', 'per-platform'))?.files['pyproject.toml'] ?? '';
    assert.ok(uv.includes('whl/rocm6.2.4') && !uv.includes('xpu') && !uv.includes('whl/rocm7.2'), uv);
  });
  it('rows that fit no build together have none', async () => {
    const text = '--extra-index-url https://download.pytorch.org/whl/cu124\ntorch==2.6.0+cu124\ntorchvision==0.19.0\n';
    const pip = await made({ 'requirements.txt': text }, 'requirements.txt', 'per-platform');
    assert.deepEqual(Object.keys(pip?.files ?? {}), ['requirements.txt', 'requirements-cpu.txt', 'requirements-cuda.txt']);
  });
  it('pip: no file is overwritten', async () => {
    const text = '--extra-index-url https://download.pytorch.org/whl/cu124\ntorch==2.6.0+cu124\n';
    assert.equal(await made({ 'requirements.txt': text, 'requirements-cpu.txt': '' }, 'requirements.txt', 'per-platform'), undefined);
  });
  it('uv: the extras that are there stay, and keep their place', async () => {
    const text = `[project]\nname = "p"\ndependencies = ["torch==2.9.1"]\n\n[project.optional-dependencies]\ndev = ["pytest"]\n\n[tool.uv]\npackage = true\n\n[tool.uv.sources]\ntorch = { index = "t" }\n\n${index}`;
    const fix = await made({ 'pyproject.toml': text }, 'pyproject.toml', 'per-platform');
    const after = fix?.files['pyproject.toml'] ?? '';
    assert.ok(after.includes('dev = ["pytest"]\ncpu = ["torch==2.9.1"]\ncuda = ["torch==2.9.1"]\n'), after);
    assert.ok(after.includes('[tool.uv]\npackage = true\nconflicts = [[{ extra = "cpu" }'), after);
    assert.ok(after.includes('{ index = "t", extra = "cuda", marker ='), after);
  });
  for (const [name, change] of Object.entries({
    'an extra of that name': (text: string) => text.replace('[tool.uv.sources]', '[project.optional-dependencies]\ncpu = []\n\n[tool.uv.sources]'),
    'conflicts already': (text: string) => text.replace('[tool.uv.sources]', '[tool.uv]\nconflicts = []\n\n[tool.uv.sources]'),
    'sources by extra': (text: string) => text.replace('index = "t" }', 'index = "t", extra = "x" }'),
    'rows from two indexes': (text: string) =>
      `${text.replace('torch = { index = "t" }', 'torch = [{ index = "t" }, { index = "u", marker = "os_name == \'nt\'" }]')}\n${index.replace('"t"', '"u"')}`,
    'an index for everything': (text: string) => text.replace('explicit = true\n', ''),
    'a broken neighbour': (text: string) => text.replace('[tool.uv.sources]', '[tool.x\n[tool.uv.sources]'),
  }))
    it(`uv: is not offered with ${name}`, async () => {
      const text = change(`[project]\nname = "p"\ndependencies = ["torch==2.9.1"]\n\n[tool.uv.sources]\ntorch = { index = "t" }\n\n${index}`);
      assert.equal(await made({ 'pyproject.toml': text }, 'pyproject.toml', 'per-platform'), undefined);
    });
  it('uv: an explicit index is not swapped for one whose companions nobody asks for', async () => {
    const text = `[project]\nname = "p"\ndependencies = ["torch==2.9.1"]\n\n[tool.uv.sources]\ntorch = { index = "t" }\n\n${index}`;
    assert.equal(await made({ 'pyproject.toml': text }, 'pyproject.toml', 'rocm-6-4'), undefined);
    assert.ok(await made({ 'pyproject.toml': text }, 'pyproject.toml', 'cpu'));
  });
});

describe('a build for each environment of pixi', () => {
  const torch = 'torch = { version = "==2.6.0+cu124", index = "https://download.pytorch.org/whl/cu124" }';
  const vision = 'torchvision = { version = "==0.21.0", index = "https://download.pytorch.org/whl/cu124", extras = ["gdown"] } # frames';
  const workspace = '[workspace]\nplatforms = ["linux-64", "osx-arm64"]\n';
  const demand = '\n[system-requirements]\ncuda = "12"\n';
  const text = `${workspace}${demand}\n[pypi-dependencies]\n${torch}\n${vision}\nrich = "*"\n`;
  const after = (header: string): string =>
    [
      '[pypi-dependencies]\nrich = "*"\n',
      `[${header}feature.cpu.pypi-dependencies]`,
      'torch = { version = "==2.6.0", index = "https://download.pytorch.org/whl/cpu" }',
      'torchvision = { version = "==0.21.0", index = "https://download.pytorch.org/whl/cpu", extras = ["gdown"] } # frames\n',
      `[${header}feature.cuda]\nplatforms = ["linux-64"]\n`,
      `[${header}feature.cuda.system-requirements]\ncuda = "12"\n`,
      `[${header}feature.cuda.pypi-dependencies]`,
      'torch = { version = "==2.6.0", index = "https://download.pytorch.org/whl/cu124" }',
      'torchvision = { version = "==0.21.0", index = "https://download.pytorch.org/whl/cu124", extras = ["gdown"] }\n',
      `[${header}feature.rocm]\nplatforms = ["linux-64"]\n`,
      `[${header}feature.rocm.pypi-dependencies]`,
      'torch = { version = "==2.6.0", index = "https://download.pytorch.org/whl/rocm6.2.4" }',
      'torchvision = { version = "==0.21.0", index = "https://download.pytorch.org/whl/rocm6.2.4", extras = ["gdown"] }',
      'pytorch-triton-rocm = { version = "*", index = "https://download.pytorch.org/whl/rocm6.2.4" }\n',
      `[${header}environments]\ndefault = ["cpu"]\ncuda = ["cuda"]\nrocm = ["rocm"]\n`,
    ].join('\n');
  it('a feature for each build, on the platforms that have wheels; the demand on the machine goes with its build', async () => {
    assert.deepEqual(await made({ 'pixi.toml': text }, 'pixi.toml', 'per-platform'), {
      title: 'Let each environment have its build of torch and 1 more: default (cpu), cuda and rocm',
      files: { 'pixi.toml': `${workspace}\n${after('')}` },
    });
  });
  it('below [tool.pixi]', async () => {
    const own = text.replaceAll('\n[', '\n[tool.pixi.').replace('[workspace]', '[project]\nname = "p"\n\n[tool.pixi.workspace]');
    const fix = await made({ 'pyproject.toml': own }, 'pyproject.toml', 'per-platform');
    const head = '[project]\nname = "p"\n\n[tool.pixi.workspace]\nplatforms = ["linux-64", "osx-arm64"]\n\n';
    assert.equal(fix?.files['pyproject.toml'], `${head}${after('tool.pixi.').replace('[pypi', '[tool.pixi.pypi')}`);
  });
  for (const [name, change] of Object.entries({
    'environments of its own': (before: string) => `${before}\n[environments]\ntest = []\n`,
    'a feature of that name': (before: string) => `${before}\n[feature.cuda.tasks]\nx = "y"\n`,
    'platforms that demand CUDA': (before: string) => before.replace('"linux-64"', '{ platform = "linux-64", cuda = "12" }'),
    'no platform that has the builds': (before: string) => before.replace('"linux-64", ', ''),
    'an index for everything': (before: string) =>
      `${before.replaceAll(', index = "https://download.pytorch.org/whl/cu124"', '')}\n[pypi-options]\nextra-index-urls = ["https://download.pytorch.org/whl/cu124"]\n`,
    'something else that needs the demand': (before: string) => before.replace('rich', 'cupy-cuda12x'),
  }))
    it(`is not offered with ${name}`, async () => {
      assert.equal(await made({ 'pixi.toml': change(text) }, 'pixi.toml', 'per-platform'), undefined);
    });
});

describe('a build for each environment of pixi as text', () => {
  it('is given where no edit is', async () => {
    const index = 'https://download.pytorch.org/whl/cu124';
    const text = `[workspace]\nplatforms = ["linux-64"]\n\n[pypi-dependencies]\ntorch = { version = "==2.6.0", index = "${index}" }\n\n[environments]\ntest = []\n`;
    const session = testEngine().createSession(new MemoryFiles({ 'pixi.toml': text }));
    const result = (await session.analyzeFile('pixi.toml')) ?? assert.fail();
    const finding = result.findings.find(({ rows }) => rows.length > 0) ?? assert.fail();
    const remedy = finding.remedies.find(({ id }) => id === 'per-platform') ?? assert.fail();
    const parts = session.texts(finding, remedy, result);
    assert.ok(parts[0]?.text.includes('torch = { version = "==2.6.0", index = "https://download.pytorch.org/whl/rocm6.2.4" }'), parts[0]?.text);
    assert.ok(parts[1]?.text.includes('test = ["cuda"]'), parts[1]?.text);
  });
});

describe('first steps', () => {
  it('an adapter below the row, once', async () => {
    assert.deepEqual(await made({ 'requirements.txt': 'google-adk==2.1\nrich\n' }, 'requirements.txt', 'litellm'), {
      title: 'Add litellm>=1.84 beside google-adk (the first step; the code changes too)',
      files: { 'requirements.txt': 'google-adk==2.1\nlitellm>=1.84\nrich\n' },
    });
    assert.equal(await made({ 'requirements.txt': 'google-adk==2.1\nLiteLLM\n' }, 'requirements.txt', 'litellm'), undefined);
  });
  it('an extra of the row', async () => {
    const fix = await made({ 'pyproject.toml': '[project]\ndependencies = ["openai-agents>=0.3"]\n' }, 'pyproject.toml', 'litellm-extra');
    assert.equal(fix?.files['pyproject.toml'], '[project]\ndependencies = ["openai-agents[litellm]>=0.3"]\n');
  });
});
