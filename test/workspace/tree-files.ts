import type { FileContent, FilePort, FolderEntry } from '../../src/workspace/files';

/** An entry of a test's tree: text, bytes, an editor's document, what cannot be read, a link, or a folder that cannot be listed. */
export type Entry =
  string | Uint8Array | { document: string; version: number } | { fails: string } | { size: number } | { link: true } | { unlisted: string };

/** Files in memory in every state that a disk knows; tells what was asked for. */
export class TreeFiles implements FilePort {
  readonly asked: string[] = [];
  readonly listed: string[] = [];
  readonly entries: Map<string, Entry>;

  constructor(entries: Readonly<Record<string, Entry>>) {
    this.entries = new Map(Object.entries(entries));
  }

  list(folder: string): Promise<readonly FolderEntry[]> {
    this.listed.push(folder);
    const own = this.entries.get(folder);
    if (typeof own === 'object' && 'unlisted' in own) return Promise.reject(new Error(own.unlisted));
    const found = new Map<string, FolderEntry>();
    const prefix = folder === '' ? '' : `${folder}/`;
    for (const [path, entry] of this.entries) {
      if (!path.startsWith(prefix)) continue;
      const [name = '', ...rest] = path.slice(prefix.length).split('/');
      const isFolder = rest.length > 0 || (typeof entry === 'object' && 'unlisted' in entry);
      found.set(name, { name, kind: isFolder ? 'folder' : typeof entry === 'object' && 'link' in entry ? 'link' : 'file' });
    }
    return Promise.resolve([...found.values()].reverse());
  }

  read(path: string, limit: number): Promise<FileContent> {
    this.asked.push(path);
    const entry = this.entries.get(path);
    return Promise.resolve(entry === undefined ? { kind: 'missing' } : contentOf(entry, limit));
  }
}

function contentOf(entry: Entry, limit: number): FileContent {
  if (typeof entry === 'object' && 'document' in entry) return { kind: 'text', text: entry.document, version: entry.version };
  if (typeof entry === 'object' && 'size' in entry) return { kind: 'too-large', size: entry.size };
  if (typeof entry === 'object' && 'fails' in entry) return { kind: 'failed', reason: entry.fails };
  const bytes = typeof entry === 'string' ? new TextEncoder().encode(entry) : entry instanceof Uint8Array ? entry : undefined;
  if (!bytes) return { kind: 'failed', reason: 'no file' };
  return bytes.length > limit ? { kind: 'too-large', size: bytes.length } : { kind: 'bytes', bytes };
}
