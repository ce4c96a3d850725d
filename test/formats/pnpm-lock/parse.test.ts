import assert from 'node:assert/strict';
import { pnpmLock } from '../../../src/formats/pnpm-lock';
import { mark, unmark } from '../../support/marks';
import { checkLock, edgeLines, rowLines } from '../../support/npm-lock';

function rows(text: string): string[] {
  const manifest = pnpmLock.parse(text);
  checkLock(text, manifest);
  return rowLines(manifest);
}

function edges(text: string): string[] {
  return edgeLines(pnpmLock.parse(text));
}

/** Lines of a section, each entry with its own lines below it. */
function section(name: string, ...lines: readonly string[]): string {
  return `${name}:\n\n${lines.map((line) => `  ${line}\n`).join('')}\n`;
}

describe('the keys of pnpm-lock.yaml', () => {
  const cases: readonly [key: string, expected: string][] = [
    ['a@1.0.0', 'a@1.0.0'],
    ["'@s/a@1.0.0'", '@s/a@1.0.0'],
    ['/a@1.0.0', 'a@1.0.0'],
    ['/@s/a@1.0.0(react@18.0.0)(@t/b@2.0.0)', '@s/a@1.0.0'],
    ['/a/1.0.0', 'a@1.0.0'],
    ['/@s/a/1.0.0-beta.1', '@s/a@1.0.0-beta.1'],
    ['/a/1.0.0_react@18.0.0', 'a@1.0.0'],
    ['/a/1.0.0_3qtyhbhw2m', 'a@1.0.0'],
    ['registry.example.org/@s/a/1.0.0', '@s/a@1.0.0'],
    ['a@https://x.example/a.tgz', 'a@ <url https://x.example/a.tgz>'],
    ['a@file:../a', 'a@ <path file:../a>'],
    ['a@git+https://x.example/a.git#1', 'a@ <vcs git+https://x.example/a.git#1>'],
    ['git.example.org/owner/a/f43f6a1c', '@ <vcs git.example.org/owner/a/f43f6a1c>'],
    ['file:../a', '@ <path file:../a>'],
  ];
  for (const [key, expected] of cases)
    it(`tell name and version: ${key}`, () => assert.deepEqual(rows(section('packages', `${key}:`, '  dev: false')), [expected]));
});

describe('pnpm-lock.yaml', () => {
  it('marks entry, name and version', () => {
    const { text, spans } = unmark("packages:\n\n  '⟦@s/a⟧@⟦1.0.0⟧(b@2.0.0)':\n    dev: true\n    os: [linux]\n\n  b@2.0.0: {}\n");
    const [row] = pnpmLock.parse(text).dependencies;
    assert.ok(row?.specifier);
    assert.equal(mark(text, [row.nameSpan, row.specifier.span]), mark(text, spans));
    assert.equal(text.slice(row.span.start, row.span.end), "'@s/a@1.0.0(b@2.0.0)':\n    dev: true\n    os: [linux]");
  });

  it('takes name and version from the entry where the key has none', () => {
    const text = section('packages', 'git.example.org/o/a/f43f:', '  name: a', '  version: 4.0.0');
    assert.deepEqual(rows(text), ['a@ <vcs git.example.org/o/a/f43f>']);
    assert.equal(pnpmLock.parse(text).graph?.packages[0]?.version, '4.0.0');
  });

  it('reads groups and limits, in one line and in several', () => {
    const text = section(
      'packages',
      '/a@1:',
      '  dev: true',
      '  os: [linux, "!aix"]',
      '/b@1:',
      '  optional: true',
      '  cpu:',
      '    - x64',
      '    - arm64',
      '  libc:',
      '    [',
      '      glibc,',
      '    ]',
      '/c@1:',
      '  dev: false',
    );
    assert.deepEqual(rows(text), ['a@1 [dev] os=linux,!aix', 'b@1 [optional] cpu=x64,arm64 libc=glibc', 'c@1']);
  });

  it('steps over what it does not need', () => {
    const text = section(
      'packages',
      'a@1:',
      '  deprecated: |-',
      '    os: [linux]',
      '',
      '    cpu: [x64]',
      '  resolution:',
      '    {',
      '      integrity: sha512-x==,',
      '    }',
      '  engines: {node: ">=1"}',
      'b@1:',
      '  hasBin: true',
    );
    assert.deepEqual(rows(text), ['a@1', 'b@1']);
    assert.deepEqual(pnpmLock.parse(text).problems, []);
  });

  it('reads the last of several documents', () => {
    assert.deepEqual(rows(`---\n${section('packages', 'a@1: {}')}---\n${section('packages', 'b@1: {}')}`), ['b@1']);
  });

  it('takes importers as members, and the one project too', () => {
    assert.deepEqual(rows(section('importers', '.: {}', 'packages/a:', '  dependencies:', '    x:', '      specifier: ^1', '      version: 1.0.0')), [
      '@ <workspace .> member',
      '@ <workspace packages/a> member',
    ]);
    const text = `${section('dependencies', 'x: 1.0.0')}${section('devDependencies', 'y: 1.0.0')}${section('packages', '/x/1.0.0: {}', '/y/1.0.0: {}')}`;
    const { dependencies } = pnpmLock.parse(text);
    assert.deepEqual(
      dependencies.map(({ name }) => name),
      ['', 'x', 'y'],
    );
    assert.deepEqual(edges(text), ['.@ → x@1.0.0, y@1.0.0/dev']);
  });

  it('says which lines it did not understand', () => {
    const { text, spans } = unmark(`packages:\n\n⟦<<<<<<< HEAD⟧\n  a@1:\n    dev: true\n⟦=======⟧\n⟦>>>>>>> other⟧\n`);
    assert.deepEqual(
      pnpmLock.parse(text).problems.map(({ span }) => span),
      spans,
    );
  });

  for (const [title, text, expected] of [
    ['an unfinished key', 'packages:\n\n  a@1: {}\n\n  b@', ['a@1']],
    ['an unfinished quote', "packages:\n\n  'a@1\n", []],
    ['an unfinished list', 'packages:\n\n  a@1:\n    cpu: [x64\n\n  b@1: {}\n', ['a@1 cpu=x64', 'b@1']],
    ['CRLF', 'packages:\r\n\r\n  a@1:\r\n    dev: true\r\n', ['a@1 [dev]']],
  ] as const) {
    it(`reads ${title}`, () => assert.deepEqual(rows(text), expected));
  }
});

