import { closeSync, constants, openSync, readFileSync, readSync, readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';
import type { FileContent, FilePort, FolderEntry } from '../../engine';

/** Reads below one folder of the disk. Links that lead out of it are refused. Never writes. */
export class DiskFiles implements FilePort {
  readonly #root: string;
  readonly #realRoot: string;
  readonly #overlay: ReadonlyMap<string, string>;

  /** @param overlay texts that stand in for files, by path relative to the root (standard input). */
  constructor(root: string, overlay: ReadonlyMap<string, string> = new Map()) {
    this.#root = root;
    this.#realRoot = realpathSync(root);
    this.#overlay = overlay;
  }

  list(folder: string): Promise<readonly FolderEntry[]> {
    try {
      const entries = readdirSync(path.join(this.#root, folder), { withFileTypes: true });
      return Promise.resolve(entries.map((entry) => ({ name: entry.name, kind: kindOf(entry) })));
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  read(file: string, limit: number): Promise<FileContent> {
    return Promise.resolve(this.#read(file, limit));
  }

  head(file: string, bytes: number): Promise<FileContent> {
    return Promise.resolve(this.#head(file, bytes));
  }

  /** Opened without following a link; whatever is worth reading whole is looked at more closely then. */
  #head(file: string, length: number): FileContent {
    if (this.#overlay.has(file)) return this.#read(file, length);
    let descriptor: number | undefined;
    try {
      descriptor = openSync(path.join(this.#root, file), constants.O_RDONLY | constants.O_NOFOLLOW);
      const bytes = Buffer.allocUnsafe(length);
      return { kind: 'bytes', bytes: bytes.subarray(0, readSync(descriptor, bytes, 0, length, 0)) };
    } catch {
      return { kind: 'failed', reason: 'not readable' };
    } finally {
      if (descriptor !== undefined) closeSync(descriptor);
    }
  }

  #read(file: string, limit: number): FileContent {
    const text = this.#overlay.get(file);
    if (text !== undefined) return { kind: 'text', text, version: 0 };
    try {
      const real = realpathSync(path.join(this.#root, file));
      if (real !== this.#realRoot && !real.startsWith(this.#realRoot === path.sep ? path.sep : this.#realRoot + path.sep)) {
        return { kind: 'failed', reason: 'a link that leads out of the folder' };
      }
      const { size } = statSync(real);
      return size > limit ? { kind: 'too-large', size } : { kind: 'bytes', bytes: readFileSync(real) };
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
      return { kind: 'failed', reason: code === 'EACCES' || code === 'EPERM' ? 'no permission to read it' : `not readable (${code})` };
    }
  }
}

function kindOf(entry: Dirent): FolderEntry['kind'] {
  if (entry.isSymbolicLink()) return 'link';
  if (entry.isDirectory()) return 'folder';
  return entry.isFile() ? 'file' : 'other';
}
