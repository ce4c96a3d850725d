import { EventEmitter, type Disposable, type Uri } from 'vscode';
import type { FileResult, PolicyResult } from '../../model/result';
import type { OpenedFile, FolderScan } from './services';

/** The last result of one file. */
export interface FileRecord {
  readonly uri: Uri;
  readonly file: OpenedFile;
  readonly result: FileResult;
  /** Version of the open document that was judged; undefined: the file as stored. */
  readonly version: number | undefined;
  /** Texts of the files that its findings point into, by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** A lockfile whose marks are not asked for. */
  readonly isQuiet: boolean;
}

export interface PolicyRecord {
  readonly uri: Uri;
  readonly policy: PolicyResult;
}

/** What is known of files, by address. Held in memory only; whoever shows something follows `onDidChange`. */
export class Results implements Disposable {
  readonly #files = new Map<string, FileRecord>();
  readonly #policies = new Map<string, PolicyRecord>();
  readonly #scanned = new Map<string, Uri>();
  readonly #changed = new EventEmitter<void>();
  #scans: readonly FolderScan[] = [];

  readonly onDidChange = this.#changed.event;

  get(uri: Uri): FileRecord | undefined {
    return this.#files.get(uri.toString());
  }

  all(): readonly FileRecord[] {
    return [...this.#files.values()];
  }

  policies(): readonly PolicyRecord[] {
    return [...this.#policies.values()];
  }

  /** The scans that the user asked for last; their results may be older than those of `all`. */
  scans(): readonly FolderScan[] {
    return this.#scans;
  }

  /** True if the file's marks stay when it is closed: a scan has read it. */
  isScanned(uri: Uri): boolean {
    return this.#scanned.has(uri.toString());
  }

  scannedFiles(): readonly Uri[] {
    return [...this.#scanned.values()];
  }

  set(records: readonly FileRecord[], policies: readonly PolicyRecord[] = []): void {
    for (const record of records) this.#files.set(record.uri.toString(), record);
    for (const record of policies) this.#policies.set(record.uri.toString(), record);
    this.#changed.fire();
  }

  /** Takes over a finished scan; files that it did not meet lose their marks unless they are open. */
  setScans(scans: readonly FolderScan[], records: readonly FileRecord[], policies: readonly PolicyRecord[], isOpen: (uri: Uri) => boolean): void {
    this.#scans = scans;
    this.#scanned.clear();
    for (const { uri } of records) this.#scanned.set(uri.toString(), uri);
    for (const [key, { uri }] of this.#files) if (!isOpen(uri)) this.#files.delete(key);
    this.set(records, policies);
  }

  delete(uri: Uri): void {
    const key = uri.toString();
    if (this.#files.delete(key) || this.#policies.delete(key)) this.#changed.fire();
  }

  /** Forgets a file or folder that is gone, and that it was scanned. */
  forget(uri: Uri): void {
    const key = uri.toString();
    let found = false;
    for (const map of [this.#files, this.#policies, this.#scanned]) {
      for (const known of map.keys()) if (known === key || known.startsWith(`${key}/`)) found = map.delete(known) || found;
    }
    if (found) this.#changed.fire();
  }

  clear(): void {
    this.#files.clear();
    this.#policies.clear();
    this.#scanned.clear();
    this.#scans = [];
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
