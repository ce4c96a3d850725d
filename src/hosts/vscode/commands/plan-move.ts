import { Disposable, EventEmitter, QuickPickItemKind, Uri, commands, window, workspace, type QuickPickItem } from 'vscode';
import { buildPlan, goalOf, nameOf, planToMarkdown, type Engine, type PlanGoal } from '../../../engine';
import { EditorFiles } from '../files';
import { reportOf } from '../report-page';
import type { FolderScan, Services } from '../services';
import { pause } from '../timer';
import { scanWithProgress } from './export-report';

const scheme = 'portolan-plan';

interface GoalItem extends QuickPickItem {
  readonly goal?: PlanGoal;
}

/** `portolan.planMove`: asks where the project is to run or whom it is to leave, and opens the checklist as a document that cannot be edited. */
export function registerPlanMove(services: Services): Disposable {
  const changed = new EventEmitter<Uri>();
  const provider = { onDidChange: changed.event, provideTextDocumentContent: (uri: Uri) => planFor(uri, services) };
  const run = async (kind?: unknown, id?: unknown): Promise<void> => {
    const engine = await services.engine();
    const isNamed = (kind === 'target' || kind === 'leave') && typeof id === 'string';
    const goal = isNamed ? goalOf(kind, id, engine.vocabulary) : (await pickGoal(engine, services))?.goal;
    if (!goal) return;
    const uri = planUri(goal, engine);
    const isOpen = workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
    // A plan that is open already is made anew, so that what was done is gone from it.
    if (isOpen) changed.fire(uri);
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
  };
  return Disposable.from(
    changed,
    workspace.registerTextDocumentContentProvider(scheme, provider),
    commands.registerCommand('portolan.planMove', run),
  );
}

/** The goal stands in the query, so that a document that the editor brings back after a restart can be made again. */
function planUri({ kind, id }: PlanGoal, { vocabulary }: Engine): Uri {
  const name = (vocabulary.makers[id] && kind === 'leave' ? vocabulary.makers[id].title : nameOf(id, vocabulary)).replaceAll('/', ' ');
  return Uri.from({ scheme, path: `/Plan ${kind === 'target' ? 'for' : 'to leave'} ${name}.md`, query: `${kind}=${id}` });
}

async function planFor({ query }: Uri, services: Services): Promise<string> {
  const engine = await services.engine();
  const [kind, id = ''] = query.split('=');
  const goal = kind === 'target' || kind === 'leave' ? goalOf(kind, id, engine.vocabulary) : undefined;
  if (!goal) return 'There is no such goal.\n';
  const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => services.settings(uri).enable);
  if (folders.length === 0) return 'There is nothing to plan: no folder is open in which Portolan is on.\n';
  const everyAccelerator = Object.entries(engine.vocabulary.targets).flatMap(([target, { axis }]) => (axis === 'hardware' ? [target] : []));
  const title = 'Portolan: planning the move';
  const scan = (targets: readonly string[]): Thenable<readonly FolderScan[] | undefined> =>
    scanWithProgress(services, title, (cancel, progress) => scanFor(targets, folders, engine, services, cancel, progress));
  const whole = await scan(everyAccelerator);
  const own = goal.kind === 'leave' ? whole : whole && (await scan([goal.id]));
  if (!whole || !own) return 'The plan was cancelled. Run "Portolan: Plan a Move…" again.\n';
  const [{ report }, { report: wholeReport }] = [await reportOf(own, services), await reportOf(whole, services)];
  return planToMarkdown(buildPlan(goal, report, wholeReport));
}

/** A plan asks about targets that the policy may not name, so it looks with sessions of its own. */
async function scanFor(
  targets: readonly string[],
  folders: readonly FolderScan['folder'][],
  engine: Engine,
  services: Services,
  cancel: { readonly aborted: boolean },
  progress: (done: number, total: number) => void,
): Promise<readonly FolderScan[]> {
  const scans: FolderScan[] = [];
  for (const folder of folders) {
    const settings = services.settings(folder.uri).policy;
    const session = engine.createSession(new EditorFiles(folder.uri, services.documents), { settings, targets }, pause);
    scans.push({ folder, session, result: await session.scan([''], cancel, progress) });
  }
  return scans;
}

async function pickGoal(engine: Engine, services: Services): Promise<GoalItem | undefined> {
  const { targets, vendors, makers } = engine.vocabulary;
  const item = (kind: PlanGoal['kind'], id: string, title: string): GoalItem => {
    const goal = goalOf(kind, id, engine.vocabulary);
    return { label: kind === 'target' ? `Run on ${title}` : `Leave ${title}`, description: id, ...(goal ? { goal } : {}) };
  };
  const bound = new Set(services.results.all().flatMap(({ result }) => result.findings.flatMap(({ boundTo }) => boundTo)));
  const makersOf = [...bound].map((id) => targets[id]?.maker ?? vendors[id]?.maker);
  // A maker of one service is listed as the service, by which people know it.
  const isListed = (maker: string): boolean =>
    Object.values(vendors).filter((one) => one.maker === maker).length !== 1 || Object.values(targets).some((one) => one.maker === maker);
  const leave = [
    ...Object.entries(makers).flatMap(([id, { title }]) => (isListed(id) ? [{ id, title, isHere: makersOf.includes(id) }] : [])),
    ...Object.entries(vendors).flatMap(([id, { title }]) => (isListed(id) && makers[id] ? [] : [{ id, title, isHere: bound.has(id) }])),
  ];
  const leaving = (isHere: boolean): readonly GoalItem[] =>
    leave
      .filter((one) => one.isHere === isHere)
      .map(({ id, title }) => item('leave', id, title))
      .sort((a, b) => (a.label < b.label ? -1 : 1));
  const separator = (label: string): GoalItem => ({ label, kind: QuickPickItemKind.Separator });
  const here = leaving(true);
  const items = [
    separator('where it is to run'),
    ...Object.entries(targets).map(([id, { title }]) => item('target', id, title)),
    ...(here.length > 0 ? [separator('whom it is bound to'), ...here] : []),
    separator('others'),
    ...leaving(false),
  ];
  return window.showQuickPick<GoalItem>(items, { title: 'Plan a Move', placeHolder: 'Where to, or away from whom?', matchOnDescription: true });
}
