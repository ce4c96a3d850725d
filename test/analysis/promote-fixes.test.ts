import assert from 'node:assert/strict';
import { applyEdits, buildPlan, fixTitle, goalOf, planToJson, planToMarkdown, planToText } from '../../src/engine';
import type { FileResult } from '../../src/model/result';
import type { Session } from '../../src/workspace/session';
import { MemoryFiles, testEngine } from '../support/engine';

const project = '[project]\nname = "demo"\nversion = "1"\ndependencies = ["sentence-transformers>=5"]\n';

function locked(name: string, version: string, requires: readonly string[] = [], more = 'source = { registry = "https://pypi.org/simple" }'): string {
  return `[[package]]\nname = "${name}"\nversion = "${version}"\n${more}\ndependencies = [${requires.map((one) => `{ name = "${one}" }`).join(', ')}]\n`;
}

const runtime = locked('nvidia-cuda-runtime-cu12', '12.8.90');
const own = locked('demo', '1', ['sentence-transformers'], 'source = { virtual = "." }');

function lock({ torch = '2.9.1', parts = [own, runtime], vision = false } = {}): string {
  return [
    'version = 1\n',
    ...parts,
    locked('sentence-transformers', '5.1.0', ['torch', ...(vision ? ['torchvision'] : [])]),
    locked('torch', torch, ['nvidia-cuda-runtime-cu12']),
    ...(vision ? [locked('torchvision', '0.24.1', ['torch'])] : []),
  ].join('\n');
}

async function judged(tree: Readonly<Record<string, string>>): Promise<{ session: Session; result: FileResult }> {
  const session = testEngine().createSession(new MemoryFiles(tree), { targets: ['amd-rocm'] });
  const result = await session.analyzeFile('pyproject.toml');
  assert.ok(result);
  return { session, result };
}

async function promoted(text: string, uvLock: string): Promise<{ title: string; after: string } | undefined> {
  const { session, result } = await judged({ 'pyproject.toml': text, 'uv.lock': uvLock });
  const [fix] = (result.choices ?? []).flatMap((choice) => session.fixes(choice, result));
  return fix && { title: fixTitle(fix), after: applyEdits(text, fix.files[0]?.edits ?? []) ?? assert.fail() };
}

describe('packages that only others bring', () => {
  it('uv: an extra for each build, and no finding', async () => {
    const { result } = await judged({ 'pyproject.toml': project, 'uv.lock': lock() });
    assert.deepEqual(result.findings, []);
    const { title, after } = (await promoted(project, lock())) ?? assert.fail();
    assert.equal(title, 'Add an extra for each build of torch: cpu, cuda, rocm and xpu (a plain install stays as it is)');
    assert.ok(after.startsWith(project), after);
    assert.ok(after.includes('url = "https://download.pytorch.org/whl/cu128"'), after);
    assert.ok(after.includes('rocm = [\n    "torch~=2.9.1",\n    "pytorch-triton-rocm ; sys_platform == \'linux\'",\n]'), after);
  });
  it('uv: all packages of the family come from one index', async () => {
    const { after } = (await promoted(project, lock({ vision: true }))) ?? assert.fail();
    assert.ok(after.includes('cpu = [\n    "torch~=2.9.1",\n    "torchvision~=0.24.1",\n]'), after);
    assert.equal(after.split('{ index = "pytorch-rocm", extra = "rocm"').length, 4, after);
  });
  it('uv: tables that are there are kept, with their line ends', async () => {
    const text = `${project}\n[project.optional-dependencies]\ndev = ["pytest"]\n\n[tool.uv]\npackage = true  # as before\n\n[tool.uv.sources]\nnumpy = { index = "mine" }\n\n[[tool.uv.index]]\nname = "mine"\nurl = "https://pypi.example.org/simple"\n\n[tool.ruff]\nline-length = 100\n`;
    const { after } = (await promoted(text.replaceAll('\n', '\r\n'), lock())) ?? assert.fail();
    assert.ok(!/[^\r]\n/.test(after));
    const lines = after.split('\r\n');
    assert.equal(lines[lines.indexOf('dev = ["pytest"]') + 1], 'cpu = ["torch~=2.9.1"]');
    assert.ok(lines[lines.indexOf('package = true  # as before') + 1]?.startsWith('conflicts = [['));
    assert.equal(lines[lines.indexOf('numpy = { index = "mine" }') + 1], 'torch = [');
    assert.ok(lines.indexOf('name = "pytorch-cpu"') < lines.indexOf('[tool.ruff]'));
  });
  for (const [name, [text, uvLock]] of Object.entries<readonly [string, string]>({
    'torch in a group': [`${project}\n[dependency-groups]\ngpu = ["torch"]\n`, lock()],
    'torch as a constraint': [`${project}\n[tool.uv]\nconstraint-dependencies = ["torch<3"]\n`, lock()],
    'a source for torch': [`${project}\n[tool.uv.sources]\ntorch = { index = "x" }\n`, lock()],
    'an extra of that name': [`${project}\n[project.optional-dependencies]\ncuda = ["onnxruntime-gpu"]\n`, lock()],
    'an index of that name': [`${project}\n[[tool.uv.index]]\nname = "pytorch-cpu"\nurl = "https://wheels.example.org"\nexplicit = true\n`, lock()],
    'an index of builds for everything': [`${project}\n[[tool.uv.index]]\nurl = "https://download.pytorch.org/whl/cpu"\n`, lock()],
    'conflicts already': [`${project}\n[tool.uv]\nconflicts = []\n`, lock()],
    'a workspace': [`${project}\n[tool.uv.workspace]\nmembers = ["a"]\n`, lock()],
    'several members in the lock': [project, lock({ parts: [own, locked('a', '1', [], 'source = { editable = "a" }'), runtime] })],
    'only a bound package that brings it': [
      project.replace('sentence-transformers>=5', 'tensorrt-llm'),
      lock().replaceAll('sentence-transformers', 'tensorrt-llm'),
    ],
    'computed extras': [project.replace('version = "1"', 'version = "1"\ndynamic = ["optional-dependencies"]'), lock()],
    'a build in the lock': [project, lock({ torch: '2.9.1+cpu' })],
    'a build of the family in the lock': [project, lock({ vision: true }).replace('0.24.1', '0.24.1+cu128')],
    'a release before it is out': [project, lock({ torch: '2.10.0.dev20251101' })],
    'no runtime of an accelerator in the lock': [project, lock({ parts: [own] })],
    'two runtimes in the lock': [project, lock({ parts: [own, runtime, locked('nvidia-cuda-runtime', '13.0.96')] })],
    'only an extra that brings it': [
      '[project]\nname = "demo"\nversion = "1"\n\n[project.optional-dependencies]\nml = ["sentence-transformers"]\n',
      lock(),
    ],
    'a broken neighbour': [`${project}\n[tool.x\n`, lock()],
  }))
    it(`uv: is not offered with ${name}`, async () => {
      assert.equal(await promoted(text, uvLock), undefined);
    });
  it('a lock of another tool is no reason to write what uv reads', async () => {
    const poetryLock = `[[package]]\nname = "torch"\nversion = "2.9.1"\n`;
    const { session, result } = await judged({ 'pyproject.toml': project, 'poetry.lock': poetryLock });
    assert.deepEqual(
      (result.choices ?? []).flatMap((choice) => session.fixes(choice, result)),
      [],
    );
  });
});

