import { acceleratorOf } from '../graph/accelerator';
import type { Finding } from '../model/finding';
import type { Fix } from '../model/fix';
import type { Weight } from '../model/lock';
import type { FixPlan } from './fix-plan';

/**
 * What a fix leaves behind of what the lock holds, told only where it is sure. A row that is removed takes along all that only
 * it brings, unless others ask for it too; one that asks for another package only itself, as the other may bring the same
 * helpers. An extra that goes, or an index of another build, takes along the runtime libraries. A dropped label alone does
 * not: PyPI's own build may bring the same libraries.
 */
export function savingOf(plan: FixPlan, served: readonly Finding[]): Pick<Fix, 'saves'> {
  const [finding, ...others] = served;
  // A row that moves to a group or a file of its own is still installed by whoever wants it.
  if (plan.created.length > 0 || plan.added.length > 0) return {};
  if (!finding?.weight || others.length > 0 || finding.via.length > 0 || finding.paths?.more === true || (finding.paths?.count ?? 1) > 1) return {};
  const { weight } = finding;
  if (plan.rows.length > 0 && plan.rows.every(({ removed }) => removed === true)) return { saves: weight };
  if (plan.rows.length > 0 && plan.rows.every(({ name }) => name !== undefined)) {
    return weight.own === undefined ? {} : { saves: { bytes: weight.own, packages: 1, unsized: 0 } };
  }
  const dropsExtra = plan.rows.length > 0 && plan.rows.every(({ row, extras }) => extras !== undefined && extras.length < row.extras.length);
  return weight.runtime && (dropsExtra || movesIndex(plan, weight.runtime.target)) ? { saves: runtimeAlone(weight.runtime) } : {};
}

/** Every index changes to one for another accelerator, or for none. */
function movesIndex({ indexes }: FixPlan, target: string): boolean {
  return (
    indexes.length > 0 && indexes.every(({ url }) => url !== null && acceleratorOfIndex(url) !== undefined && acceleratorOfIndex(url) !== target)
  );
}

/** `cpu` for an index of builds for no accelerator; undefined where the address does not say. */
function acceleratorOfIndex(url: string): string | undefined {
  const last = url.slice(url.lastIndexOf('/') + 1);
  return last === 'cpu' ? 'cpu' : acceleratorOf({ row: -1, name: '', version: '', requires: [], files: [], registry: url });
}

function runtimeAlone(runtime: NonNullable<Weight['runtime']>): Weight {
  const { packages, bytes } = runtime;
  return { bytes, packages, unsized: 0, runtime };
}
