import type { Dependency } from '../model/manifest';
import type { AnalysisInput } from './analyze';

/**
 * The input with rows that are declared elsewhere for several manifests filled in from there. Their places stay in this file: what
 * was taken over is shown at the row's name. Such a row is another object than the one that was parsed, so no fix of this file
 * can claim to change what it asks for.
 */
export function withInherited(input: AnalysisInput): AnalysisInput {
  const { manifest, context } = input;
  const { inherited } = context;
  if (!inherited || inherited.size === 0) return input;
  const dependencies = manifest.dependencies.map((row) => {
    const shared = row.inherits === undefined ? undefined : inherited.get(row.inherits);
    return shared ? filledIn(row, shared) : row;
  });
  return { ...input, manifest: { ...manifest, dependencies } };
}

function filledIn(row: Dependency, shared: Dependency): Dependency {
  const span = row.nameSpan;
  const more = shared.extras.filter(({ name }) => !row.extras.some((extra) => extra.name === name)).map(({ name }) => ({ name, span }));
  const source = row.source ?? (shared.source && { ...shared.source, span });
  const specifier = row.specifier ?? (shared.specifier && { ...shared.specifier, span, clauses: [] });
  return {
    ...row,
    ecosystem: shared.ecosystem,
    name: shared.name,
    extras: [...row.extras, ...more],
    ...(source ? { source } : {}),
    ...(specifier ? { specifier } : {}),
  };
}
