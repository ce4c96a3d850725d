import { compare } from '@renovatebot/pep440';
import type { Ternary } from '../model/rule';
import { readPoetry } from './poetry-constraint';
import { judge } from './version-bounds';
import { isVersion, matches, readClauses } from './version-clause';

/** Orders two versions as PEP 440 does: negative, 0 or positive; undefined if one is no version. */
export function compareVersions(a: string, b: string): number | undefined {
  return isVersion(a) && isVersion(b) ? compare(a, b) : undefined;
}

/**
 * Whether a version lies in a specifier such as `>=1.0,<2`, pre-releases admitted; false if either cannot be read.
 * https://packaging.python.org/en/latest/specifications/version-specifiers/
 */
export function satisfies(version: string, range: string): boolean {
  const clauses = readClauses(range);
  return clauses !== undefined && isVersion(version) && clauses.every((clause) => matches(version, clause));
}

/** The version of a specifier that admits only one, `==2.6.0+cu124` or `===2.6.0`; undefined for any other. */
export function isPinned(specifier: string): string | undefined {
  return readClauses(specifier)?.find(({ operator, prefix }) => !prefix && (operator === '==' || operator === '==='))?.version;
}

/**
 * Is the newest version that a specifier admits inside `range` (`>=2.8`, `>=1.0,<2`)? Nothing is looked up: the versions that
 * `range` and inclusive bounds name are taken to exist, and without an upper bound there is always a newer one. `unseen` where
 * that does not decide it, or where a text is no specifier. `raw` may be empty: any version.
 */
export function admitsNewest(dialect: 'pep440' | 'poetry', raw: string, range: string): Ternary {
  const wanted = readClauses(range);
  const alternatives = dialect === 'poetry' ? readPoetry(raw) : [readClauses(raw)].filter((clauses) => clauses !== undefined);
  if (!wanted || !alternatives || alternatives.length === 0) return 'unseen';
  return judge(alternatives, wanted);
}

/** Does a specifier admit one exact version, pre-releases included? `unseen` where either cannot be read. */
export function admits(dialect: 'pep440' | 'poetry', raw: string, version: string): Ternary {
  const alternatives = dialect === 'poetry' ? readPoetry(raw) : [readClauses(raw)].filter((clauses) => clauses !== undefined);
  if (!alternatives || alternatives.length === 0 || !isVersion(version)) return 'unseen';
  return alternatives.some((clauses) => clauses.every((clause) => matches(version, clause))) ? 'yes' : 'no';
}
