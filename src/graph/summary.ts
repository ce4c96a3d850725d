import type { LockGraph } from '../model/lock';
import type { LockEnvironment, LockSummary } from '../model/result';
import { acceleratorsOf } from './accelerator';
import { judgeEnvironments, type EnvironmentResult } from './installability';

const judged = new WeakMap<LockGraph, readonly EnvironmentResult[]>();

/** The six environments of a lock's graph, judged once for each graph. */
export function environmentsOf(graph: LockGraph, kind: 'python' | 'npm'): readonly EnvironmentResult[] {
  const results = judged.get(graph) ?? judgeEnvironments(graph, kind);
  judged.set(graph, results);
  return results;
}

/** Locks whose packages list no platforms at all say nothing about where they install. */
export function summarizeLock(file: string, graph: LockGraph, kind: 'python' | 'npm'): Omit<LockSummary, 'bound' | 'demands'> {
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
