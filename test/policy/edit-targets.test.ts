import assert from 'node:assert/strict';
import { setPolicyTargets } from '../../src/policy/edit-targets';
import { applyEdits } from '../../src/text/edit';

function after(text: string, targets: readonly string[] = ['amd-rocm', 'cpu-arm64']): string | undefined {
  const edits = setPolicyTargets(text, targets);
  return edits && applyEdits(text, edits);
}

describe('setPolicyTargets', () => {
  it('replaces the list and keeps all else', () => {
    assert.equal(
      after('{ // ours\n  "targets": [ "os-linux" ], /* x */ "accept": []\n}\n'),
      '{ // ours\n  "targets": ["amd-rocm", "cpu-arm64"], /* x */ "accept": []\n}\n',
    );
    assert.equal(after('{ "targets": "wrong" }'), '{ "targets": ["amd-rocm", "cpu-arm64"] }');
    assert.equal(after('{ "targets": ["os-linux"] }', []), '{ "targets": [] }');
  });

  it('changes the one that counts of two keys', () => {
    assert.equal(after('{ "targets": ["os-linux"], "targets": [] }'), '{ "targets": ["os-linux"], "targets": ["amd-rocm", "cpu-arm64"] }');
  });

  it('adds the key where it is missing', () => {
    assert.equal(after('{\n  "accept": []\n}\n'), '{\n  "accept": [],\n  "targets": ["amd-rocm", "cpu-arm64"]\n}\n');
    assert.equal(after('{}'), '{"targets": ["amd-rocm", "cpu-arm64"]}');
    assert.equal(after(' \n'), '{\n  "targets": ["amd-rocm", "cpu-arm64"]\n}\n');
  });

  it('leaves a file with mistakes alone', () => {
    for (const text of ['{ "targets": [', '[]', '{ "targets": }']) assert.equal(after(text), undefined, text);
  });
});
