import { ConfigurationTarget, Uri, WorkspaceEdit, window, workspace, type TextDocument } from 'vscode';
import { applyEdits, folderOf } from '../../engine';
import type { FileEdit } from '../../model/fix';
import { addEdits, uriOf } from './convert';
import type { LiveUpdates } from './live-updates';
import { policyFile } from './manifest-names';
import type { OpenedFile } from './services';

/** The same in Node and in browsers. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

type MakeEdits = (policyText: string | undefined) => FileEdit['edits'] | undefined;

/** The policy file that counts for a file; undefined: none. */
export async function policyUriFor(file: OpenedFile): Promise<Uri | undefined> {
  const { folder } = await file.session.policyFor(folderOf(file.path));
  if (folder === undefined) return undefined;
  return uriOf(file.root, folder === '' ? policyFile : `${folder}/${policyFile}`);
}

/**
 * Edits the policy file that counts for a file, or creates one in its workspace folder. Opens no editor; a policy file with
 * unsaved changes stays unsaved.
 * @param make gets the file's text, undefined where there is none yet
 */
export async function editPolicy(file: OpenedFile, make: MakeEdits, updates: LiveUpdates): Promise<boolean> {
  const uri = await policyUriFor(file);
  if (!uri) return createPolicy(uriOf(file.root, policyFile), make, updates);
  const document = await workspace.openTextDocument(uri);
  const edits = make(document.getText());
  if (!edits) {
    void window.showWarningMessage(`${workspace.asRelativePath(uri)} has mistakes and was not changed.`);
    return false;
  }
  const isDone = edits.length === 0 || (await changeDocument(document, edits));
  updates.fileChanged(uri);
  return isDone;
}

/** Adds one of several values to a setting of the workspace, or replaces its value. */
export async function updateSetting(scope: Uri, key: 'accept' | 'targets', change: (before: readonly string[]) => readonly string[]): Promise<void> {
  const configuration = workspace.getConfiguration('portolan', scope);
  const before = configuration.get<readonly string[]>(key) ?? [];
  const isMultiRoot = (workspace.workspaceFolders?.length ?? 0) > 1;
  await configuration.update(key, change(before), isMultiRoot ? ConfigurationTarget.WorkspaceFolder : ConfigurationTarget.Workspace);
}

async function changeDocument(document: TextDocument, edits: FileEdit['edits']): Promise<boolean> {
  const wasDirty = document.isDirty;
  const edit = new WorkspaceEdit();
  addEdits(edit, document.uri, document.getText(), edits);
  if (!(await workspace.applyEdit(edit))) return false;
  return wasDirty || document.save();
}

async function createPolicy(uri: Uri, make: MakeEdits, updates: LiveUpdates): Promise<boolean> {
  const edits = make(undefined);
  const text = edits && applyEdits('', edits);
  if (text === undefined) return false;
  const edit = new WorkspaceEdit();
  edit.createFile(uri, { contents: new TextEncoder().encode(text) });
  const isDone = await workspace.applyEdit(edit);
  updates.fileChanged(uri);
  return isDone;
}
