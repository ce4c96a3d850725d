import type { AddedIndex, AddedRow, Build, BuildChoice, ChannelChoice, HandText, MovedArtifact, NewRow, OptionalRows } from '../model/fix';
import type { Artifact, Dependency, Group, Manifest } from '../model/manifest';
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
  /**
   * Moves rows, each with the comment behind it, into an optional group; it is made where there is none.
   * @param name of the extra or group, where the notation gives it one
   */
  moveToOptional?(text: string, rows: readonly Dependency[], name: string): Moved | undefined;
  /**
   * Takes rows out of the file and writes them into a new one that includes it.
   * @param include how the new file names this one
   */
  splitOff?(text: string, rows: readonly Dependency[], include: string): SplitOff | undefined;
  /** Writes a new row right below another one, in its list and in its style. */
  addBeside?(text: string, row: Dependency, added: NewRow): readonly TextEdit[] | undefined;
  /**
   * Lets the installation choose among builds: takes the rows and, in notations without names for indexes, the index out of
   * what is always installed, and writes the rows once for each build, without their build labels.
   * @param include how a new file names this one
   */
  chooseBuilds?(text: string, rows: readonly Dependency[], index: Artifact, builds: readonly Build[], include: string): ChosenBuilds | undefined;
  /**
   * Declares packages that only others bring once for each build, in a group of its own, from an index that is not there yet.
   * Rows of the choice move there; all else stays.
   */
  promoteBuilds?(text: string, choice: BuildChoice): ChosenBuilds | undefined;
  /**
   * The same choices as text that the owner writes in, for tools whose outcome an edit cannot prove. Asked only where
   * nothing above writes them; undefined where nothing is known for this file.
   */
  describeBuilds?(text: string, choice: BuildChoice): readonly HandText[] | undefined;
  /** The same for packages of conda that come from another channel: an environment for each build. */
  describeChannel?(text: string, choice: ChannelChoice): readonly HandText[] | undefined;
  /**
   * Writes rows into optional groups, by their names; nothing else changes. A row that repeats the one that it stands beside is
   * taken over as it is written.
   * @param exclusive only one of the groups can be installed, and the rows beside which theirs stand are taken out
   * @param include how a new file names this one
   */
  addOptional?(text: string, groups: readonly OptionalRows[], exclusive: boolean, include: string): ChosenBuilds | undefined;
  /** Replaces the build string of conda; empty drops it. */
  setBuild?(text: string, row: Dependency, build: string): readonly TextEdit[] | undefined;
  /** Replaces a channel of conda in the list of channels; empty takes it out. */
  setChannel?(text: string, channel: Artifact, name: string): readonly TextEdit[] | undefined;
  /** Replaces the channel of one row (`channel::name`); empty drops it. */
  setOwnChannel?(text: string, row: Dependency, name: string): readonly TextEdit[] | undefined;
  /** Replaces an image reference, tag and digest included. */
  setImage?(text: string, image: Artifact, reference: string): readonly TextEdit[] | undefined;
  /**
   * Lets one variable choose the images, which are written alike, with today's reference as its default: an argument of the
   * build, or a variable of the environment. Images at places where no variable can stand are left out.
   */
  makeImageVariable?(text: string, images: readonly Artifact[]): ImageVariable | undefined;
  /** What gives those variables a value: options of the build alone, or the environment too, which may hold any name already. */
  readonly imageVariables?: 'build' | 'environment';
  /**
   * Takes requests for devices out of the file and writes them into a new one, which is merged over this one wherever the devices
   * are. Undefined unless both together say what this one says.
   * @param names of this file and of the new one, without folders
   */
  splitOffDevices?(text: string, requests: readonly Artifact[], names: { readonly file: string; readonly created: string }): SplitOff | undefined;
  /**
   * Asks for another resource at all the given places. Undefined where the file chooses its nodes.
   * @param words of the maker; undefined too where one of them stands anywhere else, so that the file would name two makers
   */
  setResource?(text: string, resources: readonly Artifact[], key: string, words: ReadonlySet<string>): readonly TextEdit[] | undefined;
}

/** Either new rows in groups (extras, features with environments) of the same file, or new files by the names of the builds, which include this one. */
export interface ChosenBuilds {
  readonly edits: readonly TextEdit[];
  readonly added: readonly AddedRow[];
  readonly indexes: readonly AddedIndex[];
  readonly files: readonly { readonly build: string; readonly text: string }[];
  /** What the file demands of a machine, where only one of the groups demands it afterwards. */
  readonly moved?: readonly MovedArtifact[];
}

/** Edits that bring a variable in, and the group in which its images are read afterwards. */
export interface ImageVariable {
  readonly images: readonly Artifact[];
  readonly edits: readonly TextEdit[];
  /** One that nothing in the file had. */
  readonly name: string;
  readonly group: Group;
}

/** Edits that move rows, and the group in which they are read afterwards. */
export interface Moved {
  readonly edits: readonly TextEdit[];
  readonly group: Group;
}

/** Edits that take rows out, and the text of the new file. */
export interface SplitOff {
  readonly edits: readonly TextEdit[];
  readonly created: string;
}

/** UTF-16 units at the start of a text in which `Format.holds` looks. */
export const headLength = 8192;

/** One notation of dependencies. A format reports what is written, never what it means. */
export interface Format {
  readonly id: string;
  readonly title: string;
  readonly capabilities: Capabilities;
  /** Decides by the path alone (`/`-separated, relative to the root). A file that is included by another is read without it. */
  matches(path: string): boolean;
  /**
   * For names that most files share (`*.py`): true if the text is one that this format reads. It looks at the first `headLength`
   * characters only, so that a walk need not read whole files. Absent: the path alone decides.
   */
  holds?(text: string): boolean;
  parse(text: string): Manifest;
  /** The sign that starts a comment to the line's end, for inline ignores; undefined: the notation has no comments. */
  readonly lineComment?: '#' | '//';
  readonly edits?: FormatEdits;
  /** The text may hold secrets: nothing but the manifest is kept of it. */
  readonly hidesText?: true;
}
