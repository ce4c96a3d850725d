import assert from 'node:assert/strict';
import type { FileResult } from '../../src/model/result';
import { MemoryFiles } from '../support/engine';
import { smallEngine } from '../support/small-catalog';

const lock = `version = 1
requires-python = ">=3.12"
[[package]]
name = "app"
version = "0.1"
source = { virtual = "." }
dependencies = [{ name = "portable" }]
[[package]]
name = "portable"
version = "1.0"
source = { registry = "https://pypi.org/simple" }
`;
const manifest = '[project]\nname = "app"\ndependencies = ["portable"]\n';

describe('locks of a session', () => {
  it('after an edit of the manifest alone nothing of the lock is computed again', async () => {
    const files = new MemoryFiles({ 'pyproject.toml': manifest, 'uv.lock': lock });
    const session = (await smallEngine()).createSession(files);
    const weight = async (): Promise<unknown> => (await session.analyzeFile('pyproject.toml'))?.rows[0]?.weight;
    const before = await weight();
    assert.ok(before);
    files.set('pyproject.toml', `${manifest}# more\n`);
    session.changed('pyproject.toml');
    assert.equal(await weight(), before, 'the very same facts');
    files.set('uv.lock', `${lock}# more\n`);
    session.changed('uv.lock');
    assert.notEqual(await weight(), before);
  });
  it('a member of a workspace takes the lock above it, which may hold other versions', async () => {
    const member = '[project]\nname = "member"\ndependencies = ["portable>=2"]\n';
    const files = new MemoryFiles({ 'pyproject.toml': manifest, 'uv.lock': lock, 'member/pyproject.toml': member });
    const result: FileResult | undefined = await (await smallEngine()).createSession(files).analyzeFile('member/pyproject.toml');
    assert.equal(result?.rows[0]?.resolved, '1.0');
    assert.deepEqual(result.problems, []);
  });
  it('an old lock beside a member does not hide the lock of the workspace', async () => {
    const member = '[project]\nname = "member"\ndependencies = ["portable"]\n';
    const old = lock.replaceAll('"portable"', '"other"');
    const files = { 'pyproject.toml': manifest, 'uv.lock': lock, 'member/pyproject.toml': member, 'member/uv.lock': old };
    const result = await (await smallEngine()).createSession(new MemoryFiles(files)).analyzeFile('member/pyproject.toml');
    assert.equal(result?.rows[0]?.resolved, '1.0');
    assert.deepEqual(result.problems, []);
  });
});
