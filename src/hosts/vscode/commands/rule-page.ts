import { commands, window, type Disposable } from 'vscode';
import { openPage, rulePageUri } from '../rule-pages';
import type { Services } from '../services';

/** `portolan.openRulePage`: the page of the named rule, or of one that the user picks. */
export function registerRulePage(services: Services): Disposable {
  return commands.registerCommand('portolan.openRulePage', async (ruleId?: unknown) => {
    const id = typeof ruleId === 'string' ? ruleId : await pickRule(services);
    if (id !== undefined) await openPage(rulePageUri(id));
  });
}

async function pickRule(services: Services): Promise<string | undefined> {
  const { catalog } = await services.engine();
  const items = catalog.allRules().map(({ id, title }) => ({ label: id, description: title }));
  const picked = await window.showQuickPick(items, { title: 'Open Rule Page', placeHolder: 'Rule', matchOnDescription: true });
  return picked?.label;
}
