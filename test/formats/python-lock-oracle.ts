import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Format } from '../../src/formats/format';
import { decodeText } from '../../src/text/decode';
import { needShared, readJsonLines, sharedFolder } from '../support/shared';
import { checkPlaces } from '../contract/manifest-checks';

interface LockFile {
  file: string;
  format: string;
  packages: [string, string | null][];
}

/** Every (name, version) of the locks of the corpus, in the order of the file, as tomllib reads them; the graph holds the same. */
export function checkLockOracle(context: Mocha.Context, format: Format, name: string, atLeast: number): void {
  needShared(context);
  context.timeout(60_000);
  let count = 0;
  for (const expected of readJsonLines<LockFile>('corpus/oracle/locks.jsonl').filter((one) => one.format === name)) {
    const { text } = decodeText(readFileSync(path.join(sharedFolder, 'corpus', expected.file)));
    const manifest = format.parse(text);
    const rows = manifest.dependencies.map((row) => [row.name, row.specifier?.raw ?? null]);
    assert.deepEqual(rows, expected.packages, expected.file);
    assert.deepEqual(
      manifest.graph?.packages.map(({ row, version }) => [manifest.dependencies[row]?.name, version || null]),
      expected.packages,
      expected.file,
    );
    assert.deepEqual(manifest.problems, [], expected.file);
    checkPlaces(text, manifest);
    count += rows.length;
  }
  assert.ok(count >= atLeast, `only ${count} packages`);
}
