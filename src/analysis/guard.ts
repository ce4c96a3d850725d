import type { Artifact, Dependency, Manifest } from '../model/manifest';
import { limitsPlatform } from '../registries/marker';
import { comparableUrl } from '../text/url';
import type { FileContext, IndexUse } from './context';

/** True if a marker keeps the row away from some platforms. */
export function isPlatformGuarded(row: Dependency): boolean {
  return row.marker !== undefined && limitsPlatform(row.marker.raw);
}

/** True if only some installations take the row: a marker that limits the platform, an extra, an optional, dev or build group. */
export function isGuardedRow(row: Dependency): boolean {
  return isPlatformGuarded(row) || (row.group.kind !== 'main' && row.group.kind !== 'peer');
}

/**
 * The indexes that serve a row. A row that names indexes takes only those; otherwise every index serves it that is not
 * reserved for rows that name it, those of including and included files as well.
 * Sources: https://docs.astral.sh/uv/concepts/indexes/ and https://pip.pypa.io/en/stable/cli/pip_install/
 */
export function indexesOf(row: Dependency, manifest: Manifest, file: string, context: FileContext): readonly IndexUse[] {
  const own = manifest.artifacts.filter((artifact) => artifact.kind === 'index');
  if (row.indexes.length > 0) {
    return row.indexes.flatMap((reference) => {
      const index = own.find((artifact) => artifact.name === reference.index);
      if (!index) return [];
      const guarded =
        reference.extra !== undefined || reference.group !== undefined || (reference.marker !== undefined && limitsPlatform(reference.marker));
      return [{ url: comparableUrl(index.value), span: index.span, file, guarded }];
    });
  }
  const uses = own.filter((artifact) => !artifact.explicit).map((artifact) => toUse(artifact, file));
  return [...uses, ...context.indexes.map(({ artifact, file: other }) => toUse(artifact, other))];
}

function toUse(artifact: Artifact, file: string): IndexUse {
  return { url: comparableUrl(artifact.value), span: artifact.span, file, guarded: artifact.group.kind !== 'main' };
}

/** `unused`: an explicit index that no row names installs nothing. `guarded`: each row that names it is guarded, or names it only sometimes. */
export function indexGuard(index: Artifact, manifest: Manifest): 'unused' | 'guarded' | 'open' {
  if (!index.explicit) return index.group.kind === 'main' ? 'open' : 'guarded';
  let used = false;
  for (const row of manifest.dependencies) {
    for (const reference of row.indexes) {
      if (reference.index !== index.name) continue;
      used = true;
      const sometimes =
        reference.extra !== undefined || reference.group !== undefined || (reference.marker !== undefined && limitsPlatform(reference.marker));
      if (!sometimes && !isGuardedRow(row)) return 'open';
    }
  }
  return used ? 'guarded' : 'unused';
}
