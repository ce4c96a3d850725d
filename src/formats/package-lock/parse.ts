import type { Manifest, Source } from '../../model/manifest';
import { JsonCursor } from '../../syntax/json-visit';
import { lockManifest, registryOf, sourceKindOf, type NpmLockEntry } from '../npm-lock';
import { PackageEntry } from './entry';
import { InstalledTree } from './tree';

const folderOfPackages = 'node_modules/';

/**
 * Reads npm's lockfile: `packages` of versions 2 and 3, else the nested `dependencies` of version 1.
 * Rows stand in the order of the text; a link gives none, since its folder has one. Never throws.
 * https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json
 */
export function parsePackageLock(text: string): Manifest {
  return new PackageLockReader(text).read();
}

class PackageLockReader {
  readonly #cursor: JsonCursor;
  readonly #tree = new InstalledTree();
  #entries: PackageEntry[] = [];
  #hasPackages = false;
  #registry = '';

  constructor(text: string) {
    this.#cursor = new JsonCursor(text);
  }

  read(): Manifest {
    const cursor = this.#cursor;
    cursor.members((field) => {
      if (field === 'packages') {
        // npm writes it first; in version 2 `dependencies` says the same again for older npm.
        this.#entries = [];
        this.#tree.clear();
        this.#hasPackages = cursor.members((key) => this.#readPackage(key));
      } else if (field === 'dependencies' && !this.#hasPackages) this.#readNested('');
    });
    for (const entry of this.#entries) this.#tree.resolve(entry.path, entry.edges);
    return lockManifest(
      this.#entries.map((entry) => this.#finish(entry)),
      cursor.problems,
    );
  }

  /** `"node_modules/a/node_modules/b": { … }`, `"packages/member": { … }`, `"": { … }`. */
  #readPackage(path: string): void {
    const entry = new PackageEntry(path, this.#cursor);
    const name = nameInPath(path);
    const from = path.length - name.length;
    entry.setName(name, from);
    this.#cursor.members((field) => entry.readField(field, this.#cursor));
    entry.finish(this.#cursor.previousEnd);
    if (entry.isLink) this.#tree.addLink(path, entry.resolved);
    else this.#add(entry);
  }

  /** Version 1: packages by name, below each of them those that only it sees. */
  #readNested(parent: string): void {
    const cursor = this.#cursor;
    cursor.members((name) => {
      const path = `${parent === '' ? '' : `${parent}/`}${folderOfPackages}${name}`;
      const entry = new PackageEntry(path, cursor);
      entry.setName(name, 0);
      this.#add(entry);
      cursor.members((field) => {
        if (field === 'dependencies') this.#readNested(path);
        else entry.readField(field, cursor);
      });
      entry.finish(cursor.previousEnd);
      entry.takeAliasOfVersion();
    });
  }

  #add(entry: PackageEntry): void {
    this.#tree.add(entry.path, this.#entries.length);
    this.#entries.push(entry);
  }

  #finish(entry: PackageEntry): NpmLockEntry {
    const isFolder = nameInPath(entry.path) === '';
    const isMember = isFolder && !entry.path.startsWith('..');
    const source = isFolder ? folderSource(entry, isMember) : addressSource(entry);
    const registry = source ? undefined : this.#registryOf(entry);
    return {
      name: entry.name,
      nameSpan: { start: entry.nameStart, end: entry.nameEnd },
      span: { start: entry.start, end: entry.end },
      version: entry.version,
      versionSpan: { start: entry.versionStart, end: entry.versionEnd },
      group: entry.group,
      requires: entry.edges,
      ...(source ? { source } : undefined),
      ...(entry.alias === undefined ? undefined : { alias: entry.alias }),
      ...(entry.os ? { os: entry.os } : undefined),
      ...(entry.cpu ? { cpu: entry.cpu } : undefined),
      ...(entry.libc ? { libc: entry.libc } : undefined),
      ...(isMember ? { member: true } : undefined),
      ...(registry === undefined ? undefined : { registry }),
    };
  }

  /** Most packages come from one registry: its text is kept once. */
  #registryOf({ resolved, name }: PackageEntry): string | undefined {
    if (this.#registry !== '' && resolved.startsWith(this.#registry) && resolved.startsWith(`${name}/-/`, this.#registry.length))
      return this.#registry;
    const found = registryOf(resolved, name);
    if (found !== undefined) this.#registry = found;
    return found;
  }
}

/** What follows the last `node_modules/`; empty for folders of the project. */
function nameInPath(path: string): string {
  const at = path.lastIndexOf(folderOfPackages);
  return at < 0 ? '' : path.slice(at + folderOfPackages.length);
}

function folderSource(entry: PackageEntry, isMember: boolean): Source {
  return { kind: isMember ? 'workspace' : 'path', url: entry.path, span: { start: entry.start + 1, end: entry.keyEnd } };
}

function addressSource(entry: PackageEntry): Source | undefined {
  const inVersion = sourceKindOf(entry.version);
  if (inVersion) return { kind: inVersion, url: entry.version, span: { start: entry.versionStart, end: entry.versionEnd } };
  const kind = entry.resolved === '' ? undefined : sourceKindOf(entry.resolved);
  return kind ? { kind, url: entry.resolved, span: { start: entry.resolvedStart, end: entry.resolvedEnd } } : undefined;
}
