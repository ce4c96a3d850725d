import assert from 'node:assert/strict';
import { yarnLock } from '../../../src/formats/yarn-lock';
import { mark, unmark } from '../../support/marks';
import { checkLock, edgeLines, rowLines } from '../../support/npm-lock';

function rows(text: string): string[] {
  const manifest = yarnLock.parse(text);
  checkLock(text, manifest);
  return rowLines(manifest);
}

function edges(text: string): string[] {
  return edgeLines(yarnLock.parse(text));
}

describe('yarn.lock of Yarn 1', () => {
  it('marks entry, name and version', () => {
    const { text, spans } = unmark('# yarn lockfile v1\n\n\n"⟦@s/a⟧@^1.0.0", "@s/a@~1":\n  version "⟦1.2.3⟧"\n\nb@*:\n  version "1.0.0"\n');
    const [row] = yarnLock.parse(text).dependencies;
    assert.ok(row?.specifier);
    assert.equal(mark(text, [row.nameSpan, row.specifier.span]), mark(text, spans));
    assert.equal(text.slice(row.span.start, row.span.end), '"@s/a@^1.0.0", "@s/a@~1":\n  version "1.2.3"');
  });

  const cases: readonly [title: string, text: string, expected: readonly string[]][] = [
    ['one row for many descriptors', 'a@^1, a@1.x, "a@1 || 2":\n  version "1.0.0"\n', ['a@1.0.0']],
    ['aliases', '"cjs@npm:real@^4.2.0":\n  version "4.2.3"\n', ['real@4.2.3 (cjs)']],
    ['aliases of scoped packages', '"z@npm:@s/real":\n  version "4.2.3"\n', ['@s/real@4.2.3 (z)']],
    ['ranges that look like aliases', '"a@npm:^1.0.0":\n  version "1.0.0"\n', ['a@1.0.0']],
    ['repositories', 'a@Owner/a#main:\n  version "1.0.0"\n  resolved "git+https://x.example/a.git#1"\n', ['a@ <vcs git+https://x.example/a.git#1>']],
    ['folders', '"a@file:../a":\n  version "1.0.0"\n', ['a@ <path file:../a>']],
    ['archives', '"a@https://x.example/a.tgz":\n  version "1.0.0"\n', ['a@ <url https://x.example/a.tgz>']],
    ['CRLF', 'a@^1:\r\n  version "1.0.0"\r\n', ['a@1.0.0']],
    ['an entry that is being typed', 'a@^1:\n  version "1.0', ['a@1.0']],
    ['an entry without a version', 'a@^1:\n', ['a@']],
  ];
  for (const [title, text, expected] of cases) it(`reads ${title}`, () => assert.deepEqual(rows(text), expected));

  it('finds by descriptor, then by name', () => {
    const text = [
      'a@^1:\n  version "1.0.0"\n  dependencies:\n    b "^2.0.0"\n    "@s/c" "~1"\n    d "9"\n    e "1"\n  optionalDependencies:\n    f "1"\n',
      'b@^1.0.0:\n  version "1.0.0"\n\nb@^2.0.0:\n  version "2.0.0"\n\n"@s/c@~1", "@s/c@^1":\n  version "1.1.0"\n',
      'd@8:\n  version "8.0.0"\n',
    ].join('\n');
    assert.deepEqual(edges(text), ['a@1.0.0 → b@2.0.0, @s/c@1.1.0, d@8.0.0, e?, f?/optional']);
  });

  it('does not guess between two versions', () => {
    assert.deepEqual(edges('a@1:\n  version "1"\n  dependencies:\n    b "3"\n\nb@1:\n  version "1"\n\nb@2:\n  version "2"\n'), ['a@1 → b?']);
  });

  it('tells the registry', () => {
    const text = 'a@1:\n  version "1.0.0"\n  resolved "https://r.example/npm/a/-/a-1.0.0.tgz#123"\n';
    assert.equal(yarnLock.parse(text).graph?.packages[0]?.registry, 'https://r.example/npm/');
  });

  it('says which lines it did not understand', () => {
    const { text, spans } = unmark('⟦<<<<<<< HEAD⟧\na@1:\n  version "1"\n⟦=======⟧\n⟦>>>>>>> other⟧\n');
    assert.deepEqual(
      yarnLock.parse(text).problems.map(({ span }) => span),
      spans,
    );
    assert.deepEqual(rows(text), ['a@1']);
  });
});

