import type { Occurrence } from './finding-builder';

/**
 * Rows that another declared package installs anyway (`nvidia-*` beside torch) become one occurrence at the first of them,
 * with the others as locations. So do requests for one resource in one file.
 */
export function foldRows(occurrences: readonly Occurrence[], besides: ReadonlySet<string>): readonly Occurrence[] {
  const result: Occurrence[] = [];
  const firsts = new Map<string, number>();
  for (const occurrence of occurrences) {
    const { rule, row, binding } = occurrence;
    if (occurrence.artifact?.kind === 'resource') {
      foldResource(occurrence, result);
      continue;
    }
    if (!row || occurrence.via || !rule.pulledInBy.some((key) => besides.has(key))) {
      result.push(occurrence);
      continue;
    }
    const key = `${rule.id} ${binding.axis} ${row.group.id}`;
    const at = firsts.get(key);
    const first = at === undefined ? undefined : result[at];
    if (at === undefined || !first) {
      firsts.set(key, result.push(occurrence) - 1);
    } else {
      result[at] = { ...first, rows: [...first.rows, row], guarded: first.guarded && occurrence.guarded };
    }
  }
  return result;
}

/** `limits` and `requests` of one container name the same resource: one finding at the first, the other as its location. */
function foldResource(occurrence: Occurrence, result: Occurrence[]): void {
  const at = result.findIndex(
    ({ rule, artifact, package: name }) => artifact?.kind === 'resource' && rule === occurrence.rule && name === occurrence.package,
  );
  const first = result[at];
  if (!first) result.push(occurrence);
  else result[at] = { ...first, otherSpans: [...(first.otherSpans ?? []), occurrence.span] };
}
