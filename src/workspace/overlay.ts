import type { FileContent, FilePort, FolderEntry } from './files';

/** Files as another port has them, with some texts replaced in memory. */
export class OverlayFiles implements FilePort {
  readonly #files: FilePort;
  readonly #texts = new Map<string, { text: string; version: number }>();

  constructor(files: FilePort) {
    this.#files = files;
  }

  set(path: string, text: string): void {
    this.#texts.set(path, { text, version: (this.#texts.get(path)?.version ?? -1) + 1 });
  }

  list(folder: string): Promise<readonly FolderEntry[]> {
    return this.#files.list(folder);
  }

  read(path: string, limit: number): Promise<FileContent> {
    const known = this.#texts.get(path);
    return known ? Promise.resolve({ kind: 'text', ...known }) : this.#files.read(path, limit);
  }
}
