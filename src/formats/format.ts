import type { Dependency, Artifact, Manifest } from '../model/manifest';
import type { TextEdit } from '../text/edit';

/** What a format can do; shown in `docs/formats.md`. */
export interface Capabilities {
  readonly write: boolean;
  readonly lock: boolean;
  readonly includes: boolean;
}

/**
 * Edits that one format can write. Each returns edits on the original text, or undefined where this very place cannot be
 * written safely (computed value, broken neighbour, text that was decoded from escapes). Whoever calls must parse again.
 */
export interface FormatEdits {
  /** Gives the row another package name. Keeps extras, specifier and marker as they are. */
  rename(text: string, row: Dependency, name: string): readonly TextEdit[] | undefined;
  /** Replaces the specifier, as the format writes it (`==2.6.0`, `^4.1.0`); empty drops it. */
  setSpecifier(text: string, row: Dependency, specifier: string): readonly TextEdit[] | undefined;
  /** Replaces the list of extras; empty drops it with its brackets. */
  setExtras(text: string, row: Dependency, extras: readonly string[]): readonly TextEdit[] | undefined;
  /** Sets a PEP 508 marker; an existing one is joined by `and`, with brackets where it holds an `or`. */
  addMarker?(text: string, row: Dependency, marker: string): readonly TextEdit[] | undefined;
  /** Removes rows with continuation lines, hashes, own-line neighbours' commas; several rows of one list at once. */
  remove(text: string, rows: readonly Dependency[]): readonly TextEdit[] | undefined;
  /** Points an index option, table or source at another URL. */
  setIndexUrl?(text: string, index: Artifact, url: string): readonly TextEdit[] | undefined;
  /** Removes an index option or table and every reference to it from the given rows. */
  removeIndex?(text: string, index: Artifact, manifest: Manifest): readonly TextEdit[] | undefined;
}

/** One notation of dependencies. A format reports what is written, never what it means. */
export interface Format {
  readonly id: string;
  readonly title: string;
  readonly capabilities: Capabilities;
  /** Decides by the path alone (`/`-separated, relative to the root). A file that is included by another is read without it. */
  matches(path: string): boolean;
  parse(text: string): Manifest;
  /** The sign that starts a comment to the line's end, for inline ignores; undefined: the notation has no comments. */
  readonly lineComment?: '#' | '//';
  readonly edits?: FormatEdits;
}
