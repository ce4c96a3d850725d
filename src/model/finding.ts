import type { Span } from '../text/span';
import type { BuildChoice } from './fix';
import type { Paths, Weight } from './lock';
import type { Artifact, Dependency } from './manifest';
import type { Binding, Remedy, Rule, Verdict } from './rule';
import type { Axis, Confidence, Ecosystem, Severity, Strength } from './vocabulary';

export interface Location {
  readonly role: 'row' | 'index' | 'lock' | 'constraint' | 'source';
  readonly package: string;
  readonly file: string;
  readonly span: Span;
}

export interface Suppression {
  readonly by: 'inline' | 'policy' | 'accept' | 'baseline';
  readonly reason: string;
  readonly until?: string;
}

/** A verdict with the path of the claim in the rule, under which its details and sources are found. */
export interface ResolvedVerdict extends Verdict {
  readonly claim: string;
}

/** A binding at a place of a file. */
export interface Finding {
  /** `rule@file#group/name~n`: stable under version changes and moved lines. */
  readonly id: string;
  readonly rule: Rule;
  readonly binding: Binding;
  readonly file: string;
  /** The smallest bound part. */
  readonly span: Span;
  /** Index: URL without credentials; image: without tag and digest; resource: its key; else the normalized name. */
  readonly package: string;
  readonly ecosystem: Ecosystem;
  /** The bound thing as a person would say it, for messages: `torch 2.6.0+cu124`, `tensorflow[and-cuda]`. */
  readonly subject: string;
  readonly declared: boolean;
  readonly origin: 'declared' | 'locked' | 'artifact';
  readonly via: readonly string[];
  readonly group: string;
  readonly locations: readonly Location[];
  readonly axis: Axis;
  readonly boundTo: readonly string[];
  readonly reaches: readonly string[];
  readonly strength: Strength;
  readonly guarded: boolean;
  readonly confidence: Confidence;
  readonly severity: Severity;
  readonly targets: Readonly<Record<string, ResolvedVerdict>>;
  /** Ranked, lightest first. */
  readonly remedies: readonly Remedy[];
  readonly suppressed: Suppression | null;
  /** What the lock shows that the bound package brings. */
  readonly weight?: Weight;
  /** All ways on which declared dependencies lead to it in the lock; none: the lock holds what nobody declares any more. */
  readonly paths?: Paths;
  /** The declared package that no rule knows and that brings this runtime library of an accelerator wherever it is installed. */
  readonly forcedBy?: string;
  /** What the finding sits on; the rows that one fix serves together. */
  readonly rows: readonly Dependency[];
  readonly artifact?: Artifact;
  /** No finding as such: the packages are portable, and this says which build of them the lock holds. */
  readonly choice?: LockedChoice;
}

/** Portable packages of which a lock holds the default index's build. */
export interface LockedChoice {
  /** Those that nobody declares, each beside the row that brings it. */
  readonly promoted: BuildChoice['promoted'];
  /** Rows of other packages bring some of them too, in every installation. */
  readonly isBrought: boolean;
  /** Where that build is served from by itself. */
  readonly url: string;
}
