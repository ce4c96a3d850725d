import type { Ecosystem } from './vocabulary';

/** A wheel, archive or tarball that a lock lists for a package. */
export interface LockedFile {
  /** File name without its path: `torch-2.6.0-cp312-cp312-manylinux1_x86_64.whl`. */
  readonly name: string;
  /** Bytes, where the lock says. */
  readonly size?: number;
}

/** One package asks for another. */
export interface LockEdge {
  readonly name: string;
  /** Index of the locked package that answers it; undefined where the lock holds none (another platform, optional). */
  readonly to?: number;
  readonly marker?: string;
  /** Asked for only with this extra of the asking package. */
  readonly extra?: string;
  /** Extras that are asked of the other package. */
  readonly extras?: readonly string[];
  readonly group?: string;
  readonly optional?: boolean;
}

/** One resolved package of a lock. */
export interface LockedPackage {
  /** Index of its row in the manifest's `dependencies`. */
  readonly row: number;
  readonly name: string;
  readonly version: string;
  readonly requires: readonly LockEdge[];
  readonly files: readonly LockedFile[];
  /** npm: platforms that it can be installed on; names with `!` are shut out. */
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  /** Locks of several registries (conda and PyPI): this package's. */
  readonly ecosystem?: Ecosystem;
  /** conda: the build string, `py312_cuda126_0`. */
  readonly build?: string;
  /** conda-lock and pixi: conda's names of the platforms that the lock took it for. */
  readonly platforms?: readonly string[];
  /** The project itself or a member of its workspace: its `requires` are what people declared. */
  readonly member?: boolean;
  /** The condition under which the lock's own rows say that it is installed at all (Poetry, PDM, Pipenv, PEP 751). */
  readonly marker?: string;
  /** Wheel index or registry that the lock took it from, where it says so. */
  readonly registry?: string;
}

/** The resolved packages of a lock and which of them ask for which. */
export interface LockGraph {
  /** The Python versions that the lock was resolved for, as written (`>=3.10`). */
  readonly requiresPython?: string;
  readonly packages: readonly LockedPackage[];
  /** The lock holds what any choice of features may need: that a package is there does not say that it is taken. */
  readonly undecided?: true;
}

/** The ways in which declared dependencies lead to a package of a lock. */
export interface Paths {
  readonly count: number;
  /** There are more: counting stopped. */
  readonly more: boolean;
  /** Each of them passes a marker that limits the platform, an extra or a group that must be chosen. */
  readonly guarded: boolean;
}

/** Bytes that a package and all that only it brings weigh, as downloaded on Linux x86-64. */
export interface Weight {
  readonly bytes: number;
  /** Itself included. */
  readonly packages: number;
  /** How many of them the lock gives no size for. */
  readonly unsized: number;
  /** Of the package alone; undefined where the lock gives no size for it. */
  readonly own?: number;
  /** Runtime libraries of one accelerator among what it brings: of the one that most of them are for. */
  readonly runtime?: { readonly target: string; readonly packages: number; readonly bytes: number };
}
