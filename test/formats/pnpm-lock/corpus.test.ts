import assert from 'node:assert/strict';
import { pnpmLock } from '../../../src/formats/pnpm-lock';
import type { LockEdge } from '../../../src/model/lock';
import { corpusPairs, oracleLocks, readCorpusFile } from '../../support/npm-lock';
import { needShared } from '../../support/shared';

/** Entries whose key is a folder: the other reader takes its `..` for a version, the lock has none. */
const withoutVersion: Readonly<Record<string, string>> = { 'braintrust@..': 'braintrust@', 'chromadb@..': 'chromadb@' };

function sectionOf({ group, optional }: LockEdge): string {
  return group === 'dev' ? 'devDependencies' : optional ? 'optionalDependencies' : 'dependencies';
}

describe('pnpm-lock.yaml of real projects', () => {
  it('gives every package with its version and every row of the importers, and nothing else', function () {
    needShared(this);
    this.timeout(600_000);
    const locks = oracleLocks('locks-yaml', ['pnpm-lock']);
    assert.ok(locks.length > 20);
    for (const { file, packages, importers = [] } of locks) {
      const { manifest, pairs } = corpusPairs(pnpmLock, readCorpusFile(file));
      assert.deepEqual(manifest.problems, [], file);
      const found = pairs.filter(({ member }) => !member).map(({ row, version }) => `${row.name}@${version}`);
      const wanted = packages.map(([name, version]) => `${name}@${version}`).map((pair) => withoutVersion[pair] ?? pair);
      assert.deepEqual(found.sort(), wanted.sort(), file);
      const members = (manifest.graph?.packages ?? []).filter(({ member }) => member);
      const asked = members.flatMap(({ row, requires }) =>
        requires.map((edge) => `${manifest.dependencies[row]?.source?.url} ${sectionOf(edge)} ${edge.name}`),
      );
      assert.deepEqual(asked.sort(), importers.map(([folder, section, name]) => `${folder} ${section} ${name}`).sort(), file);
    }
  });

  it('leaves open only links to folders that are no importers', function () {
    needShared(this);
    const open = oracleLocks('locks-yaml', ['pnpm-lock']).flatMap(({ file, importers = [] }) => {
      const links = new Set(importers.filter(([, , , , version]) => version.startsWith('link:')).map(([, , name]) => name));
      const packages = pnpmLock.parse(readCorpusFile(file)).graph?.packages ?? [];
      return packages.flatMap(({ name, requires }) =>
        requires.filter((edge) => edge.to === undefined && !links.has(edge.name)).map((edge) => `${name} → ${edge.name}`),
      );
    });
    assert.deepEqual(open, []);
  });
});
