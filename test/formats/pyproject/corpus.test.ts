import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'smol-toml';
import { pyproject } from '../../../src/formats/pyproject';
import { pyprojectEdits as edits } from '../../../src/formats/pyproject/edit';
import type { Dependency } from '../../../src/model/manifest';
import { applyEdits } from '../../../src/text/edit';
import { contains, slice } from '../../../src/text/span';
import { needShared, readJsonLines, sharedFolder } from '../../support/shared';
import { rowText } from './support';

interface Requirement {
  readonly name: string;
  readonly specifier: string;
  readonly extras?: readonly string[];
  readonly marker?: string;
  readonly url?: string;
}

interface Oracle {
  readonly file: string;
  readonly loads: boolean;
  readonly entries?: readonly { pointer: string; value: unknown; pep508?: Requirement }[];
}

function files(): (Oracle & { text: string })[] {
  return readJsonLines<Oracle>('corpus/oracle/pyproject.jsonl').map((oracle) => ({
    ...oracle,
    text: readFileSync(path.join(sharedFolder, 'corpus', oracle.file), 'utf8').replace(/^\uFEFF/, ''),
  }));
}

const normalName = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');
const clauses = (specifier: string): string => specifier.replaceAll(' ', '').split(',').filter(Boolean).sort().join(',');

/** What the packaging library says of a requirement, and the same of our row. */
function oracleText({ name, specifier, extras, marker, url }: Requirement): string {
  return JSON.stringify([name, clauses(specifier), (extras ?? []).map(normalName).sort(), markerText(marker), url ?? '']);
}

function requirementText(row: Dependency): string {
  const source = row.source && contains(row.span, row.source.span) ? row.source.url : '';
  return JSON.stringify([
    normalName(row.name),
    clauses(row.specifier?.raw ?? ''),
    row.extras.map(({ name }) => normalName(name)).sort(),
    markerText(row.marker?.raw),
    source,
  ]);
}

