import type { Finding } from '../model/finding';
import type { Fix, HandText } from '../model/fix';
import type { Classification, FileResult, LockSummary, ScanResult } from '../model/result';
import type { ModelFamilies, Remedy, Rule, RuleDetails, Vocabulary } from '../model/rule';
import type { VerdictKind } from '../model/vocabulary';
import { Places } from './places';

export interface CatalogFacts {
  readonly packages: number;
  readonly rules: number;
  readonly date: string;
  readonly digest: string;
  /** How many rules the workspace adds or replaces, if any. */
  readonly workspaceRules?: number;
}

/** Everything that a renderer may show. Built once; renderers only word it. */
export interface Report {
  readonly result: ScanResult;
  readonly tool: { readonly name: string; readonly version: string };
  readonly catalog: CatalogFacts;
  /** `YYYY-MM-DD`: the day of the report. */
  readonly today: string;
  readonly vocabulary: Vocabulary;
  /** The policy that the whole report stands under: targets and accepted ids. */
  readonly policy: { readonly targets: readonly string[]; readonly accept: readonly string[] };
  readonly rule: (ruleId: string) => Rule | undefined;
  /** Texts and evidence of a rule; undefined where they were not loaded. */
  readonly details: (rule: string | Rule) => RuleDetails | undefined;
  /** Families of models with published weights; absent where the texts were not loaded. */
  readonly models?: ModelFamilies;
  readonly fixes: (finding: Finding, file: FileResult) => readonly Fix[];
  /** What the owner writes in by hand for a remedy; absent where nobody can make it. */
  readonly texts?: (finding: Finding, remedy: Remedy, file: FileResult) => readonly HandText[];
  /** What the locks know; empty where that was not asked for. */
  readonly locks: readonly LockSummary[];
  /** Turns a path of the result into the one that is shown. */
  readonly shown: (path: string) => string;
  readonly places: Places;
  /** Open findings first, then suppressed ones; each in order of file and place. */
  readonly findings: readonly { readonly finding: Finding; readonly file: FileResult }[];
  readonly counts: Readonly<Record<Classification, number>>;
  readonly targets: Readonly<Record<string, TargetSummary>>;
  readonly vendors: readonly VendorSummary[];
}

/** How many packages and artifacts with a verdict fall on each word for one target, and which of them block it. */
export interface TargetSummary {
  readonly counts: Readonly<Record<VerdictKind, number>>;
  /** Names of packages, images and device requests that as written cannot run there, each once. */
  readonly blockers: readonly string[];
}

/** What ties the project to one vendor or target. */
export interface VendorSummary {
  readonly id: string;
  /** Places, where findings of one group in a file count once. */
  readonly places: number;
  readonly hard: number;
  readonly packages: readonly string[];
}

export type ReportInput = Omit<Report, 'places' | 'findings' | 'counts' | 'targets' | 'vendors'>;

/** Adds up a scan's result. */
export function buildReport(input: ReportInput): Report {
  const { files, policies } = input.result;
  const all = files.flatMap((file) => file.findings.map((finding) => ({ finding, file })));
  const findings = [...all.filter(({ finding }) => !finding.suppressed), ...all.filter(({ finding }) => finding.suppressed)];
  const open = findings.flatMap(({ finding }) => (finding.suppressed ? [] : [finding]));
  return {
    ...input,
    places: new Places(
      new Map([
        ...files.flatMap(({ beside = [] }) => beside.map(({ path, text }) => [path, text] as const)),
        ...files.map((file) => [file.path, file.text] as const),
        ...policies.map((policy) => [policy.path, policy.text] as const),
      ]),
    ),
    findings,
    counts: countRows(files),
    targets: summarizeTargets(open, input.vocabulary),
    vendors: summarizeVendors(open),
  };
}

const weight: readonly Classification[] = ['unknown', 'ordinary', 'portable', 'bound'];

/** Each package counts once over all files, as the heaviest of what its rows are. */
function countRows(files: readonly FileResult[]): Record<Classification, number> {
  const heaviest = new Map<string, Classification>();
  const declared = files.flatMap(({ rows, manifest }) =>
    rows.filter(({ classification }, index) => classification === 'bound' || manifest.dependencies[index]?.role !== 'locks'),
  );
  for (const { key, classification } of declared) {
    const known = heaviest.get(key);
    if (!known || weight.indexOf(known) < weight.indexOf(classification)) heaviest.set(key, classification);
  }
  const counts = { bound: 0, portable: 0, ordinary: 0, unknown: 0 };
  for (const classification of heaviest.values()) counts[classification]++;
  return counts;
}

/** Verdicts with which a bound package, as written, does not run on a target. */
export const blocking: readonly VerdictKind[] = ['no', 'other-build', 'other-package'];

function summarizeTargets(findings: readonly Finding[], vocabulary: Vocabulary): Record<string, TargetSummary> {
  const summaries: Record<string, TargetSummary> = {};
  const hardware = withoutIndexes(findings.filter(({ axis }) => axis !== 'vendor'));
  for (const target of Object.keys(vocabulary.targets)) {
    const counts: Record<VerdictKind, number> = { yes: 0, 'other-build': 0, 'other-package': 0, 'from-source': 0, partial: 0, no: 0, unknown: 0 };
    const blockers = new Set<string>();
    const seen = new Set<string>();
    for (const finding of hardware) {
      if (seen.has(finding.package)) continue;
      seen.add(finding.package);
      const verdict = finding.targets[target]?.verdict ?? 'unknown';
      counts[verdict]++;
      if (blocking.includes(verdict)) blockers.add(finding.package);
    }
    summaries[target] = { counts, blockers: [...blockers].sort() };
  }
  return summaries;
}

/** The findings without each index that a package of its group stands for: they go together. */
export function withoutIndexes(findings: readonly Finding[]): readonly Finding[] {
  const groups = new Set(findings.flatMap(({ artifact, group }) => (artifact?.kind === 'index' ? [] : [group])));
  return findings.filter(({ artifact, group }) => artifact?.kind !== 'index' || !groups.has(group));
}

function summarizeVendors(findings: readonly Finding[]): readonly VendorSummary[] {
  const byId = new Map<string, { groups: Set<string>; hard: Set<string>; packages: Set<string> }>();
  for (const finding of findings) {
    for (const id of finding.boundTo) {
      const entry = byId.get(id) ?? { groups: new Set(), hard: new Set(), packages: new Set() };
      byId.set(id, entry);
      entry.groups.add(finding.group);
      if (finding.strength === 'hard') entry.hard.add(finding.group);
      entry.packages.add(finding.package);
    }
  }
  return [...byId]
    .map(([id, { groups, hard, packages }]) => ({ id, places: groups.size, hard: hard.size, packages: [...packages].sort() }))
    .sort((a, b) => b.places - a.places || (a.id < b.id ? -1 : 1));
}
