import assert from 'node:assert/strict';
import { findingMessage, listToJson, problemMessage } from '../../src/engine';
import type { SessionSettings } from '../../src/workspace/policies';
import { smallEngine, smallRules } from '../support/small-catalog';
import { MemoryFiles } from '../support/engine';
import { judge, type Judged } from './support';

/** A package of a uv lock: its name, version and what it asks for, with more of its table. */
function locked(name: string, version: string, asks: readonly string[] = [], more = ''): string {
  const edges = asks.map((ask) => (ask.startsWith('{') ? ask : `{ name = "${ask}" }`)).join(', ');
  const source = more.includes('source =') ? '' : 'source = { registry = "https://pypi.org/simple" }\n';
  return `[[package]]\nname = "${name}"\nversion = "${version}"\n${source}${more}dependencies = [${edges}]\n`;
}

const lockHead = 'version = 1\nrequires-python = ">=3.12"\n';
const app = (...asks: readonly string[]): string => locked('app', '0.1', asks, 'source = { virtual = "." }\n');

function project(rows: readonly string[], lock: readonly string[], more = '', settings?: SessionSettings): Promise<Judged> {
  const text = `[project]\nname = "app"\ndependencies = [${rows.map((row) => `"${row}"`).join(', ')}]\n${more}`;
  return judge(text, { file: 'pyproject.toml', others: { 'uv.lock': lockHead + lock.join('') }, ...(settings ? { settings } : {}) });
}

const subjects = ({ result }: Judged): string[] => result.findings.map(({ subject, guarded }) => (guarded ? `${subject} guarded` : subject));
const problems = ({ result }: Judged): string[] => result.problems.map((problem) => problemMessage(problem));
const acmeIndex = 'source = { registry = "https://wheels.acme.org/cu124" }\n';

describe('a declared row with a lock', () => {
  it('is judged by the locked version, not by the newest that it admits', async () => {
    assert.deepEqual(subjects(await project(['kernels'], [app('kernels'), locked('kernels', '1.4')])), ['kernels']);
    assert.deepEqual(subjects(await project(['kernels<=3'], [app('kernels'), locked('kernels', '2.1')])), []);
  });
  it('is judged by the local label and the index of the lock', async () => {
    const judged = await project(['array'], [app('array'), locked('array', '2.0+cu124', [], acmeIndex)]);
    assert.deepEqual(subjects(judged), ['array 2.0+cu124']);
    assert.ok(judged.marked.includes('"⟦array⟧"'));
    assert.deepEqual(subjects(await project(['array'], [app('array'), locked('array', '2.0', [], acmeIndex)])), ['array']);
    assert.deepEqual(subjects(await project(['array'], [app('array'), locked('array', '2.0')])), []);
  });
  it('is guarded where only some platforms take the bound build', async () => {
    const lock = [app('array'), locked('array', '2.0'), locked('array', '2.0+cu124', [], acmeIndex)];
    assert.deepEqual(subjects(await project(['array'], lock)), ['array 2.0+cu124 guarded']);
  });
  it('ignores a version that the row does not admit, and tells it', async () => {
    const judged = await project(['kernels>=2'], [app('kernels'), locked('kernels', '1.4')]);
    assert.deepEqual(subjects(judged), []);
    assert.deepEqual(problems(judged), ['`uv.lock` holds `kernels` 1.4, which `>=2` does not admit: the lock is older than this row']);
  });
  it('is not judged where two locks differ', async () => {
    const poetry = '[[package]]\nname = "kernels"\nversion = "2.1"\nfiles = []\n';
    const text = '[project]\nname = "app"\ndependencies = ["kernels<2"]\n';
    const others = { 'uv.lock': lockHead + app('kernels') + locked('kernels', '1.4'), 'poetry.lock': poetry };
    assert.deepEqual(subjects(await judge(text, { file: 'pyproject.toml', others })), ['kernels']);
    const open = text.replace('<2', '');
    assert.deepEqual(subjects(await judge(open, { file: 'pyproject.toml', others })), []);
  });
  it('npm: of several versions the one that the project asks for counts; list tells it', async () => {
    const lock = {
      lockfileVersion: 3,
      packages: {
        '': { dependencies: { client: '^4.0.0', other: '1' } },
        'node_modules/client': { version: '4.1.0' },
        'node_modules/other': { version: '1.0.0', dependencies: { client: '^3.0.0' } },
        'node_modules/other/node_modules/client': { version: '3.2.0' },
      },
    };
    const files = { 'package.json': '{"dependencies":{"client":"^4.0.0","other":"1"}}', 'package-lock.json': JSON.stringify(lock) };
    const engine = await smallEngine();
    const result = await engine.createSession(new MemoryFiles(files)).scan();
    const report = engine.report(result, { targets: [], accept: [], fixes: () => [] });
    const { dependencies } = listToJson(report) as { dependencies: readonly { file: string; name: string; resolved: string | null }[] };
    const rows = dependencies.filter(({ file }) => file === 'package.json').map(({ name, resolved }) => `${name} ${resolved}`);
    assert.deepEqual(rows, ['client 4.1.0', 'other 1.0.0']);
    assert.deepEqual(
      result.files.flatMap((file) => file.problems),
      [],
    );
  });
});

