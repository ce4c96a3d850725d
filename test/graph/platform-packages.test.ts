import assert from 'node:assert/strict';
import { environments } from '../../src/graph/environments';
import { judgeEnvironments } from '../../src/graph/installability';
import { lacksPlatformBuild } from '../../src/graph/platform-packages';
import { lock } from './locks';

/** Environments for which a package lacks its build, when its lock holds some of the optional packages that it names. */
function lacking(names: readonly string[], held: readonly string[]): readonly string[] {
  const requires = names.map((name) => ({ name, optional: true, ...(held.includes(name) ? { to: 1 } : {}) }));
  const locked = { row: 0, name: 'tool', version: '1.0', requires, files: [] };
  return environments.filter((one) => lacksPlatformBuild(locked, one)).map(({ id }) => id);
}

const esbuild = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64', 'sunos-x64'].map((part) => `@esbuild/${part}`);
const allOthers = ['linux-x86_64-glibc', 'linux-arm64-glibc', 'linux-x86_64-musl', 'linux-arm64-musl', 'windows-x86_64'];

describe('npm locks that were made on one platform only', () => {
  it('lack the builds for the others', () => {
    assert.deepEqual(lacking(esbuild, ['@esbuild/darwin-arm64']), allOthers);
    assert.deepEqual(lacking(esbuild, ['@esbuild/darwin-x64']), [...allOthers.slice(0, 4), 'macos-arm64', 'windows-x86_64']);
  });
  it('tell C libraries apart where the names do', () => {
    const names = ['lightningcss-linux-x64-gnu', 'lightningcss-linux-x64-musl'];
    assert.deepEqual(lacking(names, ['lightningcss-linux-x64-gnu']), ['linux-x86_64-musl']);
  });
  for (const [title, names, held] of [
    ['complete', esbuild, esbuild],
    ['without any of them (optional packages left out on purpose)', esbuild, []],
    ['one optional package for one system', ['fsevents'], ['fsevents']],
    ['builds of different things', ['@esbuild/linux-x64', 'sharp-darwin-arm64'], ['sharp-darwin-arm64']],
    ['no build for that platform is published', ['tool-darwin-arm64', 'tool-sunos-x64'], ['tool-darwin-arm64']],
  ] as const) {
    it(`not told: ${title}`, () => assert.deepEqual(lacking(names, held), []));
  }
  it('the lock says which packages', () => {
    const asks = esbuild.map((name) => ({ name, optional: true }));
    const graph = lock({ app: { member: true, asks: ['esbuild'] }, esbuild: { asks }, '@esbuild/darwin-arm64': { os: ['darwin'], cpu: ['arm64'] } });
    const found = judgeEnvironments(graph, 'npm').map(({ environment, lacking: names }) => `${environment.id} ${names.join()}`);
    assert.equal(found[0], 'linux-x86_64-glibc esbuild 1.0');
    assert.equal(found[4], 'macos-arm64 ');
  });
});
