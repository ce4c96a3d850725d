import type { Format } from '../format';
import { cargoTomlEdits } from './edit';
import { parse } from './parse';

/** Cargo's manifest: https://doc.rust-lang.org/cargo/reference/manifest.html */
export const cargoToml: Format = {
  id: 'cargo-toml',
  title: 'Cargo.toml',
  capabilities: { write: true, lock: false, includes: false },
  matches: (path) => path === 'Cargo.toml' || path.endsWith('/Cargo.toml'),
  parse,
  lineComment: '#',
  edits: cargoTomlEdits,
};
