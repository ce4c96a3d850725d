import type { Catalog } from '../catalog/catalog';
import type { Finding } from '../model/finding';
import { normalizeName } from '../registries/names';
import type { Artifact, Dependency, Manifest, Problem } from '../model/manifest';
import type { Weight } from '../model/lock';
import type { RowResult } from '../model/result';
import type { ArtifactKind, Ecosystem } from '../model/vocabulary';
import { ArtifactEvidence, artifactSubject, comparableArtifact, markOfArtifact } from './artifact-evidence';
import { classifyRow, type ClassifiedRow } from './classify';
import type { FileContext, IndexUse } from './context';
import { isReachable, isShutOut } from './environment';
import { isVariantFile } from './file-variant';
import { foldRows } from './fold';
import { withInherited } from './inherited';
import { indexesOf, indexGuard, isGuardedRow } from './guard';
import { FindingBuilder, type Occurrence } from './finding-builder';
import { lockedChoices } from './locked-choices';
import { lockedOccurrences, ownOccurrences } from './locked-findings';
import { pathsTo } from './locked-ways';
import { lockProblems } from './lock-problems';
import { lockedRows, type LockedRow } from './locked-row';
import { markOf, matchBindings, subjectOf } from './match';
import { RowEvidence } from './row-evidence';
import type { AnalysisPolicy } from './visible';

export interface AnalysisInput {
  /** Path relative to the root, `/`-separated. */
  readonly file: string;
  readonly manifest: Manifest;
  readonly context: FileContext;
  readonly policy: AnalysisPolicy;
}

export interface Analysis {
  readonly findings: readonly Finding[];
  /** Portable packages of which the lock holds one build of several. */
  readonly choices: readonly Finding[];
  /** How each row counts, in the order of the manifest's dependencies. */
  readonly rows: readonly RowResult[];
  /** What is told of the locks. */
  readonly problems: readonly Problem[];
}

/** Judges one parsed file: text is not needed any more, nothing is looked up but the catalog. Pure and total. */
export function analyze(given: AnalysisInput, catalog: Catalog): Analysis {
  const input = withInherited(given);
  const classified = input.manifest.dependencies.map((dependency) => classifyRow(dependency, catalog));
  const builder = new FindingBuilder(input.file, catalog, input.policy);
  const { lock, otherLocks = [], lockAbove = false, ownFacts, reached } = input.context;
  const requires = input.context.role === 'requires';
  const variant = isVariantFile(input.file, catalog.vocabulary);
  const resolved = lockedRows(input.manifest, lock && requires ? [lock, ...otherLocks] : [], lockAbove);
  const occurrences = input.context.role === 'constrains' ? [] : classified.flatMap((row) => rowOccurrences(row, input, resolved, variant));
  const bound = new Set(occurrences.flatMap(({ row }) => (row ? [row] : [])));
  const artifacts = input.manifest.artifacts
    .flatMap((artifact) => artifactOccurrences(artifact, input, catalog, variant))
    .filter((occurrence) => !servesNothing(occurrence, occurrences, classified));
  // Locks of another tool say the same again; the parts of one lock each know one registry.
  const parts = lock ? [lock, ...otherLocks.filter(({ file }) => file === lock.file)] : [];
  const locked = requires ? parts.flatMap((part) => lockedOccurrences(input.manifest.dependencies, part, catalog, bound)) : [];
  const own = ownFacts ? [ownFacts, ...otherLocks].flatMap((part) => ownOccurrences(input.manifest.dependencies, part, reached)) : [];
  for (const { row } of [...own, ...locked]) if (row) bound.add(row);
  const folded = foldRows([...occurrences, ...artifacts, ...locked, ...own], input.context.besides);
  return {
    findings: builder.build(folded),
    choices:
      requires && lock && !lockAbove
        ? new FindingBuilder(input.file, catalog, input.policy).build(lockedChoices(input.manifest, lock, hardwareRows([...occurrences, ...locked])))
        : [],
    rows: classified.map(({ key, dependency, classification, rule }) => ({
      key,
      classification: bound.has(dependency) ? 'bound' : classification,
      rules: rule ? [rule.id] : [],
      ...(isShutOut(dependency, input.policy.targets) ? { isShutOut: true as const } : {}),
      ...lockedResult(resolved.get(dependency), rule !== undefined),
    })),
    problems: lock && requires && !lockAbove ? lockProblems(input.manifest, [lock, ...otherLocks], resolved, input.policy.targets) : [],
  };
}

function hardwareRows(occurrences: readonly Occurrence[]): ReadonlySet<Dependency> {
  return new Set(occurrences.flatMap(({ row, binding }) => (row && binding.axis === 'hardware' ? [row] : [])));
}

