import { CodeAction, CodeActionKind, languages, workspace, type Diagnostic, type Disposable, type Range, type TextDocument } from 'vscode';
import { LineIndex, fixTitle, formatOf, nameOf, type Engine } from '../../engine';
import type { Finding } from '../../model/finding';
import type { Fix } from '../../model/fix';
import type { Analyses } from './analyses';
import { rangeOf } from './convert';
import { diagnosticSource } from './diagnostics';
import { checkedEdit, fixesOf, planSafeFixes, type PlannedEdit } from './fix-edits';
import { documentSelector } from './manifest-names';
import { shortened } from './markdown';
import type { FileRecord } from './results';
import type { Services } from './services';

export const fixAllKind = CodeActionKind.SourceFixAll.append('portolan');

/** An action whose edit is made when it is picked, and then only for the text that it was proven on. */
class FixAction extends CodeAction {
  readonly planned: PlannedEdit;

  constructor(title: string, kind: CodeActionKind, planned: PlannedEdit) {
    super(title, kind);
    this.planned = planned;
  }
}

/** Offers the proven fixes of what is marked, and ways to accept, ignore and question it. */
export function offerQuickFixes(services: Services, analyses: Analyses): Disposable {
  return languages.registerCodeActionsProvider(
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
        const edit = action instanceof FixAction ? await checkedEdit(action.planned) : undefined;
        if (edit) action.edit = edit;
        return action;
      },
    },
    { providedCodeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
  );
}

async function fixAllActions(record: FileRecord): Promise<CodeAction[]> {
  const planned = await planSafeFixes(record);
  return planned ? [new FixAction('Apply all safe fixes of Portolan', fixAllKind, planned)] : [];
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
    const actions = [...fixActions(finding, record, engine), ...decisions(finding, document, engine, services.repository !== undefined)];
    for (const action of actions) action.diagnostics = marks;
    return actions;
  });
}

function fixActions(finding: Finding, record: FileRecord, engine: Engine): readonly CodeAction[] {
  return fixesOf(record, [finding]).map((fix) => {
    const action = new FixAction(titleOf(fix, finding, engine), CodeActionKind.QuickFix, { record, files: fix.files });
    action.isPreferred = fix.safety === 'safe';
    return action;
  });
}

function titleOf(fix: Fix, finding: Finding, engine: Engine): string {
  const loses = engine.details(finding.rule)?.remedies[fix.remedy.id]?.loses;
  return loses === undefined ? fixTitle(fix) : `${fixTitle(fix)} (you lose: ${shortened(loses.replaceAll('`', ''), 60)})`;
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
