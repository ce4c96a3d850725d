import type { Vocabulary } from '../../model/rule';

export interface LeaveGoal {
  readonly kind: 'leave';
  /** A maker, or a vendor. */
  readonly id: string;
  readonly title: string;
}

/** The goal "leave" for what a finding is bound to: hardware is left with its maker, a service by itself. Undefined: nobody's hardware. */
export function leaveGoal(id: string, { targets, vendors, makers }: Vocabulary): LeaveGoal | undefined {
  const vendor = vendors[id];
  if (vendor) return { kind: 'leave', id, title: vendor.title };
  const maker = targets[id]?.maker;
  return maker !== undefined && makers[maker] ? { kind: 'leave', id: maker, title: makers[maker].title } : undefined;
}
