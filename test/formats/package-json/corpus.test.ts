import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packageJson } from '../../../src/formats/package-json';
import type { Dependency } from '../../../src/model/manifest';
import { applyEdits } from '../../../src/text/edit';
import { needShared, readJsonLines, sharedFolder } from '../../support/shared';
import { slice } from '../../../src/text/span';

interface OracleFile {
  readonly file: string;
  readonly entries: readonly { readonly pointer: string; readonly value: unknown }[];
}

/** Fields that the oracle lists though they ask for no package. */
const noDependencies: Readonly<Record<string, string>> = {
  peerDependenciesMeta: 'flags of rows',
  bundledDependencies: 'names of rows',
  bundleDependencies: 'names of rows',
  workspaces: 'folders',
  packageManager: 'a tool',
  engines: 'tools',
  'pnpm/patchedDependencies': 'patch files',
  'pnpm/peerDependencyRules': 'silenced warnings',
};

function load(file: string): string {
  return readFileSync(path.join(sharedFolder, 'corpus', file), 'utf8').replace(/^\uFEFF/, '');
}

/** `key=value` of every entry that asks for a package; a pointer's last step is the key. */
function expectedRows(entries: OracleFile['entries']): string[] {
  return entries
    .filter(({ pointer }) => {
      const [, first = '', second = ''] = pointer.split('/');
      return !(first in noDependencies) && !(`${first}/${second}` in noDependencies);
    })
    .map(
      ({ pointer, value }) =>
        `${pointer
          .slice(pointer.lastIndexOf('/') + 1)
          .replaceAll('~1', '/')
          .replaceAll('~0', '~')}=${String(value)}`,
    )
    .sort();
}

/** The text after each kind of edit. */
function editions(text: string, row: Dependency): (string | undefined)[] {
  const { edits } = packageJson;
  const all = [edits?.rename(text, row, 'new-name'), edits?.setSpecifier(text, row, '^9.9.9'), edits?.remove(text, [row])];
  return all.map((edit) => (edit ? applyEdits(text, edit) : undefined));
}

/** Every `key=value` of a package.json outside of flags, sorted; it must be correct JSON. */
function flatten(text: string): string[] {
  const found: string[] = [];
  const visit = (value: unknown, key: string): void => {
    if (key === 'peerDependenciesMeta') return;
    if (typeof value === 'object' && value !== null) for (const [name, inner] of Object.entries(value)) visit(inner, name);
    else found.push(`${key}=${String(value)}`);
  };
  visit(JSON.parse(text), '');
  return found.sort();
}

function swapped(rows: readonly string[], from: string, to: string | undefined): string[] {
  const at = rows.indexOf(from);
  assert.ok(at >= 0);
  return [...rows.slice(0, at), ...rows.slice(at + 1), ...(to === undefined ? [] : [to])].sort();
}

describe('package.json of real projects', () => {
  let files: OracleFile[] = [];
  before(function () {
    needShared(this);
    files = readJsonLines<OracleFile>('corpus/oracle/package-json.jsonl');
  });

  it('gives every entry once, at its place, and nothing else', () => {
    let count = 0;
    for (const { file, entries } of files) {
      const text = load(file);
      const { dependencies, problems } = packageJson.parse(text);
      const rows = dependencies.map((row) => {
        const [[key, value] = ['', '']] = Object.entries(JSON.parse(`{${slice(text, row.span)}}`) as Record<string, string>);
        assert.equal(slice(text, row.nameSpan), row.name, file);
        assert.ok(
          value.startsWith('npm:') ? value.slice(4).startsWith(row.name) && row.alias !== undefined : key.includes(row.name),
          `${file}: ${key}`,
        );
        assert.equal(
          row.source === undefined ? (row.specifier?.raw ?? '') : row.source.url,
          value.startsWith('npm:') ? value.slice(5 + row.name.length) : value.trim(),
          file,
        );
        return `${key}=${value}`;
      });
      assert.deepEqual(rows.sort(), expectedRows(entries), file);
      assert.deepEqual(problems, [], file);
      count += rows.length;
    }
    assert.ok(count > 3900, `${count} rows`);
  });

  it('edits every row to exactly the wanted difference', function () {
    this.timeout(600_000);
    let refused = 0;
    for (const { file } of files) {
      const text = load(file);
      for (const row of packageJson.parse(text).dependencies) {
        const edited = editions(text, row);
        refused += edited.filter((result) => result === undefined).length;
        const [renamed, set, removed] = edited;
        const [[key, value] = ['', '']] = Object.entries(JSON.parse(`{${slice(text, row.span)}}`) as Record<string, string>);
        if (renamed)
          assert.deepEqual(
            flatten(renamed),
            swapped(
              flatten(text),
              `${key}=${value}`,
              `${row.alias ? key : key.replace(row.name, 'new-name')}=${row.alias ? value.replace(row.name, 'new-name') : value}`,
            ),
            file,
          );
        if (set)
          assert.deepEqual(
            flatten(set),
            swapped(
              flatten(text),
              `${key}=${value}`,
              `${key}=${row.alias && !row.specifier ? value : value.slice(0, value.length - (row.specifier?.raw ?? '').length)}^9.9.9`,
            ),
            file,
          );
        if (removed) assert.deepEqual(flatten(removed), swapped(flatten(text), `${key}=${value}`, undefined), file);
      }
    }
    assert.ok(refused < 400, `${refused} refused`);
  });

  it('reads every prefix of a file without a wrong name', function () {
    this.timeout(600_000);
    for (const { file } of files.filter((_, index) => index % 30 === 0)) {
      const text = load(file);
      const known = new Set(packageJson.parse(text).dependencies.map((row) => row.name));
      for (let end = 0; end < Math.min(text.length, 4000); end += 1) {
        const prefix = text.slice(0, end);
        const { dependencies } = packageJson.parse(prefix);
        for (const row of dependencies) {
          assert.equal(slice(prefix, row.nameSpan), row.name);
          const unfinishedAlias = row.alias !== undefined && row.span.end >= prefix.length;
          assert.ok(known.has(row.name) || unfinishedAlias, `${file}:${end}: ${row.name}`);
        }
      }
    }
  });
});
