import { Disposable, StatusBarAlignment, commands, window, workspace } from 'vscode';
import { folderOf } from '../../engine';
import type { FileResult } from '../../model/result';
import type { FileRecord } from './results';
import type { Services } from './services';
import { statusOf } from './status-text';
import { later } from './timer';

/** Between a change of the results and the new text: a scan changes many at once. */
const delay = 50;

/** Shows how the active manifest stands, or all known ones where the active editor shows none. */
export function showStatus(services: Services): Disposable {
  const item = window.createStatusBarItem('portolan.status', StatusBarAlignment.Left, 10);
  item.name = 'Portolan';
  item.command = 'portolan.statusMenu';
  let stop = (): void => undefined;
  let turn = 0;
  const show = async (): Promise<void> => {
    const own = ++turn;
    const known = services.results.all();
    const active = window.activeTextEditor && services.results.get(window.activeTextEditor.document.uri);
    const first = active ?? known[0];
    if (!first) return item.hide();
    const engine = await services.engine();
    const targets = await targetsFor(active, first);
    if (own !== turn) return;
    const { text, tooltip } = statusOf(
      engine,
      resultsOf(active ? [active] : known),
      targets,
      active ? workspace.asRelativePath(active.uri) : `${known.length} files`,
    );
    const all = active && services.results.scans().length > 0 ? statusOf(engine, resultsOf(known), targets, `${known.length} files`) : undefined;
    item.text = text;
    item.tooltip = all ? `${tooltip}\n\n${all.tooltip}` : tooltip;
    item.show();
  };
  const soon = (): void => {
    stop();
    stop = later(delay, () => {
      show().catch((error: unknown) => services.log.error(error instanceof Error ? error : String(error)));
    });
  };
  return Disposable.from(
    item,
    { dispose: () => stop() },
    services.results.onDidChange(soon),
    window.onDidChangeActiveTextEditor(soon),
    commands.registerCommand('portolan.statusMenu', showMenu),
  );
}

/** Under addresses, since two workspace folders may hold the same path. */
function resultsOf(records: readonly FileRecord[]): readonly FileResult[] {
  return records.map(({ uri, result }) => ({ ...result, path: uri.toString() }));
}

async function targetsFor(active: FileRecord | undefined, first: FileRecord): Promise<readonly string[]> {
  const { session, path } = first.file;
  const { policy } = await session.policyFor(active ? folderOf(path) : '');
  return policy.targets;
}

async function showMenu(): Promise<void> {
  const items = [
    { label: '$(graph) Show Report', command: 'portolan.showReport' },
    { label: '$(search) Scan Workspace', command: 'portolan.scanWorkspace' },
    { label: '$(settings) Choose Targets…', command: 'portolan.chooseTargets' },
    { label: '$(output) Show What Was Read', command: 'portolan.showOutput' },
  ];
  const picked = await window.showQuickPick(items, { title: 'Portolan' });
  if (picked) await commands.executeCommand(picked.command);
}
