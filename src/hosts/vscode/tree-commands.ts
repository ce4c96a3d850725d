import { Disposable, Uri, commands, window, workspace } from 'vscode';
import { LineIndex, formatOf } from '../../engine';
import { rangeOf } from './convert';
import { leaveGoal } from './goals';
import type { Services } from './services';
import type { TreeEntry } from './tree-view';

/** The commands of the tree's context menus; each takes the entry that the menu was opened on. */
export function registerTreeCommands(services: Services): Disposable {
  const on = (name: string, run: (entry: TreeEntry) => Promise<unknown>): Disposable =>
    commands.registerCommand(name, (entry: unknown) => (isEntry(entry) ? run(entry) : undefined));
  return Disposable.from(
    on('portolan.tree.explain', (entry) => explain(entry, services)),
    on('portolan.tree.openRulePage', async (entry) => {
      const rule = placeOf(entry)?.finding.rule.id;
      if (rule !== undefined) await commands.executeCommand('portolan.openRulePage', rule);
    }),
    on('portolan.tree.ignore', async (entry) => {
      const place = placeOf(entry);
      if (!place) return;
      const canComment = formatOf(Uri.parse(place.file, true).path)?.lineComment !== undefined;
      await commands.executeCommand(canComment ? 'portolan.ignoreHere' : 'portolan.ignoreInPolicy', place.file, place.finding.id);
    }),
    on('portolan.tree.plan', async (entry) => {
      if (entry.level !== 'group' || entry.by === 'file') return;
      const { vocabulary } = await services.engine();
      const goal = entry.by === 'target' ? { kind: 'target', id: entry.group.id } : leaveGoal(entry.group.id, vocabulary);
      if (goal) await commands.executeCommand('portolan.planMove', goal.kind, goal.id);
    }),
  );
}

/** Opens the place and shows the fact card there. */
async function explain(entry: TreeEntry, services: Services): Promise<void> {
  const place = placeOf(entry);
  if (!place) return;
  const uri = Uri.parse(place.file, true);
  const document = await workspace.openTextDocument(uri);
  const lines = new LineIndex(services.results.get(uri)?.result.text ?? document.getText());
  const start = document.validatePosition(rangeOf(lines, place.span).start);
  await window.showTextDocument(document, { selection: document.validateRange(rangeOf(lines, { start: place.span.start, end: place.span.start })) });
  await commands.executeCommand('editor.action.showHover', { position: start });
}

/** The place itself, or the first one of a package. */
function placeOf(entry: TreeEntry): (TreeEntry & { level: 'place' })['place'] | undefined {
  if (entry.level === 'place') return entry.place;
  return entry.level === 'package' ? entry.own.places[0] : undefined;
}

function isEntry(value: unknown): value is TreeEntry {
  return typeof value === 'object' && value !== null && 'level' in value;
}
