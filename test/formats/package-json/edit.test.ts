import assert from 'node:assert/strict';
import { packageJson } from '../../../src/formats/package-json';
import type { FormatEdits } from '../../../src/formats/format';
import type { Dependency } from '../../../src/model/manifest';
import { applyEdits } from '../../../src/text/edit';
import type { TextEdit } from '../../../src/text/edit';

const edits = packageJson.edits as FormatEdits;

function brief({ name, specifier, alias, group, role }: Dependency): string {
  return `${name} ${specifier?.raw ?? ''} ${alias ?? ''} ${group.id} ${role}`;
}

/** Applies an edit to the rows of that name (or alias) and demands the text, its rows, and idempotence of the unchanged rest. */
function check(
  before: string,
  names: readonly string[],
  edit: (rows: Dependency[]) => readonly TextEdit[] | undefined,
  after: string | undefined,
): void {
  const { dependencies } = packageJson.parse(before);
  const rows = dependencies.filter((row) => names.includes(row.alias ?? row.name));
  assert.ok(rows.length > 0, 'the sample holds the row');
  const made = edit(rows);
  if (after === undefined) {
    assert.equal(made, undefined);
    return;
  }
  assert.ok(made, 'the edit can be written');
  const result = applyEdits(before, made);
  assert.equal(result, after);
  const parsed = packageJson.parse(after);
  assert.deepEqual(parsed.problems, []);
  if (!before.includes('//')) JSON.parse(after);
  const untouched = dependencies.filter((row) => !rows.includes(row)).map(brief);
  const left = parsed.dependencies.map(brief);
  assert.deepEqual(
    untouched.filter((row) => !left.includes(row)),
    [],
    'other rows stay',
  );
  assert.ok(left.length <= dependencies.length);
}

function renames(before: string, name: string, newName: string, after: string | undefined): void {
  it(`${before.replaceAll('\n', ' ')}: ${name} → ${newName}`, () => {
    check(before, [name], ([row]) => row && edits.rename(before, row, newName), after);
    if (after === undefined) return;
    const counts =
      packageJson.parse(after).dependencies.filter((row) => row.name === newName).length -
      packageJson.parse(before).dependencies.filter((row) => row.name === newName).length;
    assert.equal(counts, name === newName ? 0 : 1);
  });
}

function sets(before: string, specifier: string, after: string | undefined): void {
  it(`${before}: ${specifier || '(none)'}`, () => check(before, ['a'], ([row]) => row && edits.setSpecifier(before, row, specifier), after));
}

function removes(before: string, names: readonly string[], after: string | undefined): void {
  it(`${before.replaceAll('\n', ' ')} without ${names.join(', ')}`, () => {
    check(before, names, (rows) => edits.remove(before, rows), after);
    if (after !== undefined)
      assert.deepEqual(
        packageJson.parse(after).dependencies.filter((row) => names.includes(row.alias ?? row.name)),
        [],
      );
  });
}

