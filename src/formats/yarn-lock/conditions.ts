/** Systems, processors and C libraries that a package can be installed on; a name with `!` is shut out. */
export interface Conditions {
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

/**
 * Reads `os=darwin & cpu=arm64`, `(os=linux | os=darwin) & !cpu=ia32`. Yarn makes it of the package's fields `os`, `cpu` and `libc`:
 * https://github.com/yarnpkg/berry/blob/master/packages/yarnpkg-core/sources/Manifest.ts (getConditions)
 */
export function readConditions(text: string): Conditions {
  const found: { os?: string[]; cpu?: string[]; libc?: string[] } = {};
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && !'()&| '.includes(text.charAt(at))) continue;
    const token = text.slice(start, at);
    start = at + 1;
    const equals = token.indexOf('=');
    if (equals < 0) continue;
    const excluded = token.startsWith('!');
    const field = token.slice(excluded ? 1 : 0, equals);
    if (field === 'os' || field === 'cpu' || field === 'libc') (found[field] ??= []).push((excluded ? '!' : '') + token.slice(equals + 1));
  }
  return found;
}
