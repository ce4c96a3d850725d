import type { Catalog } from '../catalog/catalog';
import type { Finding, Location, LockedChoice, Suppression } from '../model/finding';
import type { Paths, Weight } from '../model/lock';
import type { Artifact, Dependency } from '../model/manifest';
import type { Remedy } from '../model/rule';
import type { Ecosystem } from '../model/vocabulary';
import { coversAll } from '../policy/policy';
import type { Span } from '../text/span';
import { isPlatformGuarded } from './guard';
import type { Match } from './match';
import { rankRemedies } from './remedies';
import { severityOf } from './severity';
import { resolveVerdicts } from './verdicts';
import { isVisible, makerOf, type AnalysisPolicy } from './visible';

/** A binding at a place, before the policy has spoken. */
export interface Occurrence extends Match {
  readonly row?: Dependency;
  readonly rows: readonly Dependency[];
  readonly artifact?: Artifact;
  readonly package: string;
  readonly ecosystem: Ecosystem;
  readonly span: Span;
  readonly subject: string;
  readonly guarded: boolean;
  readonly locations: readonly Location[];
  /** More places of the same thing in this file. */
  readonly otherSpans?: readonly Span[];
  /** Only the lock shows it: the way from the declared package to the bound one, both included. */
  readonly via?: readonly string[];
  readonly weight?: Weight;
  /** All ways of the lock to the bound package. */
  readonly paths?: Paths;
  /** A package that no rule knows and that brings an accelerator's runtime wherever it is installed. */
  readonly forcedBy?: string;
  readonly choice?: LockedChoice;
}

/** Turns occurrences of one file into findings: names them, weighs them, ranks their remedies. */
export class FindingBuilder {
  readonly #file: string;
  readonly #catalog: Catalog;
  readonly #policy: AnalysisPolicy;
  readonly #counts = new Map<string, number>();

  constructor(file: string, catalog: Catalog, policy: AnalysisPolicy) {
    this.#file = file;
    this.#catalog = catalog;
    this.#policy = policy;
  }

  /** Findings in the order of their places; those that the policy's targets hide are left out. */
  build(occurrences: readonly Occurrence[]): readonly Finding[] {
    const sorted = [...occurrences].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
    const findings = sorted.flatMap((occurrence) => {
      const finding = this.#finding(occurrence);
      const visible = isVisible(finding.axis, finding.boundTo, finding.targets, occurrence.row, this.#policy.targets);
      return visible ? [finding] : [];
    });
    return findings.map((finding) => withRemediesOfRows(finding, findings));
  }

  #finding(occurrence: Occurrence): Finding {
    const { rule, binding, row, rows, evidence } = occurrence;
    const severity = severityOf(rule.id, binding.strength, occurrence.guarded, binding.confidence, this.#policy.severity);
    const id = this.#id(occurrence);
    return {
      id,
      rule,
      binding,
      file: this.#file,
      span: occurrence.span,
      package: occurrence.package,
      ecosystem: occurrence.ecosystem,
      subject: occurrence.subject,
      declared: occurrence.via === undefined,
      origin: occurrence.via ? 'locked' : row ? 'declared' : 'artifact',
      via: occurrence.via ?? [],
      group: rule.group ? `${rule.id}@${this.#file}` : id,
      locations: [
        ...rows.slice(1).map((other) => this.#rowLocation(other)),
        ...(occurrence.otherSpans ?? []).map((span) => ({ role: 'row' as const, package: occurrence.package, file: this.#file, span })),
        ...occurrence.locations,
      ],
      axis: binding.axis,
      boundTo: binding.to,
      reaches: binding.reaches,
      strength: binding.strength,
      guarded: occurrence.guarded,
      confidence: binding.confidence,
      severity: severity === 'off' ? 'hint' : severity,
      targets: resolveVerdicts(rule, binding, evidence, this.#catalog.vocabulary),
      remedies: rankRemedies(rule, evidence, this.#policy.targets, row !== undefined && isPlatformGuarded(row)).filter((remedy) =>
        fitsChoice(remedy, occurrence),
      ),
      suppressed: severity === 'off' ? { by: 'policy', reason: 'severity off' } : this.#acceptance(binding.to),
      rows,
      ...(occurrence.weight ? { weight: occurrence.weight } : {}),
      ...(occurrence.paths ? { paths: occurrence.paths } : {}),
      ...(occurrence.forcedBy === undefined ? {} : { forcedBy: occurrence.forcedBy }),
      ...(occurrence.choice ? { choice: occurrence.choice } : {}),
      ...(occurrence.artifact ? { artifact: occurrence.artifact } : {}),
    };
  }

  #acceptance(boundTo: readonly string[]): Suppression | null {
    const accepted = coversAll(this.#policy.accept, boundTo, makerOf(this.#catalog.vocabulary));
    return accepted ? { by: 'accept', reason: `accepted: ${boundTo.join(', ')}` } : null;
  }

  #rowLocation(row: Dependency): Location {
    return { role: 'row', package: row.name, file: this.#file, span: row.nameSpan };
  }

  #id({ rule, row, artifact, package: name }: Occurrence): string {
    const group = row?.group ?? (artifact?.kind === 'index' ? undefined : artifact?.group);
    const stem = `${rule.id}@${this.#file}#${group?.id ?? 'index'}/${name}`;
    const count = (this.#counts.get(stem) ?? 0) + 1;
    this.#counts.set(stem, count);
    return `${stem}~${count}`;
  }
}

/** Packages are promoted where nobody declares them, and only there. */
function fitsChoice({ edit }: Remedy, { choice, rows }: Occurrence): boolean {
  return !edit?.builds || (edit.promote !== undefined) === (choice !== undefined && rows.length === 0);
}

/** An index has no version that a remedy could depend on: the rows that one fix serves with it decide what helps. */
function withRemediesOfRows(finding: Finding, findings: readonly Finding[]): Finding {
  if (finding.artifact?.kind !== 'index') return finding;
  const row = findings.find(
    ({ group, rows, boundTo }) => group === finding.group && rows.length > 0 && boundTo.every((id) => finding.boundTo.includes(id)),
  );
  return row ? { ...finding, remedies: row.remedies } : finding;
}
