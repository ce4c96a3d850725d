import type { FormatEdits } from '../formats/format';
import type { Finding } from '../model/finding';
import type { IndexChange, RowChange } from '../model/fix';
import type { Artifact, Dependency, Manifest } from '../model/manifest';
import type { ChannelEdit, Remedy } from '../model/rule';
import { comparableArtifact } from './artifact-evidence';
import { evaluate } from './condition';
import { emptyPlan, type FixPlan } from './fix-plan';
import { RowEvidence } from './row-evidence';

/** Channels of everybody's packages, which stay: none of them is built upon a channel that goes. */
export const plainChannels: ReadonlySet<string> = new Set(['defaults', 'main', 'bioconda']);

/**
 * Plans to take packages from another channel of conda: the served rows go, packages lose a channel of their own that goes, and the
 * new channel stands where the first of those stood. Undefined where the new channel has not the versions, or where something else may
 * come from a channel that goes or be built upon it.
 */
export function planChannel(
  remedy: Remedy,
  findings: readonly Finding[],
  { text, manifest }: { text: string; manifest: Manifest },
  write: FormatEdits,
): FixPlan | undefined {
  const change = remedy.edit?.channel;
  const served = [...new Set(findings.flatMap((finding) => finding.rows))];
  const channels = manifest.artifacts.filter(({ kind }) => kind === 'channel');
  const isDropped = (name: string): boolean => change !== undefined && isDroppedBy(change, name);
  const dropped = channels.filter((channel) => isDropped(comparableArtifact(channel)));
  const kept = channels.filter((channel) => !dropped.includes(channel)).map(comparableArtifact);
  if (!change || dropped.length === 0 || !write.setChannel || kept.some((name) => name !== change.to && !plainChannels.has(name))) return undefined;
  const others = manifest.dependencies.filter((row) => row.ecosystem === 'conda' && !served.includes(row));
  const moved = others.filter(({ name }) => Object.hasOwn(change.has, name));
  const ownChannel = (row: Dependency): boolean => row.indexes.some(({ index }) => isDropped(index));
  if (moved.length === 0 || others.some((row) => ownChannel(row) && !moved.includes(row))) return undefined;
  if (!moved.every((row) => isThere(row, change.has, manifest.artifacts))) return undefined;
  const rows = moved.filter(ownChannel).map((row): RowChange => ({ row, channel: '' }));
  const indexes = dropped.map((index, n): IndexChange => ({ index, url: n === 0 && !kept.includes(change.to) ? change.to : null }));
  const edits = [
    write.remove(text, served),
    ...rows.map(({ row }) => write.setOwnChannel?.(text, row, '')),
    ...indexes.map(({ index, url }) => write.setChannel?.(text, index, url ?? '')),
  ];
  const complete = edits.filter((edit) => edit !== undefined);
  if (complete.length < edits.length) return undefined;
  return { ...emptyPlan, rows: [...served.map((row): RowChange => ({ row, removed: true })), ...rows], indexes, edits: complete.flat() };
}

/** The channel, or a label of it, goes. */
export function isDroppedBy({ drop }: ChannelEdit, name: string): boolean {
  return drop.some((one) => name === one || name.startsWith(`${one}/`));
}

/** Nothing ties the row to one build, and the channel has what it asks for. */
function isThere(row: Dependency, has: ChannelEdit['has'], artifacts: readonly Artifact[]): boolean {
  const condition = has[row.name];
  return (
    !row.build && !row.source && condition !== undefined && evaluate(condition, new RowEvidence(row, [], new Set(), [], artifacts)).value === 'yes'
  );
}
