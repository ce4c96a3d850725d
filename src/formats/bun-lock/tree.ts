import type { OpenEdge } from '../npm-lock';

/** Ways longer than this are not followed upward. */
const mostLevels = 100;

/** Packages by the way of names to where they are installed: what `a/b` gets is `a/b/c`, else `a/c`, else `c`. */
export class BunTree {
  readonly #packages = new Map<string, number>();

  add(key: string, index: number): void {
    this.#packages.set(key, index);
  }

  /** Sets `to` of each edge that the package of a key has; the key of the root is empty. */
  resolve(key: string, edges: readonly OpenEdge[]): void {
    if (edges.length === 0) return;
    const prefixes = prefixesOf(key);
    for (const edge of edges) {
      for (const prefix of prefixes) {
        const to = this.#packages.get(prefix + edge.name);
        if (to === undefined) continue;
        edge.to = to;
        break;
      }
    }
  }
}

/** `a/@s/b` gives `a/@s/b/`, `a/` and the empty one. */
function prefixesOf(key: string): string[] {
  const prefixes: string[] = [];
  let way = key;
  for (let level = 0; level < mostLevels && way !== ''; level++) {
    prefixes.push(`${way}/`);
    const slash = way.lastIndexOf('/');
    const before = slash < 0 ? '' : way.slice(0, slash);
    const scope = before.lastIndexOf('/') + 1;
    way = before.charAt(scope) === '@' ? before.slice(0, Math.max(0, scope - 1)) : before;
  }
  prefixes.push('');
  return prefixes;
}
