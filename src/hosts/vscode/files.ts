import { FileSystemError, FileType, workspace, type Uri } from 'vscode';
import type { FileContent, FilePort, FolderEntry } from '../../engine';
import { uriOf } from './convert';
import type { Documents } from './documents';

/**
 * Reads below one root through the editor: open documents with their unsaved text, all else from storage, so that virtual
 * workspaces work too. Links are not followed, since the editor does not tell where one leads. Never writes.
 */
export class EditorFiles implements FilePort {
  readonly #root: Uri;
  readonly #documents: Documents;
  /** Folders that were listed as such, and so are no links. */
  readonly #plain = new Set<string>(['']);

  constructor(root: Uri, documents: Documents) {
    this.#root = root;
    this.#documents = documents;
  }

  async list(folder: string): Promise<readonly FolderEntry[]> {
    const entries = await workspace.fs.readDirectory(uriOf(this.#root, folder));
    return entries.map(([name, type]) => {
      const kind = kindOf(type);
      if (kind === 'folder') this.#plain.add(folder === '' ? name : `${folder}/${name}`);
      return { name, kind };
    });
  }

  async read(path: string, limit: number): Promise<FileContent> {
    const uri = uriOf(this.#root, path);
    const document = this.#documents.find(uri);
    if (document) return { kind: 'text', text: document.getText(), version: document.version };
    try {
      if (await this.#leadsThroughLink(path)) return { kind: 'failed', reason: 'reached through a link, which is not followed' };
      const { type, size } = await workspace.fs.stat(uri);
      if (kindOf(type) === 'link') return { kind: 'failed', reason: 'a link, which is not followed' };
      if (kindOf(type) !== 'file') return { kind: 'missing' };
      return size > limit ? { kind: 'too-large', size } : { kind: 'bytes', bytes: await workspace.fs.readFile(uri) };
    } catch (error) {
      return failureOf(error);
    }
  }

  async #leadsThroughLink(path: string): Promise<boolean> {
    const parts = path.split('/').slice(0, -1);
    for (let depth = 1; depth <= parts.length; depth++) {
      const folder = parts.slice(0, depth).join('/');
      if (this.#plain.has(folder)) continue;
      if (kindOf((await workspace.fs.stat(uriOf(this.#root, folder))).type) === 'link') return true;
    }
    return false;
  }
}

/** The files of another port, with the text of one of them replaced. */
export class EditedFiles implements FilePort {
  readonly #files: FilePort;
  readonly #path: string;
  readonly #text: string;

  constructor(files: FilePort, path: string, text: string) {
    this.#files = files;
    this.#path = path;
    this.#text = text;
  }

  list(folder: string): Promise<readonly FolderEntry[]> {
    return this.#files.list(folder);
  }

  read(path: string, limit: number): Promise<FileContent> {
    return path === this.#path ? Promise.resolve({ kind: 'text', text: this.#text, version: 0 }) : this.#files.read(path, limit);
  }
}

/** For a file that lies in no workspace folder where folders may not be read: only what is open in the editor is there. */
export class OpenDocumentsOnly implements FilePort {
  readonly #root: Uri;
  readonly #documents: Documents;

  constructor(root: Uri, documents: Documents) {
    this.#root = root;
    this.#documents = documents;
  }

  list(): Promise<readonly FolderEntry[]> {
    return Promise.resolve([]);
  }

  read(path: string): Promise<FileContent> {
    const document = this.#documents.find(uriOf(this.#root, path));
    return Promise.resolve(document ? { kind: 'text', text: document.getText(), version: document.version } : { kind: 'missing' });
  }
}

function kindOf(type: FileType): FolderEntry['kind'] {
  if ((type & FileType.SymbolicLink) !== 0) return 'link';
  if ((type & FileType.Directory) !== 0) return 'folder';
  return (type & FileType.File) !== 0 ? 'file' : 'other';
}

function failureOf(error: unknown): FileContent {
  const code = error instanceof FileSystemError ? error.code : '';
  if (code === 'FileNotFound' || code === 'FileNotADirectory' || code === 'EntryNotFound') return { kind: 'missing' };
  if (code === 'NoPermissions') return { kind: 'failed', reason: 'no permission to read it' };
  return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
}
