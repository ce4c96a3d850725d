import type { FileResult } from '../model/result';

/**
 * Paths of the files that only limit versions and install nothing: those to which only `-c` leads, or whose name says so and
 * that no `-r` includes. The same rule by which the analysis raises no finding in them.
 */
export function constraintFiles(files: readonly FileResult[]): ReadonlySet<string> {
  const kinds = new Map<string, Set<string>>();
  for (const file of files) {
    for (const { path, kind } of file.manifest.includes) {
      const to = joined(file.path, path);
      kinds.set(to, (kinds.get(to) ?? new Set()).add(kind));
    }
  }
  const isConstraint = ({ path, formatId }: FileResult): boolean => {
    const own = kinds.get(path);
    if (own) return !own.has('requires');
    return (
      formatId === 'requirements' &&
      path
        .slice(path.lastIndexOf('/') + 1)
        .toLowerCase()
        .includes('constraint')
    );
  };
  return new Set(files.filter(isConstraint).map(({ path }) => path));
}

/** A path as a file writes it, from the root. */
export function joined(from: string, path: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  // A path of the disk begins with a slash: its first part is empty and stays.
  return parts.join('/');
}