/** An override installs nothing by itself, so it binds only where it forces a bound build: by its label, extra or index. */
function rowOccurrences(
  row: ClassifiedRow,
  { manifest, file, context }: AnalysisInput,
  resolved: ReadonlyMap<Dependency, readonly LockedRow[]>,
  variant: boolean,
): readonly Occurrence[] {
  const { dependency, rule, key } = row;
  if (!rule || dependency.role === 'constrains' || dependency.role === 'locks' || isOwnCode(dependency, manifest.project)) return [];
  const indexes: readonly IndexUse[] = indexesOf(dependency, manifest, file, context);
  const constraints = context.constraints.get(key) ?? [];
  const evidence = new RowEvidence(dependency, indexes, context.besides, constraints, manifest.artifacts, resolved.get(dependency));
  const matches = matchBindings(rule, evidence).filter(
    ({ witness, binding }) => (dependency.role !== 'overrides' || witness !== undefined) && isReachable(dependency, binding),
  );
  return matches.map((match) => ({
    ...match,
    row: dependency,
    rows: [dependency],
    package: key.slice(key.indexOf(':') + 1),
    ecosystem: dependency.ecosystem,
    span: markOf(dependency, match.witness),
    subject: subjectOf(dependency, undefined, match.witness),
    guarded: isGuardedRow(dependency) || match.witness?.guarded === true || variant,
    ...lockedWeight(resolved.get(dependency)),
    ...lockedPaths(resolved.get(dependency), manifest),
    locations: constraints
      .filter(({ dependency: other }) => other.specifier?.clauses.some(({ localSpan }) => localSpan))
      .map((constraint) => ({ role: 'constraint' as const, package: key, file: constraint.file, span: constraint.dependency.span })),
  }));
}

/** The version, where all locks took the same one, and what it brings. */
function lockedResult(rows: readonly LockedRow[] | undefined, known: boolean): Pick<RowResult, 'resolved' | 'weight'> {
  const versions = new Set(rows?.flatMap(({ packages }) => packages.map(({ version }) => version)));
  const [version = ''] = versions;
  return { ...(versions.size === 1 && version !== '' ? { resolved: version } : {}), ...(known ? lockedWeight(rows) : {}) };
}

/** Of several builds for several platforms the heaviest counts. */
function lockedWeight(rows: readonly LockedRow[] | undefined): { weight?: Weight } {
  const row = rows?.find(({ state }) => state === 'resolved');
  const [heaviest] = (row?.indexes ?? []).flatMap((at) => row?.lock.weightOf(at, row.declared) ?? []).sort((a, b) => b.bytes - a.bytes);
  return heaviest ? { weight: heaviest } : {};
}

/** Who else asks for a bound package that is declared: without its row it may still be there. */
function lockedPaths(rows: readonly LockedRow[] | undefined, { dependencies }: Manifest): Pick<Occurrence, 'paths'> {
  const row = rows?.find(({ state }) => state === 'resolved');
  const [goal] = row?.indexes ?? [];
  return row && goal !== undefined ? { paths: pathsTo(goal, dependencies, row.lock) } : {};
}

/**
 * An index of builds that no row takes: the rows it could serve are there, but each is pinned to another build or index.
 * Without any such row the index speaks for what is installed beside this file, and stays.
 */
function servesNothing({ artifact, rule, binding }: Occurrence, rows: readonly Occurrence[], classified: readonly ClassifiedRow[]): boolean {
  if (artifact?.kind !== 'index' || !classified.some((row) => row.rule === rule)) return false;
  return !rows.some((row) => row.rule === rule && row.binding.to.some((id) => binding.to.includes(id)));
}

/** A member of the workspace, a folder on the disk or the project's own name (`all = ["acme[gpu]"]`) is the project itself. */
function isOwnCode({ source, ecosystem, name }: Dependency, project: string | undefined): boolean {
  if (project !== undefined && normalizeName(ecosystem, project) === normalizeName(ecosystem, name)) return true;
  return source?.kind === 'workspace' || source?.kind === 'path';
}

const artifactEcosystems: Readonly<Record<ArtifactKind, Ecosystem>> = {
  index: 'index',
  wheel: 'index',
  local: 'index',
  image: 'oci',
  resource: 'k8s',
  device: 'device',
  channel: 'channel',
};

function artifactOccurrences(artifact: Artifact, { manifest, context }: AnalysisInput, catalog: Catalog, variant: boolean): readonly Occurrence[] {
  const guard = artifactGuard(artifact, manifest);
  if (guard === 'unused' || context.role === 'constrains') return [];
  if (artifact.kind === 'wheel' && manifest.dependencies.some((row) => row.span.start <= artifact.span.start && artifact.span.end <= row.span.end)) {
    return [];
  }
  const value = comparableArtifact(artifact);
  return catalog.rulesForArtifact(artifact.kind, value).flatMap((rule) =>
    matchBindings(rule, new ArtifactEvidence(artifact, context.besides)).map((match) => ({
      ...match,
      artifact,
      rows: [],
      package: value,
      ecosystem: artifactEcosystems[artifact.kind],
      span: markOfArtifact(artifact, match.witness),
      subject: artifactSubject(artifact, match.witness),
      guarded: guard === 'guarded' || variant,
      locations: [],
    })),
  );
}

/** An index is guarded by the rows that use it, anything else by its own group (a Compose profile). */
function artifactGuard(artifact: Artifact, manifest: Manifest): 'unused' | 'guarded' | 'open' {
  if (artifact.kind === 'index') return indexGuard(artifact, manifest);
  return artifact.group.kind === 'main' ? 'open' : 'guarded';
}
