import assert from 'node:assert/strict';
import { mergeResults } from '../../src/report/merge';
import { MemoryFiles } from '../support/engine';
import { smallEngine } from '../support/small-catalog';

async function twoRoots(prefixes: readonly [string, string]): Promise<ReturnType<typeof mergeResults>> {
  const engine = await smallEngine();
  const parts = await Promise.all(
    prefixes.map(async (prefix) => {
      const session = engine.createSession(new MemoryFiles({ 'requirements.txt': 'array==1.0+cu124\n', 'portolan.jsonc': '{ "oops": 1 }' }));
      return { prefix, result: await session.scan(['']), fixes: session.fixes.bind(session) };
    }),
  );
  return mergeResults(parts);
}

describe('results of several roots as one', () => {
  it('puts each root before its paths, also in findings, ids and groups', async () => {
    const { result } = await twoRoots(['web', 'api']);
    assert.deepEqual(
      result.files.map(({ path }) => path),
      ['api/requirements.txt', 'web/requirements.txt'],
    );
    assert.deepEqual(
      result.policies.map(({ path }) => path),
      ['api/portolan.jsonc', 'web/portolan.jsonc'],
    );
    const findings = result.files.flatMap((file) => file.findings);
    assert.deepEqual(
      findings.map(({ file }) => file),
      ['api/requirements.txt', 'web/requirements.txt'],
    );
    assert.match(findings[0]?.id ?? '', /^acme\/array@api\/requirements\.txt#/);
    assert.equal(new Set(findings.map(({ id }) => id)).size, 2);
    assert.equal(new Set(findings.map(({ group }) => group)).size, 2);
  });

  it('still proves the fixes of each root', async () => {
    const { result, fixes } = await twoRoots(['web', 'api']);
    const [file] = result.files;
    const [finding] = file?.findings ?? [];
    assert.ok(file && finding);
    assert.deepEqual(
      fixes(finding, file).flatMap((fix) => fix.files.map((edit) => edit.file)),
      ['api/requirements.txt'],
    );
  });

  it('leaves the paths of a root without prefix as they are', async () => {
    const { result } = await twoRoots(['', 'api']);
    assert.deepEqual(
      result.files.map(({ path }) => path),
      ['api/requirements.txt', 'requirements.txt'],
    );
  });
});
