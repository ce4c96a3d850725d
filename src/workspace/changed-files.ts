import type { FileContent, FilePort, FolderEntry } from './files';
import { folderOf } from './files';

/** A file that differs from the tree below: its bytes, read when asked for; undefined: it is not there. */
export type ChangedFile = (() => Promise<Uint8Array>) | undefined;

/**
 * A tree that is told by its differences from another one: how a folder looked at a revision, where only what has changed since
 * is known. Reads the other tree for the rest.
 */
export class ChangedFiles implements FilePort {
  readonly #files: FilePort;
  readonly #changes: ReadonlyMap<string, ChangedFile>;

  /** @param changes by path, `/`-separated */
  constructor(files: FilePort, changes: ReadonlyMap<string, ChangedFile>) {
    this.#files = files;
    this.#changes = changes;
  }

  /** A folder of which only changed files are left is listed from these alone. */
  async list(folder: string): Promise<readonly FolderEntry[]> {
    const own = this.#entriesBelow(folder);
    const below = await this.#files.list(folder).catch((error: unknown) => {
      if (own.size === 0) throw error;
      return [];
    });
    const kept = below.filter(({ name, kind }) => !own.has(name) && (kind === 'folder' || !this.#changes.has(joined(folder, name))));
    return [...kept, ...own.values()];
  }

  async read(path: string, limit: number): Promise<FileContent> {
    if (!this.#changes.has(path)) return this.#files.read(path, limit);
    const read = this.#changes.get(path);
    if (!read) return { kind: 'missing' };
    try {
      const bytes = await read();
      return bytes.length > limit ? { kind: 'too-large', size: bytes.length } : { kind: 'bytes', bytes };
    } catch (error) {
      return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  #entriesBelow(folder: string): ReadonlyMap<string, FolderEntry> {
    const prefix = folder === '' ? '' : `${folder}/`;
    const found = new Map<string, FolderEntry>();
    for (const [path, change] of this.#changes) {
      if (!change || !path.startsWith(prefix)) continue;
      const [name = ''] = path.slice(prefix.length).split('/');
      found.set(name, { name, kind: folderOf(path) === folder ? 'file' : 'folder' });
    }
    return found;
  }
}

function joined(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
