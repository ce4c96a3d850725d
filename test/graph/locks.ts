import type { LockEdge, LockedPackage, LockGraph } from '../../src/model/lock';

export interface Given {
  readonly files?: readonly (string | [string, number])[];
  readonly asks?: readonly (string | Partial<LockEdge>)[];
  readonly member?: boolean;
  readonly version?: string;
  readonly registry?: string;
  readonly marker?: string;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

/** A lock from short notes: `{ name: { files, asks } }`; rows and packages stand in the order of the notes. */
export function lock(given: Readonly<Record<string, Given>>, requiresPython?: string): LockGraph {
  const names = Object.keys(given);
  const packages = names.map((name, row): LockedPackage => {
    const { files = [], asks = [], version = '1.0', ...rest } = given[name] ?? {};
    const requires = asks.map((edge): LockEdge => {
      const written = typeof edge === 'string' ? { name: edge } : { ...edge, name: edge.name ?? '' };
      const to = names.indexOf(written.name);
      return to < 0 ? written : { ...written, to };
    });
    return {
      row,
      name,
      version,
      requires,
      files: files.map((file) => (typeof file === 'string' ? { name: file } : { name: file[0], size: file[1] })),
      ...rest,
    };
  });
  return { packages, ...(requiresPython === undefined ? {} : { requiresPython }) };
}
