import type { OpenEdge } from '../npm-lock';

/** The packages that one folder's `node_modules` holds. */
type Scope = Map<string, number | string>;

const separator = 'node_modules/';
/** Folders above a package that are looked into. */
const maximumLevels = 100;

/**
 * Folders of installed packages, to find by name what a package gets: the nearest `node_modules` upward from its own folder.
 * https://nodejs.org/api/modules.html#loading-from-node_modules-folders
 */
export class InstalledTree {
  readonly #scopes = new Map<string, Scope>();
  readonly #folders = new Map<string, number>();

  clear(): void {
    this.#scopes.clear();
    this.#folders.clear();
  }

  /** @param path as the lock writes it, `/`-separated. */
  add(path: string, index: number): void {
    this.#folders.set(path, index);
    this.#put(path, index);
  }

  /** @param target the folder that is installed by a link. */
  addLink(path: string, target: string): void {
    this.#put(path, target);
  }

  /** Sets `to` of each edge that a package installed at `path` has. */
  resolve(path: string, edges: readonly OpenEdge[]): void {
    if (edges.length === 0) return;
    const scopes = this.#scopesAbove(path);
    for (const edge of edges) {
      for (const scope of scopes) {
        const found = scope.get(edge.name);
        if (found === undefined) continue;
        const to = typeof found === 'string' ? this.#folders.get(found) : found;
        if (to !== undefined) edge.to = to;
        break;
      }
    }
  }

  #put(path: string, installed: number | string): void {
    const at = path.lastIndexOf(separator);
    if (at < 0) return;
    const owner = at === 0 ? '' : path.slice(0, at - 1);
    let scope = this.#scopes.get(owner);
    if (!scope) {
      scope = new Map();
      this.#scopes.set(owner, scope);
    }
    scope.set(path.slice(at + separator.length), installed);
  }

  #scopesAbove(path: string): Scope[] {
    const found: Scope[] = [];
    let folder = path;
    for (let level = 0; level < maximumLevels && folder !== ''; level++) {
      const scope = this.#scopes.get(folder);
      if (scope) found.push(scope);
      const slash = folder.lastIndexOf('/');
      folder = slash < 0 ? '' : folder.slice(0, slash);
    }
    const top = this.#scopes.get('');
    if (top) found.push(top);
    return found;
  }
}
