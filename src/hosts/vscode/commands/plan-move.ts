import { Disposable, commands, window, workspace } from 'vscode';
import { goalOf } from '../../../engine';
import { PlanDocuments, planScheme, planUri } from '../plan-documents';
import { pickGoal } from '../plan-goals';
import { offerPlanActions } from '../plan-lenses';
import type { Services } from '../services';

/** `portolan.planMove`: asks where the project is to run or whom it is to leave, and opens the checklist as a document that cannot be edited. */
export function registerPlanMove(services: Services): Disposable {
  const plans = new PlanDocuments(services);
  const run = async (kind?: unknown, id?: unknown): Promise<void> => {
    const engine = await services.engine();
    const isNamed = (kind === 'target' || kind === 'leave') && typeof id === 'string';
    const goal = isNamed ? goalOf(kind, id, engine.vocabulary) : await pickGoal(engine, services);
    if (!goal) return;
    const uri = planUri(goal, engine);
    const isOpen = workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
    // A plan that is open already is made anew, so that what was done is ticked.
    if (isOpen) plans.refresh(uri);
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
  };
  return Disposable.from(
    plans,
    workspace.registerTextDocumentContentProvider(planScheme, plans),
    offerPlanActions(plans),
    commands.registerCommand('portolan.planMove', run),
  );
}
