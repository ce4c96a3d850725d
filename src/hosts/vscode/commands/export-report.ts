import { ProgressLocation, Uri, commands, window, workspace, type Disposable, type QuickPickItem } from 'vscode';
import { decodeText, encodeText, exportFormats, exportReport, formats, type ExportFormat } from '../../../engine';
import { reportOf } from '../report-page';
import { mediaFolder, styles } from '../report-shell';
import type { FolderScan, Services } from '../services';

interface FormatItem extends QuickPickItem {
  readonly format: ExportFormat;
  readonly extension: string;
}

/** `portolan.exportReport`: the report in a format that the user picks, written where the user says and nowhere else. */
export function registerExportReport(services: Services): Disposable {
  return commands.registerCommand('portolan.exportReport', async () => {
    if (!(workspace.workspaceFolders ?? []).some(({ uri }) => services.settings(uri).enable)) {
      void window.showInformationMessage('There is nothing to report on: no folder is open in which Portolan is on.');
      return;
    }
    const picked = await pickFormat(services);
    const uri = picked && (await askPlace(picked));
    if (!picked || !uri) return;
    const scans = await scanWithProgress(services, 'Portolan: reading the manifests of the workspace', (cancel, progress) =>
      services.scanFolders(cancel, progress),
    );
    if (!scans) return;
    const { report, title } = await reportOf(scans, services, picked.format === 'json' || picked.format === 'jsonl');
    const style = picked.format === 'html' ? await styleOf(services) : '';
    const text = exportReport(report, picked.format, { title, formats: formats.map((format) => format.title), style });
    await workspace.fs.writeFile(uri, encodeText(text, { encoding: 'utf-8', bom: false }));
    void offerToOpen(uri);
  });
}

/** Runs a scan that can be cancelled. @returns undefined if it was: half a report would read as if it were the whole */
export function scanWithProgress(
  services: Services,
  title: string,
  scan: (cancel: { readonly aborted: boolean }, progress: (done: number, total: number) => void) => Promise<readonly FolderScan[]>,
): Thenable<readonly FolderScan[] | undefined> {
  return window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, async (progress, token) => {
    const cancel = { aborted: false };
    token.onCancellationRequested(() => (cancel.aborted = true));
    await services.engine();
    const scans = await scan(cancel, (done, total) => {
      if (done % 20 === 0) progress.report({ message: `${done} of ${total} files` });
    });
    return cancel.aborted ? undefined : scans;
  });
}

async function pickFormat(services: Services): Promise<FormatItem | undefined> {
  // The list is the engine's, which is loaded with the catalog.
  await services.engine();
  const items = exportFormats.map(({ id, title, extension }): FormatItem => ({ label: title, description: `.${extension}`, format: id, extension }));
  return window.showQuickPick<FormatItem>(items, { title: 'Export Report', placeHolder: 'Format' });
}

async function askPlace({ label, extension }: FormatItem): Promise<Uri | undefined> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  return window.showSaveDialog({
    title: 'Export Report',
    saveLabel: 'Export',
    filters: { [label]: [extension] },
    ...(folder ? { defaultUri: Uri.joinPath(folder, `portolan-report.${extension}`) } : {}),
  });
}

async function styleOf({ extensionUri }: Services): Promise<string> {
  const sheets = [...styles, 'report-file.css'].map(async (name) => {
    const bytes = await workspace.fs.readFile(Uri.joinPath(mediaFolder(extensionUri), name));
    return decodeText(bytes).text;
  });
  return (await Promise.all(sheets)).join('\n');
}

async function offerToOpen(uri: Uri): Promise<void> {
  const choice = await window.showInformationMessage(`The report was written to ${workspace.asRelativePath(uri)}.`, 'Open');
  if (choice !== undefined) await commands.executeCommand('vscode.open', uri);
}
