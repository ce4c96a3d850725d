import type { Finding } from './finding';
import type { Span } from '../text/span';
import type { Paths, Weight } from './lock';
import type { Manifest, Problem } from './manifest';
import type { Rule } from './rule';

/** One of the four counts that every declared package falls into. */
export type Classification = 'bound' | 'portable' | 'ordinary' | 'unknown';

/** How one row of a manifest counts, and the rules that know its name. */
export interface RowResult {
  /** `registry:name` in normal form. */
  readonly key: string;
  readonly classification: Classification;
  readonly rules: readonly string[];
  /** The version that the lock took, where it took one. */
  readonly resolved?: string;
  /** Its marker keeps the row from being installed on any of the named targets. */
  readonly isShutOut?: true;
  /** What the lock shows that the package brings; only for names that a rule knows. */
  readonly weight?: Weight;
}

/** What came of one file. */
export interface FileResult {
  /** Relative to the root, `/`-separated. */
  readonly path: string;
  readonly formatId: string;
  /** Decoded, without its byte order mark; empty if it was skipped. */
  readonly text: string;
  readonly manifest: Manifest;
  readonly status: 'read' | 'partial' | 'skipped';
  readonly reason?: string;
  readonly findings: readonly Finding[];
  /** Portable packages of which the lock holds one build of several: no findings, but what a plan can offer something for. */
  readonly choices?: readonly Finding[];
  /** Of the manifest, its includes and its ignores. */
  readonly problems: readonly Problem[];
  /** In the order of the manifest's dependencies. */
  readonly rows: readonly RowResult[];
  /** Other files that were read to judge this one and that findings point into: its locks. */
  readonly beside?: readonly { readonly path: string; readonly text: string; readonly manifest: Manifest }[];
}

/** A policy file that counts for at least one file of a result, or a rule file that a policy names. */
export interface PolicyResult {
  readonly path: string;
  readonly text: string;
  readonly problems: readonly Problem[];
  /** The rules of the workspace that the policy brings in. */
  readonly rules?: readonly Rule[];
}

/** What came of a scan, files in order of their paths. */
export interface ScanResult {
  readonly files: readonly FileResult[];
  readonly policies: readonly PolicyResult[];
  readonly unreadable: readonly { readonly folder: string; readonly reason: string }[];
  readonly cancelled: boolean;
}

/** Whether what a lock holds can be installed in one environment. */
export interface LockEnvironment {
  readonly id: string;
  readonly title: string;
  /** Targets that the environment stands for. */
  readonly targets: readonly string[];
  /** The Python that was judged, `3.13`. */
  readonly python?: string;
  /** Packages that an installation there takes. */
  readonly needed: number;
  /** Of these, as `name version`: only a source archive fits. */
  readonly build: readonly string[];
  /** Of these: nothing fits. */
  readonly impossible: readonly string[];
  /** Of these: the lock holds their builds for other platforms and not the one for this; it was made on one platform only. */
  readonly lacking: readonly string[];
  /** Of these: the lock lists no files, or nothing fits and a marker that cannot be decided here alone brings it. */
  readonly unknown: number;
}

/** A bound package of a lock, and how declared dependencies lead to it. */
export interface LockedBinding {
  readonly package: string;
  readonly version: string;
  readonly rule: string;
  readonly boundTo: readonly string[];
  /** The shortest way from a declared dependency, both ends included; empty if none leads there. */
  readonly path: readonly string[];
  readonly paths: Paths;
  readonly weight: Weight;
  /** Its name in the lock. */
  readonly span: Span;
}

/** A package that no rule knows and that brings runtime libraries of an accelerator on every installation. */
export interface RuntimeDemand {
  readonly package: string;
  readonly target: string;
  /** The shortest way from it to one of those libraries, both included. */
  readonly path: readonly string[];
}

/** What a lock knows: all but `bound` and `demands` without any rule. */
export interface LockSummary {
  readonly file: string;
  readonly packages: number;
  readonly environments: readonly LockEnvironment[];
  /** Accelerators that its builds are for, and the packages that say so. */
  readonly accelerators: readonly { readonly target: string; readonly packages: readonly string[] }[];
  readonly bound: readonly LockedBinding[];
  readonly demands: readonly RuntimeDemand[];
}

/** What analysis knows of a lock beyond its graph. */
export type LockKnowledge = Pick<LockSummary, 'file' | 'bound' | 'demands'>;
