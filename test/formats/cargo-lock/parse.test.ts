import assert from 'node:assert/strict';
import { cargoLock } from '../../../src/formats/cargo-lock';
import { edgeWords, packageWords } from '../lock-checks';
import { checkLockOracle } from '../python-lock-oracle';

const registry = 'registry+https://github.com/rust-lang/crates.io-index';

describe('formats/cargo-lock', () => {
  it('is known by its name', () => {
    assert.deepEqual(['Cargo.lock', 'a/Cargo.lock', 'xCargo.lock', 'Cargo.lock/x'].map(cargoLock.matches), [true, true, false, false]);
  });

  it('reads crates, members and edges', () => {
    const manifest = cargoLock.parse(
      `version = 3\n[[package]]\nname = "acme"\nversion = "0.1.0"\ndependencies = [\n "syn 2.0.0",\n "gone",\n "own",\n]\n` +
        `[[package]]\nname = "own"\nversion = "1.0.0"\nsource = "git+https://e.x/own?tag=v1#0123"\n` +
        `[[package]]\nname = "syn"\nversion = "1.0.0"\nsource = "${registry}"\n[[package]]\nname = "syn"\nversion = "2.0.0"\nsource = "${registry}"\n`,
    );
    assert.deepEqual(packageWords(manifest), [
      'acme 0.1.0 member',
      'own 1.0.0',
      'syn 1.0.0 https://github.com/rust-lang/crates.io-index',
      'syn 2.0.0 https://github.com/rust-lang/crates.io-index',
    ]);
    assert.deepEqual(edgeWords(manifest, 'acme'), ['syn → syn 2.0.0; optional', 'gone → nothing; optional', 'own → own 1.0.0; optional']);
    assert.deepEqual(
      manifest.dependencies.map(({ name, source }) => `${name} ${source?.kind ?? ''}`),
      ['acme workspace', 'own vcs', 'syn ', 'syn '],
    );
  });

  it('tells sources of one name and version apart', () => {
    const manifest = cargoLock.parse(
      `[[package]]\nname = "a"\nversion = "1.0.0"\ndependencies = ["b 1.0.0 (git+https://e.x/b)"]\n` +
        `[[package]]\nname = "b"\nversion = "1.0.0"\nsource = "${registry}"\n[[package]]\nname = "b"\nversion = "1.0.0"\nsource = "git+https://e.x/b#0123"\n`,
    );
    assert.equal(manifest.graph?.packages[0]?.requires[0]?.to, 2);
  });

  it('reads every package of every Cargo.lock as tomllib does', function () {
    checkLockOracle(this, cargoLock, 'cargo.lock', 5000);
  });
});
