import { Disposable, workspace, type Uri } from 'vscode';
import type { LiveUpdates } from './live-updates';
import type { Services } from './services';

/** Follows settings, workspace folders, trust, and files that change outside the editor. */
export function followWorkspace(services: Services, updates: LiveUpdates): Disposable {
  // One watcher for everything: an include may have any name, and a folder that goes takes its files along.
  const watcher = workspace.createFileSystemWatcher('**/*');
  const changed = (uri: Uri): void => {
    if (!services.documents.find(uri)) updates.fileChanged(uri);
  };
  return Disposable.from(
    watcher,
    watcher.onDidCreate(changed),
    watcher.onDidChange(changed),
    watcher.onDidDelete((uri) => updates.fileGone(uri)),
    workspace.onDidDeleteFiles(({ files }) => files.forEach((uri) => updates.fileGone(uri))),
    workspace.onDidRenameFiles(({ files }) => files.forEach(({ oldUri }) => updates.fileGone(oldUri))),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('portolan')) services.restart();
    }),
    workspace.onDidChangeWorkspaceFolders(({ removed }) => {
      for (const { uri } of removed) services.results.forget(uri);
      services.restart();
    }),
    workspace.onDidGrantWorkspaceTrust(() => services.restart()),
  );
}
