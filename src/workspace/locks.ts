import { lockFacts, type LockFacts } from '../analysis/locked';
import { reachedFrom } from '../analysis/locked-ways';
import type { FileContext } from '../analysis/context';
import type { Catalog } from '../catalog/catalog';
import { LockIndex } from '../graph/lock-index';
import type { Ecosystem } from '../model/vocabulary';
import { normalizeName } from '../registries/names';
import { formatOf, includedFormat } from '../formats';
import type { Dependency } from '../model/manifest';
import { folderOf, resolvePath } from './files';
import type { ParsedFile, ParsedFiles } from './parsed-file';

/** Which locks belong to manifests of a format. */
interface LockFamily {
  readonly manifest: string;
  /** Names in the order in which they count. */
  readonly locks: readonly string[];
  /** Files that tools also write out of another lock, or for a part of the project: one counts alone, and only if it holds every row. */
  readonly exports?: readonly string[];
}

const families: Readonly<Record<string, LockFamily>> = {
  pyproject: {
    manifest: 'pyproject.toml',
    locks: ['uv.lock', 'poetry.lock', 'pdm.lock'],
    exports: ['pylock.toml', 'requirements-dev.lock', 'requirements.lock'],
  },
  'cargo-toml': { manifest: 'Cargo.toml', locks: ['Cargo.lock'] },
  pipfile: { manifest: 'Pipfile', locks: ['Pipfile.lock'] },
  'package.json': { manifest: 'package.json', locks: ['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock'] },
};

const scriptLockEnding = '.lock';

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
  async contextOf(file: ParsedFile): Promise<Pick<FileContext, 'lock' | 'otherLocks' | 'lockAbove' | 'ownFacts' | 'reached'>> {
    if (file.manifest.graph) return this.#ownContext(file);
    if (file.format.id === 'python-script') return this.#scriptContext(file);
    const family = families[file.format.id];
    if (!family || file.manifest.dependencies.length === 0) return {};
    const beside = folderOf(file.path);
    let incomplete: Pick<FileContext, 'lock' | 'otherLocks' | 'lockAbove'> | undefined;
    for (let folder = beside; ; folder = folderOf(folder)) {
      const found = await this.#locksIn(folder, family, (facts, exported) => (folder === beside && !exported) || holdsAll(facts, file));
      const [lock, ...otherLocks] = found;
      const context = lock && { lock, otherLocks, lockAbove: folder !== beside };
      if (context && found.some((facts) => holdsAll(facts, file))) return context;
      // A lock beside the manifest that lacks rows is told as old, unless one above is the workspace's own.
      incomplete ??= context;
      if (folder === '') return incomplete ?? {};
    }
  }

  async #locksIn(
    folder: string,
    { locks, exports = [] }: LockFamily,
    counts: (facts: LockFacts, exported: boolean) => boolean,
  ): Promise<LockFacts[]> {
    const found: LockFacts[] = [];
    for (const name of [...locks, ...exports]) {
      const exported = exports.includes(name);
      if (exported && found.length > 0) break;
      const facts = await this.#load(inFolder(folder, name));
      if (facts && counts(facts, exported)) found.push(facts);
    }
    return found;
  }

  /** uv locks `train.py` in `train.py.lock`: https://docs.astral.sh/uv/guides/scripts/#locking-dependencies */
  async #scriptContext({ path }: ParsedFile): Promise<Pick<FileContext, 'lock'>> {
    const lock = await this.#load(path + scriptLockEnding);
    return lock ? { lock } : {};
  }

  /** A lock tells what binds in it itself where no manifest stands beside it, and what that manifest does not lead to. */
  async #ownContext(file: ParsedFile): Promise<Pick<FileContext, 'ownFacts' | 'reached'>> {
    const owner = manifestOf(file);
    const facts = owner && (await this.#load(file.path));
    if (!facts) return {};
    const manifest = await this.#parsed.load(owner.path);
    if (!manifest) return { ownFacts: facts };
    // What is only a part of the project, or made out of another lock, is told there.
    if (owner.isPart) return {};
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

/** The path at which the manifest of a lock is looked for; `isPart`: the lock may hold less than the project. */
function manifestOf({ path, format }: ParsedFile): { readonly path: string; readonly isPart: boolean } | undefined {
  if (path.endsWith(`.py${scriptLockEnding}`)) return { path: path.slice(0, -scriptLockEnding.length), isPart: false };
  const name = path.slice(path.lastIndexOf('/') + 1);
  const family = Object.values(families).find(({ locks, exports = [] }) => locks.includes(name) || exports.includes(name));
  const owner = family ?? (format.id === 'pylock' ? families['pyproject'] : undefined);
  return owner && { path: inFolder(folderOf(path), owner.manifest), isPart: !owner.locks.includes(name) };
}

function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function holdsAll(facts: LockFacts, { manifest }: ParsedFile): boolean {
  const asked = manifest.dependencies.filter(({ group, role, source }) => group.kind === 'main' && role === 'requires' && !source);
  return asked.length > 0 && asked.every(({ ecosystem, name }) => facts.index.named(normalizeName(ecosystem, name)).length > 0);
}
