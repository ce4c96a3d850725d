import { commands, window, type Disposable, type QuickPickItem } from 'vscode';
import { fixTitle } from '../../../engine';
import { changesOf, makeChanges } from '../fix-everywhere';
import { fixesOf } from '../fix-edits';
import type { Services } from '../services';
import { scanWithProgress } from './export-report';

interface FixItem extends QuickPickItem {
  readonly fix: string;
}

/**
 * `portolan.applyEverywhere`: one remedy over all files of the workspace, with the editor's preview.
 * Called with the ids of fixes it offers these, else all that are known of the files that were read.
 */
export function registerApplyEverywhere(services: Services): Disposable {
  return commands.registerCommand('portolan.applyEverywhere', async (wanted?: unknown) => {
    const ids = Array.isArray(wanted) ? wanted.filter((id): id is string => typeof id === 'string') : undefined;
    const fix = await pickFix(services, ids);
    if (fix === undefined) return false;
    const scans = await scanWithProgress(services, 'Portolan: looking for places of the same kind', (cancel, progress) =>
      services.scanFolders(cancel, progress),
    );
    return scans ? makeChanges(await changesOf(scans, [fix])) : false;
  });
}

async function pickFix({ results }: Services, ids: readonly string[] | undefined): Promise<string | undefined> {
  if (ids?.length === 1) return ids[0];
  const items = new Map<string, FixItem>();
  for (const record of results.all()) {
    for (const fix of fixesOf(record)) {
      if (!items.has(fix.id) && (!ids || ids.includes(fix.id)))
        items.set(fix.id, {
          label: fix.remedy.title,
          description: `${fix.id} · ${fix.remedy.effort} · ${fix.safety}`,
          detail: fixTitle(fix),
          fix: fix.id,
        });
    }
  }
  if (items.size === 0) {
    void window.showInformationMessage('No fix is known for the files that were read. Scan the workspace first.');
    return undefined;
  }
  const picked = await window.showQuickPick<FixItem>([...items.values()], {
    title: 'Apply Everywhere',
    placeHolder: 'Which remedy?',
    matchOnDescription: true,
  });
  return picked?.fix;
}
