import { mainGroup, type Group } from '../../model/manifest';
import type { JsonCursor } from '../../syntax/json-visit';
import { devGroup, optionalGroup, peerGroup, type OpenEdge } from '../npm-lock';

/** One package of the lock while it is read; offsets count from the text's start and leave out quotes, those of `start` excepted. */
export class PackageEntry {
  /** Folder in which it is installed: `node_modules/a/node_modules/b`; empty for the project itself. */
  readonly path: string;
  /** The opening quote of the key. */
  readonly start: number;
  readonly keyEnd: number;
  end: number;
  name = '';
  nameStart = 0;
  nameEnd = 0;
  /** The name that the package is installed under, where it is another. */
  alias: string | undefined;
  version = '';
  versionStart = 0;
  versionEnd = 0;
  resolved = '';
  resolvedStart = 0;
  resolvedEnd = 0;
  isLink = false;
  group: Group = mainGroup;
  os: readonly string[] | undefined;
  cpu: readonly string[] | undefined;
  libc: readonly string[] | undefined;
  readonly edges: OpenEdge[] = [];
  optionalPeers: Set<string> | undefined;

  /** The cursor stands at the value of the entry's key. */
  constructor(path: string, cursor: JsonCursor) {
    this.path = path;
    this.start = cursor.keyStart - 1;
    this.keyEnd = cursor.keyEnd;
    this.end = cursor.end;
  }

  /** A name that stands in the key from an index on. */
  setName(name: string, from: number): void {
    this.name = name;
    this.nameStart = Math.min(this.start + 1 + from, this.keyEnd);
    // A key with escapes is longer than what it says.
    if (this.nameStart + name.length !== this.keyEnd && name !== '') this.nameStart = this.start + 1;
    this.nameEnd = name === '' ? this.nameStart : this.keyEnd;
  }

  /** Takes one field at the cursor; fields that say nothing of use are left for the cursor to skip. */
  readField(field: string, cursor: JsonCursor): void {
    fieldReaders.get(field)?.(this, cursor);
  }

  /** To be called behind the last field: flags of peers may stand before or behind the peers. */
  finish(end: number): void {
    this.end = end;
    if (!this.optionalPeers) return;
    for (const edge of this.edges) if (edge.group === 'peer' && this.optionalPeers.has(edge.name)) edge.optional = true;
  }

  /** Version 1 writes an alias as `"version": "npm:name@1.0.0"`. */
  takeAliasOfVersion(): void {
    if (!this.version.startsWith('npm:')) return;
    const at = this.version.indexOf('@', 5);
    const end = at < 0 ? this.version.length : at;
    this.alias = this.name;
    this.name = this.version.slice(4, end);
    this.nameStart = this.versionStart + 4;
    this.nameEnd = this.versionStart + end;
    this.versionStart = at < 0 ? this.versionEnd : this.versionStart + at + 1;
    this.version = at < 0 ? '' : this.version.slice(at + 1);
  }

  takeName(name: string | undefined, start: number, end: number): void {
    if (name === undefined || name === '') return;
    if (this.name !== '' && name !== this.name) this.alias = this.name;
    this.name = name;
    this.nameStart = start;
    this.nameEnd = end;
  }
}

type FieldReader = (entry: PackageEntry, cursor: JsonCursor) => void;

/** A table, as a lock has a hundred thousand fields and most of them are none of these. */
const fieldReaders: ReadonlyMap<string, FieldReader> = new Map<string, FieldReader>([
  ['version', readVersion],
  ['resolved', readResolved],
  ['name', (entry, cursor) => entry.takeName(cursor.string(), cursor.textStart, cursor.textEnd)],
  ['link', (entry, cursor) => void (entry.isLink = cursor.isTrue())],
  ['dev', (entry, cursor) => void (cursor.isTrue() && (entry.group = devGroup))],
  ['optional', (entry, cursor) => void (cursor.isTrue() && (entry.group = optionalGroup))],
  ['devOptional', (entry, cursor) => void (cursor.isTrue() && (entry.group = optionalGroup))],
  ['peer', (entry, cursor) => void (cursor.isTrue() && entry.group === mainGroup && (entry.group = peerGroup))],
  ['os', (entry, cursor) => void (entry.os = strings(cursor))],
  ['cpu', (entry, cursor) => void (entry.cpu = strings(cursor))],
  ['libc', (entry, cursor) => void (entry.libc = strings(cursor))],
  ['dependencies', ({ edges }, cursor) => void cursor.members((name) => void edges.push({ name }))],
  ['requires', ({ edges }, cursor) => void cursor.members((name) => void edges.push({ name }))],
  ['devDependencies', ({ edges }, cursor) => void cursor.members((name) => void edges.push({ name, group: 'dev' }))],
  ['optionalDependencies', ({ edges }, cursor) => void cursor.members((name) => void edges.push({ name, optional: true }))],
  ['peerDependencies', ({ edges }, cursor) => void cursor.members((name) => void edges.push({ name, group: 'peer' }))],
  ['peerDependenciesMeta', readPeerFlags],
]);

function readVersion(entry: PackageEntry, cursor: JsonCursor): void {
  entry.version = cursor.string() ?? '';
  entry.versionStart = cursor.textStart;
  entry.versionEnd = cursor.textEnd;
}

function readResolved(entry: PackageEntry, cursor: JsonCursor): void {
  entry.resolved = cursor.string() ?? '';
  entry.resolvedStart = cursor.textStart;
  entry.resolvedEnd = cursor.textEnd;
}

function readPeerFlags(entry: PackageEntry, cursor: JsonCursor): void {
  cursor.members((name) => {
    cursor.members((flag) => {
      if (flag === 'optional' && cursor.isTrue()) (entry.optionalPeers ??= new Set()).add(name);
    });
  });
}

function strings(cursor: JsonCursor): string[] {
  const found: string[] = [];
  cursor.items(() => {
    const one = cursor.string();
    if (one !== undefined) found.push(one);
  });
  return found;
}
