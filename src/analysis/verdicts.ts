import type { ResolvedVerdict } from '../model/finding';
import type { Binding, Rule, Targets, Vocabulary } from '../model/rule';
import { evaluate, type Evidence } from './condition';

/**
 * The verdict per target for one row: the rule's own, replaced by those of the binding that holds. A hard hardware binding
 * means `no` on every accelerator that the rule does not list.
 */
export function resolveVerdicts(
  rule: Rule,
  binding: Binding | undefined,
  evidence: Evidence,
  vocabulary: Vocabulary,
): Readonly<Record<string, ResolvedVerdict>> {
  const resolved: Record<string, ResolvedVerdict> = {};
  collect(rule.targets, 'targets', evidence, resolved);
  if (!binding) return resolved;
  const prefix = `binds.${rule.binds.indexOf(binding)}`;
  collect(binding.targets, `${prefix}.targets`, evidence, resolved);
  if (binding.strength === 'hard' && binding.axis === 'hardware') {
    for (const [id, term] of Object.entries(vocabulary.targets)) {
      if (term.axis === 'hardware') resolved[id] ??= { verdict: binding.to.includes(id) ? 'yes' : 'no', claim: prefix };
    }
  }
  return resolved;
}

function collect(targets: Targets, prefix: string, evidence: Evidence, into: Record<string, ResolvedVerdict>): void {
  for (const [id, choices] of Object.entries(targets)) {
    const index = choices.findIndex((choice) => !choice.when || evaluate(choice.when, evidence).value === 'yes');
    const choice = choices[index];
    if (choice) into[id] = { verdict: choice.verdict, claim: `${prefix}.${id}${index > 0 ? `.${index}` : ''}` };
  }
}
