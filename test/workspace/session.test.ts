import assert from 'node:assert/strict';
import type { Session } from '../../src/engine';
import type { FileResult } from '../../src/model/result';
import type { SessionSettings } from '../../src/workspace/policies';
import { smallEngine } from '../support/small-catalog';
import { TreeFiles, type Entry } from './tree-files';

const r = 'requirements.txt';

async function open(
  tree: Readonly<Record<string, Entry>>,
  settings?: SessionSettings,
  pause?: () => Promise<void>,
): Promise<{ session: Session; files: TreeFiles }> {
  const files = new TreeFiles(tree);
  return { session: (await smallEngine()).createSession(files, settings, pause), files };
}

/** `path rule` of every open finding. */
function findingsOf(files: readonly FileResult[]): string[] {
  return files.flatMap(({ path, findings }) => findings.filter(({ suppressed }) => !suppressed).map(({ rule }) => `${path} ${rule.id}`));
}

async function scan(tree: Readonly<Record<string, Entry>>, settings?: SessionSettings): Promise<string[]> {
  return findingsOf((await (await open(tree, settings)).session.scan()).files);
}

describe('session: scan', () => {
  it('judges every manifest, in order of their paths', async () => {
    const { session } = await open({ [`b/${r}`]: 'gpu-only', [r]: 'client', 'a/package.json': '{"dependencies":{"client":"1"}}' });
    const result = await session.scan();
    assert.deepEqual(
      result.files.map(({ path }) => path),
      ['a/package.json', `b/${r}`, r],
    );
    assert.deepEqual(findingsOf(result.files), ['a/package.json acme/client', `b/${r} acme/gpu-only`, `${r} acme/client`]);
    assert.equal(result.cancelled, false);
  });
  it('reads included files of any name, once, and counts them where they are written', async () => {
    const { session, files } = await open({ [r]: '-r more.list\n-r more.list\n', 'more.list': 'gpu-only\n', 'other.list': 'gpu-only\n' });
    assert.deepEqual(findingsOf((await session.scan()).files), ['more.list acme/gpu-only']);
    assert.equal(files.asked.filter((path) => path === 'more.list').length, 1);
  });
  it('scans only what is named, and reads what that includes', async () => {
    const { session } = await open({
      [`a/${r}`]: '-r ../b/extra.list\nclient',
      'b/extra.list': 'gpu-only',
      [`b/${r}`]: 'flow[and-cuda]',
      [`c/${r}`]: 'gpu-only',
    });
    assert.deepEqual(findingsOf((await session.scan(['a', `c/${r}`])).files), [
      `a/${r} acme/client`,
      'b/extra.list acme/gpu-only',
      `c/${r} acme/gpu-only`,
    ]);
  });
  it('asks for manifests, policies, ignore files and includes only', async () => {
    const { session, files } = await open({
      '.gitignore': '',
      [r]: '-r x/base.list',
      'x/base.list': '',
      'src/main.py': '',
      'secret.env': '',
      'README.md': '',
    });
    await session.scan();
    assert.deepEqual([...new Set(files.asked)].sort(), ['.gitignore', 'portolan.jsonc', r, 'x/base.list', 'x/portolan.jsonc']);
  });
  it('tells the progress to the end', async () => {
    const { session } = await open({ [r]: '-r base.list', 'base.list': '', 'package.json': '{}' });
    const steps: [number, number][] = [];
    await session.scan([''], { aborted: false }, (done, total) => steps.push([done, total]));
    assert.deepEqual(steps.at(-1), [3, 3]);
    assert.ok(steps.every(([done, total], index) => done === index + 1 && done <= total));
  });
  it('lets other work run between files', async () => {
    let pauses = 0;
    const tree = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`p${n}/${r}`, 'client\n']));
    const { session } = await open(tree, undefined, () => Promise.resolve(void pauses++));
    await session.scan();
    assert.ok(pauses >= 3, `${pauses} pauses`);
  });
  it('stops when it is cancelled, and says so', async () => {
    const { session, files } = await open({ [`a/${r}`]: 'gpu-only', [`b/${r}`]: 'gpu-only', [`c/${r}`]: 'gpu-only' });
    const cancel = { aborted: false };
    const result = await session.scan([''], cancel, () => void (cancel.aborted = true));
    assert.equal(result.cancelled, true);
    assert.ok(!files.asked.includes(`b/${r}`));
  });
  it('tells folders that cannot be read', async () => {
    const { session } = await open({ secret: { unlisted: 'no permission' }, [r]: 'client' });
    const result = await session.scan();
    assert.deepEqual(result.unreadable, [{ folder: 'secret', reason: 'no permission' }]);
    assert.equal(result.files.length, 1);
  });
  it('a broken, binary or vanished file changes nothing for the others', async () => {
    const tree = {
      [`a/${r}`]: '!!\ngpu-only\n',
      'b/package.json': '{"dependencies":{"client":',
      [`c/${r}`]: new Uint8Array([0, 1, 2]),
      [`d/${r}`]: { fails: 'gone' },
      [r]: 'client',
    };
    const { session } = await open(tree);
    const { files } = await session.scan();
    assert.deepEqual(
      files.map(({ status }) => status),
      ['partial', 'partial', 'skipped', 'skipped', 'read'],
    );
    assert.deepEqual(findingsOf(files), [`a/${r} acme/gpu-only`, 'b/package.json acme/client', `${r} acme/client`]);
  });
});

