import { lockFacts, type LockFacts } from '../analysis/locked';
import { reachedFrom } from '../analysis/locked-ways';
import type { FileContext } from '../analysis/context';
import type { Catalog } from '../catalog/catalog';
import { LockIndex } from '../graph/lock-index';
import { graphParts } from '../graph/graph-parts';
import type { Dependency } from '../model/manifest';
import { normalizeName } from '../registries/names';
import { formatOf, includedFormat } from '../formats';
import { folderOf, resolvePath } from './files';
import { locksFor, manifestsFor, mayBelongToOthers, type LockNames } from './lock-names';
import type { ParsedFile, ParsedFiles } from './parsed-file';

const scriptLockEnding = '.lock';

/** The facts of locks, each computed once as long as the lock's text stays the same. */
export class Locks {
  readonly #parsed: ParsedFiles;
  readonly #catalog: Catalog;
  readonly #facts = new WeakMap<ParsedFile, readonly LockFacts[]>();
  readonly #loads = new Map<string, Promise<readonly LockFacts[]>>();

  constructor(parsed: ParsedFiles, catalog: Catalog) {
    this.#parsed = parsed;
    this.#catalog = catalog;
  }

  /**
   * The locks of a manifest: those beside it, else those of the nearest folder above that hold every package that the
   * manifest asks for (the locks of a workspace); these also where one beside it lacks some. None: no lock. A lock without a manifest beside it is told as its own.
   */
  async contextOf(file: ParsedFile): Promise<Pick<FileContext, 'lock' | 'otherLocks' | 'lockAbove' | 'ownFacts' | 'reached'>> {
    if (file.manifest.graph) return this.#ownContext(file);
    if (file.format.id === 'python-script') return this.#scriptContext(file);
    const names = locksFor(file.format.id, file.manifest);
    if (names.locks.length === 0 || file.manifest.dependencies.length === 0) return {};
    const beside = folderOf(file.path);
    let incomplete: Pick<FileContext, 'lock' | 'otherLocks' | 'lockAbove'> | undefined;
    for (let folder = beside; ; folder = folderOf(folder)) {
      const found = await this.#locksIn(folder, names, (facts, ownName) => (folder === beside && ownName) || holdsAll(facts, file));
      const [lock, ...otherLocks] = found;
      const context = lock && { lock, otherLocks, lockAbove: folder !== beside };
      if (context && holdsAllOf(found, file)) return context;
      // A lock beside the manifest that lacks rows is told as old, unless one above is the workspace's own.
      incomplete ??= context;
      if (folder === '') return incomplete ?? {};
    }
  }

