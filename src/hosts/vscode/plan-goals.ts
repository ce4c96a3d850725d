import { QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import { goalOf, type Engine, type PlanGoal } from '../../engine';
import type { Services } from './services';

interface GoalItem extends QuickPickItem {
  readonly goal?: PlanGoal;
}

/** Asks where the project is to run or whom it is to leave; what it is bound to stands before the others. */
export async function pickGoal(engine: Engine, services: Services): Promise<PlanGoal | undefined> {
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
  const picked = await window.showQuickPick<GoalItem>(items, {
    title: 'Plan a Move',
    placeHolder: 'Where to, or away from whom?',
    matchOnDescription: true,
  });
  return picked?.goal;
}
