import { folderOf, type FileContent, type FilePort, type FolderEntry } from './files';

/** Files as another port has them, with some texts replaced or added in memory. */
export class OverlayFiles implements FilePort {
  readonly #files: FilePort;
  readonly #texts = new Map<string, { text: string; version: number }>();
  /** Never the same number twice: a path may lose its text and get another one. */
  #version = 0;

  constructor(files: FilePort) {
    this.#files = files;
  }

  /** Gives a path a text; without one the path is again as the port below has it. */
  set(path: string, text: string | undefined): void {
    if (text === undefined) this.#texts.delete(path);
    else this.#texts.set(path, { text, version: this.#version++ });
  }

  async list(folder: string): Promise<readonly FolderEntry[]> {
    const added = [...this.#texts.keys()].filter((path) => folderOf(path) === folder).map((path) => path.slice(path.lastIndexOf('/') + 1));
    const entries = await this.#files.list(folder);
    const names = new Set(entries.map(({ name }) => name));
    return [...entries, ...added.filter((name) => !names.has(name)).map((name): FolderEntry => ({ name, kind: 'file' }))];
  }

  read(path: string, limit: number): Promise<FileContent> {
    const known = this.#texts.get(path);
    return known ? Promise.resolve({ kind: 'text', ...known }) : this.#files.read(path, limit);
  }
}
