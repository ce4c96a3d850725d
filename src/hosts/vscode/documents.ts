import { workspace, type TextDocument, type Uri } from 'vscode';

/** The open documents whose files exist: the editor keeps the document of a deleted file, sometimes for minutes. */
export class Documents {
  readonly #gone = new Set<string>();
  readonly #looks: boolean;

  /** @param looks false: as if nothing was open, for what is to be read from storage alone */
  constructor(looks = true) {
    this.#looks = looks;
  }

  /** The open document of a file; undefined if there is none or its file was deleted. */
  find(uri: Uri): TextDocument | undefined {
    const key = uri.toString();
    if (!this.#looks || this.#gone.has(key)) return undefined;
    return workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === key);
  }

  isGone(uri: Uri): boolean {
    return this.#gone.has(uri.toString());
  }

  /** A file or folder was deleted. */
  deleted(uri: Uri): void {
    const key = uri.toString();
    for (const document of workspace.textDocuments) {
      const own = document.uri.toString();
      if (own === key || own.startsWith(`${key}/`)) this.#gone.add(own);
    }
  }

  /** A file was written or opened. */
  appeared(uri: Uri): void {
    this.#gone.delete(uri.toString());
  }
}
