import assert from 'node:assert/strict';
import { idWithout, mergeResults } from '../../src/report/merge';
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

  it('keeps the ids of each root where they are asked for, and tells what is known', async () => {
    const engine = await smallEngine();
    const session = engine.createSession(new MemoryFiles({ 'requirements.txt': 'array==1.0+cu124\n' }));
    const result = await session.scan(['']);
    const [own] = result.files[0]?.findings ?? [];
    const fixes = session.fixes.bind(session);
    const known = { by: 'baseline', reason: 'known' } as const;
    const merged = mergeResults([
      { prefix: '/root', ownIds: true, result, fixes, mark: (findings) => findings.map((finding) => ({ ...finding, suppressed: known })) },
    ]);
    const [file] = merged.result.files;
    const [finding] = file?.findings ?? [];
    assert.ok(file && finding && own);
    assert.deepEqual([finding.id, finding.group, finding.file], [own.id, own.group, '/root/requirements.txt']);
    assert.deepEqual([finding.suppressed, own.suppressed], [known, null]);
    assert.equal(merged.fixes(finding, file).length, session.fixes(own, result.files[0] as never).length);
  });

  it('tells a file that two roots share once', async () => {
    const engine = await smallEngine();
    const outer = engine.createSession(new MemoryFiles({ 'api/requirements.txt': 'array==1.0+cu124\n' }));
    const inner = engine.createSession(new MemoryFiles({ 'requirements.txt': 'array==1.0+cu124\n' }));
    const { result } = mergeResults([
      { prefix: '/root', result: await outer.scan(['']), fixes: outer.fixes.bind(outer) },
      { prefix: '/root/api', result: await inner.scan(['']), fixes: inner.fixes.bind(inner) },
    ]);
    assert.deepEqual(
      result.files.map(({ path }) => path),
      ['/root/api/requirements.txt'],
    );
  });

  it("gives back a root's own id, and none of another root", () => {
    const own = (prefix: string): unknown => idWithout(prefix, 'acme/array@api/a@api/requirements.txt#array');
    assert.deepEqual(
      [own('api'), own('web'), own('')],
      ['acme/array@a@api/requirements.txt#array', undefined, 'acme/array@api/a@api/requirements.txt#array'],
    );
  });
});
