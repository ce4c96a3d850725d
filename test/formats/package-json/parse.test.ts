import assert from 'node:assert/strict';
import { packageJson } from '../../../src/formats/package-json';
import type { Dependency } from '../../../src/model/manifest';
import { slice } from '../../../src/text/span';
import { mark, unmark } from '../../support/marks';

/** One row in short: `name specifier <source> (group role) =alias`. */
function brief({ name, specifier, source, group, role, alias }: Dependency): string {
  return [
    name,
    specifier ? ` ${specifier.raw}` : '',
    source ? ` <${source.kind}>` : '',
    group.id === 'main' ? '' : ` (${group.id}${group.kind === 'main' || group.kind === group.id ? '' : ` ${group.kind}`})`,
    role === 'requires' ? '' : ` ${role}`,
    alias ? ` =${alias}` : '',
  ].join('');
}

function reads(text: string, expected: readonly string[], problems: readonly string[] = []): void {
  it(text.slice(0, 90).replaceAll('\n', ' '), () => {
    const manifest = packageJson.parse(text);
    assert.deepEqual(manifest.dependencies.map(brief), expected);
    assert.deepEqual(
      manifest.problems.map((problem) => problem.code),
      problems,
    );
    for (const { name, nameSpan, specifier } of manifest.dependencies) {
      assert.equal(slice(text, nameSpan), name);
      if (specifier) assert.equal(slice(text, specifier.span), specifier.raw);
    }
  });
}

/** One dependency of the plain section. */
function value(written: string, expected: string): void {
  reads(`{"dependencies": {"pkg": ${JSON.stringify(written)}}}`, [expected]);
}

function draws(marked: string, spansOf: (row: Dependency) => readonly ({ start: number; end: number } | undefined)[]): void {
  it(marked.replaceAll('\n', ' '), () => {
    const { text } = unmark(marked);
    const spans = packageJson
      .parse(text)
      .dependencies.flatMap(spansOf)
      .filter((span) => span !== undefined);
    assert.equal(mark(text, spans), marked);
  });
}

