import assert from 'node:assert/strict';
import { denoJson } from '../../../src/formats/deno-json';
import { denoEdits } from '../../../src/formats/deno-json/edit';
import type { FormatEdits } from '../../../src/formats/format';
import type { Dependency } from '../../../src/model/manifest';
import { applyEdits } from '../../../src/text/edit';
import { checkPlaces } from '../../contract/manifest-checks';
import { mark, unmark } from '../../support/marks';
import { readCorpusFile } from '../../support/npm-lock';
import { needShared, readJsonLines } from '../../support/shared';

/** The names and ranges of the rows are where the sample marks them. */
function reads(marked: string): void {
  it(marked, () => {
    const { text } = unmark(marked);
    const { dependencies } = denoJson.parse(text);
    assert.equal(
      mark(
        text,
        dependencies.flatMap(({ name, nameSpan, specifier }) => [...(name === '' ? [] : [nameSpan]), ...(specifier ? [specifier.span] : [])]),
      ),
      marked,
    );
  });
}

/** Applies an edit to the first row; undefined where it is refused. */
function becomes(before: string, edit: (write: FormatEdits, row: Dependency) => ReturnType<FormatEdits['rename']>, after: string | undefined): void {
  it(`${before} → ${after ?? 'refused'}`, () => {
    const [row] = denoJson.parse(before).dependencies;
    assert.ok(row);
    const edits = edit(denoEdits, row);
    assert.equal(edits && applyEdits(before, edits), after);
  });
}

describe('deno.json', () => {
  it('is known by its names', () => {
    assert.deepEqual(['deno.json', 'a/deno.jsonc', 'x.deno.json', 'deno.lock'].map(denoJson.matches), [true, true, false, false]);
  });

  reads('{"imports": {"openai": "npm:⟦openai⟧@⟦^4⟧"}}');
  reads('{"imports": {"a": "npm:⟦@scope/name⟧@⟦1.2.3⟧/path", "b/": "npm:/⟦b⟧@⟦2⟧/", "c": "npm:⟦c⟧"}}');
  reads('{"imports": {"a": "npm:⟦a⟧@", "b": "npm:", "c": "npm:@scope", "d": 3, "e": "./e.ts", "f": "https://deno.land/x/f@1/mod.ts"}}');
  reads('{"scopes": {"./old/": {"a": "npm:⟦a⟧@⟦1⟧"}, "x": 3}, "imports": []}');
  reads('{"tasks": {"a": "npm:openai"}, "compilerOptions": {"jsxImportSource": "npm:preact"}}');
  reads('{"imports": {"openai": "npm:⟦openai⟧@⟦^4⟧"');

  it('keeps packages of JSR apart from those of npm', () => {
    const [row] = denoJson.parse('{"imports": {"hono": "jsr:@hono/hono@^4"}}').dependencies;
    assert.deepEqual([row?.name, row?.source?.url, row?.alias], ['', 'jsr:@hono/hono@^4', 'hono']);
  });

  becomes(
    '{"imports": {"a": "npm:a@1/x"}}',
    (write, row) => write.rename('{"imports": {"a": "npm:a@1/x"}}', row, '@s/b'),
    '{"imports": {"a": "npm:@s/b@1/x"}}',
  );
  becomes(
    '{"imports": {"a": "npm:a"}}',
    (write, row) => write.setSpecifier('{"imports": {"a": "npm:a"}}', row, '^2'),
    '{"imports": {"a": "npm:a@^2"}}',
  );
  becomes(
    '{"imports": {"a": "npm:a@1/x"}}',
    (write, row) => write.setSpecifier('{"imports": {"a": "npm:a@1/x"}}', row, ''),
    '{"imports": {"a": "npm:a/x"}}',
  );
  becomes('{"imports": {"a": "npm:a"}}', (write, row) => write.setExtras('{"imports": {"a": "npm:a"}}', row, ['x']), undefined);
  becomes('{"imports": {"a": "jsr:@s/a"}}', (write, row) => write.rename('{"imports": {"a": "jsr:@s/a"}}', row, 'b'), undefined);
  becomes('{"imports": {"a": "npm:\\u0061"}}', (write, row) => write.rename('{"imports": {"a": "npm:\\u0061"}}', row, 'b'), undefined);
  becomes(
    '{"imports": {"a": "npm:a", "b": "npm:b"}}',
    (write, row) => write.remove('{"imports": {"a": "npm:a", "b": "npm:b"}}', [row]),
    '{"imports": {"b": "npm:b"}}',
  );

  it('finds the imports that an independent reader of JSONC finds', function () {
    needShared(this);
    let compared = 0;
    const files = readJsonLines<{ file: string; format: string; entries: { pointer: string; value: unknown }[] }>(
      'corpus/oracle/jsonc-manifests.jsonl',
    );
    for (const { file, entries } of files.filter(({ format }) => format === 'deno.json')) {
      const text = readCorpusFile(file);
      const manifest = denoJson.parse(text);
      checkPlaces(text, manifest);
      assert.deepEqual(manifest.problems, [], file);
      const specifiers = entries.flatMap(({ pointer, value }) =>
        pointer.startsWith('/imports/') && /^(?:npm|jsr):/.test(String(value)) ? [String(value)] : [],
      );
      const read = manifest.dependencies.map(({ name, specifier, source }) => source?.url ?? `${name}${specifier ? `@${specifier.raw}` : ''}`);
      assert.deepEqual(
        read,
        specifiers.map((one) => (one.startsWith('jsr:') ? one : one.replace(/^npm:\/?/, '').replace(/\/$/, ''))),
        file,
      );
      compared += read.length;
    }
    assert.ok(compared > 50, String(compared));
  });
});
