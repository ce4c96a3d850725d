import satisfiesRange from 'semver/functions/satisfies';
import parse from 'semver/functions/parse';
import Range from 'semver/classes/range';
import type Comparator from 'semver/classes/comparator';
import type SemVer from 'semver/classes/semver';

/** Longer texts are no versions that a person wrote. */
const maximumLength = 1000;
/** Stands for "the newest of its kind" in one place of a version; greater than any real number there. */
const newest = 999_999_999;

/** npm compares names as they are written: https://docs.npmjs.com/cli/v11/configuring-npm/package-json#name */
export function normalizeName(name: string): string {
  return name;
}

/** True if an exact version lies in a range, pre-releases included; false where either is none. */
export function satisfies(version: string, range: string): boolean {
  return satisfiesRange(version, range, { includePrerelease: true });
}

/** True for one exact version (`4.1.0`, `=4.1.0`, `v4.1.0`); `4.1` is a range. */
export function isPinned(raw: string): boolean {
  const comparators = readRange(raw)?.set ?? [];
  return comparators.length === 1 && comparators[0]?.length === 1 && isExact(comparators[0][0]);
}

/**
 * Whether the newest version that a row's specifier admits lies in a rule's range, without asking a registry. An exact version
 * is compared as it is; of a range with an upper bound the newest conceivable version counts (`^4.1.0`: the last 4.x); without
 * one the newest of all.
 * @param raw the specifier: a range, empty, or a tag, of which only `latest` is known
 * @param range a rule's range
 * @returns `unseen` for other tags, references such as `catalog:`, ranges that admit nothing, and a rule's range that is none
 */
export function admitsNewest(raw: string, range: string): 'yes' | 'no' | 'unseen' {
  const version = newestAdmitted(raw);
  const wanted = readRange(range, true);
  if (!version || !wanted) return 'unseen';
  return wanted.test(version) ? 'yes' : 'no';
}

/** Does a range admit one exact version, pre-releases included? `unseen` for tags, references and texts that are no version. */
export function admits(raw: string, version: string): 'yes' | 'no' | 'unseen' {
  const range = readRange(raw, true);
  const exact = parse(version);
  if (!range || !exact) return 'unseen';
  return range.test(exact) ? 'yes' : 'no';
}

function newestAdmitted(raw: string): SemVer | undefined {
  const range = readRange(raw.trim() === 'latest' ? '*' : raw);
  let best: SemVer | undefined;
  for (const comparators of range?.set ?? []) {
    const candidate = lastBelow(comparators);
    if (candidate && range?.test(candidate) && (!best || candidate.compare(best) > 0)) best = candidate;
  }
  return best;
}

/** The newest conceivable version that satisfies all comparators of one alternative; the caller must still test it. */
function lastBelow(comparators: readonly Comparator[]): SemVer | undefined {
  let lowest = parse(`${newest}.${newest}.${newest}`);
  for (const comparator of comparators) {
    const bound =
      isExact(comparator) || comparator.operator === '<='
        ? comparator.semver
        : comparator.operator === '<'
          ? versionBefore(comparator.semver)
          : undefined;
    if (bound && lowest && bound.compare(lowest) < 0) lowest = bound;
  }
  return lowest ?? undefined;
}

/** The last release before a version: before `4.1.3` it is `4.1.2`, before `4.1.0` the last `4.0.x`. Nothing is before `0.0.0`. */
function versionBefore({ major, minor, patch }: SemVer): SemVer | undefined {
  const text =
    patch > 0
      ? `${major}.${minor}.${patch - 1}`
      : minor > 0
        ? `${major}.${minor - 1}.${newest}`
        : major > 0
          ? `${major - 1}.${newest}.${newest}`
          : '';
  return parse(text) ?? undefined;
}

/** The comparator of `*` has an empty text and no operator either. */
function isExact(comparator: Comparator | undefined): boolean {
  return comparator !== undefined && comparator.value !== '' && (comparator.operator === '' || comparator.operator === '=');
}

/** npm reads ranges loosely: https://github.com/npm/npm-package-arg calls `validRange(spec, true)`. Undefined if it is no range. */
function readRange(raw: string, includePrerelease = false): Range | undefined {
  if (raw.length > maximumLength) return undefined;
  try {
    return new Range(raw, { loose: true, includePrerelease });
  } catch {
    return undefined;
  }
}
