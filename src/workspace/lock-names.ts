import type { Manifest } from '../model/manifest';

/** Which locks belong to manifests of a format. */
interface LockFamily {
  readonly manifests: readonly string[];
  /** Names in the order in which they count. */
  readonly locks: readonly string[];
  /** Files that tools also write out of another lock, or for a part of the project: one counts alone, and only if it holds every row. */
  readonly exports?: readonly string[];
}

const families: Readonly<Record<string, LockFamily>> = {
  pyproject: {
    manifests: ['pyproject.toml'],
    locks: ['uv.lock', 'poetry.lock', 'pdm.lock'],
    exports: ['pylock.toml', 'requirements-dev.lock', 'requirements.lock'],
  },
  pipfile: { manifests: ['Pipfile'], locks: ['Pipfile.lock'] },
  'package.json': {
    manifests: ['package.json'],
    locks: ['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock'],
  },
  'pixi.toml': { manifests: ['pixi.toml', 'pyproject.toml'], locks: ['pixi.lock'] },
  'deno.json': { manifests: ['deno.json', 'deno.jsonc', 'package.json'], locks: ['deno.lock'] },
  'conda-env': { manifests: ['environment.yml', 'environment.yaml', 'pyproject.toml'], locks: ['conda-lock.yml', 'conda-lock.yaml'] },
  'cargo-toml': { manifests: ['Cargo.toml'], locks: ['Cargo.lock'] },
};

/** Locks of a manifest by name: those that count together, and the exports, of which one counts where there is none of them. */
export interface LockNames {
  readonly locks: readonly string[];
  readonly exports: readonly string[];
}

/** The names of the locks that a manifest may have. A pyproject.toml is pixi's where it asks for packages of conda. */
export function locksFor(formatId: string, manifest: Manifest): LockNames {
  const { locks = [], exports = [] } = families[formatId] ?? {};
  const isPixi = formatId === 'pyproject' && manifest.dependencies.some(({ ecosystem }) => ecosystem === 'conda');
  return { locks: isPixi ? [...locks, 'pixi.lock'] : locks, exports };
}

/**
 * The names of the manifests that may stand beside a lock; none: no lock that belongs to a manifest. `isPart`: the lock may hold
 * less than the project.
 */
export function manifestsFor(lockName: string, formatId: string): { readonly names: readonly string[]; readonly isPart: boolean } {
  const family = Object.values(families).find(({ locks, exports = [] }) => locks.includes(lockName) || exports.includes(lockName));
  const owner = family ?? (formatId === 'pylock' ? families['pyproject'] : undefined);
  return { names: owner?.manifests ?? [], isPart: owner !== undefined && !owner.locks.includes(lockName) };
}

/** conda-lock is told its sources on the command line, so a file is one of them only if the lock holds all that it asks for. */
export function mayBelongToOthers(lockName: string): boolean {
  return lockName.startsWith('conda-lock.');
}
