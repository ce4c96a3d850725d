import type { Artifact, Dependency, Include, IndexReference, Problem, Source } from '../../model/manifest';
import type { PixiPlace } from '../pixi-toml/reading';
import type { TomlArray, TomlDocument, TomlEntry, TomlString, TomlTable } from '../../syntax/toml';

/** Where a row stands in the tree; edits start from it. */
export type Place = RequirementPlace | PoetryPlace | OverridePlace | PixiPlace;

/** A PEP 508 string in an array. */
export interface RequirementPlace {
  readonly kind: 'requirement';
  readonly list: TomlArray;
  readonly index: number;
  readonly string: TomlString;
  /** The requirement was read to its end. */
  readonly whole: boolean;
}

/** `name = "^1"`, `name = {…}` or, with `list`, one table of `name = [{…}, {…}]` or `[[….name]]`. */
export interface PoetryPlace {
  readonly kind: 'poetry';
  readonly parent: TomlTable;
  readonly entry: TomlEntry;
  readonly node: TomlString | TomlTable | undefined;
  readonly list?: TomlArray;
}

/** `name = "version"` of PDM's overrides. */
export interface OverridePlace {
  readonly kind: 'override';
  readonly parent: TomlTable;
  readonly entry: TomlEntry;
  readonly node: TomlString;
}

export interface Row {
  readonly dependency: Dependency;
  readonly place: Place;
  /** `[tool.uv.sources]` speaks about rows like this one. */
  readonly uvSources: boolean;
}

/** `table`: an index with a name; `option`: `index-url = "…"`, or an item of a list of URLs; `row`: the index of one row of pixi. */
export interface IndexPlace {
  readonly kind: 'table' | 'option' | 'row';
  readonly parent: TomlTable;
  readonly entry: TomlEntry;
  readonly list?: TomlArray;
  readonly index?: number;
  readonly url: TomlString;
}

export interface IndexRow {
  readonly artifact: Artifact;
  readonly place: IndexPlace;
}

/** One file as it was read, with the tree that it was read from. */
export interface Reading {
  readonly document: TomlDocument;
  /** The table of uv's settings, where the file has one. */
  readonly uv?: TomlTable;
  rows: Row[];
  readonly indexes: IndexRow[];
  /** Channels and system requirements of pixi. */
  readonly artifacts: Artifact[];
  readonly includes: Include[];
  readonly problems: Problem[];
}

/** More tables than this for one name are not read: nobody writes them, and every row of the name would carry them all. */
export const maximalAlternatives = 50;

/** PEP 503: lower case, runs of `-`, `_` and `.` as one `-`. Names of extras and groups compare alike. */
export function normalName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** The row with more index references and, if it has none of its own, a source. */
export function withSources(row: Row, indexes: readonly IndexReference[], source?: Source): Row {
  const { dependency } = row;
  const changed = { ...dependency, indexes: [...dependency.indexes, ...indexes] };
  return { ...row, dependency: source && !dependency.source ? { ...changed, source } : changed };
}
