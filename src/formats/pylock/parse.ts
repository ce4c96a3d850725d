import type { Manifest, Problem } from '../../model/manifest';
import { type BlockInterest, type BlockSink, type PlainTable, type PlainValue, readTomlBlocks } from '../../syntax/toml-blocks';
import { type LockedEntry, lockManifest, newLockedEntry } from '../python-lock';
import { readPart } from './entries';

/** Every key that is kept, of packages and of the tables in them. */
const known = [
  'requires-python',
  'name',
  'version',
  'marker',
  'dependencies',
  'index',
  'vcs',
  'directory',
  'archive',
  'sdist',
  'wheels',
  'url',
  'path',
  'size',
];
const parts = new Set(['vcs', 'directory', 'archive', 'sdist', 'wheels', 'dependencies']);

/** Reads a pylock.toml. Packages only: what people asked for stands in their manifests. */
export function parse(text: string): Manifest {
  const reader = new LockReader();
  readTomlBlocks(text, known, reader);
  const named = reader.entries.filter(({ name }) => name !== '');
  return lockManifest(named, reader.problems, reader.requiresPython);
}

class LockReader implements BlockSink {
  readonly entries: LockedEntry[] = [];
  readonly problems: Problem[] = [];
  requiresPython: string | undefined;
  #path = '';
  #start = 0;
  #entry: LockedEntry | undefined;
  /** The statements of a part that has a header of its own, `[[packages.wheels]]`. */
  #part: Record<string, PlainValue> = {};

  table(path: string, start: number): BlockInterest {
    this.#path = path;
    this.#start = start;
    this.#part = {};
    if (path === 'packages') {
      this.#entry = newLockedEntry(start);
      this.entries.push(this.#entry);
      return 'known';
    }
    if (!path.startsWith('packages.')) this.#entry = undefined;
    return parts.has(this.#partName()) ? 'known' : 'none';
  }

  entry(key: string, value: PlainValue, start: number, end: number): void {
    if (this.#path === '') {
      if (key === 'requires-python' && typeof value === 'string') this.requiresPython = value;
      return;
    }
    if (!this.#entry) return;
    if (this.#path !== 'packages') this.#part[key] = value;
    else if (typeof value !== 'string') readPart(this.#entry, key, value, { start, end });
    else if (key === 'name') Object.assign(this.#entry, { name: value, nameSpan: { start, end } });
    else if (key === 'version') Object.assign(this.#entry, { version: value, versionSpan: { start, end } });
    else if (key === 'marker') Object.assign(this.#entry, { marker: { raw: value, span: { start, end } }, condition: value });
    else if (key === 'index') this.#entry.registry = value;
  }

  tableEnd(end: number): void {
    if (!this.#entry) return;
    this.#entry.span = { start: this.#entry.span.start, end };
    const name = this.#partName();
    if (!parts.has(name)) return;
    const value: PlainTable = this.#part;
    readPart(this.#entry, name, name === 'wheels' || name === 'dependencies' ? [value] : value, { start: this.#start, end });
  }

  problem(start: number, end: number): void {
    this.problems.push({ code: 'syntax', span: { start, end }, arguments: {} });
  }

  #partName(): string {
    return this.#path.startsWith('packages.') ? this.#path.slice('packages.'.length) : '';
  }
}
