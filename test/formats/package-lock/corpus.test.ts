import assert from 'node:assert/strict';
import { packageLock } from '../../../src/formats/package-lock';
import { corpusPairs, oracleLocks, readCorpusFile } from '../../support/npm-lock';
import { needShared } from '../../support/shared';

describe('package-lock.json of real projects', () => {
  it('gives every package with its version, and nothing else', function () {
    needShared(this);
    this.timeout(600_000);
    const locks = oracleLocks('locks', ['package-lock', 'npm-shrinkwrap']);
    assert.ok(locks.length > 30);
    for (const { file, packages } of locks) {
      const { manifest, pairs } = corpusPairs(packageLock, readCorpusFile(file));
      assert.deepEqual(manifest.problems, [], file);
      // The other reader leaves out the project itself.
      const found = pairs.filter(({ member }) => !member).map(({ row, version }) => `${row.name}@${version}`);
      assert.deepEqual(found.sort(), packages.map(([name, version]) => `${name}@${version}`).sort(), file);
    }
  });

  it('leaves open only edges that may stay open', function () {
    needShared(this);
    const open = oracleLocks('locks', ['package-lock', 'npm-shrinkwrap']).flatMap(({ file }) =>
      (packageLock.parse(readCorpusFile(file)).graph?.packages ?? []).flatMap(({ name, requires }) =>
        requires.filter(({ to, optional, group }) => to === undefined && !optional && group !== 'dev').map((edge) => `${name} → ${edge.name}`),
      ),
    );
    // Bundled within the package, or asked for by a folder outside whose packages the lock leaves out.
    assert.deepEqual([...new Set(open.map((edge) => edge.split(' ')[0]))].sort(), ['@google/genai', '@tailwindcss/oxide-wasm32-wasi']);
  });
});
