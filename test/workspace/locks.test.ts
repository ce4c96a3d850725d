import assert from 'node:assert/strict';
import { uvLock } from '../../src/formats/uv-lock';
import { LockIndex } from '../../src/graph/lock-index';
import { LockStates } from '../../src/graph/lock-states';
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
  it('counted: a first reading computes each part once, edits of the manifest none of them again', async () => {
    const bound = lock.replace('dependencies = [{ name = "portable" }]', 'dependencies = [{ name = "mystery" }]');
    const asking = `${bound}[[package]]\nname = "mystery"\nversion = "1.0"\nsource = { registry = "https://pypi.org/simple" }\n`;
    const whole = `${asking}dependencies = [{ name = "gpu-only" }]\n[[package]]\nname = "gpu-only"\nversion = "1.0"\n`;
    const text = manifest.replace('"portable"', '"mystery"');
    const files = new MemoryFiles({ 'pyproject.toml': text, 'uv.lock': whole });
    const session = (await smallEngine()).createSession(files, { targets: ['os-macos'] });
    const counts = { parse: 0, walk: 0, judge: 0 };
    const { parse } = uvLock;
    const walk = LockIndex.prototype.leadingTo;
    const follow = LockStates.prototype.follow;
    Object.assign(uvLock, { parse: (given: string) => (counts.parse++, parse(given)) });
    LockIndex.prototype.leadingTo = function (this: LockIndex, ...given) {
      counts.walk++;
      return walk.apply(this, given);
    };
    // Environments and weights are computed by following the graph forward.
    LockStates.prototype.follow = function (this: LockStates, ...given) {
      counts.judge++;
      follow.apply(this, given);
    };
    try {
      const first = await session.analyzeFile('pyproject.toml');
      assert.deepEqual(
        first?.findings.map(({ via }) => via),
        [['mystery', 'gpu-only']],
      );
      const before = { ...counts };
      assert.ok(before.parse === 1 && before.walk === 1 && before.judge >= 12, JSON.stringify(before));
      for (const edit of ['# one\n', '# two\n', '[project.optional-dependencies]\nmore = ["mystery"]\n']) {
        files.set('pyproject.toml', text + edit);
        session.changed('pyproject.toml');
        assert.equal((await session.analyzeFile('pyproject.toml'))?.findings.length, 1);
      }
      assert.deepEqual(counts, before);
    } finally {
      Object.assign(uvLock, { parse });
      LockIndex.prototype.leadingTo = walk;
      LockStates.prototype.follow = follow;
    }
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
  describe('of other tools', () => {
    const block = (header: string, version: string): string => `[[${header}]]\nname = "portable"\nversion = "${version}"\n`;
    const resolved = async (others: Record<string, string>, path = 'pyproject.toml', text = manifest): Promise<string | undefined> => {
      const result = await (await smallEngine()).createSession(new MemoryFiles({ [path]: text, ...others })).analyzeFile(path);
      assert.deepEqual(result?.problems, []);
      return result.rows[0]?.resolved;
    };

    it('finds pdm.lock and pylock.toml beside pyproject.toml', async () => {
      assert.equal(await resolved({ 'pdm.lock': block('package', '2.0') }), '2.0');
      assert.equal(await resolved({ 'pylock.toml': block('packages', '3.0') }), '3.0');
    });
    it('finds Pipfile.lock beside Pipfile', async () => {
      const text = '{"default": {"portable": {"version": "==4.0"}}}';
      assert.equal(await resolved({ 'Pipfile.lock': text }, 'Pipfile', '[packages]\nportable = "*"\n'), '4.0');
    });
    it('finds the lock of a script, which tells its findings itself where the script is gone', async () => {
      const script = '# /// script\n# dependencies = ["portable"]\n# ///\n';
      assert.equal(await resolved({ 'a/train.py.lock': lock.replace('"1.0"', '"6.0"') }, 'a/train.py', script), '6.0');
      assert.equal(await resolved({ 'a/uv.lock': lock }, 'a/train.py', script), undefined);
      const client = lock.replaceAll('"portable"', '"client"').replace('"1.0"', '"3.0"');
      const found = async (files: Record<string, string>): Promise<number | undefined> =>
        (await (await smallEngine()).createSession(new MemoryFiles({ 'train.py.lock': client, ...files })).analyzeFile('train.py.lock'))?.findings
          .length;
      assert.deepEqual([await found({}), await found({ 'train.py': script.replace('portable', 'client') })], [1, 0]);
    });
    it('finds a lock of Rye beside pyproject.toml', async () => {
      assert.equal(await resolved({ 'requirements.lock': '# generated by rye\n\nportable==5.0\n' }), '5.0');
      assert.equal(await resolved({ 'requirements.lock': 'portable==5.0\n' }), undefined);
    });
    it('a pylock.toml counts only without the lock of a tool, and only whole', async () => {
      assert.equal(await resolved({ 'uv.lock': lock, 'pylock.toml': block('packages', '3.0') }), '1.0');
      assert.equal(await resolved({ 'pylock.toml': block('packages', '3.0').replace('portable', 'other') }), undefined);
    });
  });
});

