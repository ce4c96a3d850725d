import type { TextEdit } from '../text/edit';
import type { Weight } from './lock';
import type { Artifact, Dependency, Group, IndexReference } from './manifest';
import type { Remedy, Ternary } from './rule';
import type { Ecosystem, Safety } from './vocabulary';

/** What a row shall say afterwards; a field that is left out stays as it is. `removed` rows are gone. */
export interface RowChange {
  readonly row: Dependency;
  readonly removed?: true;
  readonly name?: string;
  readonly specifier?: string;
  readonly extras?: readonly string[];
  readonly marker?: string;
  /** conda: the build string; empty drops it. */
  readonly build?: string;
  /** conda: the channel of this row alone; empty drops it. */
  readonly channel?: string;
  /** The optional group that the row stands in afterwards, behind the rows that are there. */
  readonly group?: Group;
}

/** A row that is not there yet. */
export interface NewRow {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  /** As the format writes it; empty admits every version. */
  readonly specifier: string;
  readonly extras?: readonly string[];
  readonly marker?: string;
}

/** A new row right below another one, in the same list, or in a group of its own. */
export interface AddedRow {
  readonly beside: Dependency;
  readonly row: NewRow;
  readonly group?: Group;
  readonly indexes?: readonly Omit<IndexReference, 'span'>[];
}

/** A new index that only those rows use that name it; in pixi by its address. */
export interface AddedIndex {
  readonly name: string;
  readonly url: string;
}

/** An artifact that stands in another group afterwards. */
export interface MovedArtifact {
  readonly artifact: Artifact;
  readonly group: Group;
}

/** One of several builds of the same packages, each from an index of its own. */
export interface Build {
  /** Of the extra, or in the name of the file. */
  readonly name: string;
  readonly url: string;
  /** The index that is there already under this name. */
  readonly index?: string;
  /** Where the build has wheels; elsewhere the default index serves. */
  readonly marker?: string;
  /** The same for conda's names of platforms: how they begin. */
  readonly platforms?: readonly string[];
  readonly companions: readonly string[];
}

/** Packages of which each installation is to choose its build. */
export interface BuildChoice {
  /** Rows that are there. */
  readonly rows: readonly Dependency[];
  /** Packages that only other rows bring so far, each beside the row that brings it. */
  readonly promoted: readonly Pick<AddedRow, 'beside' | 'row'>[];
  /** The only index that serves the rows today, where the file names one. */
  readonly index?: Artifact;
  /** File name of the lock beside the file. */
  readonly lock?: string;
  /** What the lock holds, by normalized name; a name that it holds several times is left out. */
  readonly versions: ReadonlyMap<string, string>;
  readonly builds: readonly Build[];
}

/** A row of conda that comes from another channel. */
export interface MovedRow {
  readonly row: Dependency;
  /** What the new channel has of it, as conda reads it; empty: any version. */
  readonly specifier: string;
}

/** One environment of those among which people choose where packages of conda come from another channel. */
export interface ChannelBuild {
  readonly name: string;
  /** Of the environment file beside this one, without its folder. */
  readonly file: string;
  /** Pattern of the build strings of the package that decides; undefined: wheels. */
  readonly pattern?: string;
  /** Names of rows that are of no use there. */
  readonly without: readonly string[];
  /** Rows of the maker that are of use there alone. */
  readonly own: readonly MovedRow[];
  readonly wheels?: { readonly url: string; readonly rows: readonly Pick<NewRow, 'name' | 'specifier'>[] };
}

/** Packages of conda that come from another channel. */
export interface ChannelChoice {
  /** Name of this file, without its folder. */
  readonly file: string;
  readonly to: string;
  readonly dropped: readonly Artifact[];
  /** Channels that stay and of which nobody knows whether their packages are built upon one that goes. */
  readonly unknown: readonly string[];
  readonly removed: readonly string[];
  /** The package that decides for all. */
  readonly main: string;
  readonly moved: readonly MovedRow[];
  /** Names whose release the new channel never had. */
  readonly raised: readonly string[];
  readonly builds: readonly ChannelBuild[];
}

/** A part of what the owner of a file writes in by hand. Made for this very file, and neither proven nor applied. */
export interface HandText {
  /** Where it goes, or what it is for: one sentence without its full stop. */
  readonly title: string;
  readonly language: 'toml' | 'yaml' | 'sh';
  /** Lines without a line break at their end. */
  readonly text: string;
}

/** New rows of one optional group: an extra, or a file of its own. */
export interface OptionalRows {
  readonly name: string;
  readonly rows: readonly Pick<AddedRow, 'beside' | 'row'>[];
}

/** What an image shall say afterwards. */
export interface ImageChange {
  readonly image: Artifact;
  readonly value: string;
  /** Today's value is the default of a variable then. */
  readonly variable?: { readonly name: string; readonly group: Group };
}

/** What a request for devices shall ask for afterwards; null: nothing in this file, as it stands in a file of its own. */
export interface RequestChange {
  readonly request: Artifact;
  readonly value: string | null;
}

/** What an index or a channel shall say afterwards: another URL or name, or nothing at all. */
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
  /** The file is not there yet: one insertion into an empty text. */
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
  readonly added: readonly AddedRow[];
  readonly images: readonly ImageChange[];
  readonly requests: readonly RequestChange[];
  readonly files: readonly FileEdit[];
  /** Builds to choose among: whether a plain install takes the packages still, since other rows bring them. */
  readonly stillBrought?: Ternary;
  /** What the lock holds today and nobody would ask for afterwards; only where that is sure. */
  readonly saves?: Weight;
}
