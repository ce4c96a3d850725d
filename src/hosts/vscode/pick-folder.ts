import { FileSystemError, window, workspace, type Uri, type WorkspaceFolder } from 'vscode';
import type { Services } from './services';

/** The workspace folder, or the one that the user picks among several; undefined: none in which Portolan is on, or none picked. */
export async function pickFolder(services: Services, title: string): Promise<WorkspaceFolder | undefined> {
  const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => services.settings(uri).enable);
  if (folders.length === 0) void window.showInformationMessage(`${title}: no folder is open in which Portolan is on.`);
  if (folders.length < 2) return folders[0];
  const picked = await window.showQuickPick(
    folders.map((folder) => ({ label: folder.name, description: workspace.asRelativePath(folder.uri), folder })),
    { title, placeHolder: 'Which folder?' },
  );
  return picked?.folder;
}

/** The bytes of a file; undefined if it is not there. */
export async function readIfThere(uri: Uri): Promise<Uint8Array | undefined> {
  try {
    return await workspace.fs.readFile(uri);
  } catch (error) {
    if (error instanceof FileSystemError && (error.code === 'FileNotFound' || error.code === 'EntryNotFound')) return undefined;
    throw error;
  }
}
