import type { Finding } from '../model/finding';
import type { HandText } from '../model/fix';
import type { Remedy } from '../model/rule';
import { servedBy, type FixInput } from './fixes';
import { buildChoice } from './plan-builds';

/**
 * What the owner of a file writes in by hand for one remedy: made for this very file, neither proven nor applied.
 * @returns an empty list where the format knows no such text, or where the remedy is something else
 */
export function textsFor(finding: Finding, remedy: Remedy, findings: readonly Finding[], input: FixInput): readonly HandText[] {
  const write = input.format.edits;
  const choice = remedy.edit?.builds && write?.describeBuilds ? buildChoice(servedBy(finding, findings), input) : undefined;
  return (choice && write?.describeBuilds?.(input.text, choice)) ?? [];
}
