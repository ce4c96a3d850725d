/** Parts of a key of `packages`, as offsets into the text. Empty parts are not told by the key. */
export interface DependencyPath {
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly versionStart: number;
  readonly versionEnd: number;
}

/**
 * Reads a key of `packages` or `snapshots` from `start` to `end`:
 * - lockfile 9 `name@1.0.0(peer@2.0.0)`, lockfile 6 the same behind a `/`
 * - lockfile 5 `/name/1.0.0_peer@2.0.0`, `registry.example/name/1.0.0`
 * - `name@file:../folder`, `name@https://…` and, before lockfile 9, addresses alone, which say nothing of a name
 * https://github.com/pnpm/spec/tree/master/dependency-path
 */
export function readDependencyPath(text: string, start: number, end: number): DependencyPath {
  const isRegistry = text.charAt(start) === '/';
  const from = isRegistry ? start + 1 : start;
  const name = readName(text, from, end);
  if (text.charAt(name) === '@' && name > from && name < end) return path(from, name, name + 1, endOfVersion(text, name + 1, end, '('));
  if (isRegistry) return readSlashed(text, from, end);
  // A host stands in front; what is no version behind the name is a repository.
  const host = indexOf(text, '/', start, end);
  const slashed = readSlashed(text, Math.min(host + 1, end), end);
  const first = text.charCodeAt(slashed.versionStart);
  return first >= 48 && first <= 57 && slashed.versionEnd > slashed.versionStart ? slashed : path(start, start, start, start);
}

function readSlashed(text: string, from: number, end: number): DependencyPath {
  const nameEnd = readName(text, from, end);
  if (nameEnd >= end) return path(from, from, from, from);
  return path(from, nameEnd, nameEnd + 1, endOfVersion(text, nameEnd + 1, end, '_(/'));
}

/** The end of `@scope/name` or `name`: at `@`, `/` or `(`. */
function readName(text: string, from: number, end: number): number {
  let at = from;
  if (text.charAt(at) === '@') at = indexOf(text, '/', at, end) + 1;
  while (at < end && !'@/('.includes(text.charAt(at))) at++;
  return Math.min(at, end);
}

function endOfVersion(text: string, from: number, end: number, signs: string): number {
  let at = from;
  while (at < end && !signs.includes(text.charAt(at))) at++;
  return at;
}

function indexOf(text: string, sign: string, from: number, end: number): number {
  let at = from;
  while (at < end && text.charAt(at) !== sign) at++;
  return at;
}

function path(nameStart: number, nameEnd: number, versionStart: number, versionEnd: number): DependencyPath {
  return { nameStart, nameEnd, versionStart, versionEnd };
}
