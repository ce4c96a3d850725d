import assert from 'node:assert/strict';
import { packageLock } from '../../../src/formats/package-lock';
import { mark, unmark } from '../../support/marks';
import { checkLock, edgeLines, rowLines } from '../../support/npm-lock';

/** A lock of version 3 with these packages. */
function lock(packages: Record<string, object>): string {
  return JSON.stringify({ lockfileVersion: 3, packages }, null, 2);
}

function rows(text: string): string[] {
  const manifest = packageLock.parse(text);
  checkLock(text, manifest);
  return rowLines(manifest);
}

function edges(packages: Record<string, object>): string[] {
  return edgeLines(packageLock.parse(lock(packages)));
}

describe('package-lock.json', () => {
  it('is known by its name', () => {
    for (const path of ['package-lock.json', 'a/b/npm-shrinkwrap.json']) assert.ok(packageLock.matches(path));
    for (const path of ['package.json', 'my-package-lock.json', 'package-lock.json5']) assert.ok(!packageLock.matches(path));
  });

  it('marks entry, name and version', () => {
    const { text, spans } = unmark('{"packages": {"node_modules/a/node_modules/⟦@s/b⟧": {"version": "⟦1.0.0⟧"}, "x": {}}}');
    const [row] = packageLock.parse(text).dependencies;
    assert.ok(row?.specifier);
    assert.equal(mark(text, [row.nameSpan, row.specifier.span]), mark(text, spans));
    assert.equal(text.slice(row.span.start, row.span.end), '"node_modules/a/node_modules/@s/b": {"version": "1.0.0"}');
  });

  it('reads every copy of a package', () => {
    assert.deepEqual(rows(lock({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/b/node_modules/a': { version: '2.0.0' } })), [
      'a@1.0.0',
      'a@2.0.0',
    ]);
  });

  it('names the real package of an alias, and where its name stands', () => {
    const text = lock({ 'node_modules/sdk': { name: 'openai', version: '4.0.0' } });
    assert.deepEqual(rows(text), ['openai@4.0.0 (sdk)']);
    assert.match(text.slice(0, packageLock.parse(text).dependencies[0]?.nameSpan.start), /"name": "$/);
  });

  it('takes project and workspace folders as members, folders outside as paths, links as nothing', () => {
    const packages = {
      '': { name: 'app' },
      'packages/a': { version: '1.0.0' },
      'node_modules/a': { resolved: 'packages/a', link: true },
      '../lib': { name: 'lib' },
    };
    assert.deepEqual(rows(lock(packages)), ['app@ <workspace > member', '@ <workspace packages/a> member', 'lib@ <path ../lib>']);
  });

  it('reads groups and limits', () => {
    const packages = {
      'node_modules/a': { version: '1', dev: true },
      'node_modules/b': { version: '1', optional: true, os: ['linux', '!aix'], cpu: ['x64'], libc: ['musl'] },
      'node_modules/c': { version: '1', devOptional: true },
      'node_modules/d': { version: '1', peer: true },
      'node_modules/e': { version: '1', dev: false },
    };
    assert.deepEqual(rows(lock(packages)), ['a@1 [dev]', 'b@1 [optional] os=linux,!aix cpu=x64 libc=musl', 'c@1 [optional]', 'd@1 [peer]', 'e@1']);
  });

  it('tells registries from other places', () => {
    const at = (resolved: string): object => ({ version: '1.0.0', resolved });
    const text = lock({
      'node_modules/a': at('https://r.example/npm/a/-/a-1.0.0.tgz'),
      'node_modules/@s/b': at('https://r.example/npm/@s/b/-/b-1.0.0.tgz'),
      'node_modules/c': at('git+ssh://git@example.org/c.git#1'),
      'node_modules/d': at('file:d.tgz'),
      'node_modules/e': at('https://files.example.org/e.tgz'),
    });
    const sources = ['<vcs git+ssh://git@example.org/c.git#1>', '<path file:d.tgz>', '<url https://files.example.org/e.tgz>'];
    assert.deepEqual(rows(text), ['a@1.0.0', '@s/b@1.0.0', ...['c@', 'd@', 'e@'].map((name, n) => `${name} ${sources[n]}`)]);
    const registries = packageLock.parse(text).graph?.packages.map(({ registry }) => registry);
    assert.deepEqual(registries, ['https://r.example/npm/', 'https://r.example/npm/', undefined, undefined, undefined]);
  });
});

describe('the graph of package-lock.json', () => {
  it('finds the nearest copy upward', () => {
    const packages = {
      'node_modules/a': { version: '1', dependencies: { x: '*', y: '*' } },
      'node_modules/a/node_modules/b': { version: '1', dependencies: { x: '*', y: '*' } },
      'node_modules/a/node_modules/x': { version: '2' },
      'node_modules/x': { version: '1' },
      'node_modules/y': { version: '1' },
    };
    assert.deepEqual(edges(packages), ['a@1 → x@2, y@1', 'b@1 → x@2, y@1']);
  });

  it('leads from members, through links, and from their own folders', () => {
    const packages = {
      '': { dependencies: { a: '*' }, devDependencies: { x: '*' } },
      'node_modules/a': { resolved: 'packages/a', link: true },
      'node_modules/x': { version: '1' },
      'packages/a': { name: 'a', version: '0.1.0', dependencies: { x: '*', y: '*' } },
      'packages/a/node_modules/x': { version: '2' },
    };
    assert.deepEqual(edges(packages), ['@ → a@0.1.0, x@1/dev', 'a@0.1.0 → x@2, y?']);
  });

  it('tells optional edges and peers', () => {
    const packages = {
      'node_modules/a': {
        version: '1',
        optionalDependencies: { x: '*', y: '*' },
        peerDependencies: { p: '*', q: '*' },
        peerDependenciesMeta: { q: { optional: true } },
      },
      'node_modules/x': { version: '1' },
      'node_modules/p': { version: '1' },
    };
    assert.deepEqual(edges(packages), ['a@1 → x@1/optional, y?/optional, p@1/peer, q?/peer/optional']);
  });
});

describe('package-lock.json of version 1', () => {
  const text = JSON.stringify({
    lockfileVersion: 1,
    requires: true,
    dependencies: {
      a: { version: '1.0.0', requires: { x: '*', c: '*' }, dependencies: { x: { version: '2.0.0', requires: { c: '*' } } } },
      x: { version: '1.0.0', dev: true },
      c: { version: 'npm:real@3.0.0' },
      g: { version: 'git+https://example.org/g.git#1' },
    },
  });

  it('reads nested packages, aliases and addresses', () => {
    assert.deepEqual(rows(text), ['a@1.0.0', 'x@2.0.0', 'x@1.0.0 [dev]', 'real@3.0.0 (c)', 'g@ <vcs git+https://example.org/g.git#1>']);
  });

  it('resolves as it nests', () => {
    assert.deepEqual(edgeLines(packageLock.parse(text)), ['a@1.0.0 → x@2.0.0, real@3.0.0', 'x@2.0.0 → real@3.0.0']);
  });

  it('prefers packages where both are written, in any order', () => {
    const packages = { 'node_modules/a': { version: '2.0.0' } };
    const dependencies = { a: { version: '1.0.0' } };
    assert.deepEqual(rows(JSON.stringify({ packages, dependencies })), ['a@2.0.0']);
    assert.deepEqual(rows(JSON.stringify({ dependencies, packages })), ['a@2.0.0']);
  });
});

describe('broken package-lock.json', () => {
  const good = '"node_modules/a": {"version": "1.0.0"}';
  const cases: readonly [title: string, text: string, expected: readonly string[]][] = [
    ['conflict marks', `{"packages": {\n<<<<<<< HEAD\n${good}\n=======\n${good}\n>>>>>>> x\n}}`, ['a@1.0.0', 'a@1.0.0']],
    ['an open end', `{"packages": {${good}, "node_modules/b": {"version": "2`, ['a@1.0.0', 'b@2']],
    ['a missing comma', `{"packages": {${good} "node_modules/b": {}}}`, ['a@1.0.0', 'b@']],
    [
      'values of other kinds',
      '{"packages": {"node_modules/a": 1, "node_modules/b": {"version": {}, "os": "linux", "dependencies": []}}}',
      ['a@', 'b@ os='],
    ],
    ['no object', '[]', []],
    ['nothing', '', []],
  ];
  for (const [title, text, expected] of cases) it(`is read on past ${title}`, () => assert.deepEqual(rowLines(packageLock.parse(text)), expected));

  it('says where', () => {
    assert.deepEqual(
      packageLock.parse(`{"packages": {${good}`).problems.map(({ arguments: { mistake } }) => mistake),
      ['not-closed', 'not-closed'],
    );
  });

  it('does not run out of stack', () => {
    assert.ok(packageLock.parse('{"dependencies":{"a":'.repeat(20_000)).problems.length > 0);
  });
});
