import { runtimeTarget } from '../graph/accelerator';
import type { Dependency } from '../model/manifest';
import type { LockedBinding, LockKnowledge, RuntimeDemand } from '../model/result';
import type { AnalysisInput } from './analyze';
import type { LockFacts } from './locked';
import { declaredIn, pathsTo, waysTo } from './locked-ways';

/** What analysis knows of the locks of a manifest, or of the lock that a file itself is. A lock with a manifest is told with that. */
export function lockKnowledge({ manifest, context }: AnalysisInput): readonly LockKnowledge[] {
  const { lock, otherLocks = [], ownFacts, reached } = context;
  const own = ownFacts && !reached ? [toKnowledge(undefined, ownFacts)] : [];
  return [...own, ...(lock ? [lock, ...otherLocks] : []).map((one) => toKnowledge(manifest.dependencies, one))];
}

function toKnowledge(rows: readonly Dependency[] | undefined, lock: LockFacts): LockKnowledge {
  return { file: lock.file, bound: lockedBindings(rows, lock), demands: runtimeDemands(lock) };
}

/**
 * Packages that no rule knows and that ask for runtime libraries of an accelerator themselves, or through packages that no
 * rule knows either, with no marker on the way. Needs no rule for the libraries. Each package and accelerator once.
 */
function runtimeDemands(lock: LockFacts): readonly RuntimeDemand[] {
  const { graph, states } = lock.index;
  const isSilent = (at: number): boolean => lock.isUnknown(at) && runtimeTarget(lock.index.package(at)?.name ?? '') === undefined;
  const found = new Map<string, RuntimeDemand>();
  graph.packages.forEach(({ name }, goal) => {
    const target = runtimeTarget(name);
    if (target === undefined) return;
    const leading = lock.index.leadingTo(goal, isSilent);
    for (const [start, { guarded }] of leading) {
      const at = states.packageOf[start] ?? -1;
      const path = guarded || !isSilent(at) || lock.index.package(at)?.member ? undefined : lock.index.path(start, goal, leading);
      const known = found.get(`${at} ${target}`);
      if (!path || (known && known.path.length <= path.packages.length)) continue;
      found.set(`${at} ${target}`, { package: lock.index.package(at)?.name ?? '', target, path: namesOf(path.packages, lock) });
    }
  });
  return [...found.values()].sort((a, b) => (a.package < b.package ? -1 : 1));
}

/**
 * Every bound package of a lock with the ways that lead to it, through portable packages too: what plain torch brings is no
 * finding, but it is told where somebody asks for all that a lock holds.
 * @param rows of the lock's manifest, for locks that do not say what the project asks for; undefined: ways begin where
 *   installations do
 */
export function lockedBindings(rows: readonly Dependency[] | undefined, lock: LockFacts): readonly LockedBinding[] {
  // What the members of a lock ask for is what people declared, whichever of their manifests is looked at.
  const hasMembers = lock.askedByMembers.size > 0;
  const asking = hasMembers ? undefined : rows?.filter(({ role, ecosystem }) => role === 'requires' && ecosystem === lock.ecosystem);
  const declared = asking ? declaredIn(asking, lock) : [];
  return lock.bound.map(({ index: goal, name, match }) => {
    const locked = lock.index.package(goal);
    return {
      package: name,
      version: locked?.version ?? '',
      rule: match.rule.id,
      boundTo: match.binding.to,
      path: asking ? pathFromRows(goal, asking, lock) : pathFromRoots(goal, lock),
      paths: asking ? pathsTo(goal, asking, lock, lock.allWays) : rootPaths(goal, lock),
      weight: lock.weightOf(goal, declared),
      span: lock.rowSpan(goal),
    };
  });
}

function pathFromRows(goal: number, rows: readonly Dependency[], lock: LockFacts): readonly string[] {
  if (declaredIn(rows, lock).includes(goal)) return namesOf([goal], lock);
  const [best] = waysTo(goal, rows, lock, lock.allWays);
  return namesOf(best?.path.packages ?? [], lock);
}

function pathFromRoots(goal: number, lock: LockFacts): readonly string[] {
  const leading = lock.allWays.leading(goal);
  const ways = lock.index.roots().flatMap((root) => lock.index.path(root, goal, leading) ?? []);
  ways.sort((a, b) => Number(a.guarded) - Number(b.guarded) || a.packages.length - b.packages.length);
  return namesOf(ways[0]?.packages ?? (lock.index.roots().includes(goal) ? [goal] : []), lock);
}

function rootPaths(goal: number, lock: LockFacts): LockedBinding['paths'] {
  const roots = lock.index.roots();
  const leading = lock.allWays.leading(goal);
  const guards = roots.flatMap((root) => lock.index.guardFrom(root, leading) ?? []);
  return { ...lock.allWays.count(goal, roots), guarded: !roots.includes(goal) && guards.length > 0 && guards.every(Boolean) };
}

/** The project itself is no dependency. */
function namesOf(packages: readonly number[], lock: LockFacts): readonly string[] {
  return packages.flatMap((at) => (lock.index.package(at)?.member ? [] : [lock.index.package(at)?.name ?? '']));
}
