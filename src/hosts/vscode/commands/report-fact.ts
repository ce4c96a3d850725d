import { Uri, commands, env, window, type Disposable } from 'vscode';
import type { Services } from '../services';

/** `portolan.reportFact`: opens a new issue about a rule in the browser. */
export function registerReportFact(services: Services): Disposable {
  return commands.registerCommand('portolan.reportFact', async (ruleId: unknown) => {
    const { repository, version } = services;
    if (typeof ruleId !== 'string' || repository === undefined) {
      void window.showInformationMessage('This build of Portolan names no place for reports.');
      return;
    }
    const { date, digest } = (await services.engine()).catalog;
    await env.openExternal(Uri.parse(issueAddress(repository, ruleId, [`Catalog: ${date} (${digest})`, `Portolan: ${version}`]), true));
  });
}

/** The address of a prefilled issue. It tells the rule and versions, nothing of the user and their files. */
export function issueAddress(repository: string, ruleId: string, versions: readonly string[]): string {
  const body = [`Rule: ${ruleId}`, ...versions, '', 'What is wrong?', '', 'Which source says so?', ''].join('\n');
  return `${repository}/issues/new?title=${encodeURIComponent(`Wrong fact in ${ruleId}`)}&body=${encodeURIComponent(body)}`;
}
