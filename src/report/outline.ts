import { findingMessage, nameOf } from '../messages';
import type { Finding } from '../model/finding';
import type { FileResult } from '../model/result';
import type { Vocabulary } from '../model/rule';
import { severities, type Severity } from '../model/vocabulary';
import type { Span } from '../text/span';
import { mainTargets } from './fact-card';
import { blocking, withoutIndexes } from './report';
import { withoutSecrets } from './redact';

export const outlineGroupings = ['vendor', 'target', 'file'] as const;
export type OutlineGrouping = (typeof outlineGroupings)[number];

/** A place in a file that is bound. */
export interface OutlinePlace {
  readonly finding: Finding;
  /** The path of the result that holds it. */
  readonly file: string;
  readonly span: Span;
  readonly message: string;
}

/** All places of one package or artifact within a group. */
export interface OutlinePackage {
  readonly name: string;
  readonly severity: Severity;
  readonly places: readonly OutlinePlace[];
}

/** A vendor or target that something is bound to, a target that something blocks, or a file. */
export interface OutlineGroup {
  /** Id of the target or vendor; the path of the file. */
  readonly id: string;
  readonly title: string;
  /** `2 blockers`, `no blocker known, 3 unknown`; empty where the packages say it all. */
  readonly state: string;
  readonly packages: readonly OutlinePackage[];
}

/**
 * The open findings of some files as a tree of three levels: group, package, place. Groups with most packages come first, files
 * by path; a file or binding that is accepted or ignored is not in it.
 * @param targets those that the policy names; none: the main ones
 */
export function outlineOf(
  files: readonly FileResult[],
  by: OutlineGrouping,
  vocabulary: Vocabulary,
  targets: readonly string[],
): readonly OutlineGroup[] {
  const places = files.flatMap(({ path, findings }) => findings.flatMap((finding) => (finding.suppressed ? [] : [placeOf(finding, path)])));
  if (by === 'target') return targetGroups(places, files, vocabulary, targets);
  const groups = new Map<string, OutlinePlace[]>();
  for (const place of places) {
    for (const id of by === 'file' ? [place.file] : place.finding.boundTo) groups.set(id, [...(groups.get(id) ?? []), place]);
  }
  const found = [...groups].map(([id, own]) => ({ id, title: by === 'file' ? id : nameOf(id, vocabulary), state: '', packages: packagesOf(own) }));
  return by === 'file' ? found.sort((a, b) => (a.id < b.id ? -1 : 1)) : found.sort(byWeight);
}

/** How many open findings some files have. */
export function openFindings(files: readonly FileResult[]): number {
  return files.reduce((sum, { findings }) => sum + findings.filter(({ suppressed }) => !suppressed).length, 0);
}

function targetGroups(
  places: readonly OutlinePlace[],
  files: readonly FileResult[],
  vocabulary: Vocabulary,
  targets: readonly string[],
): readonly OutlineGroup[] {
  const wanted = targets.length > 0 ? targets : mainTargets.filter((id) => vocabulary.targets[id]?.axis === 'hardware');
  const unknownRows = new Set(
    files.flatMap(({ rows, manifest }) =>
      rows.flatMap(({ key, classification }, n) => (classification === 'unknown' && manifest.dependencies[n]?.role !== 'locks' ? [key] : [])),
    ),
  ).size;
  const counted = new Set(withoutIndexes(places.flatMap(({ finding }) => (finding.axis === 'vendor' ? [] : [finding]))));
  const groups = wanted.flatMap((id): readonly OutlineGroup[] => {
    if (!vocabulary.targets[id]) return [];
    const hardware = places.filter(({ finding }) => counted.has(finding));
    const verdict = ({ finding }: OutlinePlace): string => finding.targets[id]?.verdict ?? 'unknown';
    const packages = packagesOf(hardware.filter((place) => blocking.some((known) => known === verdict(place))));
    const unknown = unknownRows + packagesOf(hardware.filter((place) => verdict(place) === 'unknown')).length;
    return [{ id, title: nameOf(id, vocabulary), state: stateWords(packages.length, unknown), packages }];
  });
  return groups.sort(byWeight);
}

/** Never "runs": that nothing is known against it is all that can be said. */
export function stateWords(blockers: number, unknown: number): string {
  if (blockers === 0) return `no blocker known${unknown > 0 ? `, ${unknown} unknown` : ''}`;
  return blockers === 1 ? '1 blocker' : `${blockers} blockers`;
}

function packagesOf(places: readonly OutlinePlace[]): readonly OutlinePackage[] {
  const byName = new Map<string, OutlinePlace[]>();
  for (const place of places) byName.set(place.finding.package, [...(byName.get(place.finding.package) ?? []), place]);
  return [...byName]
    .map(([name, own]) => ({ name: withoutSecrets(name), severity: loudest(own), places: own }))
    .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || (a.name < b.name ? -1 : 1));
}

function loudest(places: readonly OutlinePlace[]): Severity {
  return severities.find((severity) => places.some(({ finding }) => finding.severity === severity)) ?? 'hint';
}

function placeOf(finding: Finding, file: string): OutlinePlace {
  return { finding, file, span: finding.span, message: withoutSecrets(findingMessage(finding)) };
}

function byWeight(a: OutlineGroup, b: OutlineGroup): number {
  return b.packages.length - a.packages.length || (a.title < b.title ? -1 : 1);
}
