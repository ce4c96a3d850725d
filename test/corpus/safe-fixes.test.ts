import assert from 'node:assert/strict';
import { applyEdits } from '../../src/engine';
import type { AppliedFix, FixSelection } from '../../src/engine';
import type { Finding } from '../../src/model/finding';
import { corpusFiles, difference, readIndependently } from '../support/corpus';
import { MemoryFiles, testEngine } from '../support/engine';
import { changedFor } from '../support/installed';
import { needShared } from '../support/shared';

const safeOnly: FixSelection = { review: false, rules: [], packages: [] };

/** Words by which a changed line or leaf is known as one of the rows that the fixes name. */
function namesOf(applied: readonly AppliedFix[]): string[] {
  return applied.flatMap(({ fix }) => fix.rows.flatMap(({ row }) => [row.name, ...(row.alias === undefined ? [] : [row.alias])]));
}

function readable(file: string, text: string): string[] | undefined {
  try {
    return readIndependently(file, text);
  } catch {
    return undefined;
  }
}

/** Lets the test go on with the next file; what is wrong is told with the file's name. */
async function within(file: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

describe('safe fixes over the corpus', () => {
  it('each one leaves packages and builds of every platform that can install the file', async function () {
    this.timeout(600_000);
    needShared(this);
    let count = 0;
    for (const { file, text } of corpusFiles()) {
      await within(file, async () => {
        const session = testEngine().createSession(new MemoryFiles({ [file]: text }));
        const result = await session.analyzeFile(file);
        for (const finding of result?.findings ?? [])
          for (const fix of result ? session.fixes(finding, result, 'safe') : []) {
            count++;
            assert.equal(fix.files.length, 1);
            const after = applyEdits(text, fix.files[0]?.edits ?? []) ?? '';
            if (readable(file, text)) assert.deepEqual(changedFor(file, text, after), [], fix.id);
          }
      });
    }
    console.log(`      ${count} safe fixes`);
    assert.ok(count > 20);
  });

  it('all together change their rows and nothing else, end their findings, bring no other, and leave nothing to a second run', async function () {
    this.timeout(600_000);
    needShared(this);
    let files = 0;
    let fixes = 0;
    for (const { file, text } of corpusFiles()) {
      await within(file, async () => {
        const memory = new MemoryFiles({ [file]: text });
        const session = testEngine().createSession(memory);
        const [change, ...others] = await session.fixed([file], safeOnly);
        if (!change) return;
        files++;
        fixes += change.applied.length;
        assert.deepEqual(others, []);
        const before = await session.analyzeFile(file);
        memory.set(file, change.after);
        session.changed();
        const after = await session.analyzeFile(file);
        assert.ok(before && after);
        checkReading(file, text, change.after, change.applied);
        if (readable(file, text)) assert.deepEqual(changedFor(file, text, change.after), []);
        checkFindings(before.findings, after.findings, change.applied);
        assert.deepEqual(await session.fixed([file], safeOnly), [], 'a second run has nothing to do');
      });
    }
    console.log(`      ${fixes} fixes in ${files} files`);
    assert.ok(files > 10);
  });
});

function checkReading(file: string, text: string, fixed: string, applied: readonly AppliedFix[]): void {
  const was = readable(file, text);
  if (!was) return;
  const is = readIndependently(file, fixed);
  const names = namesOf(applied);
  const strange = [...difference(was, is), ...difference(is, was)].filter((line) => !names.some((name) => line.includes(name)));
  assert.deepEqual(strange, [], 'nothing else changed');
}

function checkFindings(before: readonly Finding[], after: readonly Finding[], applied: readonly AppliedFix[]): void {
  const known = new Set(before.map(({ id }) => id));
  assert.deepEqual(
    after.filter(({ id }) => !known.has(id)).map(({ id }) => id),
    [],
    'no new finding',
  );
  for (const { finding } of applied) {
    const still = after.find(({ id }) => id === finding.id);
    assert.ok(!still || still.guarded, `${finding.id} is gone or guarded`);
  }
}
