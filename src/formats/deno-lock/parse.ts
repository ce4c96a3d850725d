import type { Manifest } from '../../model/manifest';
import type { Span } from '../../text/span';
import { JsonCursor } from '../../syntax/json-visit';
import { lockManifest, type NpmLockEntry, type OpenEdge } from '../npm-lock';

/** An edge and the key that it leads to, as far as it is written. */
interface Request {
  readonly edge: OpenEdge;
  readonly key: string;
}

/**
 * Reads the npm part of a deno.lock of the versions 3 to 5: one row for each package, the project itself as a member. Packages of
 * JSR and modules by URL give none. Never throws, linear in the text. https://github.com/denoland/deno_lockfile
 */
export function parseDenoLock(text: string): Manifest {
  return new DenoLockReader(text).read();
}

class DenoLockReader {
  readonly #text: string;
  readonly #cursor: JsonCursor;
  readonly #entries: NpmLockEntry[] = [];
  readonly #requests: Request[] = [];
  /** Entries by their keys, and by name where a name stands alone. */
  readonly #byKey = new Map<string, number>();
  readonly #byName = new Map<string, number>();
  /** `npm:zod@^3` → `zod@3.24.2` */
  readonly #specifiers = new Map<string, string>();
  readonly #asked = new Set<string>();
  #project: Span | undefined;

  constructor(text: string) {
    this.#text = text;
    this.#cursor = new JsonCursor(text);
  }

  read(): Manifest {
    const cursor = this.#cursor;
    cursor.members((section) => this.#readSection(section));
    this.#addProject();
    for (const { edge, key } of this.#requests) {
      const to = this.#byKey.get(key) ?? this.#byName.get(key);
      if (to !== undefined) edge.to = to;
    }
    return lockManifest(this.#entries, cursor.problems);
  }

  #readSection(section: string): void {
    const cursor = this.#cursor;
    // Version 3 has both below `packages`.
    if (section === 'packages') cursor.members((inner) => this.#readSection(inner));
    else if (section === 'specifiers') {
      cursor.members((specifier) => {
        const version = cursor.string();
        if (version !== undefined && specifier.startsWith('npm:')) this.#specifiers.set(specifier, keyOf(specifier, version));
      });
    } else if (section === 'npm') cursor.members((key) => this.#readPackage(key));
    else if (section === 'workspace') this.#readWorkspace();
  }

  /** `"zod@3.24.2": { … }`, `"autoevals@0.0.122_zod@3.24.2": { … }` */
  #readPackage(key: string): void {
    const cursor = this.#cursor;
    const { keyStart, keyEnd } = cursor;
    const edges: OpenEdge[] = [];
    const limits: { os?: string[]; cpu?: string[] } = {};
    cursor.members((field) => {
      if (field === 'dependencies') this.#readEdges(edges, {});
      else if (field === 'optionalDependencies') this.#readEdges(edges, { optional: true });
      else if (field === 'optionalPeers') this.#readEdges(edges, { group: 'peer', optional: true });
      else if (field === 'os' || field === 'cpu') limits[field] = this.#strings();
    });
    const at = key.indexOf('@', 1);
    if (at < 0 || keyEnd - keyStart !== key.length) return;
    const name = key.slice(0, at);
    const peers = key.indexOf('_', at);
    const version = key.slice(at + 1, peers < 0 ? key.length : peers);
    this.#byKey.set(key, this.#entries.length);
    this.#byName.set(name, this.#entries.length);
    const versionStart = keyStart + at + 1;
    this.#entries.push({
      name,
      nameSpan: { start: keyStart, end: keyStart + at },
      span: { start: keyStart - 1, end: cursor.previousEnd },
      version,
      versionSpan: { start: versionStart, end: versionStart + version.length },
      requires: edges,
      ...limits,
    });
  }

  /** A list of names, with a version where there are several; in version 3 an object of names and keys. */
  #readEdges(edges: OpenEdge[], kind: Partial<OpenEdge>): void {
    const cursor = this.#cursor;
    const add = (name: string, key: string): void => {
      const edge: OpenEdge = { name, ...kind };
      edges.push(edge);
      this.#requests.push({ edge, key });
    };
    if (this.#text.charAt(cursor.start) === '{') {
      cursor.members((name) => add(name, cursor.string() ?? name));
      return;
    }
    for (const key of this.#strings()) {
      const at = key.indexOf('@', 1);
      if (key !== '') add(at < 0 ? key : key.slice(0, at), key);
    }
  }

  /** What deno.json, package.json and members ask for. */
  #readWorkspace(): void {
    const cursor = this.#cursor;
    const { keyStart, keyEnd } = cursor;
    this.#project ??= { start: keyStart, end: keyEnd };
    cursor.members((field) => {
      if (field === 'dependencies') for (const specifier of this.#strings()) this.#asked.add(specifier);
      else if (field === 'packageJson') this.#readWorkspace();
      else if (field === 'members') cursor.members(() => this.#readWorkspace());
    });
  }

  #addProject(): void {
    const place = this.#project;
    if (!place) return;
    const edges = [...this.#asked].flatMap((specifier): OpenEdge[] => {
      const key = this.#specifiers.get(specifier);
      if (key === undefined) return [];
      const edge: OpenEdge = { name: key.slice(0, key.indexOf('@', 1)) };
      this.#requests.push({ edge, key });
      return [edge];
    });
    this.#entries.push({
      name: '',
      nameSpan: { start: place.start, end: place.start },
      span: { start: place.start - 1, end: place.end + 1 },
      version: '',
      source: { kind: 'workspace', url: '.', span: { start: place.start, end: place.start } },
      requires: edges,
      member: true,
    });
  }

  #strings(): string[] {
    const found: string[] = [];
    this.#cursor.items(() => {
      const one = this.#cursor.string();
      if (one !== undefined) found.push(one);
    });
    return found;
  }
}

/** The package's key: version 3 repeats the name in the value, `npm:zod@3.24.2`. */
function keyOf(specifier: string, value: string): string {
  if (value.startsWith('npm:')) return value.slice('npm:'.length);
  const name = specifier.slice('npm:'.length);
  const at = name.indexOf('@', 1);
  return `${at < 0 ? name : name.slice(0, at)}@${value}`;
}
