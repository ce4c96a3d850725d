import type { Condition, ConditionAtom, Ternary } from '../model/rule';
import type { Span } from '../text/span';

/** What a manifest shows about one row or artifact; each question answers in three values and says where it was seen. */
export interface Evidence {
  ask(atom: Atom, argument: string): Answer;
}

export type Atom = Exclude<ConditionAtom, 'code'>;

export interface Answer {
  readonly value: Ternary;
  /** Where a `yes` was seen: the local label, the extra, the index. */
  readonly witness?: Witness;
}

export interface Witness {
  readonly atom: Atom;
  readonly span: Span;
  readonly guarded?: boolean;
  /** What the lock shows there: `2.6.0+cu124`. */
  readonly locked?: string;
}

/** Conditions of rules are shallow; deeper ones (a workspace's own rules) count as unseen. */
const deepest = 32;

/** Evaluates a condition in three values. The witness is the place of the first atom that made it true. */
export function evaluate(condition: Condition, evidence: Evidence, depth = 0): Answer {
  if (depth > deepest) return { value: 'unseen' };
  if ('all' in condition) return evaluateAll(condition.all, evidence, depth);
  if ('any' in condition) return evaluateAny(condition.any, evidence, depth);
  if ('not' in condition) return { value: negate(evaluate(condition.not, evidence, depth + 1).value) };
  const [atom, argument] = Object.entries(condition)[0] ?? ['code', ''];
  return atom === 'code' ? { value: 'unseen' } : evidence.ask(atom as Atom, argument);
}

function evaluateAll(conditions: readonly Condition[], evidence: Evidence, depth: number): Answer {
  let value: Ternary = 'yes';
  let witness: Witness | undefined;
  for (const condition of conditions) {
    const answer = evaluate(condition, evidence, depth + 1);
    if (answer.value === 'no') return { value: 'no' };
    if (answer.value === 'unseen') value = 'unseen';
    witness ??= answer.witness;
  }
  return value === 'yes' && witness ? { value, witness } : { value };
}

function evaluateAny(conditions: readonly Condition[], evidence: Evidence, depth: number): Answer {
  let value: Ternary = 'no';
  let guarded: Answer | undefined;
  for (const condition of conditions) {
    const answer = evaluate(condition, evidence, depth + 1);
    if (answer.value === 'yes' && !answer.witness?.guarded) return answer;
    if (answer.value === 'yes') guarded ??= answer;
    if (answer.value === 'unseen') value = 'unseen';
  }
  return guarded ?? { value };
}

function negate(value: Ternary): Ternary {
  return value === 'yes' ? 'no' : value === 'no' ? 'yes' : 'unseen';
}
