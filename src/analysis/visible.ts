import type { ResolvedVerdict } from '../model/finding';
import type { Dependency } from '../model/manifest';
import type { Vocabulary } from '../model/rule';
import type { Axis, Severity } from '../model/vocabulary';
import type { MakerOf } from '../policy/policy';
import { isShutOut } from './environment';

/** The part of a policy that analysis needs. */
export interface AnalysisPolicy {
  readonly targets: readonly string[];
  readonly accept: readonly string[];
  readonly severity: Readonly<Record<string, Severity | 'off'>>;
}

/**
 * Named targets hide what does not touch them: hardware findings whose verdict as written is `yes` for each of them, and
 * rows whose marker shuts all of them out. Platform findings exist only for named systems and processors.
 */
export function isVisible(
  axis: Axis,
  boundTo: readonly string[],
  verdicts: Readonly<Record<string, ResolvedVerdict>>,
  row: Dependency | undefined,
  targets: readonly string[],
): boolean {
  if (axis === 'vendor') return true;
  if (axis === 'platform') return targets.some((target) => isPlatform(target) && !boundTo.includes(target) && verdicts[target]?.verdict !== 'yes');
  if (targets.length === 0) return true;
  if (targets.every((target) => verdicts[target]?.verdict === 'yes')) return false;
  return row === undefined || !isShutOut(row, targets);
}

function isPlatform(target: string): boolean {
  return target.startsWith('os-') || target.startsWith('cpu-');
}

/** Tells the maker of a target or vendor. */
export function makerOf({ targets, vendors }: Vocabulary): MakerOf {
  return (id) => vendors[id]?.maker ?? targets[id]?.maker;
}
