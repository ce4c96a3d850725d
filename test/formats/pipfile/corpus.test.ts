import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pipfile } from '../../../src/formats/pipfile';
import { needShared, readJsonLines, sharedFolder } from '../../support/shared';
import { checkPlaces } from '../../contract/manifest-checks';

interface Oracle {
  readonly file: string;
  readonly format: string;
  readonly entries: readonly { readonly pointer: string; readonly value: unknown }[];
}

describe('formats/pipfile against tomllib', () => {
  it('reads every row and every source, and nothing else', function () {
    needShared(this);
    let count = 0;
    for (const { file, entries } of readJsonLines<Oracle>('corpus/oracle/manifests.jsonl').filter(({ format }) => format === 'pipfile')) {
      const text = readFileSync(path.join(sharedFolder, 'corpus', file), 'utf8');
      const manifest = pipfile.parse(text);
      checkPlaces(text, manifest);
      assert.deepEqual(manifest.problems, [], file);
      const section = (group: string): string => (group === 'main' ? 'packages' : 'dev-packages');
      const rows = manifest.dependencies.map(({ group, name, extras, specifier, source }) => {
        const key = extras.length > 0 ? `${name}[${extras.map((extra) => extra.name).join(',')}]` : name;
        return `/${section(group.id)}/${key}${source ? `/git ${source.url}` : ` ${specifier?.raw ?? '*'}`}`;
      });
      const expected = entries
        .filter(({ pointer }) => /^\/(?:dev-)?packages\//.test(pointer))
        .map(({ pointer, value }) => `${pointer} ${String(value)}`);
      assert.deepEqual(rows, expected, file);
      const urls = entries.filter(({ pointer }) => /^\/source\/\d+\/url$/.test(pointer)).map(({ value }) => value);
      assert.deepEqual(
        manifest.artifacts.map(({ value }) => value),
        urls,
        file,
      );
      count += rows.length + urls.length;
    }
    assert.ok(count >= 100, `only ${count} entries`);
  });
});
