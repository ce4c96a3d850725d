import assert from 'node:assert/strict';
import { unmark } from '../support/marks';
import { first, judge } from './support';

/** The marked places of a sample are the findings, and nothing else is. */
async function checkMarks(sample: string, file?: string): Promise<void> {
  const { text } = unmark(sample);
  assert.equal((await judge(text, file === undefined ? {} : { file })).marked, sample);
}

describe('findings: what is marked', () => {
  it('marks the local label with its plus', () => checkMarks('array==2.6.0⟦+cu124⟧\n'));
  it('marks the extra that binds', () => checkMarks('flow[⟦and-cuda⟧]>=2\nflow[other]\nflow\n'));
  it('marks the name otherwise', () => checkMarks('⟦gpu-only⟧==1.0\n'));
  it('normalizes names', () => checkMarks('⟦GPU_Only⟧\n'));
  it('marks index and rows of a group, each at its own place', () =>
    checkMarks('--extra-index-url ⟦https://wheels.acme.org/cu124⟧\n⟦array⟧==2.6.0\n⟦arrayvision⟧\n'));
  it('leaves a row alone whose label says another build, and the index that it does not take', () =>
    checkMarks('--extra-index-url https://wheels.acme.org/cu124\narray==2.6.0+cpu\n'));
  it('marks an index that stands without the rows it serves', () => checkMarks('--extra-index-url ⟦https://wheels.acme.org/cu124⟧\nrequests\n'));
  it('leaves workspace members and local folders alone: they are the project itself', async () => {
    await checkMarks('{ "dependencies": { "client": "workspace:*" } }', 'package.json');
    await checkMarks('gpu-only @ file:///src/gpu-only\n');
  });
  it('lowers rows of a requirements file that is one variant among others', async () => {
    const severity = async (file: string): Promise<string> => first(await judge('gpu-only\n', { file })).severity;
    assert.equal(await severity('requirements-cuda.txt'), 'information');
    assert.equal(await severity('requirements/cu124.txt'), 'information');
    assert.equal(await severity('requirements-dev.txt'), 'information');
    assert.equal(await severity('requirements-web.txt'), 'warning');
  });
  it('says nothing of plain, ordinary and unknown packages', () => checkMarks('array==2.6.0\nportable\nrequests\nnobody-knows\n'));
  it('judges a version range for the newest that the row admits', () => checkMarks('⟦kernels⟧<1.5\nkernels>=1.0\nkernels==2.1\n⟦kernels⟧==1.9\n'));
  it('reads npm names', () => checkMarks('{ "dependencies": { "⟦client⟧": "^1.0.0", "left-pad": "1" } }', 'package.json'));
  it('keeps mentions in comments and options silent', () => checkMarks('# gpu-only\n--find-links ./gpu-only\nrequests # gpu-only\n'));
});

describe('findings: weight', () => {
  const severityOf = async (text: string): Promise<string> => first(await judge(text)).severity;

  it('hard and met conditional warn, default informs', async () => {
    assert.equal(await severityOf('gpu-only'), 'warning');
    assert.equal(await severityOf('array==1+cu118'), 'warning');
    assert.equal(await severityOf('search-gpu'), 'information');
  });
  it('a platform marker lowers by one step, a Python version does not', async () => {
    assert.equal(await severityOf("gpu-only; sys_platform == 'linux'"), 'information');
    assert.equal(await severityOf("gpu-only; python_version < '3.12'"), 'warning');
  });
  it('low confidence lowers by one step, and no sum of reasons goes below hint', async () => {
    assert.equal(await severityOf('kernels==1.0'), 'information');
    assert.equal(await severityOf("kernels==1.0; sys_platform == 'linux'"), 'hint');
  });
  it('an extra of pyproject.toml is a guard', async () => {
    const judged = await judge('[project]\nname = "x"\n[project.optional-dependencies]\ngpu = ["gpu-only"]\n', { file: 'pyproject.toml' });
    assert.equal(first(judged).guarded, true);
    assert.equal(first(judged).severity, 'information');
  });
  it('the policy has the last word', async () => {
    const others = { 'portolan.jsonc': '{ "severity": { "hard": "error", "acme/search-gpu": "off" } }' };
    assert.equal(first(await judge('gpu-only', { others })).severity, 'error');
    assert.equal(first(await judge('search-gpu', { others })).suppressed?.by, 'policy');
  });
});

describe('findings: verdicts and identity', () => {
  it('overrides the base verdict while the binding holds', async () => {
    assert.equal(first(await judge('array==1+cu118')).targets['amd-rocm']?.verdict, 'no');
  });
  it('takes the first conditional verdict that holds', async () => {
    assert.equal(first(await judge('kernels==1.0')).targets['amd-rocm']?.verdict, 'no');
  });
  it('fills a hard binding with no for other accelerators, and leaves processors unknown', async () => {
    const { targets } = first(await judge('gpu-only'));
    assert.equal(targets['google-tpu']?.verdict, 'no');
    assert.equal(targets['cpu-arm64'], undefined);
  });
  it('names findings by rule, file, group and package, stable under versions and lines', async () => {
    const ids = async (text: string): Promise<string[]> => (await judge(text)).result.findings.map(({ id }) => id);
    assert.deepEqual(await ids('gpu-only==1\nGPU-only==2\n'), [
      'acme/gpu-only@requirements.txt#main/gpu-only~1',
      'acme/gpu-only@requirements.txt#main/gpu-only~2',
    ]);
    assert.deepEqual(await ids('\n\nrequests\ngpu-only>=3\n'), ['acme/gpu-only@requirements.txt#main/gpu-only~1']);
  });
  it('rows that share a build share a group', async () => {
    const { result } = await judge('array==1+cu118\narrayvision==1+cu118\n');
    assert.equal(new Set(result.findings.map(({ group }) => group)).size, 1);
  });
  it('counts each row as bound, portable, ordinary or unknown', async () => {
    const { result } = await judge('gpu-only\narray\nrequests\nnobody-knows\n');
    assert.deepEqual(
      result.rows.map(({ classification }) => classification),
      ['bound', 'portable', 'ordinary', 'unknown'],
    );
  });
});

