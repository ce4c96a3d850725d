import { Disposable, EventEmitter, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri, commands, window, workspace } from 'vscode';
import type { Event, TreeDataProvider } from 'vscode';
import { LineIndex, openFindings, outlineOf, type OutlineGroup, type OutlineGrouping, type OutlinePackage, type OutlinePlace } from '../../engine';
import type { Severity } from '../../model/vocabulary';
import { diagnosticSeverity, rangeOf } from './convert';
import type { FileRecord } from './results';
import type { Services } from './services';
import { later } from './timer';
import { markViewState } from './view-state';

export const treeView = 'portolan.bindings';
const groupings = ['vendor', 'target', 'file'] as const;
const groupingKey = 'portolan.groupBindingsBy';
/** Between a change of the results and the new tree: a scan changes many at once. */
const delay = 100;

type Level =
  | { readonly level: 'group'; readonly by: OutlineGrouping; readonly group: OutlineGroup }
  | { readonly level: 'package'; readonly group: OutlineGroup; readonly own: OutlinePackage }
  | { readonly level: 'place'; readonly parent: OutlinePackage; readonly place: OutlinePlace };

/** An entry of the tree; menus hand it to their commands. */
export type TreeEntry = Level & { readonly id: string };

/** What is bound, in the view container of Portolan: shows what is known already, and starts no scan by itself. */
export function showTree(services: Services): Disposable {
  const stored = services.memory.get<OutlineGrouping>(groupingKey);
  const tree = new BindingsTree(services, groupings.find((known) => known === stored) ?? 'vendor');
  const view = window.createTreeView(treeView, { treeDataProvider: tree, showCollapseAll: true });
  let stop = (): void => undefined;
  const refresh = (): void => {
    const count = openFindings(services.results.all().map(({ result }) => result));
    view.badge = count > 0 ? { value: count, tooltip: count === 1 ? '1 bound place' : `${count} bound places` } : undefined;
    view.description = services.results.scans().length === 0 && services.results.all().length > 0 ? 'open files only' : '';
    markViewState(services);
    tree.refresh();
  };
  const soon = (): void => {
    stop();
    stop = later(delay, refresh);
  };
  const groupBy = (by: OutlineGrouping): Disposable =>
    commands.registerCommand(`portolan.groupBy${by[0]?.toUpperCase() ?? ''}${by.slice(1)}`, async () => {
      await services.memory.update(groupingKey, by);
      tree.groupBy(by);
    });
  refresh();
  return Disposable.from(
    view,
    tree,
    { dispose: () => stop() },
    services.results.onDidChange(soon),
    services.onDidRestart(soon),
    workspace.onDidChangeWorkspaceFolders(soon),
    ...groupings.map(groupBy),
  );
}

class BindingsTree implements TreeDataProvider<TreeEntry>, Disposable {
  readonly #services: Services;
  readonly #changed = new EventEmitter<undefined>();
  #by: OutlineGrouping;
  readonly onDidChangeTreeData: Event<undefined> = this.#changed.event;

  constructor(services: Services, by: OutlineGrouping) {
    this.#services = services;
    this.#by = by;
    this.#mark();
  }

