import type { Artifact, Dependency } from '../../model/manifest';
import type { TomlArray, TomlEntry, TomlString, TomlTable } from '../../syntax/toml';

/** `name = "spec"` or `name = {…}` in a table of packages; `node` is missing where the value is neither. */
export interface PixiPlace {
  readonly kind: 'pixi';
  readonly parent: TomlTable;
  readonly entry: TomlEntry;
  readonly node: TomlString | TomlTable | undefined;
}

export interface PixiRow {
  readonly dependency: Dependency;
  readonly place: PixiPlace;
}

/** Where the URL of an index stands: an option, an item of a list, or (`row`) the `index` of one row. */
export interface PixiIndexPlace {
  readonly kind: 'option' | 'row';
  readonly parent: TomlTable;
  readonly entry: TomlEntry;
  readonly list?: TomlArray;
  readonly index?: number;
  readonly url: TomlString;
}

/** What the tables of pixi say, in a pixi.toml or below `[tool.pixi]`. */
export interface PixiReading {
  readonly rows: PixiRow[];
  readonly indexes: { readonly artifact: Artifact; readonly place: PixiIndexPlace }[];
  /** Channels and system requirements. */
  readonly artifacts: Artifact[];
}
