import { EventEmitter, Uri, workspace, type Disposable, type TextDocumentContentProvider } from 'vscode';
import {
  buildPlan,
  goalOf,
  keepPlan,
  nameOf,
  planDocument,
  progressSince,
  type Engine,
  type KeptPlan,
  type Plan,
  type PlanGoal,
  type PlanStep,
} from '../../engine';
import { scanWithProgress } from './commands/export-report';
import { EditorFiles } from './files';
import { reportOf } from './report-page';
import type { FolderScan, Services } from './services';
import { pause } from './timer';

export const planScheme = 'portolan-plan';

/** A plan that is shown. */
export interface ShownPlan {
  readonly plan: Plan;
  /** By sessions that look with the goal as their target: they make the plan's edits. */
  readonly scans: readonly FolderScan[];
  /** What stands before the paths of each scan in the plan. */
  readonly prefixes: readonly string[];
  readonly text: string;
  readonly steps: readonly { readonly line: number; readonly step: PlanStep }[];
  /** True if an earlier plan of this goal is remembered, other than this one. */
  readonly hasEarlier: boolean;
}

type MadePlan = Pick<ShownPlan, 'plan' | 'scans' | 'prefixes'>;

/** Makes plans as documents that cannot be edited. The goal stands in the address, so that a restart of the editor can make them again. */
export class PlanDocuments implements TextDocumentContentProvider, Disposable {
  readonly #services: Services;
  readonly #shown = new Map<string, ShownPlan>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #made = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  /** A plan was made: what is offered at its steps is another. */
  readonly onDidMake = this.#made.event;

  constructor(services: Services) {
    this.#services = services;
  }

  /** The plan of an open document; undefined while it is being made. */
  get(uri: Uri): ShownPlan | undefined {
    return this.#shown.get(uri.toString());
  }

  refresh(uri: Uri): void {
    this.#changed.fire(uri);
  }

  /** Forgets what was remembered of the goal: progress counts from the next plan on. */
  async startOver(uri: Uri): Promise<void> {
    await this.#services.memory.update(memoryKey(uri), undefined);
    this.refresh(uri);
  }

  dispose(): void {
    this.#changed.dispose();
    this.#made.dispose();
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const engine = await this.#services.engine();
    const goal = goalIn(uri, engine);
    if (!goal) return 'There is no such goal.\n';
    const folders = (workspace.workspaceFolders ?? []).filter((folder) => this.#services.settings(folder.uri).enable);
    if (folders.length === 0) return 'There is nothing to plan: no folder is open in which Portolan is on.\n';
    const made = await makePlan(goal, folders, engine, this.#services);
    if (!made) return 'The plan was cancelled. Run "Portolan: Plan a Move…" again.\n';
    const shown = await this.#remembered(uri, made);
    this.#shown.set(uri.toString(), shown);
    this.#made.fire();
    return shown.text;
  }

  /** The first plan of a goal is kept in the editor's storage; later ones tell what was done since. */
  async #remembered(uri: Uri, made: MadePlan): Promise<ShownPlan> {
    const { plan } = made;
    const { memory } = this.#services;
    const key = memoryKey(uri);
    const earlier = memory.get<KeptPlan>(key);
    if (!earlier) await memory.update(key, { ...keepPlan(plan), day: plan.report.today });
    const since = earlier && progressSince(earlier, plan);
    return { ...made, ...planDocument(plan, { since }), hasEarlier: since !== undefined };
  }
}

export function planUri({ kind, id }: PlanGoal, { vocabulary }: Engine): Uri {
  const name = (vocabulary.makers[id] && kind === 'leave' ? vocabulary.makers[id].title : nameOf(id, vocabulary)).replaceAll('/', ' ');
  return Uri.from({ scheme: planScheme, path: `/Plan ${kind === 'target' ? 'for' : 'to leave'} ${name}.md`, query: `${kind}=${id}` });
}

function memoryKey({ query }: Uri): string {
  return `portolan.plan:${query}`;
}

function goalIn({ query }: Uri, { vocabulary }: Engine): PlanGoal | undefined {
  const [kind, id = ''] = query.split('=');
  return kind === 'target' || kind === 'leave' ? goalOf(kind, id, vocabulary) : undefined;
}

/** @returns undefined if the user cancelled it */
async function makePlan(goal: PlanGoal, folders: readonly FolderScan['folder'][], engine: Engine, services: Services): Promise<MadePlan | undefined> {
  const everyAccelerator = Object.entries(engine.vocabulary.targets).flatMap(([target, { axis }]) => (axis === 'hardware' ? [target] : []));
  const scan = (targets: readonly string[]): Thenable<readonly FolderScan[] | undefined> =>
    scanWithProgress(services, 'Portolan: planning the move', (cancel, progress) => scanFor(targets, folders, engine, services, cancel, progress));
  const whole = await scan(everyAccelerator);
  const own = goal.kind === 'leave' ? whole : whole && (await scan([goal.id]));
  if (!whole || !own) return undefined;
  const { report, prefixes } = await reportOf(own, services);
  const { report: wholeReport } = await reportOf(whole, services);
  return { plan: buildPlan(goal, report, wholeReport), scans: own, prefixes };
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
