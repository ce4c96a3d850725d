import type { Constraint, FileContext, ForeignIndex } from '../analysis/context';
import type { Problem } from '../model/manifest';
import { normalizeName } from '../registries/names';
import { resolvePath } from './files';
import type { ParsedFile } from './parsed-file';

interface Edge {
  readonly to: string;
  readonly kind: 'requires' | 'constrains';
}

/** Which files bring in which, and what follows for each: role, shared indexes, constraints, neighbours. */
export class IncludeGraph {
  readonly #files: ReadonlyMap<string, ParsedFile>;
  readonly #edges = new Map<string, Edge[]>();
  readonly #sources = new Map<string, Edge[]>();

  constructor(files: ReadonlyMap<string, ParsedFile>) {
    this.#files = files;
    for (const file of files.values()) {
      for (const { path, kind } of file.manifest.includes) {
        const to = resolvePath(file.path, path);
        if (to === undefined || !files.has(to)) continue;
        push(this.#edges, file.path, { to, kind });
        push(this.#sources, to, { to: file.path, kind });
      }
    }
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  /** What the analysis of a file needs to know of the others. */
  context(file: ParsedFile): FileContext {
    const family = this.#family(file.path);
    const besides = new Set<string>();
    const indexes: ForeignIndex[] = [];
    const constraints = new Map<string, Constraint[]>();
    for (const path of family) {
      const member = this.#files.get(path);
      if (!member) continue;
      const role = this.role(path);
      for (const dependency of member.manifest.dependencies) {
        const key = `${dependency.ecosystem}:${normalizeName(dependency.ecosystem, dependency.name)}`;
        if (role === 'constrains' || dependency.role === 'constrains') push(constraints, key, { file: path, dependency });
        else besides.add(key);
      }
      if (path === file.path) continue;
      for (const artifact of member.manifest.artifacts) if (artifact.kind === 'index' && !artifact.explicit) indexes.push({ file: path, artifact });
    }
    return { role: this.role(file.path), besides, indexes, constraints };
  }

  /** A constraints file: only `-c` leads to it, or its name says so and no `-r` includes it. */
  role(path: string): 'requires' | 'constrains' {
    const sources = this.#sources.get(path) ?? [];
    if (sources.some(({ kind }) => kind === 'requires')) return 'requires';
    if (sources.length > 0) return 'constrains';
    const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
    return name.includes('constraint') && this.#files.get(path)?.format.id === 'requirements' ? 'constrains' : 'requires';
  }

  /** Includes that lead nowhere, out of the root or in a circle. */
  problems(file: ParsedFile): readonly Problem[] {
    return file.manifest.includes.flatMap(({ path, span, maybe }): readonly Problem[] => {
      const to = resolvePath(file.path, path);
      if (path.includes('$') || maybe) return [];
      if (to === undefined) return path.includes('://') ? [] : [{ code: 'include-outside', span, arguments: { path } }];
      if (!this.#files.has(to)) return [{ code: 'include-missing', span, arguments: { path } }];
      return this.#reaches(to, file.path) ? [{ code: 'include-cycle', span, arguments: { path } }] : [];
    });
  }

  /**
   * The files that are read whenever this one is installed: itself and what it includes. What includes it is left out, since
   * it may be one variant among several (one file with a CUDA index, one without).
   */
  #family(path: string): ReadonlySet<string> {
    return this.#closure([path], this.#edges);
  }

  #reaches(from: string, goal: string): boolean {
    return this.#closure([from], this.#edges).has(goal);
  }

  #closure(starts: readonly string[], edges: ReadonlyMap<string, readonly Edge[]>): ReadonlySet<string> {
    const seen = new Set(starts);
    const queue = [...starts];
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      for (const { to } of edges.get(path) ?? []) {
        if (!seen.has(to)) {
          seen.add(to);
          queue.push(to);
        }
      }
    }
    return seen;
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
