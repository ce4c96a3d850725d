import { Disposable, StatusBarAlignment, commands, window, workspace } from 'vscode';
import { folderOf } from '../../engine';
import type { FileResult } from '../../model/result';
import type { LiveUpdates } from './live-updates';
import type { FileRecord } from './results';
import type { Services } from './services';
import { statusOf } from './status-text';
import { shownTargetKey, switchTarget } from './target-switch';
import { later } from './timer';

/** Between a change of the results and the new text: a scan changes many at once. */
const delay = 50;

/** Shows how the active manifest stands, or all known ones where the active editor shows none; a click switches the target. */
export function showStatus(services: Services, updates: LiveUpdates): Disposable {
  const item = window.createStatusBarItem('portolan.status', StatusBarAlignment.Left, 10);
  item.name = 'Portolan';
  item.command = 'portolan.statusMenu';
  let stop = (): void => undefined;
  let turn = 0;
  const show = async (): Promise<void> => {
    const own = ++turn;
    const known = services.results.all();
    const active = activeRecord(services);
    const first = active ?? known[0];
    if (!first) return item.hide();
    const engine = await services.engine();
    const targets = await targetsFor(active, first);
    if (own !== turn) return;
    const shown = services.memory.get<string>(shownTargetKey);
    // What was picked for another folder is not judged here.
    const wanted = shown !== undefined && (targets.length === 0 || targets.includes(shown)) ? shown : undefined;
    const said = (records: readonly FileRecord[], about: string): ReturnType<typeof statusOf> =>
      statusOf(engine, resultsOf(records), targets, about, wanted);
    const { text, tooltip } = said(active ? [active] : known, active ? workspace.asRelativePath(active.uri) : `${known.length} files`);
    const all = active && services.results.scans().length > 0 ? said(known, `${known.length} files`) : undefined;
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
    commands.registerCommand('portolan.statusMenu', async () => {
      if (await switchTarget(services, updates, activeRecord(services) ?? services.results.all()[0])) soon();
    }),
  );
}

function activeRecord({ results }: Services): FileRecord | undefined {
  return window.activeTextEditor && results.get(window.activeTextEditor.document.uri);
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
