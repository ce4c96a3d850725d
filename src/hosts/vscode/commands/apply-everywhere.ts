import { commands, window, type Disposable, type QuickPickItem } from 'vscode';
import { fixTitle } from '../../../engine';
import type { Fix } from '../../../model/fix';
import { changesOf, makeChanges, ruleOf, type FixChoice } from '../fix-everywhere';
import { fixesOf } from '../fix-edits';
import type { Services } from '../services';
import { scanWithProgress } from './export-report';

interface FixItem extends QuickPickItem {
  /** What the fix or the rule is called. */
  readonly fix: string;
  readonly choice: FixChoice;
}

/**
 * `portolan.applyEverywhere`: one remedy, or the first-ranked fix of each place of one rule, over all files of the workspace, with
 * the editor's preview. Called with the ids of fixes it offers these and their rules, else all that are known of the files that
 * were read.
 */
export function registerApplyEverywhere(services: Services): Disposable {
  return commands.registerCommand('portolan.applyEverywhere', async (wanted?: unknown) => {
    const ids = Array.isArray(wanted) ? wanted.filter((id): id is string => typeof id === 'string') : undefined;
    const choice = await pickChoice(services, ids);
    if (!choice) return false;
    const scans = await scanWithProgress(services, 'Portolan: looking for places of the same kind', (cancel, progress) =>
      services.scanFolders(cancel, progress),
    );
    return scans ? makeChanges(await changesOf(scans, choice)) : false;
  });
}

async function pickChoice({ results }: Services, ids: readonly string[] | undefined): Promise<FixChoice | undefined> {
  const rules = ids?.map(ruleOf);
  const known = new Map<string, Fix>();
  for (const record of results.all()) {
    // To prove the fixes of other rules would only take time.
    const findings = record.result.findings.filter(({ rule }) => rules?.includes(rule.id) ?? true);
    for (const fix of fixesOf(record, findings)) if (!known.has(fix.id)) known.set(fix.id, fix);
  }
  const items = itemsOf([...known.values()], ids);
  // A fix that was picked already and is the only one that is known of its rule.
  if (ids?.length === 1 && items.length <= 1) return { fixes: ids };
  if (items.length === 0) {
    void window.showInformationMessage('No fix is known for the files that were read. Scan the workspace first.');
    return undefined;
  }
  const picked = await window.showQuickPick<FixItem>(items, { title: 'Apply Everywhere', placeHolder: 'Which remedy?', matchOnDescription: true });
  return picked?.choice;
}

/** The remedies, behind those of their rules that have several: different files may need different ones. */
function itemsOf(known: readonly Fix[], ids: readonly string[] | undefined): readonly FixItem[] {
  const rules = [...new Set((ids ?? known.map(({ id }) => id)).map(ruleOf))];
  return [
    ...rules
      .filter((rule) => known.filter(({ id }) => ruleOf(id) === rule).length > 1)
      .map((rule) => ({
        label: `The first-ranked fix of each place of ${rule}`,
        description: 'each file as it needs',
        detail: `as "portolan fix --review --rule ${rule}" makes it`,
        fix: rule,
        choice: { rules: [rule] },
      })),
    ...known
      .filter(({ id }) => !ids || ids.includes(id))
      .map((fix) => ({
        label: fix.remedy.title,
        description: `${fix.id} · ${fix.remedy.effort} · ${fix.safety}`,
        detail: fixTitle(fix),
        fix: fix.id,
        choice: { fixes: [fix.id] },
      })),
  ];
}
