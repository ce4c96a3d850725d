import type { Catalog } from '../catalog/catalog';
import type { Finding } from '../model/finding';
import type { HandText } from '../model/fix';
import type { Remedy } from '../model/rule';
import { channelChoice } from './channel-choice';
import { servedBy, type FixInput } from './fixes';
import { buildChoice } from './plan-builds';

/**
 * What the owner of a file writes in by hand for one remedy: made for this very file, neither proven nor applied.
 * @returns an empty list where the format knows no such text, or where the remedy is something else
 */
export function textsFor(finding: Finding, remedy: Remedy, findings: readonly Finding[], input: FixInput, catalog: Catalog): readonly HandText[] {
  const write = input.format.edits;
  const served = servedBy(finding, findings);
  const other = finding.rule.remedies.find(({ id }) => id === remedy.edit?.textOf);
  const channel = (other ?? remedy).edit?.channel;
  if (channel && write?.describeChannel) {
    const choice = channelChoice(channel, served, findings, input, catalog);
    return (choice && write.describeChannel(input.text, choice)) ?? [];
  }
  const choice = remedy.edit?.builds && write?.describeBuilds ? buildChoice(served, input) : undefined;
  return (choice && write?.describeBuilds?.(input.text, choice)) ?? [];
}
