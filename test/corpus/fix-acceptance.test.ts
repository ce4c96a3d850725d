import assert from 'node:assert/strict';
import { applyEdits, formatOf } from '../../src/engine';
import type { Fix } from '../../src/model/fix';
import { corpusFiles, difference } from '../support/corpus';
import { MemoryFiles, testEngine } from '../support/engine';
import { readByPython, skipFor, type ToolReading } from '../support/real-tools';
import { needShared } from '../support/shared';

interface Fixed {
  readonly file: string;
  readonly fix: Fix;
  readonly texts: readonly [file: string, text: string][];
}

/** Every offered fix of requirements files and pyproject.toml, once for each text that comes of it. */
async function everyFix(): Promise<readonly Fixed[]> {
  const found: Fixed[] = [];
  for (const { file, text } of corpusFiles().filter((entry) => ['requirements', 'pyproject'].includes(formatOf(entry.file)?.id ?? ''))) {
    const session = testEngine().createSession(new MemoryFiles({ [file]: text }));
    const result = await session.analyzeFile(file);
    const seen = new Set<string>();
    for (const finding of result?.findings ?? [])
      for (const fix of result ? session.fixes(finding, result) : []) {
        const after = applyEdits(text, fix.files[0]?.edits ?? []) ?? '';
        if (seen.has(after)) continue;
        seen.add(after);
        const created = fix.files.filter(({ create }) => create).map((edit): [string, string] => [edit.file, edit.edits[0]?.newText ?? '']);
        found.push({ file, fix, texts: [[file, text], [file, after], ...created] });
      }
  }
  return found;
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[-_.]+/g, '-');
}

function namesOf({ remedy, rows, indexes, added }: Fix): string[] {
  const twin = remedy.edit?.twin ? (remedy.package?.split(':')[1] ?? '') : '';
  const words = [
    ...(twin === '' ? [] : [twin]),
    ...rows.flatMap(({ row, name, group }) => [row.name, row.alias ?? row.name, name ?? row.name, group?.id.split(':')[1] ?? row.name]),
    ...added.flatMap(({ row, group, indexes: taken = [] }) => [row.name, group?.id.split(':')[1] ?? row.name, ...taken.map(({ index }) => index)]),
    ...indexes.flatMap(({ index, url }) => [index.value, index.name ?? index.value, url ?? index.value]),
  ];
  return words.map(plain);
}

describe('fixes over the corpus, read by pip and tomllib', () => {
  it('each one is read, and differs by its own rows only', async function () {
    this.timeout(900_000);
    needShared(this);
    const fixes = await everyFix();
    const readings = readByPython(fixes.flatMap(({ texts }) => texts));
    if (!readings) return skipFor(this, 'there is no python3 with pip here');
    let at = 0;
    for (const fixed of fixes) {
      checkReadings(fixed, readings.slice(at, at + fixed.texts.length));
      at += fixed.texts.length;
    }
    console.log(`      ${fixes.length} fixed files`);
    assert.ok(fixes.length > 100);
  });
});

/** @param readings of the text before, the text after, and of files that were created */
function checkReadings({ file, fix, texts }: Fixed, readings: readonly ToolReading[]): void {
  const [before, ...others] = readings;
  assert.ok(before);
  const after = { rows: others.flatMap(({ rows }) => rows), errors: others.flatMap(({ errors }) => errors) };
  assert.deepEqual(difference(after.errors, before.errors), [], `${file}: ${fix.id}: nothing is refused that was not before`);
  const names = namesOf(fix);
  const include = `-r ${file.slice(file.lastIndexOf('/') + 1)}`;
  // An index comes and goes with its whole table, and with what rows say of it; builds by extra exclude each other.
  const movesIndex = fix.indexes.length > 0 || fix.added.some(({ indexes }) => indexes);
  const ofIndex = (row: string): boolean => movesIndex && /^\/tool\/(uv\/(index|sources|conflicts)|poetry\/source|pdm\/source)/.test(row);
  const strange = [...difference(before.rows, after.rows), ...difference(after.rows, before.rows)]
    .filter((row) => !names.some((name) => plain(row).includes(name)) && !ofIndex(row))
    .filter((row) => !(texts.length > 2 && row === include));
  assert.deepEqual(strange, [], `${file}: ${fix.id}: nothing else changed`);
}