  /** @param counts is told the parts of a lock, and whether its name alone makes it the manifest's */
  async #locksIn(
    folder: string,
    { locks, exports }: LockNames,
    counts: (facts: readonly LockFacts[], ownName: boolean) => boolean,
  ): Promise<readonly LockFacts[]> {
    const found: LockFacts[] = [];
    for (const name of [...locks, ...exports]) {
      const exported = exports.includes(name);
      if (exported && found.length > 0) break;
      const facts = await this.#load(inFolder(folder, name));
      if (facts.length > 0 && counts(facts, !exported && !mayBelongToOthers(name))) found.push(...facts);
    }
    return found;
  }

  /** uv locks `train.py` in `train.py.lock`: https://docs.astral.sh/uv/guides/scripts/#locking-dependencies */
  async #scriptContext({ path }: ParsedFile): Promise<Pick<FileContext, 'lock'>> {
    const [lock] = await this.#load(path + scriptLockEnding);
    return lock ? { lock } : {};
  }

  /** A lock tells what binds in it itself where no manifest stands beside it, and what that manifest does not lead to. */
  async #ownContext(file: ParsedFile): Promise<Pick<FileContext, 'ownFacts' | 'otherLocks' | 'reached'>> {
    const { paths, isPart } = manifestsOf(file);
    const [facts, ...others] = paths.length === 0 ? [] : await this.#load(file.path);
    if (!facts) return {};
    const manifests = await Promise.all(paths.map((path) => this.#parsed.load(path)));
    const manifest = manifests.find((one) => one !== undefined);
    if (!manifest) return { ownFacts: facts, otherLocks: others };
    // What is only a part of the project, or made out of another lock, is told there. Packages of one registry may be brought in
    // by those of another.
    if (isPart || facts.partial) return {};
    const rows = await this.#rowsWith(manifest);
    // A manifest that declares nothing that can be read (computed dependencies) cannot say what is left over.
    return rows.some(({ role }) => role === 'requires') ? { ownFacts: facts, reached: reachedFrom(rows, facts) } : {};
  }

  /** The rows of a manifest, of what it includes and of the other Python manifests beside it. */
  async #rowsWith(manifest: ParsedFile): Promise<readonly Dependency[]> {
    const included = manifest.manifest.includes.flatMap(({ path }) => resolvePath(manifest.path, path) ?? []);
    const beside = manifest.format.id === 'pyproject' ? ['setup.cfg', 'setup.py'].map((name) => inFolder(folderOf(manifest.path), name)) : [];
    const files = await Promise.all([...included, ...beside].map((path) => this.#parsed.load(path, formatOf(path) ?? includedFormat)));
    return [manifest, ...files].flatMap((file) => file?.manifest.dependencies ?? []);
  }

  /** Looks for changed and new locks again; facts of unchanged ones are kept. */
  forget(): void {
    this.#loads.clear();
  }

  #load(path: string): Promise<readonly LockFacts[]> {
    let found = this.#loads.get(path);
    if (!found) {
      found = this.#read(path);
      this.#loads.set(path, found);
    }
    return found;
  }

  async #read(path: string): Promise<readonly LockFacts[]> {
    const lock = await this.#parsed.load(path);
    const graph = lock?.manifest.graph;
    if (!lock || !graph) return [];
    let facts = this.#facts.get(lock);
    if (!facts) {
      const { dependencies } = lock.manifest;
      facts = graphParts(graph, dependencies[0]?.ecosystem ?? 'pypi').map(({ ecosystem, graph: part, partial }) => {
        const index = new LockIndex(part, (name) => normalizeName(ecosystem, name));
        const known = lockFacts(path, dependencies, index, ecosystem, this.#catalog);
        // Where such a lock can be installed is said once: by what conda takes.
        return { ...known, partial, ...(partial && ecosystem !== 'conda' && { environments: () => [] }) };
      });
      this.#facts.set(lock, facts);
    }
    return facts;
  }
}

/** The paths at which the manifest of a lock is looked for; `isPart`: the lock may hold less than the project. */
function manifestsOf({ path, format }: ParsedFile): { readonly paths: readonly string[]; readonly isPart: boolean } {
  if (path.endsWith(`.py${scriptLockEnding}`)) return { paths: [path.slice(0, -scriptLockEnding.length)], isPart: false };
  const { names, isPart } = manifestsFor(path.slice(path.lastIndexOf('/') + 1), format.id);
  return { paths: names.map((name) => inFolder(folderOf(path), name)), isPart };
}

function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** One of the locks holds everything; the parts of one lock share its file. */
function holdsAllOf(found: readonly LockFacts[], file: ParsedFile): boolean {
  return [...new Set(found.map((facts) => facts.file))].some((lock) =>
    holdsAll(
      found.filter((facts) => facts.file === lock),
      file,
    ),
  );
}

/** @param parts of one lock; rows of registries that it holds nothing of do not count */
function holdsAll(parts: readonly LockFacts[], { manifest }: ParsedFile): boolean {
  const asked = manifest.dependencies.filter(({ group, role, source }) => group.kind === 'main' && role === 'requires' && !source);
  const told = asked.filter((row) => parts.some(({ ecosystem }) => ecosystem === row.ecosystem));
  const holds = ({ ecosystem, name }: Dependency): boolean =>
    parts.some((part) => part.ecosystem === ecosystem && part.index.named(normalizeName(ecosystem, name)).length > 0);
  return told.length > 0 && told.every(holds);
}