/** Markers without quotes, spaces and brackets, which the library writes anew. */
function markerText(marker: string | undefined): string {
  return (marker ?? '').replace(/[\s"'()]/g, '');
}

/** The group that a pointer of the oracle stands for, or undefined if it points at no PEP 508 string. */
function groupOf(pointer: readonly string[]): string | undefined {
  const [first, second, third, fourth] = pointer;
  if (first === 'project') return second === 'dependencies' ? 'main' : `extra:${third ?? ''}`;
  if (first === 'dependency-groups') return `group:${second ?? ''}`;
  if (first === 'build-system') return 'build';
  if (second === 'pdm') return `group:${fourth ?? ''}`;
  if (third === 'dev-dependencies') return 'dev';
  return third === 'build-constraint-dependencies' ? 'build' : 'main';
}

/** The keys of Poetry's tables that the oracle points at, as `group name`. */
function poetryKeys(entries: NonNullable<Oracle['entries']>): Set<string> {
  const found = new Set<string>();
  for (const { pointer } of entries) {
    const keys = pointer
      .slice(1)
      .split('/')
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    if (keys[0] !== 'tool' || keys[1] !== 'poetry') continue;
    if (keys[2] === 'dependencies') found.add(`main ${keys[3]}`);
    if (keys[2] === 'dev-dependencies') found.add(`dev ${keys[3]}`);
    if (keys[2] === 'group' && keys[4] === 'dependencies') found.add(`group:${keys[3]} ${keys[5]}`);
  }
  for (const key of found) if (key.endsWith(' python')) found.delete(key);
  return found;
}

describe('pyproject on real files', () => {
  it('every PEP 508 string is a row of its group, read as the packaging library reads it', function () {
    needShared(this);
    this.timeout(600_000);
    let count = 0;
    for (const { file, text, entries } of files()) {
      const rows = [...pyproject.parse(text).dependencies];
      for (const { pointer, value, pep508 } of entries ?? []) {
        if (!pep508) continue;
        const group = groupOf(pointer.slice(1).split('/'));
        const at = rows.findIndex(
          (row) => row.group.id === group && slice(text, row.span).slice(1, -1) === value && requirementText(row) === oracleText(pep508),
        );
        assert.ok(at >= 0, `${file}${pointer}: ${String(value)}`);
        rows.splice(at, 1);
        count++;
      }
    }
    assert.ok(count > 6900, `${count} entries`);
  });

  it('every key of Poetry is a row, and every Poetry row is such a key', function () {
    needShared(this);
    let count = 0;
    for (const { file, text, entries } of files()) {
      const rows = pyproject
        .parse(text)
        .dependencies.filter(
          ({ specifier, nameSpan, span }) => specifier?.dialect === 'poetry' || !contains({ start: span.start + 1, end: span.end }, nameSpan),
        );
      const ids = new Set(rows.map(({ group, name }) => `${group.kind === 'optional' ? 'main' : group.id} ${name}`));
      const expected = poetryKeys(entries ?? []);
      assert.deepEqual([...ids].sort(), [...expected].sort(), file);
      count += ids.size;
    }
    assert.ok(count > 300, `${count} keys`);
  });

  it('indexes equal those of the file', function () {
    needShared(this);
    for (const { file, text, entries } of files()) {
      const found = pyproject.parse(text).artifacts.map(({ value }) => value);
      const expected = (entries ?? []).filter(({ pointer }) =>
        /^\/tool\/(?:uv\/(?:index\/\d+\/url|index-url|extra-index-url\/\d+)|(?:poetry|pdm)\/source\/\d+\/url)$/.test(pointer),
      );
      for (const { value } of expected) assert.ok(found.includes(String(value)), `${file}: ${String(value)}`);
    }
  });

  it('only a template has problems', function () {
    needShared(this);
    const broken = files().filter(({ text }) => pyproject.parse(text).problems.length > 0);
    assert.deepEqual(
      broken.map(({ file }) => file),
      ['crewAIInc+crewAI/lib/cli/src/crewai_cli/templates/crew/pyproject.toml'],
    );
  });

  it('edits of real rows change that row alone', function () {
    needShared(this);
    this.timeout(600_000);
    let count = 0;
    for (const { file, text } of files()) {
      const { dependencies, problems } = pyproject.parse(text);
      if (problems.length > 0) continue;
      const facts = dependencies.map(rowText);
      for (let at = 0; at < dependencies.length; at += 7) {
        const row = dependencies[at];
        if (!row) continue;
        const results = {
          rename: edits.rename(text, row, 'portolan-probe'),
          remove: edits.remove(text, [row]),
          addMarker: edits.addMarker(text, row, "sys_platform == 'linux'"),
        };
        for (const [name, edit] of Object.entries(results)) {
          if (!edit) continue;
          const after = applyEdits(text, edit) ?? assert.fail('overlapping edits');
          parse(after);
          const afterFacts = pyproject.parse(after).dependencies.map(rowText);
          const kept = facts.filter((_, index) => index !== at);
          const others = name === 'remove' ? afterFacts : afterFacts.filter((_, index) => index !== at);
          assert.deepEqual(others, kept, `${file}: ${name} ${row.name}`);
          count++;
        }
      }
    }
    assert.ok(count > 2500, `${count} edits`);
  });

  it('removing a real index leaves no mention of it', function () {
    needShared(this);
    let count = 0;
    for (const { file, text } of files()) {
      const manifest = pyproject.parse(text);
      for (const artifact of manifest.artifacts) {
        const after = applyEdits(text, edits.removeIndex(text, artifact, manifest) ?? assert.fail(file)) ?? assert.fail('overlapping edits');
        parse(after);
        const { artifacts, dependencies, problems } = pyproject.parse(after);
        assert.deepEqual(problems, []);
        assert.equal(artifacts.length, manifest.artifacts.length - 1, file);
        assert.deepEqual(
          dependencies.map(({ name }) => name),
          manifest.dependencies.map(({ name }) => name),
          file,
        );
        if (artifacts.some(({ name }) => name === artifact.name)) continue;
        assert.ok(
          dependencies.every(({ indexes }) => indexes.every(({ index }) => index !== artifact.name)),
          file,
        );
        count++;
      }
    }
    assert.ok(count > 30, `${count} indexes`);
  });

  it('every prefix of short files is read, and edits of it never throw', function () {
    needShared(this);
    this.timeout(600_000);
    const short = files().filter(({ text }) => text.length <= 4096);
    for (const { text } of short.filter((_, index) => index % 5 === 0)) {
      for (let end = 0; end <= text.length; end += 3) {
        const cut = text.slice(0, end);
        const { dependencies } = pyproject.parse(cut);
        for (const row of dependencies) assert.ok(row.nameSpan.end <= end && row.span.end <= end);
        const last = dependencies.at(-1);
        if (!last) continue;
        const edit = edits.remove(cut, [last]);
        if (edit) assert.ok(pyproject.parse(applyEdits(cut, edit) ?? '').dependencies.length === dependencies.length - 1);
      }
    }
  });
});
