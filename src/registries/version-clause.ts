import { compare, explain } from '@renovatebot/pep440';

/** One comparison; `prefix` stands for `.*` behind the version. */
export interface VersionClause {
  readonly operator: string;
  readonly version: string;
  readonly prefix: boolean;
}

/** The part of a version that prefixes compare. */
export interface Release {
  readonly epoch: number;
  readonly release: readonly number[];
}

/** Longer texts are no versions that anybody meant; the limits bound the time. */
export const longestSpecifier = 400;
const longestVersion = 100;
export const operators: readonly string[] = ['===', '~=', '==', '!=', '<=', '>=', '<', '>'];

export function isVersion(text: string): boolean {
  return text.length <= longestVersion && explain(text) !== null;
}

/** Whether one version lies in one clause; both must be readable. */
export function matches(version: string, { operator, version: bound, prefix }: VersionClause): boolean {
  if (operator === '===') return version.toLowerCase() === bound.toLowerCase();
  const candidate = explain(version);
  const limit = explain(bound);
  if (!candidate || !limit) return false;
  if (prefix) return startsWith(candidate, limit, limit.release.length) === (operator === '==');
  if (operator === '==') return compare(limit.local ? version : candidate.public, bound) === 0;
  if (operator === '!=') return compare(limit.local ? version : candidate.public, bound) !== 0;
  const order = compare(candidate.public, bound);
  const sameBase = compare(candidate.base_version, limit.base_version) === 0;
  switch (operator) {
    case '>=':
      return order >= 0;
    case '<=':
      return order <= 0;
    case '<':
      return order < 0 && !(sameBase && candidate.is_prerelease && !limit.is_prerelease && !limit.is_postrelease);
    case '>':
      return order > 0 && !(sameBase && candidate.is_postrelease && !limit.is_postrelease && !limit.is_prerelease);
    case '~=':
      return order >= 0 && startsWith(candidate, limit, limit.release.length - 1);
    default:
      return false;
  }
}

function startsWith(candidate: Release, limit: Release, length: number): boolean {
  if (candidate.epoch !== limit.epoch) return false;
  for (let i = 0; i < length; i++) if ((candidate.release[i] ?? 0) !== limit.release[i]) return false;
  return true;
}

/** The clauses of a PEP 440 specifier, none for an empty one; undefined if one cannot be read. */
export function readClauses(specifier: string): VersionClause[] | undefined {
  if (specifier.length > longestSpecifier) return undefined;
  const clauses: VersionClause[] = [];
  for (const text of specifier.split(',')) {
    const trimmed = text.trim();
    if (trimmed === '') continue;
    const operator = operators.find((known) => trimmed.startsWith(known));
    const clause = operator && readClause(operator, trimmed.slice(operator.length).trim());
    if (!clause) return undefined;
    clauses.push(clause);
  }
  return clauses;
}

/** One clause from its operator and the version behind it; undefined if PEP 440 does not allow the two together. */
export function readClause(operator: string, text: string): VersionClause | undefined {
  if (operator === '===')
    return text === '' || text.includes(' ') || text.length > longestVersion ? undefined : { operator, version: text, prefix: false };
  const prefix = text.endsWith('.*');
  const version = prefix ? text.slice(0, -2) : text;
  const read = isVersion(version) ? explain(version) : null;
  if (!read) return undefined;
  const equality = operator === '==' || operator === '!=';
  if (prefix && (!equality || read.local !== null || read.is_prerelease || read.is_postrelease)) return undefined;
  if (!equality && read.local !== null) return undefined;
  if (operator === '~=' && read.release.length < 2) return undefined;
  return { operator, version, prefix };
}

/** The first version that a release with the number at `index` raised begins with: 1.4.2 at index 1 gives 1.5. */
export function raised({ epoch, release }: Release, index: number): string {
  const numbers = release.slice(0, index + 1).map((number, i) => (i === index ? number + 1 : number));
  return `${epoch > 0 ? `${epoch}!` : ''}${numbers.join('.')}`;
}

/** A version and the one below which it stays, as `~=1.4.2` means `>=1.4.2` and `<1.5`. */
export function between(version: string, release: Release, index: number): VersionClause[] {
  return [
    { operator: '>=', version, prefix: false },
    { operator: '<', version: raised(release, index), prefix: false },
  ];
}
