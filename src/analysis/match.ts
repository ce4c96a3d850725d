import type { Artifact, Dependency } from '../model/manifest';
import type { Binding, Rule } from '../model/rule';
import type { Axis } from '../model/vocabulary';
import type { Span } from '../text/span';
import { comparableUrl } from '../text/url';
import { evaluate, type Evidence, type Witness } from './condition';

/** A binding that holds for a row or an artifact, and where that was seen. */
export interface Match {
  readonly rule: Rule;
  readonly binding: Binding;
  readonly evidence: Evidence;
  readonly witness?: Witness;
}

const strengthOrder = ['hard', 'conditional', 'default'];

/** A condition that holds tells more of this row than a binding without one; among equals the strength decides. */
function isStronger(binding: Binding, known: Binding): boolean {
  if ((binding.when !== undefined) !== (known.when !== undefined)) return binding.when !== undefined;
  return strengthOrder.indexOf(binding.strength) < strengthOrder.indexOf(known.strength);
}

/** The binding that holds, for each axis; a binding whose condition is unseen does not hold. */
export function matchBindings(rule: Rule, evidence: Evidence): readonly Match[] {
  const best = new Map<Axis, Match>();
  for (const binding of rule.binds) {
    const answer = binding.when ? evaluate(binding.when, evidence) : { value: 'yes' as const };
    if (answer.value !== 'yes') continue;
    const known = best.get(binding.axis);
    if (known && !isStronger(binding, known.binding)) continue;
    best.set(binding.axis, { rule, binding, evidence, ...(answer.witness ? { witness: answer.witness } : {}) });
  }
  return [...best.values()];
}

/** The smallest bound part of a row: its local label, extra or build string where that made the binding hold, else its name. */
export function markOf(row: Dependency, witness: Witness | undefined): Span {
  if (witness && (witness.atom === 'local' || witness.atom === 'extra' || witness.atom === 'build')) return witness.span;
  return row.name === '' && row.source ? row.source.span : row.nameSpan;
}

/** The bound thing as a person would say it: `torch 2.6.0+cu124`, `tensorflow[and-cuda]`, a name, an index without its scheme. */
export function subjectOf(row: Dependency | undefined, artifact: Artifact | undefined, witness: Witness | undefined): string {
  if (!row) return artifact ? artifact.value : '';
  if (witness?.locked !== undefined) return `${row.name} ${witness.locked}`;
  if (witness?.atom === 'local') {
    const clause = row.specifier?.clauses.find(({ localSpan }) => localSpan?.start === witness.span.start);
    if (clause) return `${row.name} ${clause.version}`;
  }
  if (witness?.atom === 'extra') {
    const extra = row.extras.find((candidate) => candidate.span.start === witness.span.start);
    if (extra) return `${row.name}[${extra.name}]`;
  }
  if (witness?.atom === 'build' && row.build) return `${row.name} ${row.build.raw}`;
  return row.name === '' && row.source ? comparableUrl(row.source.url) : row.name;
}
