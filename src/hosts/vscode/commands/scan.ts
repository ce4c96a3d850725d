import { ProgressLocation, commands, window, workspace, type Disposable } from 'vscode';
import type { Analyses } from '../analyses';
import { uriOf } from '../convert';
import type { LiveUpdates } from '../live-updates';
import { logScans } from '../output';
import type { FileRecord } from '../results';
import type { FolderScan, Services } from '../services';
import { countsSentence } from '../status-text';

/** `portolan.scanWorkspace`: reads all folders, marks what is bound in all files, and says the counts. */
export function registerScan(services: Services, analyses: Analyses, updates: LiveUpdates): Disposable {
  return commands.registerCommand('portolan.scanWorkspace', async () => {
    const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => services.settings(uri).enable);
    if (folders.length === 0) {
      void window.showInformationMessage('There is nothing to scan: no folder is open in which Portolan is on.');
      return;
    }
    const scans = await scanWithProgress(services);
    if (!scans) return;
    await takeOver(scans, services, analyses, updates);
    void tellCounts(scans, services);
  });
}

/** @returns undefined if the user cancelled it: half a scan would read as if the rest had nothing in it. */
function scanWithProgress(services: Services): Thenable<readonly FolderScan[] | undefined> {
  return window.withProgress(
    { location: ProgressLocation.Notification, title: 'Portolan: scanning the workspace', cancellable: true },
    async (progress, token) => {
      const cancel = { aborted: false };
      token.onCancellationRequested(() => (cancel.aborted = true));
      const scans = await services.scanFolders(cancel, (done, total) => progress.report({ message: `${done} of ${total} files` }));
      return cancel.aborted ? undefined : scans;
    },
  );
}

async function takeOver(scans: readonly FolderScan[], services: Services, analyses: Analyses, updates: LiveUpdates): Promise<void> {
  const records: FileRecord[] = [];
  for (const { folder, session, result } of scans) {
    for (const file of result.files) {
      const uri = uriOf(folder.uri, file.path);
      // A folder within another one is scanned on its own.
      if (workspace.getWorkspaceFolder(uri)?.uri.toString() !== folder.uri.toString()) continue;
      const document = services.documents.find(uri);
      const isPresent = document === undefined || document.getText() === file.text;
      const version = isPresent ? document?.version : -1;
      records.push(await analyses.record(uri, { session, folder, root: folder.uri, path: file.path }, file, version));
    }
  }
  const policies = scans.flatMap(({ folder, result }) => result.policies.map((policy) => ({ uri: uriOf(folder.uri, policy.path), policy })));
  services.results.setScans(scans, records, policies, (uri) => services.documents.find(uri) !== undefined);
  logScans(scans, services);
  // What was typed during the scan.
  if (records.some(({ version }) => version === -1)) updates.circumstancesChanged();
}

async function tellCounts(scans: readonly FolderScan[], services: Services): Promise<void> {
  const engine = await services.engine();
  const sentence = countsSentence(
    engine,
    scans.flatMap(({ result }) => result.files),
  );
  const choice = await window.showInformationMessage(sentence, 'Show Report');
  if (choice !== undefined) await commands.executeCommand('portolan.showReport');
}