describe('package.json', () => {
  it('is known by its name', () => {
    assert.deepEqual(
      ['package.json', 'a/b/package.json', 'Package.json', 'package.json5', 'my-package.json', 'package.json/x'].map(packageJson.matches),
      [true, true, false, false, false, false],
    );
  });

  describe('reads the sections', () => {
    reads('{"dependencies": {"openai": "^4.1.0"}}', ['openai ^4.1.0']);
    reads('{"devDependencies": {"openai": "^4.1.0"}}', ['openai ^4.1.0 (dev)']);
    reads('{"optionalDependencies": {"openai": "^4.1.0"}}', ['openai ^4.1.0 (optional)']);
    reads('{"peerDependencies": {"a": "1", "b": "2"}, "peerDependenciesMeta": {"b": {"optional": true}, "a": {"optional": false}}}', [
      'a 1 (peer)',
      'b 2 (peer-optional optional)',
    ]);
    reads('{"bundledDependencies": ["openai"], "bundleDependencies": ["openai"]}', []);
    reads('{"dependencies": {"a": "1"}, "dependencies": {"b": "2", "b": "3"}}', ['a 1', 'b 2', 'b 3']);
    reads('{"pnpm": {"packageExtensions": {"x@1": {"dependencies": {"a": "1"}, "peerDependencies": {"b": "1"}}}}}', [
      'a 1 (pnpm.packageExtensions) overrides',
    ]);
    reads('{"catalog": {"a": "1"}, "workspaces": {"packages": ["p/*"], "catalogs": {"x": {"b": "2"}}}}', [
      'a 1 (catalog) constrains',
      'b 2 (catalogs) constrains',
    ]);
  });

  describe('reads npm overrides', () => {
    const overrides = (written: string, expected: readonly string[]): void =>
      reads(
        `{"overrides": ${written}}`,
        expected.map((row) => row.replace('…', '(overrides) overrides')),
      );
    overrides('{"a": "1", "@s/b": "2"}', ['a 1 …', '@s/b 2 …']);
    overrides('{"a": {".": "1", "b": "2"}}', ['a 1 …', 'b 2 …']);
    overrides('{"a@^2": {"b": {"c@>=1 <2": "3"}}}', ['c 3 …']);
    overrides('{"@s/a@npm:@s/b@1": "1"}', ['@s/a 1 …']);
    overrides('{"a": "$a", "b": "npm:@s/c@^1"}', ['a $a …', '@s/c ^1 … =b']);
    overrides('{"a": {}}', []);
  });

  describe('reads resolutions and pnpm overrides', () => {
    const resolution = (key: string, name: string): void =>
      reads(`{"resolutions": {${JSON.stringify(key)}: "1"}}`, [`${name} 1 (resolutions) overrides`]);
    resolution('a', 'a');
    resolution('@s/a', '@s/a');
    resolution('**/a', 'a');
    resolution('**/@s/a', '@s/a');
    resolution('**/x/a', 'a');
    resolution('x/**/@s/a', '@s/a');
    resolution('@s/x/a', 'a');
    resolution('x@npm:1/a@npm:^2', 'a');
    resolution('x>a', 'a');
    const pnpm = (key: string, name: string): void =>
      reads(`{"pnpm": {"overrides": {${JSON.stringify(key)}: "1"}}}`, [`${name} 1 (pnpm.overrides) overrides`]);
    pnpm('a', 'a');
    pnpm('a@>2', 'a');
    pnpm('a@>=2 <3', 'a');
    pnpm('x@1>a', 'a');
    pnpm('x@>=1>@s/a@<2', '@s/a');
    reads('{"pnpm": {"overrides": {"a": "-", "b": "catalog:"}}}', ['b catalog: (pnpm.overrides) overrides']);
  });

  describe('reads values', () => {
    value('^1.2', 'pkg ^1.2');
    value(' >=1 <2 ', 'pkg >=1 <2');
    value('1 || 2', 'pkg 1 || 2');
    value('', 'pkg');
    value('*', 'pkg *');
    value('latest', 'pkg latest');
    value('catalog:', 'pkg catalog:');
    value('catalog:ai', 'pkg catalog:ai');
    value('npm:openai@4.1.0', 'openai 4.1.0 =pkg');
    value('npm:@ai-sdk/openai@^1', '@ai-sdk/openai ^1 =pkg');
    value('npm:@ai-sdk/openai', '@ai-sdk/openai =pkg');
    value('npm:openai', 'openai =pkg');
    value('npm:^1.0.0', 'pkg ^1.0.0');
    value('npm:', 'pkg');
    value('workspace:*', 'pkg <workspace>');
    value('workspace:other@*', 'pkg <workspace>');
    value('file:../x', 'pkg <path>');
    value('link:../x', 'pkg <path>');
    value('portal:../x', 'pkg <path>');
    value('./x', 'pkg <path>');
    value('../x', 'pkg <path>');
    value('~/x', 'pkg <path>');
    value('/x/y', 'pkg <path>');
    value('C:\\x', 'pkg <path>');
    value('git+https://host.example/a/b.git#v1', 'pkg <vcs>');
    value('git+ssh://git@host.example/a/b', 'pkg <vcs>');
    value('git@github.com:a/b.git', 'pkg <vcs>');
    value('git://host.example/a/b', 'pkg <vcs>');
    value('github:a/b', 'pkg <vcs>');
    value('a/b', 'pkg <vcs>');
    value('a/b#semver:^1', 'pkg <vcs>');
    value('https://github.com/a/b', 'pkg <vcs>');
    value('https://host.example/a/b.git', 'pkg <vcs>');
    value('https://host.example/x-1.0.0.tgz', 'pkg <url>');
    value('jsr:@std/fs@1', 'pkg <url>');
    value('patch:openai@npm%3A4.0.0#./x.patch', 'pkg patch:openai@npm%3A4.0.0#./x.patch');
  });

  describe('leaves out what is no dependency', () => {
    reads(
      '{"name": "openai", "scripts": {"openai": "openai run"}, "keywords": ["openai"], "engines": {"node": ">=18"}, "jest": {"dependencies": {"openai": "1"}}, "packageManager": "pnpm@9.0.0", "workspaces": ["openai"], "files": ["openai"], "pnpm": {"patchedDependencies": {"openai@4.0.0": "x.patch"}, "onlyBuiltDependencies": ["openai"]}}',
      [],
    );
    reads('{"dependencies": {"//": "why openai"}}', []);
    reads('{"dependenciesMeta": {"openai": {"injected": true}}, "config": {"overrides": {"openai": "1"}}}', []);
    reads('{"publishConfig": {"dependencies": {"openai": "1"}}, "exports": {"dependencies": {"openai": "1"}}}', []);
    reads('["dependencies", {"openai": "1"}]', []);
    reads('"dependencies"', []);
  });

  describe('tells what it cannot read', () => {
    reads('{"dependencies": ["openai"]}', [], ['unread-value']);
    reads('{"dependencies": {"openai": 4, "a": "1"}}', ['a 1'], ['unread-value']);
    reads(
      '{"dependencies": {"open ai": "4", "": "1", "@x": "1", "a/b": "1"}}',
      [],
      ['unread-requirement', 'unread-requirement', 'unread-requirement', 'unread-requirement'],
    );
    reads('{"dependencies": {"openai": "^4\n, "a": "1"}}', ['openai ^4', 'a 1'], ['syntax']);
    reads('{"dependencies": {"openai":\n "a": "1"}}', ['openai', 'a 1'], ['syntax', 'syntax']);
    reads('{"dependencies": {"open\n "a": "1"}}', ['a 1'], ['syntax', 'syntax', 'syntax']);
  });

  describe('knows the places', () => {
    draws('{"dependencies": {"⟦openai⟧": "^4", "⟦@ai-sdk/openai⟧": "1"}}', (row) => [row.nameSpan]);
    draws('{"dependencies": {"sdk": "npm:⟦openai⟧@^4"}, "overrides": {"⟦x⟧@1": "2"}, "resolutions": {"**/⟦y⟧": "1"}}', (row) => [row.nameSpan]);
    draws('{"overrides": {"⟦a⟧": {"b": {".": "1"}}}}'.replace('⟦a⟧', 'a').replace('"b"', '"⟦b⟧"'), (row) => [row.nameSpan]);
    draws('{"dependencies": {"a": "⟦^4⟧", "b": "npm:c@⟦1 || 2⟧", "c": " ⟦*⟧ "}}', (row) => [row.specifier?.span]);
    draws('{\r\n  "dependencies": {\r\n    ⟦"a"  :\t"^4"⟧,\r\n    ⟦"😀-a": "1"⟧\r\n  }\r\n}'.replace('😀-a', 'b'), (row) => [row.span]);
    draws('{"dependencies": {"a": "⟦github:x/y⟧"}}', (row) => [row.source?.span]);
    draws('{"description": "😀", "dependencies": {"⟦a⟧": "1"}}', (row) => [row.nameSpan]);
    draws('{"dependencies": {"⟦\\u006fpenai⟧": "1"}}', (row) => [row.nameSpan]);
  });

  it('gives comments, which Bun allows', () => {
    const { dependencies, comments, problems } = packageJson.parse('{\n  // models\n  "dependencies": {"openai": "1",},\n}');
    assert.deepEqual([dependencies.map(brief), comments.map((comment) => comment.text), problems], [['openai 1'], ['models'], []]);
  });
});
