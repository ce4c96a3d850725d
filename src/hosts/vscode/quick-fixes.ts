import {
  CodeAction,
  CodeActionKind,
  Disposable,
  commands,
  languages,
  window,
  workspace,
  type Diagnostic,
  type Range,
  type TextDocument,
} from 'vscode';
import { LineIndex, fixTitle, formatOf, nameOf, type Engine } from '../../engine';
import type { Finding } from '../../model/finding';
import type { Fix } from '../../model/fix';
import type { Analyses } from './analyses';
import { rangeOf } from './convert';
import { diagnosticSource } from './diagnostics';
import { checkedEdit, fixesOf, planSafeFixes, type PlannedEdit } from './fix-edits';
import { leaveGoal } from './goals';
import { documentSelector } from './manifest-names';
import { shortened } from './markdown';
import type { StaleLocks } from './relock';
import type { FileRecord } from './results';
import type { Services } from './services';

export const fixAllKind = CodeActionKind.SourceFixAll.append('portolan');

/**
 * An action whose edit is made when it is picked, and then only for the texts that it was proven on. Its command runs behind
 * the edit: it tells what is out of date now, or why nothing was changed.
 */
class FixAction extends CodeAction {
  readonly planned: readonly PlannedEdit[];
  readonly outcome: { refused?: string | undefined } = {};

  constructor(title: string, kind: CodeActionKind, planned: readonly PlannedEdit[]) {
    super(title, kind);
    this.planned = planned;
    this.command = { title, command: 'portolan.fixPicked', arguments: [this] };
  }
}

