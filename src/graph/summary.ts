import type { LockGraph } from '../model/lock';
import type { LockEnvironment, LockSummary } from '../model/result';
import type { Ecosystem } from '../model/vocabulary';
import { hasCondaPlatforms, judgeCondaEnvironments } from './conda-environments';
import { acceleratorsOf } from './accelerator';
import { judgeEnvironments, type EnvironmentResult } from './installability';

/** Whose rules say where the packages of a lock install; undefined: the lock of that registry does not tell. */
export type LockKind = 'python' | 'npm' | undefined;

/** Packages of conda stand in locks that name their platforms, or beside those of PyPI. */
export function lockKindOf(ecosystem: Ecosystem | undefined): LockKind {
  if (ecosystem === 'npm') return 'npm';
  return ecosystem === undefined || ecosystem === 'pypi' || ecosystem === 'conda' ? 'python' : undefined;
}

const judged = new WeakMap<LockGraph, readonly EnvironmentResult[]>();

/** The six environments of a lock's graph, judged once for each graph. */
export function environmentsOf(graph: LockGraph, kind: LockKind): readonly EnvironmentResult[] {
  if (kind === undefined) return [];
  const results = judged.get(graph) ?? (hasCondaPlatforms(graph) ? judgeCondaEnvironments(graph) : judgeEnvironments(graph, kind));
  judged.set(graph, results);
  return results;
}

/** Locks whose packages list no platforms at all say nothing about where they install. */
export function summarizeLock(file: string, graph: LockGraph, kind: LockKind): Omit<LockSummary, 'bound' | 'demands'> {
  const environments = environmentsOf(graph, kind).map(({ environment, python, needed, build, impossible, lacking, unknown }): LockEnvironment => ({
    id: environment.id,
    title: environment.title,
    targets: environment.targets,
    ...(python === undefined ? {} : { python }),
    needed,
    build,
    impossible,
    lacking,
    unknown,
  }));
  const packages = graph.packages.filter(({ member }) => member !== true).length;
  return { file, packages, environments, accelerators: acceleratorsOf(graph) };
}
