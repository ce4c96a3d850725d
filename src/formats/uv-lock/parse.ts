import type { Manifest, Problem } from '../../model/manifest';
import { lockManifest, newLockedEntry, readLockedFile } from '../python-lock';
import type { LockedEntry } from '../python-lock';
import { type BlockInterest, type BlockSink, type PlainValue, itemsOf, readTomlBlocks, textsOf } from '../../syntax/toml-blocks';
import { readEdge, readSource } from './entries';

/** Every key that is kept, of packages and of the inline tables in them. */
const known = [
  'requires-python',
  'name',
  'version',
  'source',
  'dependencies',
  'sdist',
  'wheels',
  'resolution-markers',
  'members',
  'marker',
  'extra',
  'url',
  'path',
  'size',
  'registry',
  'git',
  'directory',
  'editable',
  'virtual',
];

/** Reads a uv.lock of version 1. Packages only: what people asked for stands in their manifests. */
export function parse(text: string): Manifest {
  const reader = new LockReader();
  readTomlBlocks(text, known, reader);
  for (const entry of reader.entries) entry.member ||= reader.members.has(entry.name);
  const named = reader.entries.filter(({ name }) => name !== '');
  return lockManifest(named, reader.problems, reader.requiresPython);
}

class LockReader implements BlockSink {
  readonly entries: LockedEntry[] = [];
  readonly members = new Set<string>();
  readonly problems: Problem[] = [];
  requiresPython: string | undefined;
  #path = '';
  #entry: LockedEntry | undefined;

  table(path: string, start: number): BlockInterest {
    this.#path = path;
    if (path === 'package') {
      this.#entry = newLockedEntry(start);
      this.entries.push(this.#entry);
      return 'known';
    }
    if (path === 'package.optional-dependencies' || path === 'package.dev-dependencies') return 'all';
    if (!path.startsWith('package.')) this.#entry = undefined;
    return path === 'manifest' ? 'known' : 'none';
  }

  entry(key: string, value: PlainValue, start: number, end: number): void {
    if (this.#path === '') {
      if (key === 'requires-python' && typeof value === 'string') this.requiresPython = value;
      return;
    }
    if (this.#path === 'manifest') {
      if (key === 'members') for (const name of textsOf(value)) this.members.add(name);
      return;
    }
    const entry = this.#entry;
    if (!entry) return;
    if (this.#path === 'package.optional-dependencies') this.#edges(entry, value, { extra: key, optional: true });
    else if (this.#path === 'package.dev-dependencies') this.#edges(entry, value, { group: key });
    else if (this.#path === 'package') this.#statement(entry, key, value, start, end);
  }

  tableEnd(end: number): void {
    if (this.#entry) this.#entry.span = { start: this.#entry.span.start, end };
  }

  problem(start: number, end: number): void {
    this.problems.push({ code: 'syntax', span: { start, end }, arguments: {} });
  }

  #statement(entry: LockedEntry, key: string, value: PlainValue, start: number, end: number): void {
    if (typeof value === 'string') {
      if (key === 'name') Object.assign(entry, { name: value, nameSpan: { start, end } });
      else if (key === 'version') Object.assign(entry, { version: value, versionSpan: { start, end } });
    } else if (key === 'source') readSource(entry, value, { start, end });
    else if (key === 'dependencies') this.#edges(entry, value, {});
    else if (key === 'sdist') entry.files.push(...readLockedFile(value));
    else if (key === 'wheels') for (const wheel of itemsOf(value)) entry.files.push(...readLockedFile(wheel));
    else if (key === 'resolution-markers') {
      const markers = textsOf(value);
      if (markers.length > 0) entry.marker = { raw: markers.map((marker) => `(${marker})`).join(' or '), span: { start, end } };
    }
  }

  #edges(entry: LockedEntry, value: PlainValue, place: { extra?: string; group?: string; optional?: boolean }): void {
    for (const item of itemsOf(value)) {
      const edge = readEdge(item, place);
      if (edge) entry.edges.push(edge);
    }
  }
}