describe('plain rows beside a lock', () => {
  const text = project.replace('"sentence-transformers>=5"', '"numpy",\n  "torch>=2.9,<2.10",  # the model\n');
  const parts = [locked('demo', '1', ['torch'], 'source = { virtual = "." }'), runtime];
  const plain = ['version = 1\n', ...parts, locked('torch', '2.9.1', ['nvidia-cuda-runtime-cu12'])].join('\n');

  it('uv: move to extras, each from its index', async () => {
    const { title, after } = (await promoted(text, plain)) ?? assert.fail();
    assert.equal(title, 'Let each installation choose its build of torch: extras cpu, cuda, rocm and xpu (a plain install brings none)');
    assert.ok(after.includes('dependencies = ["numpy",\n]'), after);
    assert.ok(after.includes('cpu = [\n    "torch>=2.9,<2.10",  # the model\n]'), after);
    assert.ok(after.includes('"pytorch-triton-rocm ; sys_platform'), after);
  });
  it('uv: stay where another row brings them too', async () => {
    assert.equal(await promoted(text.replace('"numpy"', '"sentence-transformers"'), lock()), undefined);
  });
  it('uv: an open version takes no build whose companions may change', async () => {
    const { title } = (await promoted(text.replace(',<2.10', ''), plain)) ?? assert.fail();
    assert.ok(title.includes('cpu, cuda and rocm ('), title);
  });
});

async function planned(tree: Readonly<Record<string, string>>) {
  const engine = testEngine();
  const session = engine.createSession(new MemoryFiles(tree), { targets: ['amd-rocm'] });
  const result = await session.scan();
  const report = engine.report(result, {
    targets: ['amd-rocm'],
    accept: [],
    fixes: (finding, file) => session.fixes(finding, file),
    texts: (finding, remedy, file) => session.texts(finding, remedy, file),
  });
  return buildPlan(goalOf('target', 'amd-rocm', engine.vocabulary) ?? assert.fail(), report, report);
}

describe('a plan tells of choices', () => {
  it('as packages and steps beside those that are in the way', async () => {
    const plan = await planned({ 'pyproject.toml': project, 'uv.lock': lock() });
    assert.deepEqual(
      [plan.blockers, plan.steps.length, plan.builds.map(({ name, via }) => [name, via])],
      [[], 0, [['torch', ['sentence-transformers', 'torch']]]],
    );
    assert.deepEqual(
      plan.choices.map(({ remedy, edits, commands }) => [remedy.id, edits, commands.map(({ words }) => words)]),
      [['promote', 'ready', ['--review --rule pytorch/torch --target amd-rocm']]],
    );
  });
  it('and shows text that the owner writes in, in each of its forms', async () => {
    const text = `${project}\n[tool.poetry]\nrequires-poetry = ">=2.0"\n\n[[tool.poetry.source]]\nname = "pytorch-cu124"\nurl = "https://download.pytorch.org/whl/cu124"\npriority = "explicit"\n\n[tool.poetry.dependencies]\ntorch = { source = "pytorch-cu124" }\n`;
    const plan = await planned({ 'pyproject.toml': text.replace('"sentence-transformers>=5"', '"torch==2.6.0"') });
    const line = "{ markers = \"extra == 'rocm' and extra != 'cpu' and extra != 'cuda' and sys_platform == 'linux'\", source = \"pytorch-rocm\" },";
    const words = 'text for this file, neither proven nor applied by Portolan';
    for (const shown of [planToText(plan, ['.']), planToMarkdown(plan)]) {
      assert.ok(shown.includes(line), shown);
      assert.ok(shown.includes(words), shown);
    }
    const { steps } = planToJson(plan, ['.']) as { steps: { texts: { remedy: string; text: string }[] }[] };
    assert.ok(steps[0]?.texts.some(({ remedy, text: own }) => remedy === 'per-platform' && own.includes(line)));
  });
});
