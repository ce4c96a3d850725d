import assert from 'node:assert/strict';
import { parse } from 'smol-toml';
import { pyproject } from '../../../src/formats/pyproject';
import type { Artifact, Dependency, Manifest } from '../../../src/model/manifest';
import { type TextEdit, applyEdits } from '../../../src/text/edit';
import { slice } from '../../../src/text/span';

/** One row in one line: `group/kind role name[extras] specifier ; marker @ source → indexes`, absent parts left out. */
export function rowText(row: Dependency): string {
  const { group, role, name, extras, specifier, marker, source, indexes } = row;
  const conditions = (index: (typeof indexes)[number]): string =>
    ['marker', 'extra', 'group'].flatMap((key) => (key in index ? [` if ${key} ${index[key as 'marker']}`] : [])).join('');
  return [
    group.id === group.kind ? group.id : `${group.id}/${group.kind}`,
    ...(role === 'requires' ? [] : [role]),
    name + (extras.length > 0 ? `[${extras.map((extra) => extra.name).join(',')}]` : ''),
    ...(specifier ? [specifier.dialect === 'pep440' ? specifier.raw : `${specifier.dialect} ${specifier.raw}`] : []),
    ...(marker ? [`; ${marker.raw}`] : []),
    ...(source ? [`@ ${source.kind} ${source.url}`] : []),
    ...indexes.map((index) => `→ ${index.index}${conditions(index)}`),
  ].join(' ');
}

export function indexText({ name, value, explicit }: Artifact): string {
  return [...(name === undefined ? [] : [name]), value, ...(explicit ? ['explicit'] : [])].join(' ');
}

/** Reads a text that must be valid TOML and hold no problem. */
export function read(text: string): Manifest {
  parse(text);
  const manifest = pyproject.parse(text);
  assert.deepEqual(manifest.problems, []);
  return manifest;
}

/** The rows of a text, one line each, after a check that every place cuts out what it says. */
export function checkRows(text: string, expected: readonly string[]): void {
  const { dependencies } = read(text);
  assert.deepEqual(dependencies.map(rowText), expected);
  for (const row of dependencies) {
    assert.equal(slice(text, row.nameSpan), row.name);
    if (row.specifier) assert.equal(slice(text, row.specifier.span), row.specifier.raw);
    for (const { name, span } of row.extras) assert.equal(slice(text, span), name);
    for (const { index, span } of row.indexes) assert.equal(slice(text, span), index);
    if (row.source && row.source.kind !== 'workspace') assert.equal(slice(text, row.source.span), row.source.url);
  }
}

/**
 * Applies edits that must exist, and reads the result: it must load, have no problem and differ from the old rows and indexes by
 * exactly `gone` and `added`.
 */
export function checkEdit(
  text: string,
  edits: readonly TextEdit[] | undefined,
  expected: string,
  gone: readonly string[],
  added: readonly string[],
): void {
  assert.ok(edits, 'no edit');
  const result = applyEdits(text, edits);
  assert.equal(result, expected);
  const facts = (manifest: Manifest): string[] => [...manifest.dependencies.map(rowText), ...manifest.artifacts.map(indexText)];
  const before = facts(read(text));
  const after = facts(read(result));
  assert.deepEqual(
    before.filter((fact) => !after.includes(fact)),
    gone,
  );
  assert.deepEqual(
    after.filter((fact) => !before.includes(fact)),
    added,
  );
  assert.equal(after.length - before.length, added.length - gone.length);
}

/** The only row of a name, or the n-th (from 0). */
export function rowOf(text: string, name: string, n = 0): Dependency {
  return pyproject.parse(text).dependencies.filter((row) => row.name === name)[n] ?? assert.fail(`no row ${name}`);
}
