import assert from 'node:assert/strict';
import { judge } from './support';

/** The text that one remedy's fix makes of a file, or undefined if it is not offered for the first finding. */
async function fixed(text: string, remedy: string, file?: string): Promise<string | undefined> {
  const judged = await judge(text, file === undefined ? {} : { file });
  const [finding] = judged.result.findings;
  return finding && judged.fixes(finding)[remedy]?.text;
}

describe('fixes', () => {
  it('drops the label and its index for all rows of the group', async () => {
    const text = '--extra-index-url https://wheels.acme.org/cu124\narray==2.6.0+cu124  # keep\narrayvision==0.21.0+cu124\nrequests\n';
    assert.equal(await fixed(text, 'drop-local'), 'array==2.6.0  # keep\narrayvision==0.21.0\nrequests\n');
  });
  it('keeps the index that another row needs', async () => {
    const text = '--extra-index-url https://wheels.acme.org/cu124\narray==2.6.0+cu124\nother==1.0+cu124\n';
    assert.equal(await fixed(text, 'drop-local'), undefined);
  });
  it('renames and keeps specifier, marker and comment', async () => {
    assert.equal(
      await fixed("search-gpu == 1.7.2 ; python_version > '3.9'  # why\r\n", 'cpu'),
      "search-cpu == 1.7.2 ; python_version > '3.9'  # why\r\n",
    );
  });
  it('drops an extra, in pyproject.toml too', async () => {
    assert.equal(await fixed('flow[and-cuda,x]==2\n', 'plain'), 'flow[x]==2\n');
    const text = '[project]\nname = "p"\ndependencies = [\n  "flow[and-cuda]==2", # tf\n]\n';
    assert.equal(await fixed(text, 'plain', 'pyproject.toml'), text.replace('[and-cuda]', ''));
  });
  it('removes folded rows together', async () => {
    assert.equal(await fixed('array==1.0\nacme-blas-cu12==1\nrequests\nacme-dnn-cu12==2\n', 'remove'), 'array==1.0\nrequests\n');
  });
  it('writes nothing where hashes would be wrong', async () => {
    assert.equal(await fixed(`search-gpu==1.7.2 --hash=sha256:${'0'.repeat(64)}\n`, 'cpu'), undefined);
  });
  it('offers a guard once', async () => {
    assert.equal(await fixed('gpu-only==1\n', 'linux'), "gpu-only==1; sys_platform == 'linux'\n");
    assert.equal(await fixed("gpu-only==1; sys_platform == 'linux'\n", 'linux'), undefined);
  });
  it('guards one of several rows', async () => {
    assert.equal(await fixed('gpu-only==1\ngpu-only==2\n', 'linux'), "gpu-only==1; sys_platform == 'linux'\ngpu-only==2\n");
  });
  it('calls a guard safe where the shut-out platforms cannot install the package, all else needs review', async () => {
    const guarded = await judge('gpu-only==1\n');
    const [finding] = guarded.result.findings;
    assert.ok(finding);
    assert.equal(guarded.fixes(finding)['linux']?.safety, 'safe');
    const labelled = await judge('array==1+cu118\n');
    const [build] = labelled.result.findings;
    assert.ok(build);
    assert.equal(labelled.fixes(build)['drop-local']?.safety, 'review');
  });
  it('leaves a package.json row alone whose remedy is for PyPI or by hand', async () => {
    const judged = await judge('{ "dependencies": { "client": "1" } }', { file: 'package.json' });
    const [finding] = judged.result.findings;
    assert.ok(finding);
    assert.deepEqual(Object.keys(judged.fixes(finding)), ['make-optional']);
  });
  it('ranks remedies by effort, those that unlock a named target first', async () => {
    const order = async (targets: string[]): Promise<string[]> =>
      ((await judge('gpu-only', { settings: { targets } })).result.findings[0]?.remedies ?? []).map(({ id }) => id);
    assert.deepEqual(await order([]), ['linux', 'rewrite']);
  });
  it('a title says what will be in the file', async () => {
    const judged = await judge('--extra-index-url https://wheels.acme.org/cu124\narray==2.6.0+cu124\n');
    const [finding] = judged.result.findings;
    assert.ok(finding);
    assert.equal(judged.fixes(finding)['drop-local']?.title, 'Drop "+cu124" and remove its wheel index');
  });
});

describe('fixes where targets are named', () => {
  it('a guard that takes the row away from the target is proven, though the finding is then not there any more', async () => {
    const judged = await judge('gpu-only==1\n', { settings: { targets: ['os-macos', 'apple-mps'] } });
    const [finding] = judged.result.findings;
    assert.ok(finding);
    assert.equal(judged.fixes(finding)['linux']?.text, "gpu-only==1; sys_platform == 'linux'\n");
  });
});
