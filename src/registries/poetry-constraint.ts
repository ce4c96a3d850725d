import { explain } from '@renovatebot/pep440';
import { between, isVersion, longestSpecifier, operators, readClause } from './version-clause';
import type { VersionClause } from './version-clause';

/** Alternatives of a Poetry constraint: https://python-poetry.org/docs/dependency-specification/ */
export function readPoetry(constraint: string): VersionClause[][] | undefined {
  if (constraint.length > longestSpecifier) return undefined;
  const alternatives: VersionClause[][] = [];
  for (const text of constraint.split('|')) {
    if (text === '' && constraint.includes('||')) continue;
    const clauses = readPoetryClauses(text);
    if (!clauses) return undefined;
    alternatives.push(clauses);
  }
  return alternatives;
}

function readPoetryClauses(text: string): VersionClause[] | undefined {
  const clauses: VersionClause[] = [];
  for (let at = 0; at < text.length;) {
    const start = at;
    while (' ,\t'.includes(text[at] ?? '-')) at++;
    const operatorStart = at;
    while ('^~=!<>'.includes(text[at] ?? '-')) at++;
    const operator = text.slice(operatorStart, at);
    while (' \t'.includes(text[at] ?? '-')) at++;
    const versionStart = at;
    while (at < text.length && !' ,\t^~=!<>'.includes(text[at] ?? ' ')) at++;
    const version = text.slice(versionStart, at);
    if (operator === '' && version === '' && start < at) continue;
    const read = poetryClauses(operator, version);
    if (!read || at === start) return undefined;
    clauses.push(...read);
  }
  return clauses;
}

function poetryClauses(operator: string, version: string): VersionClause[] | undefined {
  if (version === '*' && (operator === '' || operator === '==' || operator === '=')) return [];
  if (operator !== '^' && operator !== '~') {
    const known = { '': '==', '=': '==', '<>': '!=' }[operator] ?? operator;
    const clause = operators.includes(known) ? readClause(known, version) : undefined;
    return clause && [clause];
  }
  const read = isVersion(version) ? explain(version) : null;
  if (!read) return undefined;
  const significant = read.release.findIndex((number) => number !== 0);
  const last = read.release.length - 1;
  const index = operator === '~' ? Math.min(1, last) : significant < 0 ? last : significant;
  return between(version, read, index);
}
