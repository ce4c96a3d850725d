import assert from 'node:assert/strict';
import { pixiToml } from '../../../src/formats/pixi-toml';
import { checkPlaces } from '../../contract/manifest-checks';
import { needShared, readJsonLines } from '../../support/shared';
import { readCorpusFile } from '../../support/npm-lock';

interface Oracle {
  readonly file: string;
  readonly format: string;
  readonly entries: readonly { readonly pointer: string; readonly value: string | boolean | number }[];
}

/** `/feature/gpu/target/linux-64/pypi-dependencies/torch/version` → table and package; undefined: no row. */
function rowOf(pointer: string): { table: string; name: string; field: string } | undefined {
  const match = /^((?:\/feature\/[^/]+)?(?:\/target\/[^/]+)?\/((?:pypi-|host-|build-)?dependencies))\/([^/]+)(?:\/([^/]+))?/.exec(pointer);
  return match ? { table: match[1] ?? '', name: match[3] ?? '', field: match[4] ?? 'version' } : undefined;
}

describe('pixi.toml: an independent reader of TOML', () => {
  it('finds the same rows, versions and channels', function () {
    needShared(this);
    let compared = 0;
    for (const { file, entries } of readJsonLines<Oracle>('corpus/oracle/manifests.jsonl').filter(({ format }) => format === 'pixi.toml')) {
      const text = readCorpusFile(file);
      const manifest = pixiToml.parse(text);
      checkPlaces(text, manifest);
      // The oracle leaves the tables of `[package]` out.
      const dependencies = manifest.dependencies.filter(({ span }) => !text.startsWith('[package', text.lastIndexOf('\n[', span.start) + 1));
      assert.deepEqual(manifest.problems, [], file);
      const rows = new Set(entries.flatMap(({ pointer }) => (rowOf(pointer) ? [`${rowOf(pointer)?.table}/${rowOf(pointer)?.name}`] : [])));
      assert.deepEqual(dependencies.map(({ name }) => name).sort(), [...rows].map((row) => row.slice(row.lastIndexOf('/') + 1)).sort(), file);
      const versions = entries
        .filter(({ pointer }) => rowOf(pointer)?.field === 'version')
        .map(({ pointer, value }) => [rowOf(pointer)?.name, value]);
      const read = dependencies.flatMap(({ name, specifier, build }) =>
        specifier ? [[name, [specifier.raw, build?.raw].filter(Boolean).join(' ')]] : [],
      );
      const told = versions.filter(([name, value]) => value !== '*' || read.some(([other, raw]) => other === name && raw === '*'));
      assert.deepEqual(read.map(String).sort(), told.map(String).sort(), file);
      const channels = entries.filter(({ pointer }) => /^\/(?:workspace|project)\/channels\/\d+$/.test(pointer)).map(({ value }) => value);
      assert.deepEqual(
        manifest.artifacts.flatMap(({ kind, value }) => (kind === 'channel' ? [value] : [])),
        channels,
        file,
      );
      compared += dependencies.length + channels.length;
    }
    assert.ok(compared >= 120, String(compared));
  });
});
