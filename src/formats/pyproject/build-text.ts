import type { Build, HandText } from '../../model/fix';
import { type TomlTable, tableAt } from '../../syntax/toml';

/** A package that is to be had in several builds, as the row that is there or a lock says it. */
export interface BuildPackage {
  readonly name: string;
  readonly specifier: string;
  readonly version?: string;
}

/** What the texts of all tools are made of. */
export interface BuildText {
  readonly root: TomlTable;
  readonly packages: readonly BuildPackage[];
  /** Names of rows that are there. */
  readonly declared: readonly string[];
  readonly builds: readonly Build[];
}

/** The name under which a build's index is there, or shall be. */
export function sourceName(build: Build): string {
  return build.index ?? `pytorch-${build.name}`;
}

/** Lines for a table, under the table's header where that is not there yet. */
export function tableText(root: TomlTable, path: readonly string[], lines: readonly string[]): HandText {
  const header = `[${path.join('.')}]`;
  const isThere = tableAt(root, ...path)?.form === 'header';
  return isThere
    ? { title: `Below ${header}, which is there`, language: 'toml', text: lines.join('\n') }
    : { title: 'As a new table', language: 'toml', text: [header, ...lines].join('\n') };
}
