import type * as Readers from './lock-readers';

/** Bundlers keep a `require` within a function where it is. */
declare const require: (name: './lock-readers') => typeof Readers;

/** The readers of lockfiles by the names of their formats; loaded with the first lock. */
export function lockReaders(): typeof Readers {
  return require('./lock-readers');
}