describe('session: one file', () => {
  it('knows its role from the files around and above', async () => {
    const { session } = await open({
      [r]: '-c a/pins.list\n',
      'a/pins.list': 'gpu-only',
      'a/requirements-x.txt': 'gpu-only',
      'requirements-top.txt': '-c a/requirements-x.txt',
    });
    assert.deepEqual((await session.analyzeFile('a/requirements-x.txt'))?.findings, []);
  });
  it('reads nothing beside the manifests of its folders', async () => {
    const { session, files } = await open({
      [`a/b/${r}`]: 'client',
      [`a/${r}`]: '',
      'a/c/requirements.txt': '',
      'a/b/notes.txt': '',
      'a/b/package.json': '{}',
      [r]: '',
    });
    await session.analyzeFile(`a/b/${r}`);
    assert.deepEqual([...new Set(files.asked)].sort(), [`a/b/${r}`, 'a/b/portolan.jsonc', `a/${r}`, 'a/portolan.jsonc', 'portolan.jsonc', r].sort());
  });
  it('is nothing where there is no such file, or no format for it', async () => {
    const { session } = await open({ 'notes.md': '' });
    assert.equal(await session.analyzeFile(r), undefined);
    assert.equal(await session.analyzeFile('notes.md'), undefined);
  });
  it('follows a document as it changes', async () => {
    const { session, files } = await open({ [r]: { document: 'gpu-on', version: 1 } });
    assert.equal((await session.analyzeFile(r))?.findings.length, 0);
    files.entries.set(r, { document: 'gpu-only', version: 2 });
    assert.equal((await session.analyzeFile(r))?.findings.length, 1);
  });
  it('says the same as a scan', async () => {
    const tree = {
      [r]: '-r requirements-base.txt\n--extra-index-url https://wheels.acme.org/cu124\narray\n',
      'requirements-base.txt': 'arrayvision\n',
    };
    const { session } = await open(tree);
    const scanned = await session.scan();
    for (const file of scanned.files) {
      const single = await session.analyzeFile(file.path);
      assert.deepEqual(
        single?.findings.map(({ id }) => id),
        file.findings.map(({ id }) => id),
        file.path,
      );
    }
  });
  it('gives fixes only for results of its own', async () => {
    const first = await open({ [r]: 'search-gpu' });
    const second = await open({ [r]: 'search-gpu' });
    const result = await first.session.analyzeFile(r);
    const [finding] = result?.findings ?? [];
    assert.ok(result && finding);
    assert.equal(first.session.fixes(finding, result).length, 1);
    assert.deepEqual(second.session.fixes(finding, result), []);
  });
  it('writes no fix for a file with undecodable bytes', async () => {
    const { session } = await open({ [r]: new Uint8Array([...Buffer.from('search-gpu\n# '), 0xff]) });
    const result = await session.analyzeFile(r);
    const [finding] = result?.findings ?? [];
    assert.ok(result && finding);
    assert.deepEqual(session.fixes(finding, result), []);
  });
});