describe('freshness of a lock', () => {
  it('a name that the lock lacks is told once', async () => {
    const judged = await project(['requests', 'client'], [app('requests'), locked('requests', '2.0')]);
    assert.deepEqual(problems(judged), ['`client` is not in `uv.lock`: the lock is older than this row']);
  });
  const silent: Readonly<Record<string, string>> = {
    'a group of which the lock holds nothing': '[dependency-groups]\ndocs = ["client", "flow"]\n',
    'what builds the project': '[build-system]\nrequires = ["client"]\n',
    'a path of the project': '[tool.uv.sources]\nclient = { path = "../client" }\n[project.optional-dependencies]\na = ["client"]\n',
    'an override': '[tool.uv]\noverride-dependencies = ["requests==2.0"]\n',
  };
  for (const [title, more] of Object.entries(silent)) {
    it(`not told: ${title}`, async () => {
      const rows = title === 'an override' ? ['requests>=3'] : ['requests'];
      assert.deepEqual(problems(await project(rows, [app('requests'), locked('requests', '2.0')], more)), []);
    });
  }
  it('not told: a row with a marker, the project itself', async () => {
    const rows = ['requests', "client; python_version < '3.8'", 'app'];
    assert.deepEqual(problems(await project(rows, [app('requests'), locked('requests', '2.0')])), []);
  });
});