describe('the graph of pnpm-lock.yaml', () => {
  it('follows versions with peers, aliases and links (lockfile 6)', () => {
    const text =
      section(
        'importers',
        'packages/a:',
        '  dependencies:',
        "    '@s/b':",
        '      specifier: workspace:*',
        '      version: link:../b',
        '    sdk:',
        '      specifier: npm:real@1',
        '      version: /real@1.0.0(z@3.0.0)',
        '  optionalDependencies:',
        '    z:',
        '      specifier: ^3',
        '      version: 3.0.0',
        'packages/b: {}',
      ) + section('packages', '/real@1.0.0(z@3.0.0):', '  dependencies:', '    z: 3.0.0', '    cjs: /z@3.0.0', '/z@3.0.0: {}');
    assert.deepEqual(edges(text), ['packages/a@ → packages/b@, real@1.0.0, z@3.0.0/optional', 'real@1.0.0 → z@3.0.0, z@3.0.0']);
  });

  it('follows lockfile 5', () => {
    const text = section(
      'packages',
      '/a/1.0.0_b@2.0.0:',
      '  dependencies:',
      '    b: 2.0.0',
      '    c: /d/1.0.0',
      '    e: git.example.org/o/e/f43f',
      '/b/2.0.0: {}',
      '/d/1.0.0: {}',
      'git.example.org/o/e/f43f:',
      '  name: e',
      '  version: 1.0.0',
    );
    assert.deepEqual(edges(text), ['a@1.0.0 → b@2.0.0, d@1.0.0, e@1.0.0']);
  });

  it('has a node for each set of peers (lockfile 9)', () => {
    const text =
      section('packages', 'a@1.0.0:', '  peerDependencies:', '    p: "*"', 'p@1.0.0: {}', 'p@2.0.0: {}') +
      section(
        'snapshots',
        'a@1.0.0(p@1.0.0):',
        '  dependencies:',
        '    p: 1.0.0',
        '? a@1.0.0(p@2.0.0)',
        ': dependencies:',
        '    p: 2.0.0',
        '  optional: true',
        'p@1.0.0: {}',
        'p@2.0.0:',
        '  optional: true',
      );
    const { graph } = pnpmLock.parse(text);
    assert.deepEqual(
      graph?.packages.map(({ row }) => row),
      [0, 0, 1, 2],
    );
    assert.deepEqual(edges(text), ['a@1.0.0 → p@1.0.0', 'a@1.0.0 → p@2.0.0']);
    assert.deepEqual(rows(text), ['a@1.0.0', 'p@1.0.0', 'p@2.0.0 [optional]']);
  });
});
