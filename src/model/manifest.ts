import type { Span } from '../text/span';
import type { LockGraph } from './lock';
import type { ArtifactKind, Ecosystem, SpecifierDialect } from './vocabulary';

/** `requires` installs, `constrains` only limits a version, `overrides` replaces what others ask for, `locks` is a resolved row. */
export type Role = 'requires' | 'constrains' | 'overrides' | 'locks';

/** One comparison of a specifier, such as `==2.6.0+cu124`. */
export interface Clause {
  readonly operator: string;
  readonly version: string;
  readonly span: Span;
  readonly versionSpan: Span;
  /** The local version with its plus sign, `+cu124`. */
  readonly localSpan?: Span;
}

export interface Specifier {
  /** As written, without the space around it. */
  readonly raw: string;
  readonly span: Span;
  readonly dialect: SpecifierDialect;
  /** Filled for the dialects whose comparisons are read one by one (`pep440`). */
  readonly clauses: readonly Clause[];
}

export interface Extra {
  readonly name: string;
  readonly span: Span;
}

export interface Marker {
  readonly raw: string;
  readonly span: Span;
}

/** conda: which build of a version is wanted, `*cuda*`. */
export interface BuildString {
  readonly raw: string;
  readonly span: Span;
}

/** Where the package is fetched from when it is no plain registry name. */
export interface Source {
  readonly kind: 'url' | 'vcs' | 'path' | 'workspace';
  readonly url: string;
  readonly span: Span;
}

/** A row that asks for its packages from one named index (`[tool.uv.sources]`, Poetry's `source`), perhaps only sometimes. */
export interface IndexReference {
  readonly index: string;
  readonly span: Span;
  readonly marker?: string;
  readonly extra?: string;
  readonly group?: string;
}

/** The section that a row stands in: what must be chosen for it to be installed. */
export interface Group {
  /** `main`, or `kind` and name as the file says, for example `extra:gpu`, `group:dev`, `build`. */
  readonly id: string;
  readonly kind: 'main' | 'extra' | 'dev' | 'build' | 'peer' | 'optional';
}

/** One declared requirement. Everything in it stands in the file; nothing is looked up. */
export interface Dependency {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly nameSpan: Span;
  /** The whole row, from the first character that only this row needs to its last (continuation lines and hashes included). */
  readonly span: Span;
  readonly role: Role;
  readonly extras: readonly Extra[];
  /** `[gpu,dev]` with its brackets. */
  readonly extrasSpan?: Span;
  readonly specifier?: Specifier;
  readonly build?: BuildString;
  readonly marker?: Marker;
  readonly group: Group;
  readonly source?: Source;
  readonly indexes: readonly IndexReference[];
  /** The key under which a package is installed or asked for, where that is another name. */
  readonly alias?: string;
  /** The row is declared elsewhere for several manifests (`workspace = true`, `libs.name`): the key that it has there. */
  readonly inherits?: string;
}

/** A bound thing that is no package: a wheel index, an image, a device. */
export interface Artifact {
  readonly kind: ArtifactKind;
  readonly value: string;
  readonly span: Span;
  /** The whole option, table or entry that declares it. */
  readonly declaration: Span;
  /** Index: the name that rows refer to it by. */
  readonly name?: string;
  /** Index: used only by rows that name it. */
  readonly explicit?: boolean;
  /** Image: the part without tag and digest. */
  readonly nameSpan?: Span;
  /** Image: the tag without its colon. */
  readonly tagSpan?: Span;
  readonly group: Group;
}

/** A file that this file brings in (`-r`, `-c`, workspace members). `path` is as written. */
export interface Include {
  readonly kind: 'requires' | 'constrains';
  readonly path: string;
  readonly span: Span;
  /** The folder that the path starts from is not known for sure (a build context): no problem if the file is not there. */
  readonly maybe?: true;
}

/** A comment, for inline ignores. `ownLine`: nothing but space before it on its line. */
export interface Comment {
  readonly span: Span;
  /** Without the comment sign, trimmed. */
  readonly text: string;
  readonly ownLine: boolean;
}

/** A place that was not understood. `code` has its words in `messages.ts`. */
export interface Problem {
  readonly code: ProblemCode;
  readonly span: Span;
  readonly arguments: Readonly<Record<string, string>>;
}

export type ProblemCode =
  | 'unread-line'
  | 'unread-requirement'
  | 'option-after-requirement'
  | 'unread-value'
  | 'syntax'
  | 'include-missing'
  | 'include-outside'
  | 'include-cycle'
  | 'policy-syntax'
  | 'policy-key'
  | 'policy-value'
  | 'workspace-rule'
  | 'ignore-without-reason'
  | 'ignore-unknown-id'
  | 'ignore-expired'
  | 'ignore-unused'
  | 'lock-missing'
  | 'lock-stale'
  | 'lock-not-installable'
  | 'lock-one-platform';

/** A named setting that holds the address of a service. Its value is never kept. */
export interface Setting {
  readonly name: string;
  readonly span: Span;
}

/** What one file says. Parsers return as much of it as they can read and never throw. */
export interface Manifest {
  readonly dependencies: readonly Dependency[];
  readonly artifacts: readonly Artifact[];
  readonly includes: readonly Include[];
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
  /** The name under which the file's own project is published, as written. */
  readonly project?: string;
  /** Examples of environment files only: endpoint settings, told beside what binds to their vendor. */
  readonly settings?: readonly Setting[];
  /** Locks only. */
  readonly graph?: LockGraph;
}

export const mainGroup: Group = { id: 'main', kind: 'main' };

export const emptyManifest: Manifest = { dependencies: [], artifacts: [], includes: [], comments: [], problems: [] };