describe('what a lock shows beyond names', () => {
  const wheel = (file: string, size: number): string =>
    `wheels = [{ url = "https://files.example.org/${file}", hash = "sha256:0", size = ${size} }]\n`;

  it('weighs what a package brings', async () => {
    const lock = [
      app('array', 'requests'),
      locked('array', '2.0+cu124', ['nvidia-cublas-cu12', 'nvidia-cudnn-cu12', 'requests'], acmeIndex + wheel('array-2.0-py3-none-any.whl', 100)),
      locked('nvidia-cublas-cu12', '12.4', [], wheel('nvidia_cublas_cu12-12.4-py3-none-manylinux2014_x86_64.whl', 400)),
      locked('nvidia-cudnn-cu12', '9.1', [], wheel('nvidia_cudnn_cu12-9.1-py3-none-manylinux2014_x86_64.whl', 600)),
      locked('requests', '2.0', [], wheel('requests-2.0-py3-none-any.whl', 50)),
    ];
    const { result } = await project(['array', 'requests'], lock);
    assert.deepEqual(result.findings[0]?.weight, {
      bytes: 1100,
      packages: 3,
      unsized: 0,
      own: 100,
      runtime: { target: 'nvidia-cuda', packages: 2, bytes: 1000 },
    });
  });
  it('an unknown package that brings a bound one has the finding, with the rows that reach it', async () => {
    const lock = [app('mystery', 'other', 'portable'), locked('mystery', '1.0', ['middle']), locked('other', '1.0', ['middle'])];
    const rest = [locked('middle', '1.0', ['gpu-only']), locked('portable', '1.0', ['gpu-only']), locked('gpu-only', '1.0')];
    const { result } = await project(['portable', 'mystery', 'other'], [...lock, ...rest]);
    const [finding, ...others] = result.findings;
    assert.deepEqual(others, []);
    assert.deepEqual(finding?.via, ['mystery', 'middle', 'gpu-only']);
    assert.equal(finding?.guarded, false);
    assert.deepEqual(
      finding?.locations.map(({ role, file }) => `${role} ${file}`),
      ['row pyproject.toml', 'lock uv.lock'],
    );
  });
  it('through portable packages alone nothing is told; through markers alone it is guarded', async () => {
    const gpu = locked('gpu-only', '1.0');
    assert.deepEqual(subjects(await project(['portable'], [app('portable'), locked('portable', '1.0', ['gpu-only']), gpu])), []);
    const guarded = `{ name = "gpu-only", marker = "sys_platform == 'linux'" }`;
    const judged = await project(['mystery'], [app('mystery'), locked('mystery', '1.0', [guarded]), gpu]);
    assert.deepEqual(subjects(judged), ['gpu-only guarded']);
    const both = [app('mystery'), locked('mystery', '1.0', [guarded, 'middle']), locked('middle', '1.0', ['gpu-only']), gpu];
    assert.deepEqual(subjects(await project(['mystery'], both)), ['gpu-only']);
  });
  it('counts the ways of findings and of declared bound rows, and says what guards them', async () => {
    const lock = [app('mystery', 'other', 'gpu-only'), locked('mystery', '1.0', ['middle', 'gpu-only']), locked('other', '1.0', ['middle'])];
    const rest = [locked('middle', '1.0', ['gpu-only']), locked('gpu-only', '1.0')];
    const open = await project(['mystery', 'other'], [...lock, ...rest]);
    assert.deepEqual(
      open.result.findings.map(({ paths }) => paths),
      [{ count: 3, more: false, guarded: false }],
    );
    const declared = await project(['mystery', 'gpu-only'], [...lock, ...rest]);
    assert.deepEqual(
      declared.result.findings.map(({ via, paths }) => [via.length, paths]),
      [[0, { count: 3, more: false, guarded: false }]],
    );
    const extra = '[project.optional-dependencies]\nfast = ["mystery"]\n';
    const guarded = await project(['requests'], [...lock, ...rest, locked('requests', '2.0')], extra);
    assert.deepEqual(
      guarded.result.findings.map(({ guarded: is, paths }) => [is, paths]),
      [[true, { count: 2, more: false, guarded: true }]],
    );
  });
  it('a guarded row does not hide an open one', async () => {
    const lock = [app('mystery', 'other'), locked('mystery', '1.0', ['gpu-only']), locked('other', '1.0', ['mystery']), locked('gpu-only', '1.0')];
    const judged = await project(["mystery; sys_platform == 'linux'", 'other'], lock);
    assert.deepEqual(subjects(judged), ['gpu-only guarded']);
    const apart = await project(["first; sys_platform == 'linux'", 'other'], [...lock, locked('first', '1.0', ['gpu-only'])]);
    assert.deepEqual(subjects(apart), ['gpu-only']);
  });
  it('follows an extra only from the row that asks for it', async () => {
    const serve = `${locked('serve', '1.0')}[package.optional-dependencies]\ngpu = [{ name = "gpu-only" }]\n`;
    const lock = [app('serve'), serve, locked('gpu-only', '1.0')];
    assert.deepEqual(subjects(await project(['serve'], lock)), []);
    const judged = await project(['serve[gpu]'], lock);
    assert.deepEqual(subjects(judged), ['gpu-only']);
    assert.equal(judged.result.findings[0]?.paths?.count, 1);
  });
  it('names the unknown package that requires a runtime library on every path', async () => {
    const rules = [...smallRules, { ...smallRules[3], id: 'acme/cuda', names: { pypi: ['nvidia-cublas-cu12'] }, family: false, pulledInBy: [] }];
    const engine = await smallEngine(rules);
    const lock = lockHead + app('mystery') + locked('mystery', '1.0', ['nvidia-cublas-cu12']) + locked('nvidia-cublas-cu12', '12.4');
    const files = { 'pyproject.toml': '[project]\nname = "app"\ndependencies = ["mystery"]\n', 'uv.lock': lock };
    const session = engine.createSession(new MemoryFiles(files));
    const result = await session.scan(['pyproject.toml']);
    const [finding] = result.files.flatMap(({ findings }) => findings);
    assert.ok(finding);
    assert.match(findingMessage(finding), /^Unknown package `mystery` requires `nvidia-cublas-cu12` on every path, which is a CUDA library\./);
    const [told] = engine.lockSummaries(result, (file) => session.lockKnowledge(file));
    assert.deepEqual(told?.demands, [{ package: 'mystery', target: 'nvidia-cuda', path: ['mystery', 'nvidia-cublas-cu12'] }]);
    const report = engine.report(result, { targets: [], accept: [], fixes: () => [] });
    assert.equal(report.places.place('uv.lock', finding.locations[0]?.span ?? { start: 0, end: 0 }).line, 14, 'the lock is not among the files');
  });
  it('lists all that binds in a lock, also what only portable packages bring', async () => {
    const lock = lockHead + app('portable') + locked('portable', '1.0', ['gpu-only']) + locked('gpu-only', '1.0');
    const files = { 'pyproject.toml': '[project]\nname = "app"\ndependencies = ["portable"]\n', 'uv.lock': lock };
    const engine = await smallEngine();
    const session = engine.createSession(new MemoryFiles(files));
    const result = await session.scan();
    const [told] = engine.lockSummaries(result, (file) => session.lockKnowledge(file));
    assert.deepEqual(
      told?.bound.map(({ package: name, path, paths }) => ({ name, path, paths })),
      [{ name: 'gpu-only', path: ['portable', 'gpu-only'], paths: { count: 1, more: false, guarded: false } }],
    );
  });
  it('for the table what members of the lock ask for is declared; an extra of theirs is a guard', async () => {
    const extras = '[package.optional-dependencies]\nfast = [{ name = "gpu-only" }]\n';
    const lock = lockHead + app('requests') + extras + locked('requests', '2.0') + locked('gpu-only', '1.0');
    const files = {
      'pyproject.toml': '[project]\nname = "app"\ndynamic = ["dependencies"]\n[dependency-groups]\na = ["requests"]\n',
      'uv.lock': lock,
    };
    const engine = await smallEngine();
    const session = engine.createSession(new MemoryFiles(files));
    const [told] = engine.lockSummaries(await session.scan(), (file) => session.lockKnowledge(file));
    assert.deepEqual(
      told?.bound.map(({ path, paths }) => ({ path, paths })),
      [{ path: ['gpu-only'], paths: { count: 1, more: false, guarded: true } }],
    );
  });
  it('a fix says what it leaves behind', async () => {
    const size = (name: string, bytes: number): string => wheel(`${name}-1.0-py3-none-any.whl`, bytes);
    const lock = [
      app('search-gpu'),
      locked('search-gpu', '1.0', ['nvidia-cublas-cu12'], size('search_gpu', 3e6)),
      locked('nvidia-cublas-cu12', '12.4', [], size('nvidia_cublas_cu12', 4e8)),
    ];
    const judged = await project(['search-gpu'], lock);
    const [finding] = judged.result.findings;
    assert.ok(finding);
    assert.equal(judged.fixes(finding)['cpu']?.title, 'Replace search-gpu with search-cpu, without its 3 MB');
    const shared = await project(['search-gpu', 'mystery'], [...lock, locked('mystery', '1.0', ['search-gpu'])]);
    const [other] = shared.result.findings;
    assert.ok(other);
    assert.deepEqual(shared.fixes(other), {}, 'another row brings it still');
  });
  it('a named platform on which the lock cannot be installed is told; without a target nothing is', async () => {
    const lock = [app('requests'), locked('requests', '2.0', [], wheel('requests-2.0-cp312-cp312-manylinux2014_x86_64.whl', 1))];
    assert.deepEqual(problems(await project(['requests'], lock)), []);
    assert.deepEqual(problems(await project(['requests'], lock, '', { targets: ['amd-rocm'] })), []);
    assert.deepEqual(problems(await project(['requests'], lock, '', { targets: ['os-linux', 'cpu-arm64'] })), [
      '`uv.lock` cannot be installed in full on Linux arm64: 1 package with no wheel and no source that fit (requests 2.0)',
    ]);
  });
});

