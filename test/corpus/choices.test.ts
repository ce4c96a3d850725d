import assert from 'node:assert/strict';
import { applyEdits } from '../../src/engine';
import type { FileResult } from '../../src/model/result';
import type { Session } from '../../src/workspace/session';
import { corpusFiles, difference, readIndependently } from '../support/corpus';
import { MemoryFiles, testEngine } from '../support/engine';
import { writtenIn } from '../support/hand-texts';
import { needShared } from '../support/shared';

/** A project as it stands, or with its pyproject.toml changed first. */
async function projectOf(folder: string, change = (text: string): string => text): Promise<{ session: Session; result: FileResult; text: string }> {
  const tree: Record<string, string> = {};
  for (const { file, text } of corpusFiles()) if (file.startsWith(`${folder}/`)) tree[file.slice(folder.length + 1)] = text;
  const text = change(tree['pyproject.toml'] ?? '');
  const session = testEngine().createSession(new MemoryFiles({ ...tree, 'pyproject.toml': text }), { targets: ['amd-rocm'] });
  const result = await session.analyzeFile('pyproject.toml');
  assert.ok(result);
  return { session, result, text };
}

/** Leaves that are gone, and new ones that name neither a package nor a place of the builds. */
function strange(before: string, after: string): readonly string[] {
  const was = readIndependently('pyproject.toml', before);
  const is = readIndependently('pyproject.toml', after);
  const words = ['torch', 'triton', 'extra', '/explicit = true', '/priority = explicit'];
  return [...difference(was, is), ...difference(is, was).filter((leaf) => !words.some((word) => leaf.includes(word)))];
}

/** uv looks at neither, since the project does not declare torch itself. */
function withoutIdleTables(text: string): string {
  return text.slice(0, text.indexOf('[tool.uv.sources]')) + text.slice(text.indexOf('[tool.ruff]'));
}

/** Each result was read as a diff by hand, as its maintainer would. */
describe('real projects whose torch only others bring', () => {
  const uvProject = 'AlphaSphereDotAI+vocalizr';

  it('uv: extras beside what is there', async function () {
    needShared(this);
    const { session, result, text } = await projectOf(uvProject, withoutIdleTables);
    const [fix, ...others] = (result.choices ?? []).flatMap((choice) => session.fixes(choice, result));
    assert.deepEqual([fix?.id, others.length, result.findings.length], ['pytorch/torch/promote', 0, 0]);
    const after = applyEdits(text, fix?.files[0]?.edits ?? []) ?? assert.fail();
    assert.deepEqual(strange(text, after), []);
    assert.ok(after.includes('url = "https://download.pytorch.org/whl/cu130"'), 'the build that the lock holds');
  });
  it('uv: sources that are there already are left to their owner', async function () {
    needShared(this);
    const { session, result } = await projectOf(uvProject);
    assert.deepEqual(
      (result.choices ?? []).map((choice) => [choice.subject, choice.via, session.fixes(choice, result).length]),
      [['torch 2.13.0', ['kokoro', 'torch'], 0]],
    );
  });
  for (const [tool, folder, remedy] of [
    ['Poetry', 'huggingface+text-embeddings-inference/backends/python/server', 'promote'],
    ['PDM', '00sapo+CoordFill', 'per-platform'],
  ] as const)
    it(`${tool}: text that adds to the file and takes nothing`, async function () {
      needShared(this);
      const { session, result, text } = await projectOf(folder);
      const [choice] = result.choices ?? [];
      assert.ok(choice);
      const found = choice.remedies.find(({ id }) => id === remedy) ?? assert.fail();
      const parts = session.texts(choice, found, result);
      assert.deepEqual(session.fixes(choice, result), []);
      assert.ok(parts.some((part) => part.text.includes('whl/rocm')));
      assert.deepEqual(strange(text, writtenIn(text, parts)), []);
    });
});