describe('edits of package.json', () => {
  describe('rename', () => {
    renames('{"dependencies": {"a": "1", "z": "2"}}', 'a', 'b', '{"dependencies": {"b": "1", "z": "2"}}');
    renames('{"dependencies": {"a": "1"}}', 'a', '@s/b', '{"dependencies": {"@s/b": "1"}}');
    renames('{"dependencies": {"a": "1"}}', 'a', 'a', '{"dependencies": {"a": "1"}}');
    renames('{"dependencies": {"a": "npm:x@^1"}}', 'a', 'y', '{"dependencies": {"a": "npm:y@^1"}}');
    renames('{"dependencies": {"a": "npm:@s/x"}}', 'a', 'y', '{"dependencies": {"a": "npm:y"}}');
    renames('{"overrides": {"a@1": "2"}}', 'a', 'b', '{"overrides": {"b@1": "2"}}');
    renames('{"resolutions": {"**/a": "2"}}', 'a', 'b', '{"resolutions": {"**/b": "2"}}');
    renames('{"pnpm": {"overrides": {"x>a@1": "2"}}}', 'a', 'b', '{"pnpm": {"overrides": {"x>b@1": "2"}}}');
    renames(
      '{"peerDependencies": {"a": "1"}, "peerDependenciesMeta": {"a": {"optional": true}}}',
      'a',
      'b',
      '{"peerDependencies": {"b": "1"}, "peerDependenciesMeta": {"b": {"optional": true}}}',
    );
    renames('{"dependencies": {"a": "1"}, "bundleDependencies": ["a"]}', 'a', 'b', '{"dependencies": {"b": "1"}, "bundleDependencies": ["b"]}');
    renames('{"dependencies": {"a": "1"}, "devDependencies": {"b": "1"}}', 'a', 'b', '{"dependencies": {"b": "1"}, "devDependencies": {"b": "1"}}');
  });

  describe('rename refuses', () => {
    renames('{"dependencies": {"a": "1", "b": "2"}}', 'a', 'b', undefined);
    renames('{"overrides": {"a@1": "1", "b@1": "2"}}', 'a', 'b', undefined);
    renames('{"dependencies": {"\\u0061": "1"}}', 'a', 'b', undefined);
    renames('{"overrides": {"a": {".": "1"}}}', 'a', 'b', undefined);
    renames('{"dependencies": {"a": "1"}, "overrides": {"a": "$a"}}', 'a', 'b', undefined);
    renames('{"dependencies": {"a": "1" "c": "2"}}', 'a', 'b', undefined);
    renames('{"dependencies": {"a": "1"', 'a', 'b', undefined);
    renames('{"dependencies": {"a": "1"}}', 'a', 'no name', undefined);
    renames('{"dependencies": {"a": "1"}}', 'a', 'x": "y', undefined);
  });

  describe('set the specifier', () => {
    sets('{"dependencies": {"a": "^1.0.0"}}', '^2.0.0', '{"dependencies": {"a": "^2.0.0"}}');
    sets('{"dependencies": {"a": " ^1.0.0 "}}', '2', '{"dependencies": {"a": " 2 "}}');
    sets('{"dependencies": {"a": "^1.0.0"}}', '', '{"dependencies": {"a": "*"}}');
    sets('{"dependencies": {"a": ""}}', '2', '{"dependencies": {"a": "2"}}');
    sets('{"dependencies": {"a": "npm:x@^1"}}', '2', '{"dependencies": {"a": "npm:x@2"}}');
    sets('{"dependencies": {"a": "npm:@s/x"}}', '2', '{"dependencies": {"a": "npm:@s/x@2"}}');
    sets('{"dependencies": {"a": "npm:^1"}}', '2', '{"dependencies": {"a": "npm:2"}}');
    sets('{"overrides": {"a": {".": "1"}}}', '2', '{"overrides": {"a": {".": "2"}}}');
    sets('{"dependencies": {"a": "1"}}', '"', '{"dependencies": {"a": "\\""}}');
    sets('{"dependencies": {"a": "workspace:*"}}', '2', undefined);
    sets('{"dependencies": {"a": "github:x/y"}}', '2', undefined);
    sets('{"dependencies": {"a": "\\u005e1"}}', '2', undefined);
    sets('{"dependencies": {"a": "1\n}}', '2', undefined);
  });

  describe('remove', () => {
    removes('{"dependencies": {"a": "1", "b": "2", "c": "3"}}', ['a'], '{"dependencies": {"b": "2", "c": "3"}}');
    removes('{"dependencies": {"a": "1", "b": "2", "c": "3"}}', ['b'], '{"dependencies": {"a": "1", "c": "3"}}');
    removes('{"dependencies": {"a": "1", "b": "2", "c": "3"}}', ['b', 'c'], '{"dependencies": {"a": "1"}}');
    removes('{\n  "dependencies": {\n    "a": "1"\n  }\n}\n', ['a'], '{\n  "dependencies": {}\n}\n');
    removes('{\r\n  "dependencies": {\r\n    "a": "1",\r\n    "b": "2"\r\n  }\r\n}', ['b'], '{\r\n  "dependencies": {\r\n    "a": "1"\r\n  }\r\n}');
    removes(
      '{\n  "dependencies": {\n    "a": "1", // one\n    "b": "2" // two\n  }\n}',
      ['b'],
      '{\n  "dependencies": {\n    "a": "1" // one\n    // two\n  }\n}',
    );
    removes('{"dependencies": {"a": "1"}, "devDependencies": {"a": "1", "b": "2"}}', ['a'], '{"dependencies": {}, "devDependencies": {"b": "2"}}');
    removes('{"dependencies": {"a": "npm:x@1", "b": "2"}}', ['a'], '{"dependencies": {"b": "2"}}');
    removes('{"overrides": {"a": {".": "1", "b": "2"}}}', ['a'], '{"overrides": {"a": {"b": "2"}}}');
    removes('{"overrides": {"x": {"a": "1"}}}', ['a'], '{"overrides": {"x": {}}}');
    removes(
      '{"peerDependencies": {"a": "1", "b": "2"}, "peerDependenciesMeta": {"a": {"optional": true}}}',
      ['a'],
      '{"peerDependencies": {"b": "2"}, "peerDependenciesMeta": {}}',
    );
    removes(
      '{"dependencies": {"a": "1", "b": "2"}, "bundledDependencies": ["b", "a"]}',
      ['a'],
      '{"dependencies": {"b": "2"}, "bundledDependencies": ["b"]}',
    );
    removes('{"dependencies": {"a": "1", "a": "2", "b": "3"}}', ['a'], '{"dependencies": {"b": "3"}}');
    removes('{"dependencies": {"a": "1"}, "overrides": {"a": "$a"}}', ['a'], '{"dependencies": {}, "overrides": {}}');
    removes('{"dependencies": {"a": "1"}, "overrides": {"b": "$a"}}', ['a'], undefined);
    removes('{"dependencies": {"a": "1", "b": "2"', ['a'], undefined);
    removes('{"dependencies": {"a": "1",, "b": "2"}}', ['a'], undefined);
  });

  it('does not write extras or markers', () => {
    const text = '{"dependencies": {"a": "1"}}';
    const [row] = packageJson.parse(text).dependencies;
    assert.ok(row);
    assert.equal(edits.setExtras(text, row, ['x']), undefined);
    assert.equal(edits.addMarker, undefined);
  });

  it('is not hindered by a mistake elsewhere', () => {
    const text = '{"dependencies": {"a": "1"}, "scripts": {"x" "y"}}';
    const [row] = packageJson.parse(text).dependencies;
    assert.ok(row);
    assert.equal(applyEdits(text, edits.rename(text, row, 'b') ?? []), text.replace('"a"', '"b"'));
  });

  it('refuses a row of another text', () => {
    const [row] = packageJson.parse('{"dependencies": {"a": "1"}}').dependencies;
    assert.ok(row);
    assert.equal(edits.rename('{ "dependencies": {"a": "1"}}', row, 'b'), undefined);
    assert.equal(edits.remove('{"dependencies": {"b": "1"}}', [row]), undefined);
  });
});