describe('a lock without a manifest', () => {
  const lock = lockHead + locked('portable', '1.0', ['gpu-only']) + locked('gpu-only', '1.0') + locked('client', '3.0');

  it('has the findings itself, but for what only a portable package brings', async () => {
    const judged = await judge(lock, { file: 'uv.lock' });
    assert.deepEqual(subjects(judged), ['client 3.0']);
    assert.equal(judged.result.findings[0]?.origin, 'locked');
    assert.ok(judged.marked.includes('"⟦client⟧"'));
  });
  it('that does not say who asks for whom tells nothing beside a portable package', async () => {
    const block = (name: string): string => `[[packages]]\nname = "${name}"\nversion = "3.0"\n`;
    const text = `lock-version = "1.0"\n${block('client')}`;
    assert.deepEqual(subjects(await judge(text, { file: 'pylock.gpu.toml' })), ['client 3.0']);
    assert.deepEqual(subjects(await judge(text + block('portable'), { file: 'pylock.toml' })), []);
  });
  it('has none where the manifest is there', async () => {
    const others = { 'pyproject.toml': '[project]\nname = "app"\ndependencies = ["client"]\n' };
    assert.deepEqual(subjects(await judge(lock, { file: 'uv.lock', others })), []);
  });
  it('has what no row of the manifest leads to any more', async () => {
    const both = lockHead + app('requests', 'client') + locked('requests', '2.0') + locked('client', '3.0');
    const beside = (rows: string): Record<string, string> => ({ 'pyproject.toml': `[project]\nname = "app"\ndependencies = [${rows}]\n` });
    const judged = await judge(both, { file: 'uv.lock', others: beside('"requests"') });
    const [finding] = judged.result.findings;
    assert.deepEqual(subjects(judged), ['client 3.0']);
    assert.deepEqual(finding?.paths, { count: 0, more: false, guarded: false });
    assert.match(findingMessage(finding), /^`client 3.0`, which no declared dependency asks for any more, talks to OpenAI/);
    assert.deepEqual(subjects(await judge(both, { file: 'uv.lock', others: beside('"requests", "client"') })), []);
    assert.deepEqual(subjects(await judge(both, { file: 'uv.lock', others: beside('') })), [], 'nothing that can be read is declared');
    const member = both.replace('virtual = "."', 'editable = "packages/app"');
    assert.deepEqual(subjects(await judge(member, { file: 'uv.lock', others: beside('"requests"') })), [], 'another member declares it');
  });
  it('takes a package from a folder of the disk for the project itself', async () => {
    const text = '"client@file:../..":\n  version "3.0.0"\n\n"other@^1.0.0":\n  version "1.0.0"\n';
    assert.deepEqual(subjects(await judge(`# yarn lockfile v1\n\n${text}`, { file: 'yarn.lock' })), []);
    const published = text.replace('client@file:../..', 'client@^3.0.0');
    assert.deepEqual(subjects(await judge(`# yarn lockfile v1\n\n${published}`, { file: 'yarn.lock' })), ['client 3.0.0']);
  });
});
