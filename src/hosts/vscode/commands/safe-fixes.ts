import { WorkspaceEdit, commands, window, workspace, type Disposable } from 'vscode';
import type { Analyses } from '../analyses';
import { checkedEdit, planSafeFixes } from '../fix-edits';
import type { Services } from '../services';

/** `portolan.applySafeFixes`: in the active manifest, or in all that are known where the active editor shows none. */
export function registerSafeFixes(services: Services, analyses: Analyses): Disposable {
  return commands.registerCommand('portolan.applySafeFixes', async () => {
    const active = window.activeTextEditor?.document;
    const record = active && (await analyses.current(active));
    const uris = record ? [record.uri] : services.results.all().map(({ uri }) => uri);
    const all = new WorkspaceEdit();
    for (const uri of uris) {
      const current = await analyses.current(await workspace.openTextDocument(uri));
      const planned = current && (await planSafeFixes(current));
      const edit = planned && (await checkedEdit(planned));
      for (const [file, edits] of edit?.entries() ?? []) all.set(file, edits);
    }
    if (all.size === 0) void window.showInformationMessage('There is no safe fix to apply.');
    else await workspace.applyEdit(all);
  });
}
