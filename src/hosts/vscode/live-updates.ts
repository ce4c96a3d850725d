import { workspace, type Disposable, type TextDocument, type Uri } from 'vscode';
import type { Analyses } from './analyses';
import { formatOf } from '../../engine';
import { isPolicyFile } from './manifest-names';
import { notebookCellScheme } from './notebooks';
import type { Services } from './services';
import { later } from './timer';

const typingDelay = 200;
/** Between a change and the new look at closed files that a scan has read. */
const storedDelay = 400;
/** Longer documents are judged when they are opened and saved, not while one types. */
const longestTyped = 1024 * 1024;

/** Keeps the results in step with what is open in the editor and what changes around it. */
export class LiveUpdates implements Disposable {
  readonly #services: Services;
  readonly #analyses: Analyses;
  readonly #waiting = new Map<string, () => void>();
  readonly #subscriptions: readonly Disposable[];
  #stored: { aborted: boolean; stop: () => void } | undefined;

  constructor(services: Services, analyses: Analyses) {
    this.#services = services;
    this.#analyses = analyses;
    this.#subscriptions = [
      workspace.onDidOpenTextDocument((document) => {
        services.documents.appeared(document.uri);
        this.#schedule(document, 0);
      }),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#typed(document);
      }),
      workspace.onDidSaveTextDocument((document) => {
        services.documents.appeared(document.uri);
        if (this.#concernsOthers(document.uri)) this.circumstancesChanged();
        else this.#schedule(document, 0);
      }),
      workspace.onDidCloseTextDocument((document) => this.#closed(document)),
      services.onDidRestart(() => this.circumstancesChanged()),
    ];
    for (const document of workspace.textDocuments) this.#schedule(document, 0);
  }

  /** A file changed outside the editor, appeared, or was written by a command. */
  fileChanged(uri: Uri): void {
    this.#services.documents.appeared(uri);
    this.#services.changed(uri);
    if (this.#concernsOthers(uri)) this.circumstancesChanged();
    else if (this.#services.results.isScanned(uri)) this.#scheduleStored();
  }

  fileGone(uri: Uri): void {
    this.#services.changed(uri);
    const concerned = this.#concernsOthers(uri);
    this.#services.documents.deleted(uri);
    this.#services.results.forget(uri);
    if (concerned) this.circumstancesChanged();
  }

  /** Policy, settings or neighbours are not what they were: all that is known is judged again. */
  circumstancesChanged(): void {
    this.#openChanged(0);
    this.#scheduleStored();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    for (const stop of this.#waiting.values()) stop();
    this.#waiting.clear();
    if (this.#stored) {
      this.#stored.aborted = true;
      this.#stored.stop();
    }
  }

  #openChanged(delay: number): void {
    this.#analyses.invalidate();
    for (const document of workspace.textDocuments) this.#schedule(document, delay);
  }

  #typed(document: TextDocument): void {
    this.#services.changed(document.uri);
    if (this.#services.settings(document.uri).run === 'onSave') return;
    const isLong = document.offsetAt(document.lineAt(document.lineCount - 1).range.end) > longestTyped;
    if (isLong) return;
    // Closed files are judged again when this one is saved.
    if (this.#concernsOthers(document.uri)) this.#openChanged(typingDelay);
    else this.#schedule(document, typingDelay);
  }

  #closed(document: TextDocument): void {
    const { uri } = document;
    this.#waiting.get(uri.toString())?.();
    this.#analyses.cancel(uri);
    this.#services.changed(uri);
    if (this.#services.results.isScanned(uri)) this.#scheduleStored();
    else this.#services.results.delete(uri);
  }

  #schedule(document: TextDocument, delay: number): void {
    const { uri } = document;
    // Cells of a notebook are judged together, by `notebooks.ts`.
    if (uri.scheme === notebookCellScheme || (!formatOf(uri.path) && !isPolicyFile(uri.path))) return;
    const key = uri.toString();
    this.#waiting.get(key)?.();
    const stop = later(delay, () => {
      this.#waiting.delete(key);
      if (!document.isClosed) this.#guard(isPolicyFile(uri.path) ? this.#analyses.readPolicy(document) : this.#analyses.current(document));
    });
    this.#waiting.set(key, () => {
      stop();
      this.#waiting.delete(key);
    });
  }

  /** Closed files of a scan, all at once, some time after the last change. */
  #scheduleStored(): void {
    if (this.#stored) {
      this.#stored.aborted = true;
      this.#stored.stop();
    }
    if (this.#services.results.scannedFiles().length === 0) return;
    const cancel = { aborted: false, stop: (): void => undefined };
    cancel.stop = later(storedDelay, () => {
      const closed = this.#services.results.scannedFiles().filter((uri) => !this.#services.documents.find(uri));
      this.#guard(this.#analyses.refreshStored(closed, cancel));
    });
    this.#stored = cancel;
  }

  /** True for a policy file, a lockfile, a file that may include others, and one that another manifest includes. */
  #concernsOthers(uri: Uri): boolean {
    const capabilities = formatOf(uri.path)?.capabilities;
    if (isPolicyFile(uri.path) || capabilities?.includes === true || capabilities?.lock === true) return true;
    const { path: wanted } = uri;
    const slash = wanted.lastIndexOf('/') + 1;
    // A rule of the workspace lies beside others that a policy has brought in.
    if (
      wanted.endsWith('.json') &&
      this.#services.results.policies().some(({ uri: rule }) => rule.path.endsWith('.json') && rule.path.startsWith(wanted.slice(0, slash)))
    )
      return true;
    const name = wanted.slice(slash);
    return this.#services.results.all().some(({ result }) => result.manifest.includes.some(({ path }) => path.endsWith(name)));
  }

  #guard(task: Promise<unknown>): void {
    task.catch((error: unknown) => this.#services.log.error(error instanceof Error ? error : String(error)));
  }
}
