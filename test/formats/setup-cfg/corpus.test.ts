import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setupCfg as format } from '../../../src/formats/setup-cfg';
import { decodeText } from '../../../src/text/decode';
import { slice } from '../../../src/text/span';
import { checkEdits } from '../../contract/format-edits';
import { needShared, readJsonLines, sharedFolder } from '../../support/shared';

interface Entry {
  pointer: string;
  value: string;
  pep508: { name?: string; specifier?: string; extras?: string[] };
}

describe('formats/setup-cfg against configparser', () => {
  const files = (): { file: string; entries: Entry[] }[] => readJsonLines('corpus/oracle/setup-cfg.jsonl');
  const textOf = (file: string): string => decodeText(readFileSync(path.join(sharedFolder, 'corpus', file))).text;

  it('reads every requirement of every setup.cfg', function () {
    needShared(this);
    let rows = 0;
    for (const { file, entries } of files()) {
      const text = textOf(file);
      const { dependencies, includes, problems } = format.parse(text);
      // configparser keeps the order of the text, the oracle asks for install_requires first.
      const order = (id: string): number => ['main', 'build', 'group:tests'].indexOf(id) >>> 0;
      const rowsInOrder = [...dependencies].sort((a, b) => order(a.group.id) - order(b.group.id));
      const files = entries.filter(({ value }) => value.startsWith('file:'));
      assert.deepEqual(
        includes.map(({ path }) => `file: ${path}`),
        files.map(({ value }) => value),
        file,
      );
      const requirements = entries.filter((entry) => !files.includes(entry));
      assert.deepEqual(
        // configparser puts names of options into lower case, setuptools does not.
        rowsInOrder.map(({ group, span }) => `${group.id.toLowerCase()} ${slice(text, span)}`),
        requirements.map(({ pointer, value }) => `${groupId(pointer)} ${(value.split(' #')[0] ?? '').trim()}`),
        file,
      );
      // What stands behind " #" makes packaging refuse the line; setuptools cuts it off first.
      requirements.forEach(({ pep508 }, index) => {
        const row = rowsInOrder[index];
        if (pep508.name === undefined || !row) return;
        assert.equal(row.name.toLowerCase().replaceAll(/[-_.]+/g, '-'), pep508.name);
        const clauses = (row.specifier?.clauses ?? []).map(({ operator, version }) => operator + version);
        assert.deepEqual(
          clauses.sort(),
          (pep508.specifier ?? '')
            .split(',')
            .filter((clause) => clause !== '')
            .sort(),
        );
        assert.deepEqual(row.extras.map(({ name }) => name).sort(), pep508.extras ?? []);
      });
      assert.deepEqual(problems, [], file);
      rows += dependencies.length;
    }
    assert.ok(rows > 140, `only ${rows} rows`);
  });

  it('edits real files', function () {
    needShared(this);
    this.timeout(600_000);
    for (const { file } of files()) checkEdits(format, textOf(file), new Map());
  });
});

function groupId(pointer: string): string {
  const [, section, name = ''] = pointer.split('/');
  if (section === 'options.extras_require') return `extra:${name}`;
  return { install_requires: 'main', setup_requires: 'build', tests_require: 'group:tests' }[name] ?? name;
}
