import assert from 'node:assert/strict';
import { applyEdits, fixTitle } from '../../src/engine';
import { sessionOver } from '../support/engine';

/** The files after each fix of the first finding, with safety and title. */
async function fixes(file: string, text: string, others: Record<string, string> = {}): Promise<Record<string, readonly unknown[]>> {
  const { session } = sessionOver({ ...others, [file]: text });
  const result = (await session.scan()).files.find(({ path }) => path === file);
  const [finding] = result?.findings ?? [];
  assert.ok(result && finding, 'there is a finding');
  return Object.fromEntries(
    session.fixes(finding, result).map((fix) => {
      const files = fix.files.map((one) => [one.file, applyEdits(one.create ? '' : text, one.edits)]);
      return [fix.remedy.id, [Object.fromEntries(files), fix.safety, fixTitle(fix)]];
    }),
  );
}

const service = (name: string, more = ''): string => `  ${name}:\n    image: example/${name}\n    runtime: nvidia\n${more}`;

describe('fixes of device requests', () => {
  it('move all of a Compose file into one beside it', async () => {
    const { 'override-file': fix } = await fixes('deploy/compose.yml', `services:\n${service('a')}${service('b')}`);
    assert.deepEqual(fix, [
      {
        'deploy/compose.yml': 'services:\n  a:\n    image: example/a\n  b:\n    image: example/b\n',
        'deploy/compose.nvidia.yml':
          '# docker compose -f compose.yml -f compose.nvidia.yml up\nservices:\n  a:\n    runtime: nvidia\n  b:\n    runtime: nvidia\n',
      },
      'review',
      'Move 2 device requests to compose.nvidia.yml (not asked for by default any more)',
    ]);
  });
  it('leave those that a profile guards or somebody ignores', async () => {
    const text = `services:\n${service('a')}${service('b', '    profiles: [gpu]\n')}${service('c').replace('nvidia\n', 'nvidia # portolan-ignore: compose/nvidia-devices -- our host\n')}`;
    const { 'override-file': fix } = await fixes('compose.yaml', text);
    const [files] = fix ?? [];
    assert.deepEqual((files as Record<string, string> | undefined)?.['compose.yaml'], text.replace('    runtime: nvidia\n', ''));
  });
  it('do not hang on which finding is asked first', async () => {
    const text = `services:\n${service('c').replace('nvidia\n', 'nvidia # portolan-ignore: compose/nvidia-devices -- our host\n')}${service('a')}`;
    const { session } = sessionOver({ 'compose.yaml': text });
    const result = await session.analyzeFile('compose.yaml');
    assert.ok(result);
    assert.deepEqual(
      result.findings.map((finding) => session.fixes(finding, result).length),
      [0, 1],
    );
  });
  it('are not offered where the file is there, is the variant of one maker, or is no Compose file by its new name', async () => {
    const text = `services:\n${service('a')}`;
    assert.deepEqual(await fixes('compose.yaml', text, { 'compose.nvidia.yaml': 'services: {}\n' }), {});
    for (const file of ['compose.cuda.yaml', 'nvidia/compose.yaml', 'docker-cuda/compose.yaml', 'compose.override.yaml'])
      assert.deepEqual(await fixes(file, text), {}, file);
  });

  const pod = (image: string, key: string): string =>
    `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: ${image}\n    resources:\n      limits:\n        ${key}: 1\n      requests:\n        ${key}: 1\n`;

  it('ask Kubernetes for the GPUs of another maker', async () => {
    const found = await fixes('pod.yaml', pod('example/app', 'nvidia.com/gpu'));
    assert.deepEqual(Object.keys(found), ['amd', 'intel-xe', 'intel-i915']);
    assert.deepEqual(found['amd'], [
      { 'pod.yaml': pod('example/app', 'amd.com/gpu') },
      'review',
      'Ask for amd.com/gpu instead of nvidia.com/gpu (2 places; the image has to fit)',
    ]);
    const back = await fixes('pod.yaml', pod('example/app', 'gpu.intel.com/i915'));
    assert.deepEqual(Object.keys(back), ['nvidia', 'amd']);
  });
  it('are not offered beside an image of the same maker, or for a part of a GPU', async () => {
    const { session } = sessionOver({ 'pod.yaml': pod('pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime', 'nvidia.com/gpu') });
    const result = await session.analyzeFile('pod.yaml');
    const request = result?.findings.find(({ artifact }) => artifact?.kind === 'resource');
    assert.ok(result && request);
    assert.deepEqual(session.fixes(request, result), []);
    assert.deepEqual(await fixes('pod.yaml', pod('example/app', 'nvidia.com/mig-1g.5gb')), {});
  });
});
