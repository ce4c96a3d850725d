import { compare, explain } from '@renovatebot/pep440';
import type { Ternary } from '../model/rule';
import { between, matches, raised } from './version-clause';
import type { VersionClause } from './version-clause';

/** What a list of clauses leaves open. */
interface Bounds {
  readonly clauses: readonly VersionClause[];
  readonly exact?: string;
  readonly lower?: { readonly version: string; readonly strict: boolean };
  readonly upper?: { readonly version: string; readonly inclusive: boolean };
}

/** Judges the newest version that any alternative admits against the clauses of a range. */
export function judge(alternatives: readonly (readonly VersionClause[])[], range: readonly VersionClause[]): Ternary {
  const newest = newestBounds(alternatives.map(readBounds));
  if (!newest) return 'unseen';
  const { exact } = newest;
  if (exact !== undefined) {
    if (!explain(exact)) return 'unseen';
    return range.every((clause) => matches(exact, clause)) ? 'yes' : 'no';
  }
  const answers = range.flatMap(halves).map((clause) => judgeClause(clause, newest));
  if (answers.includes('no')) return 'no';
  return answers.includes('unseen') ? 'unseen' : 'yes';
}

/** The bounds that reach highest; undefined if one alternative admits nothing or two reach equally high. */
function newestBounds(all: readonly (Bounds | undefined)[]): Bounds | undefined {
  let best: Bounds | undefined;
  for (const bounds of all) {
    if (!bounds) return undefined;
    const order = best ? compareTops(bounds, best) : 1;
    if (order === 0) return undefined;
    if (order > 0) best = bounds;
  }
  return best;
}

function compareTops(a: Bounds, b: Bounds): number {
  const topA = a.exact ?? a.upper?.version;
  const topB = b.exact ?? b.upper?.version;
  if (topA === undefined || topB === undefined) return topA === topB ? 0 : topA === undefined ? 1 : -1;
  return explain(topA) && explain(topB) ? compare(topA, topB) : 0;
}

/** Collects what clauses say about the ends; undefined if they contradict each other. */
function readBounds(clauses: readonly VersionClause[]): Bounds | undefined {
  let lower: Bounds['lower'];
  let upper: Bounds['upper'];
  const pin = clauses.find(({ operator, prefix }) => !prefix && (operator === '==' || operator === '==='));
  if (pin) return clauses.every((clause) => matches(pin.version, clause)) ? { clauses, exact: pin.version } : undefined;
  for (const { operator, version } of clauses.flatMap(ends)) {
    if (operator === '>=' || operator === '>') {
      const strict = operator === '>';
      const order = lower ? compare(version, lower.version) : 1;
      if (order > 0 || (order === 0 && strict)) lower = { version, strict };
    } else if (operator === '<' || operator === '<=') {
      const inclusive = operator === '<=';
      const order = upper ? compare(version, upper.version) : -1;
      if (order < 0 || (order === 0 && !inclusive)) upper = { version, inclusive };
    }
  }
  const order = lower && upper ? compare(lower.version, upper.version) : -1;
  if (order > 0 || (order === 0 && (lower?.strict || !upper?.inclusive))) return undefined;
  return { clauses, ...(lower && { lower }), ...(upper && { upper }) };
}

/** `~=1.4.2` as `>=1.4.2` and `<1.5`; other clauses as they are. */
function halves(clause: VersionClause): VersionClause[] {
  const read = clause.operator === '~=' ? explain(clause.version) : null;
  return read ? between(clause.version, read, read.release.length - 2) : [clause];
}

/** What a clause says about the ends: `==1.4.*` lies from 1.4 to below 1.5. */
function ends(clause: VersionClause): VersionClause[] {
  const read = clause.prefix && clause.operator === '==' ? explain(clause.version) : null;
  return read ? between(clause.version, read, read.release.length - 1) : halves(clause);
}

function judgeClause(clause: VersionClause, bounds: Bounds): Ternary {
  const { operator, version } = clause;
  const { lower, upper, clauses } = bounds;
  const toLower = lower ? compare(lower.version, version) : -1;
  const toUpper = upper ? compare(upper.version, version) : 1;
  const admitted = clauses.every((own) => matches(version, own));
  switch (operator) {
    case '>=':
      if (toLower >= 0 || !upper || admitted) return 'yes';
      return toUpper < 0 || (toUpper === 0 && !upper.inclusive) ? 'no' : 'unseen';
    case '>':
      if (toLower > 0 || (toLower === 0 && lower?.strict) || !upper) return 'yes';
      if (toUpper <= 0) return 'no';
      return upper.inclusive ? 'yes' : 'unseen';
    case '<':
      if (upper && (toUpper < 0 || (toUpper === 0 && !upper.inclusive))) return 'yes';
      return toLower >= 0 || !upper || admitted ? 'no' : 'unseen';
    case '<=':
      if (upper && toUpper <= 0) return 'yes';
      return toLower > 0 || (toLower === 0 && lower?.strict) || !upper || upper.inclusive ? 'no' : 'unseen';
    case '==':
      return judgeEquality(clause, bounds);
    case '!=':
      return negated(judgeEquality({ ...clause, operator: '==' }, bounds), !upper);
    default:
      return 'unseen';
  }
}

/** Equality with a version or a prefix, which an open range of versions seldom decides. */
function judgeEquality({ version, prefix }: VersionClause, { lower, upper }: Bounds): Ternary {
  const read = explain(version);
  if (!read) return 'unseen';
  const end = prefix ? raised(read, read.release.length - 1) : version;
  const toUpper = upper ? compare(upper.version, version) : 1;
  if (upper && (toUpper < 0 || (toUpper === 0 && !upper.inclusive))) return 'no';
  const beyond = lower ? compare(lower.version, end) : -1;
  if (beyond > 0 || (beyond === 0 && (prefix || lower?.strict))) return 'no';
  const within = prefix && lower && upper && compare(lower.version, version) >= 0 && compare(upper.version, end) <= 0;
  return within && !(compare(upper.version, end) === 0 && upper.inclusive) ? 'yes' : 'unseen';
}

/** The newest of an open range is another version than any that is named. */
function negated(answer: Ternary, open: boolean): Ternary {
  if (answer === 'unseen') return open ? 'yes' : 'unseen';
  return answer === 'yes' ? 'no' : 'yes';
}
