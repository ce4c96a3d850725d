import assert from 'node:assert/strict';
import { openFindings, outlineOf, stateWords, type OutlineGrouping } from '../../src/engine';
import { smallEngine } from '../support/small-catalog';
import { TreeFiles } from '../workspace/tree-files';
import type { SessionSettings } from '../../src/engine';

const files = {
  'requirements.txt': 'array==2.6.0+cu124\nclient\nnobody\n',
  'a/requirements.txt': 'search-gpu\nclient\n',
};

/** `group [state]: package × places, …` for each group. */
async function drawn(
  by: OutlineGrouping,
  tree: Readonly<Record<string, string>> = files,
  settings: SessionSettings = {},
): Promise<readonly string[]> {
  const engine = await smallEngine();
  const { files: results } = await engine.createSession(new TreeFiles(tree), settings).scan();
  return outlineOf(results, by, engine.vocabulary, settings.targets ?? []).map(({ title, state, packages }) => {
    const own = packages.map(({ name, places }) => `${name} × ${places.length}`).join(', ');
    return `${title}${state === '' ? '' : ` [${state}]`}: ${own}`;
  });
}

describe('the outline of bindings', () => {
  it('by vendor: those with most packages first', async () =>
    assert.deepEqual(await drawn('vendor'), ['NVIDIA GPUs: array × 1, search-gpu × 1', 'OpenAI: client × 2']));
  it('by file: in order of paths', async () =>
    assert.deepEqual(await drawn('file'), ['a/requirements.txt: client × 1, search-gpu × 1', 'requirements.txt: array × 1, client × 1']));
  it('by target: those that the policy names, and never that one runs', async () => {
    assert.deepEqual(await drawn('target', files, { targets: ['amd-rocm'] }), ['AMD GPUs (ROCm) [2 blockers]: array × 1, search-gpu × 1']);
    assert.deepEqual(await drawn('target', { 'requirements.txt': 'nobody\n' }, { targets: ['amd-rocm'] }), [
      'AMD GPUs (ROCm) [no blocker known, 1 unknown]: ',
    ]);
  });
  it('by target: an index counts only where no package of its group does, as in a plan', async () => {
    const index = '--extra-index-url https://wheels.acme.org/cu124\n';
    const targets = ['amd-rocm'];
    assert.deepEqual(await drawn('target', { 'requirements.txt': `${index}array==2.6.0+cu124\n` }, { targets }), [
      'AMD GPUs (ROCm) [1 blocker]: array × 1',
    ]);
    assert.deepEqual(await drawn('target', { 'requirements.txt': index }, { targets }), ['AMD GPUs (ROCm) [1 blocker]: wheels.acme.org/cu124 × 1']);
  });
  it('by target: the main accelerators where the policy names none', async () => {
    const groups = await drawn('target');
    assert.ok(groups.some((group) => group.startsWith('AMD GPUs (ROCm) [2 blockers]')));
    assert.ok(groups.some((group) => group.startsWith('NVIDIA GPUs [no blocker known')));
    assert.ok(!groups.some((group) => group.startsWith('CPU')), 'platform findings exist only for named processors');
  });
  it('holds nothing that is accepted or ignored', async () => {
    const tree = { 'requirements.txt': 'client\ngpu-only # portolan-ignore: nvidia -- ours\n' };
    assert.deepEqual(await drawn('vendor', tree, { accept: ['openai'] }), []);
    const engine = await smallEngine();
    const { files: results } = await engine.createSession(new TreeFiles(tree)).scan();
    assert.equal(openFindings(results), 1);
  });
  it('does not count lock rows as unknown', async () => {
    const lock = 'version = 1\n[[package]]\nname = "nobody"\nversion = "1"\nsource = { registry = "https://pypi.org/simple" }\n';
    assert.deepEqual(await drawn('target', { 'uv.lock': lock }, { targets: ['amd-rocm'] }), ['AMD GPUs (ROCm) [no blocker known]: ']);
  });
  for (const [blockers, unknown, words] of [
    [0, 3, 'no blocker known, 3 unknown'],
    [0, 0, 'no blocker known'],
    [1, 3, '1 blocker'],
    [2, 0, '2 blockers'],
  ] as const)
    it(`says "${words}"`, () => assert.equal(stateWords(blockers, unknown), words));
});
