import type { Manifest } from '../../model/manifest';
import { JsonCursor } from '../../syntax/json-visit';
import { lockManifest, sourceKindOf, type NpmLockEntry, type OpenEdge } from '../npm-lock';
import { BunTree } from './tree';

/** A workspace or package while it is read. */
interface BunEntry {
  start: number;
  end: number;
  /** Of the key, without quotes. */
  readonly keyStart: number;
  readonly keyEnd: number;
  name: string;
  nameStart: number;
  version: string;
  readonly edges: OpenEdge[];
  readonly optionalPeers: Set<string>;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  registry?: string;
}

/**
 * Reads a bun.lock: workspaces as members, one row for each package. A package's key is the way of names to where it is installed
 * (`react-dom/scheduler`), its array begins with `name@version`. Never throws, linear in the text.
 * https://github.com/oven-sh/bun/blob/main/src/install/lockfile/bun.lock.zig
 */
export function parseBunLock(text: string): Manifest {
  return new BunLockReader(text).read();
}

class BunLockReader {
  readonly #text: string;
  readonly #cursor: JsonCursor;
  readonly #tree = new BunTree();
  readonly #entries: NpmLockEntry[] = [];
  /** Which row each folder of a workspace has. */
  readonly #folders = new Map<string, number>();
  readonly #open: { readonly key: string; readonly edges: readonly OpenEdge[] }[] = [];

  constructor(text: string) {
    this.#text = text;
    this.#cursor = new JsonCursor(text);
  }

  read(): Manifest {
    this.#cursor.members((section) => {
      if (section === 'workspaces') this.#cursor.members((folder) => this.#readWorkspace(folder));
      else if (section === 'packages') this.#cursor.members((key) => this.#readPackage(key));
    });
    for (const { key, edges } of this.#open) this.#tree.resolve(key, edges);
    return lockManifest(this.#entries, this.#cursor.problems);
  }

  #readWorkspace(folder: string): void {
    const entry = this.#entry();
    this.#cursor.members((field) => {
      if (field !== 'name') this.#readField(field, entry);
      else {
        const name = this.#cursor.string();
        if (name === undefined) return;
        entry.name = name;
        entry.nameStart = this.#cursor.textStart;
      }
    });
    this.#finish(entry);
    const isWritten = this.#text.startsWith(entry.name, entry.nameStart);
    this.#folders.set(folder, this.#entries.length);
    this.#open.push({ key: folder === '' ? '' : entry.name, edges: entry.edges });
    this.#entries.push({
      name: isWritten ? entry.name : '',
      nameSpan: { start: entry.nameStart, end: entry.nameStart + (isWritten ? entry.name.length : 0) },
      span: { start: entry.start, end: entry.end },
      version: '',
      source: { kind: 'workspace', url: folder, span: { start: entry.keyStart, end: entry.keyEnd } },
      requires: entry.edges,
      member: true,
    });
  }

  #readPackage(key: string): void {
    const cursor = this.#cursor;
    const entry = this.#entry();
    let index = 0;
    cursor.items(() => {
      if (index === 0) this.#readIdentity(entry);
      else if (this.#text.charAt(cursor.start) === '{') cursor.members((field) => this.#readField(field, entry));
      else if (index === 1) {
        const registry = cursor.string();
        if (registry !== undefined && registry !== '') entry.registry = registry;
      }
      index++;
    });
    this.#finish(entry);
    if (entry.name === '' || entry.version.startsWith('root:')) return;
    const folder = entry.version.startsWith('workspace:') ? entry.version.slice('workspace:'.length) : undefined;
    const member = folder === undefined ? undefined : this.#folders.get(folder);
    if (member !== undefined) {
      this.#tree.add(key, member);
      return;
    }
    this.#tree.add(key, this.#entries.length);
    this.#open.push({ key, edges: entry.edges });
    this.#entries.push(packageEntry(key, entry));
  }

  /** `@scope/name@1.0.0`, `name@git+https://…`, `name@workspace:packages/a` */
  #readIdentity(entry: BunEntry): void {
    const identity = this.#cursor.string() ?? '';
    const { textStart, textEnd } = this.#cursor;
    const at = identity.indexOf('@', 1);
    // A text with escapes is longer than what it says.
    if (at < 0 || textEnd - textStart !== identity.length) return;
    entry.name = identity.slice(0, at);
    entry.nameStart = textStart;
    entry.version = identity.slice(at + 1);
  }

  #readField(field: string, entry: BunEntry): void {
    const { edges } = entry;
    const cursor = this.#cursor;
    if (field === 'dependencies') cursor.members((name) => void edges.push({ name }));
    else if (field === 'devDependencies') cursor.members((name) => void edges.push({ name, group: 'dev' }));
    else if (field === 'optionalDependencies') cursor.members((name) => void edges.push({ name, optional: true }));
    else if (field === 'peerDependencies') cursor.members((name) => void edges.push({ name, group: 'peer' }));
    else if (field === 'optionalPeers') for (const name of this.#strings()) entry.optionalPeers.add(name);
    else if (field === 'os') entry.os = this.#strings();
    else if (field === 'cpu') entry.cpu = this.#strings();
    else if (field === 'libc') entry.libc = this.#strings();
  }

  /** Bun writes a list of one as its only item. */
  #strings(): string[] {
    const cursor = this.#cursor;
    const found: string[] = [];
    const add = (one: string | undefined): void => void (one !== undefined && found.push(one));
    if (this.#text.charAt(cursor.start) === '[') cursor.items(() => add(cursor.string()));
    else add(cursor.string());
    return found;
  }

  #entry(): BunEntry {
    const { keyStart, keyEnd, end } = this.#cursor;
    return { start: keyStart - 1, end, keyStart, keyEnd, name: '', nameStart: keyStart, version: '', edges: [], optionalPeers: new Set() };
  }

  #finish(entry: BunEntry): void {
    entry.end = this.#cursor.previousEnd;
    for (const edge of entry.edges) if (edge.group === 'peer' && entry.optionalPeers.has(edge.name)) edge.optional = true;
  }
}

function packageEntry(key: string, entry: BunEntry): NpmLockEntry {
  const { name, nameStart, version, os, cpu, libc, registry } = entry;
  const versionStart = nameStart + name.length + 1;
  const versionSpan = { start: versionStart, end: versionStart + version.length };
  const kind = sourceKindOf(version);
  const installed = key === name || key.endsWith(`/${name}`) ? undefined : key.slice(key.lastIndexOf('/', key.lastIndexOf('/') - 1) + 1);
  return {
    name,
    nameSpan: { start: nameStart, end: nameStart + name.length },
    span: { start: entry.start, end: entry.end },
    version,
    versionSpan,
    requires: entry.edges,
    ...(kind ? { source: { kind, url: version, span: versionSpan } } : undefined),
    ...(installed === undefined ? undefined : { alias: installed.startsWith('@') ? installed : key.slice(key.lastIndexOf('/') + 1) }),
    ...(os ? { os } : undefined),
    ...(cpu ? { cpu } : undefined),
    ...(libc ? { libc } : undefined),
    ...(registry === undefined ? undefined : { registry }),
  };
}
