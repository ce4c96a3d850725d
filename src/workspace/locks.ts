import { lockFacts, type LockFacts } from '../analysis/locked';
import type { FileContext } from '../analysis/context';
import type { Catalog } from '../catalog/catalog';
import { LockIndex } from '../graph/lock-index';
import type { Ecosystem } from '../model/vocabulary';
import { normalizeName } from '../registries/names';
import { folderOf } from './files';
import type { ParsedFile, ParsedFiles } from './parsed-file';

/** Names of the locks that belong to manifests of a format, in the order in which they count. */
const lockNames: Readonly<Record<string, readonly string[]>> = {
  pyproject: ['uv.lock', 'poetry.lock'],
  'package.json': ['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock'],
};

/** The facts of locks, each computed once as long as the lock's text stays the same. */
export class Locks {
  readonly #parsed: ParsedFiles;
  readonly #catalog: Catalog;
  readonly #facts = new WeakMap<ParsedFile, LockFacts>();
  readonly #loads = new Map<string, Promise<LockFacts | undefined>>();

  constructor(parsed: ParsedFiles, catalog: Catalog) {
    this.#parsed = parsed;
    this.#catalog = catalog;
  }

  /**
   * The locks of a manifest: those beside it, else those of the nearest folder above that hold every package that the
   * manifest asks for (the locks of a workspace); these also where one beside it lacks some. None: no lock. A lock without a manifest beside it is told as its own.
   */
  async contextOf(file: ParsedFile): Promise<Pick<FileContext, 'lock' | 'otherLocks' | 'lockAbove' | 'ownFacts'>> {
    if (file.manifest.graph) return this.#ownContext(file);
    const names = lockNames[file.format.id] ?? [];
    if (names.length === 0 || file.manifest.dependencies.length === 0) return {};
    const beside = folderOf(file.path);
    let incomplete: Pick<FileContext, 'lock' | 'otherLocks' | 'lockAbove'> | undefined;
    for (let folder = beside; ; folder = folderOf(folder)) {
      const found: LockFacts[] = [];
      for (const name of names) {
        const facts = await this.#load(inFolder(folder, name));
        if (facts && (folder === beside || holdsAll(facts, file))) found.push(facts);
      }
      const [lock, ...otherLocks] = found;
      const context = lock && { lock, otherLocks, lockAbove: folder !== beside };
      if (context && found.some((facts) => holdsAll(facts, file))) return context;
      // A lock beside the manifest that lacks rows is told as old, unless one above is the workspace's own.
      incomplete ??= context;
      if (folder === '') return incomplete ?? {};
    }
  }

  async #ownContext(file: ParsedFile): Promise<Pick<FileContext, 'ownFacts'>> {
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    const format = Object.keys(lockNames).find((id) => lockNames[id]?.includes(name));
    if (format === undefined) return {};
    const manifest = await this.#parsed.load(inFolder(folderOf(file.path), format === 'pyproject' ? 'pyproject.toml' : format));
    const facts = manifest ? undefined : await this.#load(file.path);
    return facts ? { ownFacts: facts } : {};
  }

  /** Looks for changed and new locks again; facts of unchanged ones are kept. */
  forget(): void {
    this.#loads.clear();
  }

  #load(path: string): Promise<LockFacts | undefined> {
    let found = this.#loads.get(path);
    if (!found) {
      found = this.#read(path);
      this.#loads.set(path, found);
    }
    return found;
  }

  async #read(path: string): Promise<LockFacts | undefined> {
    const lock = await this.#parsed.load(path);
    const graph = lock?.manifest.graph;
    if (!lock || !graph) return undefined;
    let facts = this.#facts.get(lock);
    if (!facts) {
      const ecosystem: Ecosystem = lock.manifest.dependencies[0]?.ecosystem ?? 'pypi';
      const index = new LockIndex(graph, (name) => normalizeName(ecosystem, name));
      facts = lockFacts(path, lock.manifest.dependencies, index, ecosystem, this.#catalog);
      this.#facts.set(lock, facts);
    }
    return facts;
  }
}

function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function holdsAll(facts: LockFacts, { manifest }: ParsedFile): boolean {
  const asked = manifest.dependencies.filter(({ group, role, source }) => group.kind === 'main' && role === 'requires' && !source);
  return asked.length > 0 && asked.every(({ ecosystem, name }) => facts.index.named(normalizeName(ecosystem, name)).length > 0);
}