  groupBy(by: OutlineGrouping): void {
    this.#by = by;
    this.#mark();
    this.refresh();
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async getChildren(entry?: TreeEntry): Promise<TreeEntry[]> {
    if (!entry) return this.#groups();
    const { id } = entry;
    if (entry.level === 'group') return entry.group.packages.map((own) => ({ level: 'package', id: `${id}\n${own.name}`, group: entry.group, own }));
    if (entry.level === 'place') return [];
    return entry.own.places.map((place) => ({ level: 'place', id: `${id}\n${place.file}\n${place.finding.id}`, parent: entry.own, place }));
  }

  getTreeItem(entry: TreeEntry): TreeItem {
    const item = entry.level === 'group' ? groupItem(entry) : entry.level === 'package' ? packageItem(entry.own) : this.#placeItem(entry);
    item.id = entry.id;
    return item;
  }

  async #groups(): Promise<TreeEntry[]> {
    const records = this.#services.results.all();
    // Nothing is known: the engine is not loaded for an empty tree.
    if (openFindings(records.map(({ result }) => result)) === 0) return [];
    const { vocabulary } = await this.#services.engine();
    const targets = this.#by === 'target' ? await targetsOf(records) : [];
    // Under addresses, since two workspace folders may hold the same path.
    const files = records.map(({ uri, result }) => ({ ...result, path: uri.toString() }));
    const groups = outlineOf(files, this.#by, vocabulary, targets);
    return groups.map((group) => ({ level: 'group', id: `${this.#by}\n${group.id}`, by: this.#by, group }));
  }

  #placeItem({ place, parent }: TreeEntry & { level: 'place' }): TreeItem {
    const uri = Uri.parse(place.file, true);
    const text = this.#services.results.get(uri)?.result.text ?? '';
    const range = rangeOf(new LineIndex(text), place.span);
    // The folder comes last: a narrow view cuts off the end, and must not cut off the name and the line.
    const path = workspace.asRelativePath(uri);
    const name = path.slice(path.lastIndexOf('/') + 1);
    const folder = path.slice(0, -name.length - 1);
    const item = new TreeItem(`${name}:${range.start.line + 1}`);
    item.description = [...(parent.name === place.finding.subject ? [] : [place.finding.subject]), ...(folder === '' ? [] : [folder])].join(' · ');
    item.tooltip = `${path}:${range.start.line + 1}\n${place.message}`;
    item.iconPath = iconOf(place.finding.severity);
    item.contextValue = 'portolan.place';
    item.command = { title: 'Open', command: 'vscode.open', arguments: [uri, { selection: range }] };
    item.accessibilityInformation = { label: `${path}:${range.start.line + 1}: ${place.message}` };
    return item;
  }

  #mark(): void {
    void commands.executeCommand('setContext', 'portolan.bindingsGroupedBy', this.#by);
  }
}

function groupItem({ by, group }: TreeEntry & { level: 'group' }): TreeItem {
  const { id, title, state, packages } = group;
  const isFile = by === 'file';
  const item = new TreeItem(
    isFile ? workspace.asRelativePath(Uri.parse(id, true)) : title,
    packages.length > 0 ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None,
  );
  const places = packages.reduce((sum, own) => sum + own.places.length, 0);
  item.description = state === '' ? `${places} ${places === 1 ? 'place' : 'places'}` : state;
  item.tooltip = `${item.label as string}: ${item.description}`;
  item.iconPath = new ThemeIcon(isFile ? 'file' : by === 'vendor' ? 'organization' : packages.length > 0 ? 'circle-slash' : 'question');
  item.contextValue = isFile ? 'portolan.file' : `portolan.${by}`;
  return item;
}

function packageItem({ name, places, severity }: OutlinePackage): TreeItem {
  const item = new TreeItem(name, TreeItemCollapsibleState.Collapsed);
  item.description = places.length === 1 ? (places[0]?.finding.strength ?? '') : `${places.length} places`;
  item.iconPath = new ThemeIcon('package');
  item.tooltip = places[0]?.message;
  item.contextValue = 'portolan.package';
  item.accessibilityInformation = { label: `${name}, ${severity}, ${places.length} ${places.length === 1 ? 'place' : 'places'}` };
  return item;
}

function iconOf(severity: Severity): ThemeIcon {
  const names = ['error', 'warning', 'info', 'lightbulb'];
  return new ThemeIcon(names[diagnosticSeverity(severity)] ?? 'info');
}

/** What the policies of all known folders name. */
export async function targetsOf(records: readonly FileRecord[]): Promise<readonly string[]> {
  const sessions = [...new Set(records.map(({ file }) => file.session))];
  const policies = await Promise.all(sessions.map((session) => session.policyFor('')));
  return [...new Set(policies.flatMap(({ policy }) => policy.targets))];
}
