import { commands, window, workspace, type Disposable } from 'vscode';
import type { Analyses } from '../analyses';
import { checkedEdit, planSafeFixes } from '../fix-edits';
import type { StaleLocks } from '../relock';
import type { Services } from '../services';

/** `portolan.applySafeFixes`: in the active manifest, or in all that are known where the active editor shows none. */
export function registerSafeFixes(services: Services, analyses: Analyses, locks: StaleLocks): Disposable {
  return commands.registerCommand('portolan.applySafeFixes', async () => {
    const active = window.activeTextEditor?.document;
    const record = active && (await analyses.current(active));
    const uris = record ? [record.uri] : services.results.all().map(({ uri }) => uri);
    const found = await Promise.all(uris.map(async (uri) => analyses.current(await workspace.openTextDocument(uri))));
    const planned = await planSafeFixes(found.filter((current) => current !== undefined));
    if (planned.length === 0) {
      void window.showInformationMessage('There is no safe fix to apply.');
      return;
    }
    const { edit, refused } = await checkedEdit(...planned);
    if (edit && (await workspace.applyEdit(edit))) {
      for (const { records, files } of planned) await locks.fixed(records, files);
    } else void window.showWarningMessage(refused ?? 'The editor refused the change; nothing was changed.');
  });
}
