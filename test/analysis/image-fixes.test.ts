import assert from 'node:assert/strict';
import { applyEdits, fixTitle } from '../../src/engine';
import { sessionOver } from '../support/engine';

/** The file after each fix of the finding at `at`, with safety and title. */
async function fixes(file: string, text: string, at = 0): Promise<Record<string, readonly [string, string, string]>> {
  const { session } = sessionOver({ [file]: text });
  const result = await session.analyzeFile(file);
  const finding = result?.findings[at];
  assert.ok(result && finding, 'there is a finding');
  return Object.fromEntries(
    session.fixes(finding, result).map((fix) => [fix.remedy.id, [applyEdits(text, fix.files[0]?.edits ?? []) ?? '', fix.safety, fixTitle(fix)]]),
  );
}

describe('fixes of images', () => {
  it('are safe where today’s image stays the default', async () => {
    const { 'own-stage': fix } = await fixes('Dockerfile', 'ARG V=12.4.1\nFROM nvidia/cuda:${V}-devel AS a\nFROM nvidia/cuda:${V}-devel\n');
    assert.deepEqual(fix, [
      'ARG V=12.4.1\nARG BASE_IMAGE=nvidia/cuda:${V}-devel\nFROM ${BASE_IMAGE} AS a\nFROM ${BASE_IMAGE}\n',
      'safe',
      'Let the build argument BASE_IMAGE choose the image, nvidia/cuda:12.4.1-devel by default (2 places)',
    ]);
  });
  it('need review where the variable is one of the environment, which may have it already', async () => {
    const text = 'services:\n  web:\n    image: nvidia/cuda:12.4.1-base\n';
    const { 'own-stage': fix } = await fixes('compose.yaml', text);
    assert.deepEqual(fix, [
      'services:\n  web:\n    image: ${WEB_IMAGE:-nvidia/cuda:12.4.1-base}\n',
      'review',
      'Let the variable WEB_IMAGE choose the image, nvidia/cuda:12.4.1-base by default',
    ]);
    const { session } = sessionOver({ 'compose.yaml': text });
    const result = await session.analyzeFile('compose.yaml');
    const [finding] = result?.findings ?? [];
    assert.ok(result && finding);
    assert.deepEqual(session.fixes(finding, result, 'safe'), []);
  });
  it('serve one reference at a time', async () => {
    const text = 'FROM nvidia/cuda:1-devel AS a\nFROM nvidia/cuda:1-base\nCOPY --from=a /x /x\n';
    assert.equal(
      (await fixes('Dockerfile', text, 1))['own-stage']?.[0],
      'ARG BASE_IMAGE=nvidia/cuda:1-base\nFROM nvidia/cuda:1-devel AS a\nFROM ${BASE_IMAGE}\nCOPY --from=a /x /x\n',
    );
  });
  it('take the next name for the next image', async () => {
    const text = 'ARG BASE_IMAGE=nvidia/cuda:1-devel\nFROM ${BASE_IMAGE} AS a\nFROM nvidia/cuda:1-base\n';
    assert.equal(
      (await fixes('Dockerfile', text, 1))['own-stage']?.[0],
      'ARG BASE_IMAGE=nvidia/cuda:1-devel\nARG BASE_IMAGE_2=nvidia/cuda:1-base\nFROM ${BASE_IMAGE} AS a\nFROM ${BASE_IMAGE_2}\n',
    );
  });
  it('are not offered for what an argument chooses, for variant files, or where only a build knows the tag', async () => {
    assert.deepEqual(await fixes('Dockerfile', 'ARG I=nvidia/cuda:1\nFROM ${I}\n'), {});
    assert.deepEqual(await fixes('Dockerfile.cuda', 'FROM nvidia/cuda:1\n'), {});
    assert.deepEqual(await fixes('Dockerfile', 'ARG V\nFROM nvidia/cuda:${V}\n'), {});
    assert.deepEqual(await fixes('Dockerfile', 'FROM scratch\nCOPY --from=nvidia/cuda:1 /x /x\n'), {});
  });
  it('need review where they take another image', async () => {
    const { 'server-rocm': fix } = await fixes('Dockerfile', 'FROM ghcr.io/ggml-org/llama.cpp:server-cuda\n');
    assert.deepEqual(fix, [
      'FROM ghcr.io/ggml-org/llama.cpp:server-rocm\n',
      'review',
      'Take the image ghcr.io/ggml-org/llama.cpp:server-rocm instead of ghcr.io/ggml-org/llama.cpp:server-cuda',
    ]);
    assert.equal((await fixes('Dockerfile', 'FROM ghcr.io/ggml-org/llama.cpp:server-cuda@sha256:01\n'))['server-rocm'], undefined);
  });
});
