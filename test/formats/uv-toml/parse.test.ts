import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { uvToml } from '../../../src/formats/uv-toml';
import { applyEdits } from '../../../src/text/edit';
import { needShared, readJsonLines, sharedFolder } from '../../support/shared';
import { indexText, rowText } from '../pyproject/support';

const sample = readFileSync(path.join(process.cwd(), 'test', 'contract', 'samples', 'uv-toml', 'settings', 'config', 'uv.toml'), 'utf8');

interface Oracle {
  readonly file: string;
  readonly format: string;
  readonly entries: readonly { readonly pointer: string; readonly value: unknown }[];
}

describe('formats/uv-toml', () => {
  const manifest = uvToml.parse(sample);

  it('claims uv.toml only', () => {
    assert.deepEqual(['uv.toml', 'a/uv.toml', '.uv/uv.toml', 'xuv.toml', 'uv.toml/x'].map(uvToml.matches), [true, true, true, false, false]);
  });
  it('reads the rows of tool.uv', () => {
    assert.deepEqual(manifest.dependencies.map(rowText), [
      'main constrains torch ==2.6.0+cu124 → gpu',
      "main constrains numpy[tests] <2 ; sys_platform == 'linux'",
      "main overrides vllm >=0.6 @ path ./vllm → gpu if marker sys_platform == 'linux'",
      'build torch → gpu',
      'build ninja',
    ]);
  });
  it('reads the indexes of tool.uv and tool.uv.pip', () => {
    assert.deepEqual(manifest.artifacts.map(indexText), [
      'https://wheels.example.org/cu124',
      'https://wheels.example.org/cpu',
      'gpu https://wheels.example.org/cu124 explicit',
      'https://wheels.example.org/links',
    ]);
  });
  it('does not read what stands below tool.uv', () => {
    assert.deepEqual(uvToml.parse('[tool.uv]\nindex-url = "https://example.org"\n').artifacts, []);
  });
  it('removes an index with what names it', () => {
    const text = '[[index]]\nname = "gpu"\nurl = "https://example.org"\n\n[sources]\ntorch = { index = "gpu" }\n\n[pip]\nstrict = true\n';
    const one = uvToml.parse(text);
    const [index = assert.fail('no index')] = one.artifacts;
    assert.equal(applyEdits(text, uvToml.edits?.removeIndex?.(text, index, one) ?? []), '[pip]\nstrict = true\n');
  });
  it('reads every address of real files', function () {
    needShared(this);
    for (const { file, entries } of readJsonLines<Oracle>('corpus/oracle/manifests.jsonl').filter(({ format }) => format === 'uv.toml')) {
      const { artifacts, dependencies, problems } = uvToml.parse(readFileSync(path.join(sharedFolder, 'corpus', file), 'utf8'));
      const urls = entries.filter(({ pointer }) => /^\/(?:index-url|extra-index-url\/\d+|index\/\d+\/url)$/.test(pointer));
      assert.deepEqual(
        artifacts.map(({ value }) => value),
        urls.map(({ value }) => value),
        file,
      );
      assert.deepEqual([dependencies, problems], [[], []], file);
    }
  });
});
