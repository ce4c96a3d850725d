import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setupPy as format } from '../../../src/formats/setup-py';
import { slice } from '../../../src/text/span';
import { needShared, readJsonLines, sharedFolder } from '../../support/shared';

interface Expected {
  file: string;
  format: string;
  facts: { install_requires: string[] | 'dynamic'; extras?: Record<string, string[]> };
}

/** What is known of a computed list. */
const partly: Readonly<Record<string, readonly string[]>> = { 'setup.py/computed-name/setup.py': ['numpy'] };

describe('formats/setup-py on the files with known facts', () => {
  it('reads what is written out and says what is computed', function () {
    needShared(this);
    const files = readJsonLines<Expected>('corpus/synthetic/EXPECTED.jsonl').filter((one) => one.format === 'setup.py');
    assert.ok(files.length >= 5);
    for (const { file, facts } of files) {
      const text = readFileSync(path.join(sharedFolder, 'corpus', 'synthetic', file), 'utf8');
      const { dependencies, problems } = format.parse(text);
      const of = (group: string): string[] => dependencies.filter((row) => row.group.id === group).map(({ span }) => slice(text, span).slice(1, -1));
      const { install_requires: main, extras = {} } = facts;
      assert.deepEqual(of('main'), main === 'dynamic' ? (partly[file] ?? []) : main, file);
      for (const [name, rows] of Object.entries(extras)) assert.deepEqual(of(`extra:${name}`), rows, file);
      assert.equal(dependencies.length, of('main').length + Object.values(extras).flat().length, file);
      assert.deepEqual(
        problems.map(({ code }) => code),
        main === 'dynamic' ? ['unread-value'] : [],
        file,
      );
    }
  });
});
