import type { Artifact, Dependency } from '../model/manifest';
import type { Span } from '../text/span';
import type { LockFacts } from './locked';

/** An index of another file that serves the rows of this one too. */
export interface ForeignIndex {
  readonly file: string;
  readonly artifact: Artifact;
}

/** A row of a constraints file that limits the same package. */
export interface Constraint {
  readonly file: string;
  readonly dependency: Dependency;
}

/** What a file's analysis needs to know of the files around it. Keys of packages are `registry:name` in normal form. */
export interface FileContext {
  /** A constraints file installs nothing, so its rows are no findings. */
  readonly role: 'requires' | 'constrains';
  /** Packages that the same project declares. */
  readonly besides: ReadonlySet<string>;
  readonly indexes: readonly ForeignIndex[];
  readonly constraints: ReadonlyMap<string, readonly Constraint[]>;
  /** The lock that was resolved from this manifest. */
  readonly lock?: LockFacts;
  /** More locks beside the same manifest; what they do not agree on is not judged. */
  readonly otherLocks?: readonly LockFacts[];
  /** The lock lies in a folder above: it is that of a workspace. */
  readonly lockAbove?: boolean;
  /** What a manifest of the folders above declares for several (a Cargo workspace, a Gradle version catalog), by its keys there. */
  readonly inherited?: ReadonlyMap<string, Dependency>;
  /** This file is a lock: what binds and has no row in a manifest is told here. */
  readonly ownFacts?: LockFacts;
  /** Packages of the lock that rows of the manifest beside it lead to; undefined: there is no manifest. */
  readonly reached?: ReadonlySet<number>;
}

/** The context of a file that stands alone. */
export const aloneContext: FileContext = { role: 'requires', besides: new Set(), indexes: [], constraints: new Map() };

/** An index that serves a row, and whether only some installations take it from there. */
export interface IndexUse {
  /** In the form in which rules compare it. */
  readonly url: string;
  readonly span: Span;
  readonly file: string;
  readonly guarded: boolean;
}
