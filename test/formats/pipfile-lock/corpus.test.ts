import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pipfileLock } from '../../../src/formats/pipfile-lock';
import { needShared, readJsonLines, sharedFolder } from '../../support/shared';
import { checkPlaces } from '../../contract/manifest-checks';

interface LockFile {
  readonly file: string;
  readonly format: string;
  readonly packages: readonly (readonly [string, string | null, string])[];
}

describe('formats/pipfile-lock against json', () => {
  it('reads every package of every Pipfile.lock', function () {
    needShared(this);
    let count = 0;
    for (const { file, packages } of readJsonLines<LockFile>('corpus/oracle/locks.jsonl').filter(({ format }) => format === 'pipfile.lock')) {
      const text = readFileSync(path.join(sharedFolder, 'corpus', file), 'utf8');
      const manifest = pipfileLock.parse(text);
      checkPlaces(text, manifest);
      assert.deepEqual(manifest.problems, [], file);
      const section = (group: string): string => (group === 'main' ? 'default' : 'develop');
      assert.deepEqual(
        manifest.dependencies.map(({ name, specifier, group }) => [name, specifier ? `==${specifier.raw}` : null, section(group.id)]),
        packages,
        file,
      );
      count += packages.length;
    }
    assert.ok(count >= 422, `only ${count} packages`);
  });
});
