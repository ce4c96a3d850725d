import { Uri, commands, window, workspace, type Disposable } from 'vscode';
import { folderOf, setPolicyTargets, type Engine } from '../../../engine';
import type { LiveUpdates } from '../live-updates';
import { editPolicy, policyUriFor, updateSetting } from '../policy-edits';
import type { OpenedFile, Services } from '../services';

/** `portolan.chooseTargets`: what the project should be able to run on, written into its policy file or else the settings. */
export function registerTargets(services: Services, updates: LiveUpdates): Disposable {
  return commands.registerCommand('portolan.chooseTargets', async () => {
    const file = await concernedFile(services);
    if (!file) return;
    const { policy } = await file.session.policyFor(folderOf(file.path));
    const targets = await pickTargets(await services.engine(), policy.targets);
    if (!targets) return;
    if (await policyUriFor(file)) await editPolicy(file, (text) => setPolicyTargets(text ?? '', targets), updates);
    else await updateSetting(file.root, 'targets', () => targets);
  });
}

async function pickTargets({ vocabulary }: Engine, chosen: readonly string[]): Promise<readonly string[] | undefined> {
  const items = Object.entries(vocabulary.targets).map(([id, { title }]) => ({ label: title, description: id, picked: chosen.includes(id) }));
  const picked = await window.showQuickPick(items, {
    title: 'Choose Targets',
    placeHolder: 'What should this project be able to run on? None: every accelerator',
    canPickMany: true,
  });
  return picked?.map(({ description }) => description);
}

/** The active file, or else the folder that the user picks. */
async function concernedFile(services: Services): Promise<OpenedFile | undefined> {
  const active = window.activeTextEditor?.document.uri;
  const uri = active && workspace.getWorkspaceFolder(active) ? active : await pickFolder();
  return uri && services.sessionFor(uri);
}

async function pickFolder(): Promise<Uri | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  const folder = folders.length > 1 ? await window.showWorkspaceFolderPick() : folders[0];
  if (folders.length === 0) void window.showInformationMessage('Targets are chosen for a folder: open one first.');
  return folder && Uri.joinPath(folder.uri, 'portolan.jsonc');
}
