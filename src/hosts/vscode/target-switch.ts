import { QuickPickItemKind, commands, window, type QuickPickItem } from 'vscode';
import { folderOf, setPolicyTargets, type Engine } from '../../engine';
import type { LiveUpdates } from './live-updates';
import { editPolicy, policyUriFor, updateSetting } from './policy-edits';
import type { FileRecord } from './results';
import type { Services } from './services';
import { targetStates } from './status-text';

/** The target that the status bar shows, where the user has picked one. */
export const shownTargetKey = 'portolan.shownTarget';

interface SwitchItem extends QuickPickItem {
  readonly target?: string;
  readonly isJudged?: boolean;
  readonly command?: string;
}

/**
 * Lists how each target stands and lets the user pick the one to show. Only where that is no target of the project yet, and only
 * if the user says so, the project's targets are written.
 * @param record the file that the status bar speaks of, or one of the folder
 * @returns true if the status bar shall show something else now
 */
export async function switchTarget(services: Services, updates: LiveUpdates, record: FileRecord | undefined): Promise<boolean> {
  const engine = await services.engine();
  const targets = record ? (await record.file.session.policyFor(folderOf(record.file.path))).policy.targets : [];
  const picked = await window.showQuickPick<SwitchItem>(itemsOf(engine, services, targets), {
    title: 'Portolan',
    placeHolder: 'Which target should the status bar show?',
    matchOnDescription: true,
  });
  if (picked?.command !== undefined) {
    await commands.executeCommand(picked.command);
    return false;
  }
  if (!picked) return false;
  if (picked.target !== undefined && picked.isJudged !== true && !(await offerTarget(picked.target, targets, services, updates, record)))
    return false;
  await services.memory.update(shownTargetKey, picked.target);
  return true;
}

function itemsOf(engine: Engine, services: Services, targets: readonly string[]): readonly SwitchItem[] {
  const files = services.results.all().map(({ uri, result }) => ({ ...result, path: uri.toString() }));
  const { vocabulary } = engine;
  const all = Object.keys(vocabulary.targets);
  // Named targets hide what does not concern them, so nothing is said of the others; without any, all accelerators are judged.
  const judged = targets.length > 0 ? targets : all.filter((id) => vocabulary.targets[id]?.axis === 'hardware');
  const shown = services.memory.get<string>(shownTargetKey);
  const states = targetStates(engine, files, judged).map(({ id, title, words, blockers }): SwitchItem => {
    const icon = blockers.length > 0 ? 'circle-slash' : 'question';
    return {
      label: `$(${icon}) ${title}`,
      description: `${words}${id === shown ? ' (shown)' : ''}`,
      detail: blockers.join(', '),
      target: id,
      isJudged: true,
    };
  });
  const others = all
    .filter((id) => !judged.includes(id))
    .map((id): SwitchItem => ({
      label: `$(add) ${vocabulary.targets[id]?.title ?? id}`,
      description: 'no target of this project',
      target: id,
      isJudged: false,
    }));
  const separator = (label: string): SwitchItem => ({ label, kind: QuickPickItemKind.Separator });
  const own = [
    separator(targets.length > 0 ? 'targets of this project' : 'no target chosen: every accelerator'),
    ...states,
    { label: targets.length > 0 ? '$(list-ordered) The worst of them' : '$(list-ordered) The count of what is bound', isJudged: true },
  ];
  const actions = [
    separator('actions'),
    { label: '$(graph) Show Report', command: 'portolan.showReport' },
    { label: '$(checklist) Plan a Move…', command: 'portolan.planMove' },
    { label: '$(search) Scan Workspace', command: 'portolan.scanWorkspace' },
    { label: '$(settings) Choose Targets…', command: 'portolan.chooseTargets' },
    { label: '$(output) Show What Was Read', command: 'portolan.showOutput' },
  ];
  // All accelerators are a long list: what can be done would be out of sight behind them.
  return [...(targets.length > 0 ? [...own, ...actions] : [...actions, ...own]), separator('other targets'), ...others];
}

/** Asks whether a target becomes one of the project's, says where that is written, and writes it. */
async function offerTarget(
  target: string,
  before: readonly string[],
  services: Services,
  updates: LiveUpdates,
  record: FileRecord | undefined,
): Promise<boolean> {
  const file = record?.file;
  if (!file) return false;
  const hasPolicy = (await policyUriFor(file)) !== undefined;
  const title = (await services.engine()).vocabulary.targets[target]?.title ?? target;
  const where = hasPolicy ? 'portolan.jsonc' : 'the settings of this workspace';
  const add = `Make it a target (writes ${where})`;
  const choice = await window.showQuickPick([add, 'Cancel'], {
    title: `${title} is no target of this project`,
    placeHolder: 'It is judged only as one of its targets.',
  });
  if (choice !== add) return false;
  const targets = [...before, target];
  if (hasPolicy) return editPolicy(file, (text) => setPolicyTargets(text ?? '', targets), updates);
  await updateSetting(file.root, 'targets', () => targets);
  return true;
}