describe('yarn.lock of Yarn 2 and later', () => {
  const entry = (header: string, ...fields: readonly string[]): string => `${header}:\n${fields.map((field) => `  ${field}\n`).join('')}\n`;

  const cases: readonly [title: string, text: string, expected: readonly string[]][] = [
    ['no row for __metadata', entry('__metadata', 'version: 8'), []],
    ['all descriptors in one pair of quotes', entry('"a@npm:^1, a@npm:1.x"', 'version: 1.0.0', 'resolution: "a@npm:1.0.0"'), ['a@1.0.0']],
    ['aliases', entry('"sdk@npm:openai@^4"', 'version: 4.0.0', 'resolution: "openai@npm:4.0.0"'), ['openai@4.0.0 (sdk)']],
    [
      'members',
      entry('"app@workspace:^, app@workspace:packages/app"', 'version: 0.0.0-use.local', 'resolution: "app@workspace:packages/app"'),
      ['app@ <workspace packages/app> member'],
    ],
    [
      'repositories',
      entry('"a@o/a"', 'version: 1.0.0', 'resolution: "a@https://x.example/o/a.git#commit=1"'),
      ['a@ <vcs https://x.example/o/a.git#commit=1>'],
    ],
    [
      'patches as the package',
      entry('"a@patch:a@npm%3A^5#~builtin<compat/a>"', 'version: 5.0.2', 'resolution: "a@patch:a@npm%3A5.0.2#~builtin<compat/a>::version=5.0.2"'),
      ['a@5.0.2'],
    ],
    [
      'limits',
      entry('"a@npm:1"', 'version: 1.0.0', 'resolution: "a@npm:1.0.0"', 'conditions: (os=linux | os=darwin) & !cpu=ia32 & libc=musl'),
      ['a@1.0.0 os=linux,darwin cpu=!ia32 libc=musl'],
    ],
    ['keys too long for their line', '? "a@npm:^1, a@npm:1.x"\n:\n  version: 1.0.0\n', ['a@1.0.0']],
  ];
  for (const [title, text, expected] of cases) it(`reads ${title}`, () => assert.deepEqual(rows(text), expected));

  it('finds by descriptor, with and without the protocol, and knows what is optional', () => {
    const text =
      entry(
        '"app@workspace:."',
        'version: 0',
        'resolution: "app@workspace:."',
        'dependencies:',
        '  a: "npm:^1"',
        '  b: ^2',
        '  c: "npm:1"',
        'dependenciesMeta:',
        '  c:',
        '    optional: true',
      ) +
      entry('"a@npm:^1"', 'version: 1.0.0', 'peerDependencies:', '  p: "*"', '  q: "*"', 'peerDependenciesMeta:', '  q:', '    optional: true') +
      entry('"b@npm:^2"', 'version: 2.0.0');
    assert.deepEqual(edges(text), ['app@0 → a@1.0.0, b@2.0.0, c?/optional', 'a@1.0.0 → p?/peer, q?/peer/optional']);
  });

  it('takes either of two entries of one version', () => {
    const text =
      entry('"a@npm:1"', 'version: 1', 'dependencies:', '  t: ^5') +
      entry('"t@npm:5.0.2"', 'version: 5.0.2') +
      entry('"t@patch:t@npm%3A5.0.2#x"', 'version: 5.0.2');
    assert.deepEqual(edges(text), ['a@1 → t@5.0.2']);
  });
});
