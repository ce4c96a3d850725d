import { Disposable, ProgressLocation, ViewColumn, commands, window, workspace, type Uri, type WebviewPanel } from 'vscode';
import { LineIndex, formatOf } from '../../engine';
import { rangeOf } from './convert';
import { isPolicyFile } from './manifest-names';
import { readMessage, type PageMessage, type ReportMessage } from './report-messages';
import { planReportFix } from './report-fixes';
import { messagePage, pageOf, scanAgain, type ReportPage } from './report-page';
import { mediaFolder, shellOf } from './report-shell';
import type { FolderScan, Services } from './services';
import { later } from './timer';

const viewType = 'portolan.report';
/** Between the last change of a file and the report's new look at it. */
const changeDelay = 600;

/** Registers `portolan.showReport`, and the panel that the editor brings back after a restart. One window has at most one report. */
export function registerReport(services: Services): Disposable {
  let panel: ReportPanel | undefined;
  const open = (webview: WebviewPanel): ReportPanel => {
    const opened = new ReportPanel(services, webview, () => {
      if (panel === opened) panel = undefined;
    });
    return opened;
  };
  const show = async (): Promise<void> => {
    panel ??= open(window.createWebviewPanel(viewType, 'Portolan Report', ViewColumn.Active, { enableScripts: true, enableFindWidget: true }));
    panel.reveal();
    await panel.scan();
  };
  const restore = (webview: WebviewPanel): Promise<void> => {
    panel?.dispose();
    panel = open(webview);
    // The editor reads no file before its panels are back, so this must not wait for the scan.
    void panel.scan();
    return Promise.resolve();
  };
  return Disposable.from(
    commands.registerCommand('portolan.showReport', show),
    window.registerWebviewPanelSerializer(viewType, { deserializeWebviewPanel: restore }),
    { dispose: () => panel?.dispose() },
  );
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
  /** How far reading is, while it goes on. */
  #reading: { readonly done: number; readonly total: number } | undefined;
  #isDisposed = false;

  constructor(services: Services, panel: WebviewPanel, closed: () => void) {
    this.#services = services;
    const { extensionUri } = services;
    this.#panel = panel;
    this.#panel.webview.options = { enableScripts: true, localResourceRoots: [mediaFolder(extensionUri)] };
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
        this.#isDisposed = true;
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

  /** Reads all folders anew. The page shows how far it is, and can cancel it: then what was read until then is shown. */
  async scan(): Promise<void> {
    const cancel = this.#begin();
    try {
      const scans = await window.withProgress({ location: ProgressLocation.Window, title: 'Portolan: reading manifests' }, () =>
        this.#services.scanFolders(cancel, this.#progressOf(cancel)),
      );
      await this.#show(scans, cancel);
    } catch (error) {
      this.#failed(error);
    }
  }

  dispose(): void {
    this.#panel.dispose();
  }

  /** Ends what runs or waits; what comes is newer. */
  #begin(): { aborted: boolean } {
    this.#stop();
    this.#isStale = false;
    this.#cancel = { aborted: false };
    this.#reading = { done: 0, total: 0 };
    this.#post({ command: 'reading', ...this.#reading });
    return this.#cancel;
  }

  /** Tells the page every now and then; every file would be too much. */
  #progressOf(cancel: object): (done: number, total: number) => void {
    return (done, total) => {
      if (cancel !== this.#cancel || done % 20 !== 0) return;
      this.#reading = { done, total };
      this.#post({ command: 'reading', done, total });
    };
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
    const format = formatOf(uri.path);
    if ((format && !format.holds) || isPolicyFile(uri.path) || this.#isInReport(uri)) this.#refreshLater();
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
    const again = this.#scans.length > 0;
    const scans = await (again ? scanAgain(this.#scans, cancel) : this.#services.scanFolders(cancel, this.#progressOf(cancel)));
    if (!cancel.aborted) await this.#show(scans, cancel);
    else if (cancel === this.#cancel) this.#post({ command: 'status', text: 'Cancelled: the report shows what was read before.' });
  }

  async #receive(message: PageMessage | undefined): Promise<void> {
    switch (message?.command) {
      case 'ready':
        if (this.#page) this.#post({ command: 'show', markup: this.#page.markup });
        // What was told before the page could hear it.
        if (this.#reading) this.#post({ command: 'reading', ...this.#reading });
        break;
      case 'refresh':
        this.#post({ command: 'status', text: '' });
        await this.scan();
        break;
      case 'cancel':
        this.#cancel.aborted = true;
        break;
      case 'exportReport':
      case 'planMove':
        await commands.executeCommand(`portolan.${message.command}`);
        break;
      case 'open':
        await this.#open(message);
        break;
      case 'fix':
        await this.#fix(message);
        break;
      case undefined:
        break;
    }
  }

  /** Makes the edit of a fix, in all of its files or in none, as one step that can be undone. Nothing is saved. */
  async #fix({ fix, findings }: PageMessage & { readonly command: 'fix' }): Promise<void> {
    if (!this.#page) return;
    const planned = await planReportFix(this.#page, fix, findings);
    const isMade = planned.edit !== undefined && (await workspace.applyEdit(planned.edit));
    const before = this.#page;
    await this.#refresh();
    if (!planned.edit) this.#post({ command: 'status', text: planned.refused });
    else if (!isMade) this.#post({ command: 'status', text: 'The editor did not take the edit; nothing was changed.' });
    else {
      const file = [...before.files].find(([, { uri }]) => uri === planned.first)?.[0] ?? '';
      this.#post({ command: 'status', text: `Changed ${filesWords(planned.count, file)}. One undo takes it back.`, place: { file } });
    }
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
    if (message.command !== 'reading') this.#reading = undefined;
    if (!this.#isDisposed) void this.#panel.webview.postMessage(message);
  }

  #guard(task: Promise<void>): void {
    task.catch((error: unknown) => this.#failed(error));
  }
}

function filesWords(count: number, first: string): string {
  return count === 1 ? first : `${count} files`;
}
