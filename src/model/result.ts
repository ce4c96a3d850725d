import type { Finding } from './finding';
import type { Manifest, Problem } from './manifest';

/** One of the four counts that every declared package falls into. */
export type Classification = 'bound' | 'portable' | 'ordinary' | 'unknown';

/** How one row of a manifest counts, and the rules that know its name. */
export interface RowResult {
  /** `registry:name` in normal form. */
  readonly key: string;
  readonly classification: Classification;
  readonly rules: readonly string[];
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
  /** Of the manifest, its includes and its ignores. */
  readonly problems: readonly Problem[];
  /** In the order of the manifest's dependencies. */
  readonly rows: readonly RowResult[];
}

/** A policy file that counts for at least one file of a result. */
export interface PolicyResult {
  readonly path: string;
  readonly text: string;
  readonly problems: readonly Problem[];
}

/** What came of a scan, files in order of their paths. */
export interface ScanResult {
  readonly files: readonly FileResult[];
  readonly policies: readonly PolicyResult[];
  readonly unreadable: readonly { readonly folder: string; readonly reason: string }[];
  readonly cancelled: boolean;
}
