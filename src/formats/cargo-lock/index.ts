import type { Format } from '../format';
import { lockReaders } from '../lock-reading';

/** Cargo's lockfile: https://doc.rust-lang.org/cargo/guide/cargo-toml-vs-cargo-lock.html */
export const cargoLock: Format = {
  id: 'cargo-lock',
  title: 'Cargo.lock',
  capabilities: { write: false, lock: true, includes: false },
  matches: (path) => path === 'Cargo.lock' || path.endsWith('/Cargo.lock'),
  parse: (text) => lockReaders().cargoLock(text),
  lineComment: '#',
};
