import { explain } from '@renovatebot/pep440';
import type { Ternary } from '../model/rule';
import { judge } from './version-bounds';
import { between, isVersion, longestSpecifier, readClause, readClauses } from './version-clause';
import type { VersionClause } from './version-clause';

/** More alternatives than this are no specification that anybody wrote. */
const mostAlternatives = 20;

/**
 * Is the newest version that a match specification admits inside `range` (PEP 440 clauses, as rules write them)? Nothing is
 * looked up; see `admitsNewest` of pep440 for what that means. `unseen` where a text cannot be read, and for versions whose
 * order is conda's own (`1.1.1t`, `9e`).
 * @param specifier the version part: `=1.2`, `==1.2`, `1.2.*`, `>=1,<2|3.*`; empty: any version
 */
export function admitsNewest(specifier: string, range: string): Ternary {
  const alternatives = readConda(specifier);
  const clauses = readClauses(range);
  return alternatives && clauses ? judge(alternatives, clauses) : 'unseen';
}

/**
 * Alternatives of the version part of a match specification; `,` binds tighter than `|`.
 * https://docs.conda.io/projects/conda/en/stable/user-guide/concepts/pkg-specs.html#version-ranges
 */
export function readConda(specifier: string): VersionClause[][] | undefined {
  if (specifier.length > longestSpecifier || /[()]/.test(specifier)) return undefined;
  const texts = specifier.split('|');
  if (texts.length > mostAlternatives) return undefined;
  const alternatives: VersionClause[][] = [];
  for (const text of texts) {
    const clauses: VersionClause[] = [];
    for (const part of text.split(',')) {
      const read = readPart(part.replaceAll(' ', '').replaceAll('\t', ''));
      if (!read) return undefined;
      clauses.push(...read);
    }
    alternatives.push(clauses);
  }
  return alternatives;
}

function readPart(text: string): VersionClause[] | undefined {
  let at = 0;
  while ('=!<>~^'.includes(text[at] ?? '-')) at++;
  const operator = text.slice(0, at);
  const version = text.slice(at);
  if (version === '' || version === '*') return text === '' || version === '*' ? [] : undefined;
  const stem = version.endsWith('.*') ? version.slice(0, -2) : version.endsWith('*') ? version.slice(0, -1) : undefined;
  if (!isVersion(stem ?? version)) return undefined;
  switch (operator) {
    case '':
    case '==':
      return clausesOf(readClause('==', stem === undefined ? version : `${stem}.*`));
    case '=':
      return clausesOf(readClause('==', `${stem ?? version}.*`));
    case '!=':
      return clausesOf(readClause('!=', stem === undefined ? version : `${stem}.*`));
    case '~=':
      return compatible(stem ?? version);
    case '>=':
    case '<=':
    case '>':
    case '<':
      // conda drops a star behind these.
      return clausesOf(readClause(operator, stem ?? version));
    default:
      return undefined;
  }
}

/** `~=1.4.2` is `>=1.4.2,1.4.*`. */
function compatible(version: string): VersionClause[] | undefined {
  const read = explain(version);
  return read && read.release.length > 1 ? between(version, read, read.release.length - 2) : undefined;
}

function clausesOf(clause: VersionClause | undefined): VersionClause[] | undefined {
  return clause && [clause];
}
