import type { Artifact, Comment, Dependency, Group, Include, Problem } from '../../model/manifest';
import type { ExpandedWord } from '../shell-expand';
import type { MappedText } from '../../text/mapped-text';

/** How the words of a command are written: in the script itself, in a string within it, or in a JSON array. */
export type WordLevel = 'plain' | 'nested' | 'json';

/** One package that an install command names. */
export interface InstallRow {
  readonly dependency: Dependency;
  readonly word: ExpandedWord;
  /** The word is a PEP 508 requirement and can be written as one. */
  readonly requirement: boolean;
}

/** An install command: its rows and how much else it installs (files, folders, what is not known). */
export interface Install {
  readonly rows: readonly InstallRow[];
  readonly others: number;
  readonly level: WordLevel;
}

/** Where commands run one after the other, such as a stage of a Dockerfile, and what is known while they are read. */
export interface Stage {
  readonly name: string;
  readonly group: Group;
  /** `ARG` and `ENV`; null: set to something that only a build knows. */
  readonly variables: Map<string, string | null>;
  /** Repositories by the folder that they were cloned into. */
  readonly clones: Map<string, MappedText>;
  /** Files that `COPY` brings in, by their names: the word that names each in the build context. */
  readonly copied: Map<string, MappedText>;
  /** Working folder; relative to an unknown one until the first absolute path. */
  folder: string;
}

/** All that a file with commands says, while and after it is read. */
export interface Reading {
  readonly dependencies: Dependency[];
  readonly artifacts: Artifact[];
  readonly includes: Include[];
  readonly problems: Problem[];
  readonly comments: Comment[];
  readonly installs: Install[];
}

/** What a command is read with. */
export interface CommandContext {
  readonly stage: Stage;
  readonly reading: Reading;
  readonly level: WordLevel;
  readonly escape: '\\' | '`';
  /** What the commands before set; the stage's own variables lie behind it. */
  readonly variables: Map<string, string | null>;
  /** Scripts within scripts. */
  readonly nesting: number;
  /** Braces hold expressions of the program around the command, `{version}`, which are not known. */
  readonly braces?: boolean;
}

/** Joins a folder and a path as `cd` does, `.` and `..` taken out where that can be told. */
export function joinPath(folder: string, path: string): string {
  const whole = path.startsWith('/') ? path : `${folder}/${path}`;
  const parts: string[] = [];
  for (const part of whole.split('/')) {
    if (part === '..' && parts.length > 0 && parts[parts.length - 1] !== '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return (whole.startsWith('/') ? '/' : '') + parts.join('/');
}

/** The last part of a path, of a program for example. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
