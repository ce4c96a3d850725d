import type { Confidence, Severity, Strength } from '../model/vocabulary';

const order: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/**
 * How loud a finding is: hard and met conditional bindings warn, default ones inform; one step lower when guarded and one
 * for low confidence, never below hint. The policy's word for the rule beats its word for the strength.
 * @returns `off` where the policy silences it.
 */
export function severityOf(
  ruleId: string,
  strength: Strength,
  guarded: boolean,
  confidence: Confidence,
  policy: Readonly<Record<string, Severity | 'off'>>,
): Severity | 'off' {
  const base = policy[ruleId] ?? policy[strength] ?? (strength === 'default' ? 'information' : 'warning');
  if (base === 'off') return 'off';
  const steps = (guarded ? 1 : 0) + (confidence === 'low' ? 1 : 0);
  return order[Math.min(order.indexOf(base) + steps, order.length - 1)] ?? 'hint';
}