/** Offers the proven fixes of what is marked, and ways to accept, ignore and question it. */
export function offerQuickFixes(services: Services, analyses: Analyses, locks: StaleLocks): Disposable {
  const provider = languages.registerCodeActionsProvider(
    documentSelector,
    {
      provideCodeActions: async (document, range, { only, diagnostics }, token) => {
        const record = await analyses.current(document);
        if (!record || token.isCancellationRequested || record.version !== document.version) return [];
        if (only?.contains(fixAllKind)) return fixAllActions(record);
        if (only && !only.contains(CodeActionKind.QuickFix)) return [];
        return quickFixes(document, range, diagnostics, record, services);
      },
      resolveCodeAction: async (action) => {
        if (!(action instanceof FixAction) || createsFiles(action.planned)) return action;
        const { edit, refused } = await checkedEdit(...action.planned);
        action.outcome.refused = refused;
        if (edit) action.edit = edit;
        return action;
      },
    },
    { providedCodeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
  );
  return Disposable.from(
    provider,
    commands.registerCommand('portolan.fixPicked', async ({ kind, planned, outcome }: FixAction) => {
      if (createsFiles(planned)) outcome.refused = await applyChecked(planned);
      if (outcome.refused === undefined) {
        // The walkthrough ticks its step.
        void commands.executeCommand('portolan.fixWasApplied');
        for (const { records, files } of planned) await locks.fixed(records, files);
      }
      // What runs on save was not asked for by name.
      else if (kind?.contains(fixAllKind) !== true) void window.showWarningMessage(outcome.refused);
    }),
  );
}

/**
 * New files are made by the command and not by the action's own edit: the editor would save what the action changes at once and
 * take its texts and its new files back in several steps.
 */
function createsFiles(planned: readonly PlannedEdit[]): boolean {
  return planned.some(({ files }) => files.some(({ create }) => create));
}

/** @returns why nothing was changed; undefined if all was */
async function applyChecked(planned: readonly PlannedEdit[]): Promise<string | undefined> {
  const { edit, refused } = await checkedEdit(...planned);
  if (!edit) return refused;
  return (await workspace.applyEdit(edit)) ? undefined : 'The editor refused the change; nothing was changed.';
}

async function fixAllActions(record: FileRecord): Promise<CodeAction[]> {
  const planned = await planSafeFixes([record]);
  return planned.length > 0 ? [new FixAction('Apply all safe fixes of Portolan', fixAllKind, planned)] : [];
}

async function quickFixes(
  document: TextDocument,
  range: Range,
  diagnostics: readonly Diagnostic[],
  record: FileRecord,
  services: Services,
): Promise<CodeAction[]> {
  const lines = new LineIndex(record.result.text);
  const findings = record.result.findings.filter(
    ({ span, suppressed }) => suppressed === null && rangeOf(lines, span).intersection(range) !== undefined,
  );
  if (findings.length === 0) return [];
  const engine = await services.engine();
  await services.pages();
  return findings.flatMap((finding) => {
    const place = rangeOf(lines, finding.span);
    const marks = diagnostics.filter(
      ({ source, code, range: marked }) =>
        source === diagnosticSource && typeof code === 'object' && code.value === finding.rule.id && marked.isEqual(place),
    );
    const fixes = fixesOf(record, [finding]);
    const actions = [
      ...fixActions(fixes, finding, record, engine),
      ...widerActions(fixes, finding, document, engine),
      ...decisions(finding, document, engine, services.repository !== undefined),
    ];
    for (const action of actions) action.diagnostics = marks;
    return actions;
  });
}

function fixActions(fixes: readonly Fix[], finding: Finding, record: FileRecord, engine: Engine): readonly CodeAction[] {
  return fixes.map((fix) => {
    const action = new FixAction(titleOf(fix, finding, engine), CodeActionKind.QuickFix, [{ records: [record], files: fix.files }]);
    action.isPreferred = fix.safety === 'safe';
    return action;
  });
}

/** The same for the whole workspace, and what it would take to be rid of the binding. */
function widerActions(fixes: readonly Fix[], finding: Finding, document: TextDocument, { vocabulary }: Engine): readonly CodeAction[] {
  if (!workspace.getWorkspaceFolder(document.uri)) return [];
  const ids = fixes.map(({ id }) => id);
  const goals = new Map(finding.boundTo.map((id) => leaveGoal(id, vocabulary)).flatMap((goal) => (goal ? [[goal.id, goal] as const] : [])));
  return [
    ...(ids.length > 0 ? [commandAction('Apply everywhere in this workspace…', 'portolan.applyEverywhere', [ids])] : []),
    ...[...goals.values()].map(({ kind, id, title }) => commandAction(`What would leaving ${title} take?`, 'portolan.planMove', [kind, id])),
  ];
}

function titleOf(fix: Fix, finding: Finding, engine: Engine): string {
  const loses = engine.details(finding.rule)?.remedies[fix.remedy.id]?.loses;
  const title = fixTitle(fix);
  if (loses === undefined) return title;
  const words = `you lose: ${shortened(loses.replaceAll('`', ''), 60)}`;
  return title.endsWith(')') ? `${title.slice(0, -1)}; ${words})` : `${title} (${words})`;
}

/** What one may do about a finding without changing what is installed. */
function decisions(finding: Finding, document: TextDocument, engine: Engine, canReport: boolean): readonly CodeAction[] {
  const place = [document.uri.toString(), finding.id];
  const hasFolder = workspace.getWorkspaceFolder(document.uri) !== undefined;
  const canComment = formatOf(document.uri.path)?.lineComment !== undefined;
  const bound = finding.boundTo.map((id) => nameOf(id, engine.vocabulary)).join(', ');
  return [
    ...(canComment ? [commandAction('Ignore here with a reason…', 'portolan.ignoreHere', place)] : []),
    ...(hasFolder ? [commandAction('Ignore in portolan.jsonc…', 'portolan.ignoreInPolicy', place)] : []),
    ...(hasFolder ? [commandAction(`Accept ${bound} for this workspace`, 'portolan.acceptBinding', place)] : []),
    commandAction(`Explain ${finding.package}`, 'portolan.openRulePage', [finding.rule.id]),
    ...(canReport ? [commandAction('Report a wrong fact', 'portolan.reportFact', [finding.rule.id])] : []),
  ];
}

function commandAction(title: string, command: string, values: unknown[]): CodeAction {
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.command = { title, command, arguments: values };
  return action;
}
