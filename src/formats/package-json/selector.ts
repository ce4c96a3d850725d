import type { Part } from './npm-spec';

/** How the key of a row names its package: as it is, or with a range and the packages above it in the tree. */
export type SelectorStyle = 'name' | 'npm-override' | 'pnpm-override' | 'resolution';

/**
 * Where in a key the name of the package stands that the row is about; undefined where the key holds no name.
 * - npm `overrides`: `name@range` (https://docs.npmjs.com/cli/v11/configuring-npm/package-json#overrides)
 * - pnpm: `parent@range>name@range` (https://pnpm.io/settings#overrides)
 * - Yarn `resolutions`: `parent/name@range`, the parent perhaps a glob (https://yarnpkg.com/configuration/manifest#resolutions);
 *   pnpm reads its own form there too
 */
export function packageInKey(key: string, style: SelectorStyle): Part | undefined {
  if (style === 'name') return key === '' ? undefined : { from: 0, to: key.length };
  const from = style === 'npm-override' ? 0 : pnpmChildStart(key);
  return style === 'resolution' ? lastOfPath(key, from) : nameAt(key, from);
}

/** pnpm splits at a `>` that is no comparison: one that follows no blank, bar or at sign. */
function pnpmChildStart(key: string): number {
  for (let at = 1; at < key.length; at++) {
    if (key.charAt(at) === '>' && !' |@'.includes(key.charAt(at - 1))) return at + 1;
  }
  return 0;
}

function lastOfPath(key: string, from: number): Part | undefined {
  let last: Part | undefined;
  for (let at = from; at < key.length;) {
    last = nameAt(key, at);
    if (!last) return undefined;
    const slash = key.indexOf('/', last.to);
    at = slash < 0 ? key.length : slash + 1;
    if (slash === key.length - 1) return undefined;
  }
  return last;
}

/** `@scope/name` or `name`, ending before `@`, `/` or the key's end. */
function nameAt(key: string, from: number): Part | undefined {
  let at = from;
  if (key.charAt(at) === '@') {
    at = key.indexOf('/', at) + 1;
    if (at === 0) return undefined;
  }
  while (at < key.length && key.charAt(at) !== '/' && key.charAt(at) !== '@') at++;
  return at > from ? { from, to: at } : undefined;
}
