import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { condaEnv as format } from '../../../src/formats/conda-env';
import type { Dependency } from '../../../src/model/manifest';
import { decodeText } from '../../../src/text/decode';
import { slice } from '../../../src/text/span';
import { needShared, readJsonLines, sharedFolder } from '../../support/shared';

interface CondaFile {
  file: string;
  channels: string[];
  dependencies: string[];
  pip: string[];
}

/** Files that no name tells. */
const unclaimed: Readonly<Record<string, string>> = {
  'RosettaCommons+RFdiffusion/env/SE3nv.yml': 'a folder named env holds many other YAML files elsewhere',
};

describe('formats/conda-env against js-yaml', () => {
  it('reads every item of every environment file', function () {
    needShared(this);
    this.timeout(600_000);
    let rows = 0;
    for (const expected of readJsonLines<CondaFile>('corpus/oracle/conda-env.jsonl')) {
      const { text } = decodeText(readFileSync(path.join(sharedFolder, 'corpus', expected.file)));
      const manifest = format.parse(text);
      const written = (row: Dependency): string => slice(text, row.span).replaceAll(/^["']|["']$/g, '');
      const of = (ecosystem: string): string[] => manifest.dependencies.filter((row) => row.ecosystem === ecosystem).map(written);
      assert.deepEqual(of('conda'), expected.dependencies, expected.file);
      assert.deepEqual(
        of('pypi'),
        expected.pip.filter((item) => !item.startsWith('--')),
        expected.file,
      );
      const values = (kind: string): string[] => manifest.artifacts.filter((one) => one.kind === kind).map(({ value }) => value);
      assert.deepEqual(
        values('channel'),
        expected.channels.filter((channel) => channel !== 'nodefaults'),
        expected.file,
      );
      assert.deepEqual(
        values('index'),
        expected.pip.filter((item) => item.startsWith('--')).map((item) => item.split(' ')[1]),
        expected.file,
      );
      assert.deepEqual(manifest.problems, [], expected.file);
      for (const row of manifest.dependencies) if (row.ecosystem === 'conda') checkParts(row, written(row));
      assert.equal(format.matches(expected.file.slice(expected.file.indexOf('/') + 1)), !(expected.file in unclaimed), expected.file);
      rows += manifest.dependencies.length;
    }
    assert.ok(rows > 1500, `only ${rows} rows`);
  });
});

/** The parts of a specification put together are the specification. */
function checkParts({ name, specifier, build, indexes }: Dependency, item: string): void {
  const channel = indexes[0] ? `${indexes[0].index}::` : '';
  const joined = [channel, name, specifier?.raw ?? '', build ? `=${build.raw}` : ''].join('');
  assert.equal(joined.replaceAll(/\s/g, ''), item.replaceAll(/\s/g, ''));
}
