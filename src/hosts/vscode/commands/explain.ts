import { QuickPickItemKind, commands, window, type Disposable, type QuickPickItem, type Uri } from 'vscode';
import type { Engine } from '../../../engine';
import type { FileResult } from '../../../model/result';
import type { Analyses } from '../analyses';
import { openPage, packagePageUri, rulePageUri } from '../rule-pages';
import type { Services } from '../services';

interface PackageItem extends QuickPickItem {
  readonly page?: Uri;
}

/** `portolan.explainPackage`: what is known of a package of the active file or of the catalog. */
export function registerExplain(services: Services, analyses: Analyses): Disposable {
  return commands.registerCommand('portolan.explainPackage', async () => {
    const engine = await services.engine();
    const document = window.activeTextEditor?.document;
    const record = document && (await analyses.current(document));
    const here = record ? itemsOfFile(record.result) : [];
    const separator = (label: string): PackageItem => ({ label, kind: QuickPickItemKind.Separator });
    const items = [...(here.length > 0 ? [separator('in this file'), ...here, separator('in the catalog')] : []), ...itemsOfCatalog(engine)];
    const picked = await window.showQuickPick<PackageItem>(items, {
      title: 'Explain Package',
      placeHolder: 'Package name',
      matchOnDescription: true,
    });
    if (picked?.page) await openPage(picked.page);
  });
}

function itemsOfFile(result: FileResult): readonly PackageItem[] {
  const items = new Map<string, PackageItem>();
  for (const { key, classification, rules } of result.rows) {
    const [rule] = rules;
    items.set(key, {
      label: key.slice(key.indexOf(':') + 1),
      description: `${key.slice(0, key.indexOf(':'))} · ${classification}`,
      page: rule === undefined ? packagePageUri(key) : rulePageUri(rule),
    });
  }
  return [...items.values()];
}

function itemsOfCatalog({ catalog }: Engine): readonly PackageItem[] {
  const items = catalog.allRules().flatMap(({ id, names, binds }) =>
    Object.entries(names).flatMap(([registry, list]) =>
      list.map((name): PackageItem => ({
        label: name,
        description: `${registry} · ${binds.length > 0 ? 'may bind' : 'portable'}`,
        page: rulePageUri(id),
      })),
    ),
  );
  return items.sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0));
}