describe('session: policy', () => {
  const acceptAll = '{ "accept": ["openai"] }';
  it('the nearest file counts, whole', async () => {
    const tree = {
      'portolan.jsonc': acceptAll,
      [r]: 'client',
      'a/portolan.jsonc': '{}',
      [`a/${r}`]: 'client',
      [`a/b/${r}`]: 'client',
      [`c/d/${r}`]: 'client',
    };
    assert.deepEqual(await scan(tree), [`a/b/${r} acme/client`, `a/${r} acme/client`]);
  });
  it('a file wins over settings, settings hold where there is none', async () => {
    const settings = { settings: { accept: ['openai'] } };
    assert.deepEqual(await scan({ [r]: 'client' }, settings), []);
    assert.deepEqual(await scan({ 'portolan.jsonc': '{}', [r]: 'client' }, settings), [`${r} acme/client`]);
  });
  it('targets of a run replace those of the file, accepted ids of a run are added', async () => {
    const tree = { 'portolan.jsonc': '{ "targets": ["nvidia-cuda"], "accept": ["openai"] }', [r]: 'gpu-only\nclient' };
    assert.deepEqual(await scan(tree), []);
    assert.deepEqual(await scan(tree, { targets: ['amd-rocm'] }), [`${r} acme/gpu-only`]);
    assert.deepEqual(await scan(tree, { targets: ['amd-rocm'], accept: ['nvidia'] }), []);
  });
  it('excludes by globs relative to its folder', async () => {
    const tree = { 'portolan.jsonc': '{ "exclude": ["third_party/**"] }', [`third_party/x/${r}`]: 'gpu-only', [`x/third_party/${r}`]: 'gpu-only' };
    assert.deepEqual(await scan(tree), [`x/third_party/${r} acme/gpu-only`]);
  });
  it('a policy in a folder below excludes below itself', async () => {
    const tree = { 'a/portolan.jsonc': '{ "exclude": ["old/**"] }', [`a/old/${r}`]: 'gpu-only', [`old/${r}`]: 'gpu-only' };
    assert.deepEqual(await scan(tree), [`old/${r} acme/gpu-only`]);
  });
  it('a broken file is told, and the rest of it counts', async () => {
    const { session } = await open({ 'portolan.jsonc': '{ "accept": ["openai"], "colour": 1', [r]: 'client' });
    const result = await session.scan();
    assert.deepEqual(findingsOf(result.files), []);
    assert.deepEqual(
      result.policies.map(({ path, problems }) => [path, problems.length > 0]),
      [['portolan.jsonc', true]],
    );
  });
  it('a file that cannot be read is told, and nothing of it counts', async () => {
    const { session } = await open({ 'portolan.jsonc': { fails: 'no permission' }, [r]: 'client' });
    const result = await session.scan();
    assert.deepEqual(findingsOf(result.files), [`${r} acme/client`]);
    assert.deepEqual(
      result.policies[0]?.problems.map(({ code }) => code),
      ['policy-syntax'],
    );
  });
  it('ignores by file are relative to the folder of the policy', async () => {
    const ignore = '{ "ignore": [{ "rule": "acme/gpu-only", "files": ["serving/**"], "reason": "needs it" }] }';
    assert.deepEqual(await scan({ 'a/portolan.jsonc': ignore, [`a/serving/${r}`]: 'gpu-only', [`a/${r}`]: 'gpu-only' }), [`a/${r} acme/gpu-only`]);
  });
});

describe('session: changes', () => {
  it('keeps a policy until told that it changed', async () => {
    const { session, files } = await open({ [r]: 'client' });
    assert.equal((await session.analyzeFile(r))?.findings[0]?.suppressed, null);
    files.entries.set('portolan.jsonc', '{ "accept": ["openai"] }');
    session.changed('portolan.jsonc');
    assert.equal((await session.analyzeFile(r))?.findings[0]?.suppressed?.by, 'accept');
  });
  it('sees a file appear, change and go', async () => {
    const { session, files } = await open({});
    assert.deepEqual((await session.scan()).files, []);
    files.entries.set(r, 'gpu-only');
    session.changed(r);
    assert.deepEqual(findingsOf((await session.scan()).files), [`${r} acme/gpu-only`]);
    files.entries.delete(r);
    session.changed();
    assert.deepEqual((await session.scan()).files, []);
  });
  it('keeps parsed files between scans', async () => {
    const { session } = await open({ [r]: 'gpu-only' });
    const [first] = (await session.scan()).files;
    const [second] = (await session.scan()).files;
    assert.equal(first?.manifest, second?.manifest);
  });
});
