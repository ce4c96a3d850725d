import { Disposable, ProgressLocation, ViewColumn, commands, window, workspace, type Uri, type WebviewPanel } from 'vscode';
import { LineIndex, formatOf } from '../../engine';
import { rangeOf } from './convert';
import { isPolicyFile } from './manifest-names';
import { readMessage, type PageMessage, type ReportMessage } from './report-messages';
import { messagePage, pageOf, scanAgain, type ReportPage } from './report-page';
import { mediaFolder, shellOf } from './report-shell';
import type { FolderScan, Services } from './services';
import { later } from './timer';

/** Between the last change of a file and the report's new look at it. */
const changeDelay = 600;

/** Registers `portolan.showReport`. One window has at most one report. */
export function registerReport(services: Services): Disposable {
  let panel: ReportPanel | undefined;
  const show = async (): Promise<void> => {
    panel ??= new ReportPanel(services, () => (panel = undefined));
    panel.reveal();
    await panel.scan();
  };
  return Disposable.from(commands.registerCommand('portolan.showReport', show), { dispose: () => panel?.dispose() });
}

/** The report in its editor tab. It scans when it is asked to, and follows changes while it is visible. */
class ReportPanel implements Disposable {
  readonly #services: Services;
  readonly #panel: WebviewPanel;
  readonly #subscriptions: Disposable;
  #page: ReportPage | undefined;
  #scans: readonly FolderScan[] = [];
  #cancel = { aborted: false };
  #stopWaiting: (() => void) | undefined;
  #isStale = false;

  constructor(services: Services, closed: () => void) {
    this.#services = services;
    const { extensionUri } = services;
    const options = { enableScripts: true, enableFindWidget: true, localResourceRoots: [mediaFolder(extensionUri)] };
    this.#panel = window.createWebviewPanel('portolan.report', 'Portolan Report', ViewColumn.Active, options);
    const changed = (uri: Uri): void => this.#fileChanged(uri);
    const watcher = workspace.createFileSystemWatcher('**/*');
    this.#subscriptions = Disposable.from(
      watcher,
      watcher.onDidCreate(changed),
      watcher.onDidChange(changed),
      watcher.onDidDelete(changed),
      workspace.onDidChangeTextDocument(({ document }) => changed(document.uri)),
      services.onDidRestart(() => {
        this.#scans = [];
        this.#refreshLater();
      }),
      this.#panel.webview.onDidReceiveMessage((message: unknown) => this.#guard(this.#receive(readMessage(message)))),
      this.#panel.onDidChangeViewState(() => {
        if (this.#panel.visible && this.#isStale) this.#refreshLater();
      }),
      this.#panel.onDidDispose(() => {
        this.#stop();
        this.#subscriptions.dispose();
        closed();
      }),
    );
    this.#panel.webview.html = shellOf(this.#panel.webview, extensionUri);
  }

  reveal(): void {
    this.#panel.reveal();
  }

  /** Reads all folders anew, with progress that can be cancelled; what was read until then is shown. */
  async scan(): Promise<void> {
    const cancel = this.#begin();
    const options = { location: ProgressLocation.Notification, cancellable: true, title: 'Portolan: reading the manifests of the workspace' };
    await window.withProgress(options, async (progress, token) => {
      const subscription = token.onCancellationRequested(() => (cancel.aborted = true));
      try {
        const scans = await this.#services.scanFolders(cancel, (done, total) => {
          if (done % 20 === 0) progress.report({ message: `${done} of ${total} files` });
        });
        await this.#show(scans, cancel);
      } catch (error) {
        this.#failed(error);
      } finally {
        subscription.dispose();
      }
    });
  }

  dispose(): void {
    this.#panel.dispose();
  }

  /** Ends what runs or waits; what comes is newer. */
  #begin(): { aborted: boolean } {
    this.#stop();
    this.#isStale = false;
    this.#cancel = { aborted: false };
    this.#post({ command: 'status', text: 'Reading…' });
    return this.#cancel;
  }

  #stop(): void {
    this.#cancel.aborted = true;
    this.#stopWaiting?.();
  }

  async #show(scans: readonly FolderScan[], cancel: { readonly aborted: boolean }): Promise<void> {
    if (cancel !== this.#cancel) return;
    this.#scans = scans;
    const page = await pageOf(scans, this.#services);
    if (cancel !== this.#cancel) return;
    this.#page = page;
    this.#post({ command: 'show', markup: page.markup });
  }

  #failed(error: unknown): void {
    this.#services.log.error(error instanceof Error ? error : String(error));
    this.#page = messagePage('The report could not be made. What happened is in the output channel "Portolan".');
    this.#post({ command: 'show', markup: this.#page.markup });
  }

  #fileChanged(uri: Uri): void {
    if (formatOf(uri.path) || isPolicyFile(uri.path) || this.#isInReport(uri)) this.#refreshLater();
  }

  /** True for a file of the report, and for a folder that holds one. */
  #isInReport(uri: Uri): boolean {
    const key = uri.toString();
    return [...(this.#page?.files.values() ?? [])].some(({ uri: file }) => file.toString() === key || file.toString().startsWith(`${key}/`));
  }

  #refreshLater(): void {
    this.#isStale = true;
    this.#stopWaiting?.();
    if (!this.#panel.visible) return;
    this.#stopWaiting = later(changeDelay, () => this.#guard(this.#refresh()));
  }

  async #refresh(): Promise<void> {
    const cancel = this.#begin();
    const scans = this.#scans.length > 0 ? await scanAgain(this.#scans, cancel) : await this.#services.scanFolders(cancel);
    if (!cancel.aborted) await this.#show(scans, cancel);
  }

  async #receive(message: PageMessage | undefined): Promise<void> {
    if (message?.command === 'ready' && this.#page) this.#post({ command: 'show', markup: this.#page.markup });
    else if (message?.command === 'refresh') await this.scan();
    else if (message?.command === 'open') await this.#open(message);
  }

  /** Opens a file of the report beside it, at the place as the report's text has it. */
  async #open({ file, start, end }: PageMessage & { readonly command: 'open' }): Promise<void> {
    const known = this.#page?.files.get(file);
    if (!known || end > known.text.length) return;
    const document = await workspace.openTextDocument(known.uri);
    const selection = document.validateRange(rangeOf(new LineIndex(known.text), { start, end }));
    const viewColumn = this.#panel.viewColumn === ViewColumn.One ? ViewColumn.Two : ViewColumn.One;
    await window.showTextDocument(document, { selection, viewColumn });
  }

  #post(message: ReportMessage): void {
    void this.#panel.webview.postMessage(message);
  }

  #guard(task: Promise<void>): void {
    task.catch((error: unknown) => this.#failed(error));
  }
}
