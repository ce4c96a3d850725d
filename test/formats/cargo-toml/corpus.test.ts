import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'smol-toml';
import { cargoToml } from '../../../src/formats/cargo-toml';
import { cargoTomlEdits as edits } from '../../../src/formats/cargo-toml/edit';
import type { Dependency } from '../../../src/model/manifest';
import { applyEdits } from '../../../src/text/edit';
import { needShared, readJsonLines, sharedFolder } from '../../support/shared';

interface Oracle {
  readonly file: string;
  readonly format: string;
  readonly entries: readonly { pointer: string; value: unknown }[];
}

function files(): (Oracle & { text: string })[] {
  const all = readJsonLines<Oracle>('corpus/oracle/manifests.jsonl').filter(({ format }) => format === 'cargo.toml');
  return all.map((oracle) => ({ ...oracle, text: readFileSync(path.join(sharedFolder, 'corpus', oracle.file), 'utf8') }));
}

/** The keys of a pointer below a table of dependencies: where the table is, the dependency, and what is said of it. */
function placeOf(pointer: string): { key: string; field: string } | undefined {
  const keys = pointer
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const at = keys[0] === 'workspace' || keys[0] === 'patch' ? 2 : keys[0] === 'target' ? 3 : 1;
  const table = keys[at - 1];
  const isTable = keys[0] === 'patch' || ['dependencies', 'dev-dependencies', 'build-dependencies'].includes(table ?? '');
  return isTable && keys.length > at ? { key: `${keys.slice(0, at).join('/')} ${keys[at]}`, field: keys.slice(at + 1).join('/') } : undefined;
}

/** What the oracle says of each dependency: the text itself is its version. */
function expectedRows({ entries }: Oracle): Map<string, Map<string, unknown>> {
  const rows = new Map<string, Map<string, unknown>>();
  for (const { pointer, value } of entries) {
    const place = placeOf(pointer);
    if (!place) continue;
    const fields = rows.get(place.key) ?? new Map<string, unknown>();
    fields.set(place.field === '' ? 'version' : place.field, value);
    rows.set(place.key, fields);
  }
  return rows;
}

function factsOf(fields: Map<string, unknown>, name: string): string {
  const features = [...fields].filter(([field]) => field.startsWith('features/')).map(([, value]) => value);
  return JSON.stringify([fields.get('package') ?? name, fields.get('version') ?? '', features, fields.get('path') ?? fields.get('git') ?? '']);
}

function rowFacts({ name, specifier, extras, source, span }: Dependency): string {
  const own = extras.filter((extra) => extra.span.start >= span.start && extra.span.end <= span.end);
  return JSON.stringify([name, specifier?.raw ?? '', own.map((extra) => extra.name), source?.url ?? '']);
}

describe('formats/cargo-toml against tomllib', () => {
  it('every dependency of the corpus is one row, and every row one of them', function () {
    needShared(this);
    let count = 0;
    for (const oracle of files()) {
      const { dependencies, problems } = cargoToml.parse(oracle.text);
      const expected = [...expectedRows(oracle)].map(([key, fields]) => factsOf(fields, key.slice(key.lastIndexOf(' ') + 1)));
      assert.deepEqual(dependencies.map(rowFacts).sort(), expected.sort(), oracle.file);
      assert.deepEqual(problems, [], oracle.file);
      count += expected.length;
    }
    assert.ok(count > 700, `${count} rows`);
  });

  it('edits of real rows change that row alone and leave valid TOML', function () {
    needShared(this);
    let count = 0;
    for (const { file, text } of files()) {
      const { dependencies } = cargoToml.parse(text);
      dependencies.forEach((row, at) => {
        // Every edit reads the whole file several times.
        if (at % 5 > 0) return;
        for (const [name, edit] of Object.entries({ rename: edits.rename(text, row, 'portolan-probe'), remove: edits.remove(text, [row]) })) {
          if (!edit) continue;
          const result = applyEdits(text, edit) ?? assert.fail(`${file}: edits overlap`);
          parse(result);
          const others = cargoToml.parse(result).dependencies.map(rowFacts);
          if (name === 'rename') others.splice(at, 1);
          assert.deepEqual(others, dependencies.filter((_, n) => n !== at).map(rowFacts), `${file}: ${name} ${row.name}`);
          count++;
        }
      });
    }
    assert.ok(count > 200, `${count} edits`);
  });
});
