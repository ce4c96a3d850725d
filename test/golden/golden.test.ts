import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LineIndex } from '../../src/engine';
import { DiskFiles } from '../../src/hosts/cli/files';
import { testEngine } from '../support/engine';

/** Set to 1 to write the expected texts anew; read the difference before you keep it. */
const updates = process.env['PORTOLAN_UPDATE_GOLDEN'] === '1';
const folder = path.join(process.cwd(), 'test', 'golden', 'samples');

/** A line for each finding, `file:line:column rule severity`, then one for each misread place; file by file. */
async function linesOf(project: string): Promise<string> {
  const session = testEngine().createSession(new DiskFiles(path.join(folder, project)));
  const { files, policies } = await session.scan();
  assert.deepEqual(
    policies.flatMap(({ problems }) => problems),
    [],
  );
  const lines = files.flatMap(({ path: file, text, findings, problems }) => {
    const index = new LineIndex(text);
    const place = (offset: number): string => `${file}:${index.position(offset).line + 1}:${index.position(offset).column + 1}`;
    return [
      ...findings.map(
        ({ span, rule, severity, suppressed }) => `${place(span.start)} ${rule.id} ${severity}${suppressed ? ` (${suppressed.by})` : ''}`,
      ),
      ...problems.map(({ span, code }) => `${place(span.start)} problem ${code}`),
    ];
  });
  return lines.map((line) => `${line}\n`).join('');
}

describe('golden projects', () => {
  for (const project of readdirSync(folder)) {
    it(project, async () => {
      const expected = path.join(process.cwd(), 'test', 'golden', `${project}.txt`);
      const found = await linesOf(project);
      if (updates) writeFileSync(expected, found);
      assert.equal(found, readFileSync(expected, 'utf8'));
    });
  }

  it('every expected text has its project', () => {
    const texts = readdirSync(path.dirname(folder)).filter((name) => name.endsWith('.txt'));
    assert.deepEqual(
      texts.map((name) => name.slice(0, -4)),
      readdirSync(folder),
    );
  });
});
