import assert from 'node:assert/strict';
import { condaEnv } from '../../src/formats/conda-env';
import type { HandText } from '../../src/model/fix';
import { corpusFiles } from '../support/corpus';
import { MemoryFiles, testEngine } from '../support/engine';
import { needShared } from '../support/shared';

const file = 'environment.yml';

/** The text for owners of an environment file who leave the channels of `pytorch-cuda`; only where no edit is ready. */
async function textsOf(text: string): Promise<readonly HandText[]> {
  const session = testEngine().createSession(new MemoryFiles({ [file]: text }));
  const result = await session.analyzeFile(file);
  const found = result?.findings.find(({ rule }) => rule.id === 'conda/pytorch-cuda') ?? assert.fail();
  assert.ok(result);
  const remedy = found.remedies.find(({ id }) => id === 'conda-forge') ?? assert.fail();
  assert.deepEqual(session.fixes(found, result), [], 'an edit is better than text');
  return session.texts(found, remedy, result);
}

function environment(channels: readonly string[], rows: readonly string[]): string {
  return `channels:\n${channels.map((name) => `  - ${name}\n`).join('')}dependencies:\n${rows.map((row) => `  - ${row}\n`).join('')}`;
}

/** The lines of one environment file without the address of the documentation. */
function linesOf(parts: readonly HandText[], name: string): readonly string[] {
  const part = parts.find(({ title }) => title.startsWith(`environment-${name}.yml for `));
  return (part?.text ?? '').split('\n').filter((line) => !line.startsWith('#'));
}

const kept = ['channels:', '  - conda-forge', 'dependencies:'];

describe('text for owners of an environment file', () => {
  it('one file for each build, with rows of the maker where they are of use', async () => {
    const parts = await textsOf(
      environment(['nvidia', 'pytorch', 'conda-forge'], ['pytorch=2.4.1', 'torchvision==0.19.1', 'cuda=12.1', 'pytorch-cuda=12.1']),
    );
    const cpu = ["  - conda-forge::pytorch[version='2.4.1.*',build='cpu*']", '  - conda-forge::torchvision==0.19.1'];
    assert.deepEqual(linesOf(parts, 'cpu'), [...kept, ...cpu]);
    assert.deepEqual(linesOf(parts, 'cuda'), [...kept, ...cpu.map((row) => row.replace('cpu*', 'cuda*')), '  - conda-forge::cuda=12.1']);
    assert.deepEqual(linesOf(parts, 'rocm'), [
      ...kept,
      '  - pip',
      '  - pip:',
      '    - --index-url https://download.pytorch.org/whl/rocm6.1',
      '    - torch==2.4.1',
      '    - torchvision==0.19.1',
    ]);
    assert.deepEqual(linesOf(parts, 'xpu'), [''], 'torch 2.4 had no wheels for XPU');
    assert.equal(parts.at(-1)?.text.split('\n').length, 3);
    for (const { language, text } of parts) if (language === 'yaml') assert.deepEqual(condaEnv.parse(text).problems, []);
  });
  it('the way to AMD and Intel GPUs has the same text, and no edit', async () => {
    const text = environment(['pytorch', 'nvidia'], ['pytorch=2.4.1', 'cuda', 'pytorch-cuda=12.1']);
    const session = testEngine().createSession(new MemoryFiles({ [file]: text }), { targets: ['amd-rocm'] });
    const result = (await session.analyzeFile(file)) ?? assert.fail();
    const found = result.findings.find(({ rule }) => rule.id === 'conda/pytorch-cuda') ?? assert.fail();
    const remedy = found.remedies.find(({ id }) => id === 'wheels') ?? assert.fail();
    assert.ok(remedy.for.includes('amd-rocm'));
    assert.deepEqual(session.texts(found, remedy, result), await textsOf(text));
  });
  it('a release that the channel never had: the next one or a later one, and rows that may follow', async () => {
    const parts = await textsOf(environment(['pytorch', 'nvidia'], ['pytorch=2.2.0', 'torchaudio=2.2.0', 'torchvision', 'pytorch-cuda=12.1']));
    assert.deepEqual(linesOf(parts, 'cpu').slice(3), [
      "  - conda-forge::pytorch[version='>=2.3',build='cpu*']",
      '  - conda-forge::torchaudio>=2.4.1',
      '  - conda-forge::torchvision',
    ]);
    assert.ok(parts[0]?.title.includes('conda-forge never had that release of pytorch and torchaudio'), parts[0]?.title);
  });
  it('channels that may build upon the old ones stay, and are named', async () => {
    const parts = await textsOf(environment(['pytorch3d', 'pytorch', 'nvidia'], ['pytorch=2.5', 'pytorch-cuda=12.4']));
    assert.deepEqual(linesOf(parts, 'cuda'), [
      'channels:',
      '  - pytorch3d',
      '  - conda-forge',
      'dependencies:',
      "  - conda-forge::pytorch[version='2.5.*',build='cuda*']",
    ]);
    assert.ok(parts[0]?.title.includes('What comes from pytorch3d'), parts[0]?.title);
  });
  it('beside other packages of pip the index is a further one, and each row has its release', async () => {
    const rows = (version: string): string =>
      `${environment(['pytorch', 'nvidia'], [`pytorch=${version}`, 'pip', 'cuda', 'pytorch-cuda=12.1'])}  - pip:\n    - acme\n`;
    const lines = linesOf(await textsOf(rows('2.4.1')), 'rocm');
    assert.deepEqual(lines.slice(3), ['  - pip:', '    - --extra-index-url https://download.pytorch.org/whl/rocm6.1', '    - torch==2.4.1']);
    assert.deepEqual(linesOf(await textsOf(rows('2.4')), 'rocm'), ['']);
  });
  for (const [reason, channels, rows] of [
    ['a build string', ['pytorch', 'nvidia'], ['pytorch=2.4.1=py3.11_0', 'pytorch-cuda=12.1']],
    ['no pytorch', ['pytorch', 'nvidia'], ['python', 'pytorch-cuda=12.1']],
    ['another row from a channel that goes', ['pytorch', 'nvidia'], ['pytorch', 'nvidia::libfoo', 'pytorch-cuda=12.1']],
    ['a package of the maker that nobody looked up', ['pytorch', 'nvidia'], ['pytorch', 'cudatoolkit=11.3', 'pytorch-cuda=11.3']],
    ['a channel that is no name', ['pytorch', 'nvidia', '{a: b}'], ['pytorch', 'cuda', 'pytorch-cuda=12.1']],
  ] as const)
    it(`none with ${reason}`, async () => {
      assert.deepEqual(await textsOf(environment(channels, rows)), []);
    });
  it('real files', async function () {
    needShared(this);
    const read = async (path: string): Promise<readonly HandText[]> => textsOf(corpusFiles().find((one) => one.file === path)?.text ?? '');
    const own = linesOf(await read('deepspeedai+DeepSpeed/environment.yml'), 'cuda');
    assert.deepEqual(own, [...kept, ...["pytorch[build='cuda*']", 'torchvision', 'torchaudio', 'cuda'].map((row) => `  - conda-forge::${row}`)]);
    const raised = linesOf(await read('nerfstudio-project+gsplat/examples/environment.yml'), 'cpu');
    assert.ok(raised.includes("  - conda-forge::pytorch[version='>=2.3',build='cpu*']"), raised.join('\n'));
    assert.deepEqual(await read('oobabooga+text-generation-webui/environment.yml'), [], 'an export of one machine');
  });
});
