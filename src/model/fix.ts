import type { TextEdit } from '../text/edit';
import type { Artifact, Dependency } from './manifest';
import type { Remedy } from './rule';
import type { Safety } from './vocabulary';

/** What a row shall say afterwards; a field that is left out stays as it is. `removed` rows are gone. */
export interface RowChange {
  readonly row: Dependency;
  readonly removed?: true;
  readonly name?: string;
  readonly specifier?: string;
  readonly extras?: readonly string[];
  readonly marker?: string;
}

/** What an index shall say afterwards: another URL, or nothing at all. */
export interface IndexChange {
  readonly index: Artifact;
  readonly url: string | null;
}

/** Edits of one file, computed for the text with this length and digest. */
export interface FileEdit {
  readonly file: string;
  readonly length: number;
  readonly digest: string;
  readonly edits: readonly TextEdit[];
  readonly create: boolean;
}

/** A remedy turned into edits that were proven on this very text. Its title is made by `messages.ts`. */
export interface Fix {
  /** `rule/remedy`. */
  readonly id: string;
  readonly remedy: Remedy;
  readonly safety: Safety;
  readonly rows: readonly RowChange[];
  readonly indexes: readonly IndexChange[];
  readonly files: readonly FileEdit[];
}
