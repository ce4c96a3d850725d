/** An entry of a folder. Links are told as such and never followed by a walk. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/** What came of reading a file. `text` is an editor's unsaved document; `bytes` come from storage. */
export type FileContent =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'text'; readonly text: string; readonly version: number }
  | { readonly kind: 'missing' }
  | { readonly kind: 'too-large'; readonly size: number }
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * Reads below one root folder. Paths are relative to it, `/`-separated, without `.` and `..` parts; the root is ``.
 * An implementation refuses what a link leads out of the root to, and never writes.
 */
export interface FilePort {
  /** Rejects if the folder cannot be read. */
  list(folder: string): Promise<readonly FolderEntry[]>;
  /** Never rejects. Reads no file of more than `limit` bytes. */
  read(path: string, limit: number): Promise<FileContent>;
  /**
   * The first bytes of a file, for a walk that must look into many files to find a few. Never rejects. A port that cannot do so
   * cheaply leaves it out; a walk then passes over such files.
   */
  head?(path: string, bytes: number): Promise<FileContent>;
}

/** Bytes in which every text of `headLength` UTF-16 units fits. */
export const headBytes = 3 * 8192;

/** Tells a running task that its result is not wanted any more; an `AbortSignal` is one. */
export interface CancelFlag {
  readonly aborted: boolean;
}

/** A file above this size is skipped with a reason. */
export const largestFile = 20 * 1024 * 1024;

/** Joins an include's path to the folder of the file that names it; undefined if it leads out of the root or is absolute. */
export function resolvePath(fromFile: string, path: string): string | undefined {
  const clean = path.split('\\').join('/');
  if (clean.startsWith('/') || /^[A-Za-z]:/.test(clean) || clean.includes('://')) return undefined;
  const parts = fromFile.split('/').slice(0, -1);
  for (const part of clean.split('/')) {
    if (part === '..') {
      if (parts.length === 0) return undefined;
      parts.pop();
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return parts.join('/');
}

/** The folder of a path; `` for the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}
