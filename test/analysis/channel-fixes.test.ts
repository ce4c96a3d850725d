import assert from 'node:assert/strict';
import { applyEdits, fixTitle } from '../../src/engine';
import { MemoryFiles, testEngine } from '../support/engine';

const file = 'environment.yml';

/** The title of the move to conda-forge and the file after it; undefined: it is not offered. */
async function moved(text: string): Promise<readonly [string, string] | undefined> {
  const session = testEngine().createSession(new MemoryFiles({ [file]: text }));
  const result = await session.analyzeFile(file);
  assert.ok(result);
  const fix = result.findings.flatMap((finding) => session.fixes(finding, result)).find(({ id }) => id === 'conda/pytorch-cuda/conda-forge');
  return fix && [fixTitle(fix), applyEdits(text, fix.files[0]?.edits ?? []) ?? ''];
}

function environment(channels: readonly string[], rows: readonly string[]): string {
  return `channels:\n${channels.map((name) => `  - ${name}\n`).join('')}dependencies:\n${rows.map((row) => `  - ${row}\n`).join('')}`;
}

describe('a build that is chosen by the machine', () => {
  const text = '[workspace]\nplatforms = ["linux-64"]\n\n[dependencies]\npytorch = "2.7.* *cuda*"\npytorch-gpu = "*"\n';
  const fixesOf = async (manifest: string): Promise<readonly string[]> => {
    const session = testEngine().createSession(new MemoryFiles({ 'pixi.toml': manifest }));
    const result = await session.analyzeFile('pixi.toml');
    assert.ok(result);
    return result.findings.flatMap((finding) => session.fixes(finding, result)).map(({ id }) => id);
  };
  it('is offered where the file demands nothing of it', async () => {
    assert.deepEqual(await fixesOf(text), ['conda/pytorch/drop-build', 'conda/pytorch-gpu/remove']);
  });
  it('is not offered where the file demands CUDA', async () => {
    assert.deepEqual(await fixesOf(`${text}\n[system-requirements]\ncuda = "12"\n`), []);
    assert.deepEqual(await fixesOf(text.replace('"linux-64"', '{ platform = "linux-64", cuda = "12" }')), []);
  });
});

describe('packages from another channel', () => {
  it('the selector and its channels go, the new one stands in the place of the first', async () => {
    assert.deepEqual(await moved(environment(['pytorch', 'nvidia', 'defaults'], ['pytorch::pytorch=2.5', 'torchaudio', 'pytorch-cuda=12.4'])), [
      'Remove pytorch-cuda and take the channel conda-forge instead of the channels pytorch and nvidia',
      environment(['conda-forge', 'defaults'], ['pytorch=2.5', 'torchaudio']),
    ]);
  });
  it('the new channel stays where it is', async () => {
    assert.deepEqual(await moved(environment(['nvidia/label/cuda-12.1.0', 'conda-forge', 'pytorch'], ['pytorch', 'pytorch-cuda'])), [
      'Remove pytorch-cuda and remove the channels nvidia/label/cuda-12.1.0 and pytorch',
      environment(['conda-forge'], ['pytorch']),
    ]);
  });
  for (const [reason, channels, rows] of [
    ['a release that the new channel never had', ['pytorch', 'nvidia'], ['pytorch=2.2.0', 'pytorch-cuda=12.1']],
    ['a package that the new channel has not in that version', ['pytorch', 'nvidia'], ['pytorch=2.3', 'torchaudio=2.3', 'pytorch-cuda=12.1']],
    ['another row from a channel that goes', ['pytorch', 'nvidia'], ['pytorch', 'nvidia::libfoo', 'pytorch-cuda=12.1']],
    ['something else that is bound to the maker', ['pytorch', 'nvidia'], ['pytorch', 'cuda', 'pytorch-cuda=12.1']],
    ['a channel that builds upon one that goes', ['pytorch3d', 'pytorch', 'nvidia'], ['pytorch', 'pytorch-cuda=12.1']],
    ['a build string', ['pytorch', 'nvidia'], ['pytorch=2.4.1=py3.11_0', 'pytorch-cuda=12.1']],
    ['no pytorch', ['pytorch', 'nvidia'], ['python', 'pytorch-cuda=12.1']],
    ['no channel that goes', ['conda-forge'], ['pytorch', 'pytorch-cuda=12.1']],
  ] as const)
    it(`is not offered with ${reason}`, async () => {
      assert.equal(await moved(environment(channels, rows)), undefined);
    });
});