describe('findings: folding', () => {
  it('rows that another declared package brings fold into the first', async () => {
    const { result, marked } = await judge('array==1.0\nacme-blas-cu12==1\nacme-dnn-cu12==2\n');
    assert.equal(marked, 'array==1.0\n⟦acme-blas-cu12⟧==1\nacme-dnn-cu12==2\n');
    assert.deepEqual(
      result.findings[0]?.locations.map(({ package: name }) => name),
      ['acme-dnn-cu12'],
    );
  });
  it('without that package each row is a finding', async () => {
    assert.equal((await judge('acme-blas-cu12==1\nacme-dnn-cu12==2\n')).result.findings.length, 2);
  });
});

describe('findings: targets of the policy', () => {
  const ids = async (text: string, targets: string[]): Promise<number> => (await judge(text, { settings: { targets } })).result.findings.length;

  it('hides what runs on every named target', async () => {
    assert.equal(await ids('gpu-only', ['nvidia-cuda']), 0);
    assert.equal(await ids('gpu-only', ['amd-rocm']), 1);
  });
  it('unknown keeps a finding visible', async () => {
    assert.equal(await ids('search-gpu', ['google-tpu']), 1);
  });
  it('hides rows whose marker shuts the target out', async () => {
    assert.equal(await ids("gpu-only; sys_platform == 'linux'", ['apple-mps']), 0);
    assert.equal(await ids("gpu-only; sys_platform == 'linux'", ['amd-rocm']), 1);
  });
  it('never hides vendors', async () => {
    assert.equal(await ids('client', ['nvidia-cuda']), 1);
  });
  it('an accepted vendor, or its maker, is suppressed', async () => {
    assert.equal(first(await judge('client', { settings: { accept: ['openai'] } })).suppressed?.by, 'accept');
    assert.equal(first(await judge('gpu-only', { settings: { accept: ['nvidia'] } })).suppressed?.by, 'accept');
    assert.equal(first(await judge('gpu-only', { settings: { accept: ['openai'] } })).suppressed, null);
  });
});

describe('findings: constraints and overrides', () => {
  it('a constraints file has none of its own', async () => {
    assert.equal((await judge('gpu-only==1', { file: 'constraints.txt' })).result.findings.length, 0);
  });
  it('a constraint that forces a bound build is a location of the declared row', async () => {
    const judged = await judge('-c constraints.txt\narray\n', { others: { 'constraints.txt': 'array==1.0+cu118\n' } });
    assert.equal(judged.marked, '-c constraints.txt\n⟦array⟧\n');
    assert.deepEqual(
      first(judged).locations.map(({ role, file }) => `${role} ${file}`),
      ['constraint constraints.txt'],
    );
  });
  it('an override counts as a row', async () => {
    const text = '[project]\nname = "x"\ndependencies = ["array"]\n[tool.uv]\noverride-dependencies = ["array==1.0+cu118"]\n';
    assert.match((await judge(text, { file: 'pyproject.toml' })).marked, /override-dependencies = \["array==1\.0⟦\+cu118⟧"\]/);
  });
});

describe('findings: the project itself', () => {
  it('raises nothing for extras that name the project again', async () => {
    const text = '[project]\nname = "gpu_only"\n[project.optional-dependencies]\nall = ["gpu-only[x]"]\n';
    assert.equal((await judge(text, { file: 'pyproject.toml' })).result.findings.length, 0);
  });
  it('raises nothing for a build that the row’s marker shuts out', async () => {
    assert.equal((await judge("array==1+cu118; sys_platform == 'darwin'\n")).result.findings.length, 0);
    assert.equal((await judge("array==1+cu118; sys_platform == 'win32'\n")).result.findings.length, 1);
  });
  it('reads the label of a wheel that is named by its address', async () => {
    const text = 'array @ https://wheels.acme.org/array-1.0%2Bcu118-cp312-cp312-linux_x86_64.whl\n';
    assert.equal((await judge(text)).marked, text.replace('array @', '⟦array⟧ @'));
  });
  it('raises nothing for rows of a compiled file that only other packages ask for', async () => {
    const text =
      '# This file was autogenerated by uv via the following command:\ngpu-only==1\n    # via torch\nsearch-gpu==2\n    # via -r requirements.in\n';
    assert.match((await judge(text)).marked, /\ngpu-only==1\n.*\n⟦search-gpu⟧==2\n/);
  });
});