describe('locks of several tools', () => {
  const pixiLock = `version: 6
environments:
  default:
    channels:
    - url: https://conda.anaconda.org/conda-forge/
    packages:
      linux-64:
      - conda: https://conda.anaconda.org/conda-forge/linux-64/pytorch-2.5.1-cuda126_py312_0.conda
      - pypi: https://files.pythonhosted.org/packages/aa/portable-1.0-py3-none-any.whl
packages:
- conda: https://conda.anaconda.org/conda-forge/linux-64/pytorch-2.5.1-cuda126_py312_0.conda
  size: 1000
- pypi: https://files.pythonhosted.org/packages/aa/portable-1.0-py3-none-any.whl
  name: portable
  version: '1.0'
`;
  const condaLock = 'version: 1\npackage:\n- name: pytorch\n  version: 2.5.1\n  manager: conda\n  platform: linux-64\n';
  const bunLock = '{"workspaces": {"": {"dependencies": {"client": "^4"}}}, "packages": {"client": ["client@4.2.0", "", {}, "x"]}}';
  const denoLock =
    '{"version": "5", "specifiers": {"npm:client@^4": "4.2.0"}, "npm": {"client@4.2.0": {}}, "workspace": {"dependencies": ["npm:client@^4"]}}';

  /** `name resolved` of each row, and the codes of all problems. */
  async function resolved(files: Readonly<Record<string, string>>, path: string, targets: readonly string[] = []): Promise<string[]> {
    const settings = targets.length > 0 ? { 'portolan.jsonc': JSON.stringify({ targets }) } : {};
    const result = await (await smallEngine()).createSession(new MemoryFiles({ ...files, ...settings })).analyzeFile(path);
    const rows = result?.rows.map(({ key, resolved: version }) => `${key} ${version ?? '-'}`) ?? [];
    return [...rows, ...(result?.problems.map(({ code }) => code) ?? [])];
  }

  it('pixi.lock answers rows of conda and of PyPI', async () => {
    const files = { 'pixi.toml': '[dependencies]\npytorch = "*"\n[pypi-dependencies]\nportable = ">=1"\n', 'pixi.lock': pixiLock };
    assert.deepEqual(await resolved(files, 'pixi.toml'), ['conda:pytorch 2.5.1', 'pypi:portable 1.0']);
  });
  it('a package that only the other registry has is not told as missing', async () => {
    const files = { 'pixi.toml': '[pypi-dependencies]\nnumpy = "*"\nportable = "*"\n', 'pixi.lock': pixiLock };
    assert.deepEqual(await resolved(files, 'pixi.toml'), ['pypi:numpy -', 'pypi:portable 1.0']);
  });
  it('pixi.lock tells once where it cannot be installed', async () => {
    const files = { 'pixi.toml': '[dependencies]\npytorch = "*"\n', 'pixi.lock': pixiLock };
    assert.deepEqual(await resolved(files, 'pixi.toml', ['os-macos']), ['conda:pytorch 2.5.1', 'lock-one-platform']);
    assert.deepEqual(await resolved(files, 'pixi.toml', ['os-linux', 'cpu-x86_64']), ['conda:pytorch 2.5.1']);
  });
  it('pixi.lock belongs to a pyproject.toml that asks for packages of conda', async () => {
    const pyproject = '[project]\nname = "a"\ndependencies = ["portable"]\n';
    assert.deepEqual(await resolved({ 'pyproject.toml': pyproject, 'pixi.lock': pixiLock }, 'pyproject.toml'), ['pypi:portable -']);
    const withPixi = `${pyproject}[tool.pixi.dependencies]\npytorch = "*"\n`;
    assert.deepEqual(await resolved({ 'pyproject.toml': withPixi, 'pixi.lock': pixiLock }, 'pyproject.toml'), [
      'pypi:portable 1.0',
      'conda:pytorch 2.5.1',
    ]);
  });
  it('conda-lock.yml answers an environment file of which it holds everything, and no other', async () => {
    const files = {
      'environment.yml': 'dependencies: [pytorch]\n',
      'environment-dev.yml': 'dependencies: [pytorch, pytest]\n',
      'conda-lock.yml': condaLock,
    };
    assert.deepEqual(await resolved(files, 'environment.yml'), ['conda:pytorch 2.5.1']);
    assert.deepEqual(await resolved(files, 'environment-dev.yml'), ['conda:pytorch -', 'conda:pytest -']);
  });
  it('bun.lock and deno.lock answer package.json and deno.json', async () => {
    assert.deepEqual(await resolved({ 'package.json': '{"dependencies": {"client": "^4"}}', 'bun.lock': bunLock }, 'package.json'), [
      'npm:client 4.2.0',
    ]);
    assert.deepEqual(await resolved({ 'deno.json': '{"imports": {"client": "npm:client@^4"}}', 'deno.lock': denoLock }, 'deno.json'), [
      'npm:client 4.2.0',
    ]);
    assert.deepEqual(await resolved({ 'package.json': '{"dependencies": {"client": "^5"}}', 'bun.lock': bunLock }, 'package.json'), [
      'npm:client -',
      'lock-stale',
    ]);
  });
});
