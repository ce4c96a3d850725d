import {
  CodeAction,
  CodeActionKind,
  Disposable,
  WorkspaceEdit,
  commands,
  languages,
  window,
  workspace,
  type Diagnostic,
  type Range,
  type TextDocument,
  type Uri,
} from 'vscode';
import { LineIndex, applyEdits, folderOf, isLockProblem, repairIgnore, repairPolicy, repairTitle, type Engine } from '../../engine';
import type { Problem } from '../../model/manifest';
import type { Repair } from '../../model/repair';
import type { Analyses } from './analyses';
import { addEdits, rangeOf } from './convert';
import { diagnosticSource } from './diagnostics';
import { EditedFiles, EditorFiles } from './files';
import { askReason } from './ignore-actions';
import type { LiveUpdates } from './live-updates';
import { documentSelector, isPolicyFile, policyFile } from './manifest-names';
import { relockTitle, staleLockOf } from './relock';
import type { FileRecord } from './results';
import type { Services } from './services';

/** One way to mend a mistake in a text, ready to be picked. */
interface Picked {
  readonly uri: Uri;
  /** The text in which the mistake was found. */
  readonly text: string;
  readonly repair: Repair;
  /** Set for a manifest, undefined for a policy file, whose repairs are proven by the engine. */
  readonly record: FileRecord | undefined;
}

/**
 * Quick fixes of what is wrong with ignores and policy files, and for a lock that is older than its rows the command that makes
 * it anew, typed into a terminal.
 */
export function offerRepairs(services: Services, analyses: Analyses, updates: LiveUpdates): Disposable {
  const metadata = { providedCodeActionKinds: [CodeActionKind.QuickFix] };
  return Disposable.from(
    languages.registerCodeActionsProvider(
      documentSelector,
      {
        provideCodeActions: async (document, range, { only, diagnostics }) => {
          if (only && !only.contains(CodeActionKind.QuickFix)) return [];
          const record = await analyses.current(document);
          return record && record.version === document.version ? fileRepairs(record, range, diagnostics, services) : [];
        },
      },
      metadata,
    ),
    languages.registerCodeActionsProvider(
      { pattern: `**/${policyFile}` },
      {
        provideCodeActions: async (document, range, { only, diagnostics }) =>
          only && !only.contains(CodeActionKind.QuickFix) ? [] : policyRepairs(document, range, diagnostics, services),
      },
      metadata,
    ),
    commands.registerCommand('portolan.repair', async (picked: Picked) => mend(picked, services, updates)),
  );
}

async function fileRepairs(record: FileRecord, range: Range, diagnostics: readonly Diagnostic[], services: Services): Promise<CodeAction[]> {
  const { result, file, uri } = record;
  const lines = new LineIndex(result.text);
  const problems = problemsAt(result.problems, lines, range);
  if (problems.length === 0) return [];
  const engine = await services.engine();
  const { known } = await file.session.policyFor(folderOf(file.path));
  const actions = problems.flatMap((problem) =>
    repairIgnore(result.text, problem, known, engine.today()).map((repair) =>
      repairAction({ uri, text: result.text, repair, record }, marksOf(problem, lines, diagnostics)),
    ),
  );
  const stale = problems.find(({ code }) => code === 'lock-missing' || code === 'lock-stale');
  const lock = stale && (await staleLockOf(file, file.path, services));
  if (!stale || !lock) return actions;
  return [...actions, commandAction(relockTitle(lock, services), 'portolan.typeRelock', lock, marksOf(stale, lines, diagnostics))];
}

async function policyRepairs(document: TextDocument, range: Range, diagnostics: readonly Diagnostic[], services: Services): Promise<CodeAction[]> {
  const text = document.getText();
  const { uri } = document;
  // The file may have changed since it was read last: a mistake of another text is not mended.
  const policy = services.results.policies().find((known) => known.uri.toString() === uri.toString() && known.policy.text === text)?.policy;
  const file = policy && (await services.sessionFor(uri));
  if (!policy || !file) return [];
  const lines = new LineIndex(text);
  const engine: Engine = await services.engine();
  const { known } = await file.session.policyFor(folderOf(file.path));
  return problemsAt(policy.problems, lines, range).flatMap((problem) =>
    repairPolicy(text, problem, known, engine.today()).map((repair) =>
      repairAction({ uri, text, repair, record: undefined }, marksOf(problem, lines, diagnostics)),
    ),
  );
}

function problemsAt(problems: readonly Problem[], lines: LineIndex, range: Range): readonly Problem[] {
  return problems.filter(
    (problem) =>
      (problem.code.startsWith('ignore-') || problem.code.startsWith('policy-') || isLockProblem(problem)) &&
      rangeOf(lines, problem.span).intersection(range) !== undefined,
  );
}

function marksOf({ code, span }: Problem, lines: LineIndex, diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const place = rangeOf(lines, span);
  return diagnostics.filter((diagnostic) => diagnostic.source === diagnosticSource && diagnostic.code === code && diagnostic.range.isEqual(place));
}

function repairAction(picked: Picked, marks: Diagnostic[]): CodeAction {
  return commandAction(repairTitle(picked.repair), 'portolan.repair', picked, marks);
}

function commandAction(title: string, command: string, value: unknown, marks: Diagnostic[]): CodeAction {
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.command = { title, command, arguments: [value] };
  action.diagnostics = marks;
  return action;
}

/** Asks what there is to ask, and makes the edit if the text still is the one in which the mistake was found. */
async function mend(picked: Picked, services: Services, updates: LiveUpdates): Promise<boolean> {
  const { uri, text, repair } = picked;
  const answer = await answerTo(repair, services);
  if (answer === undefined) return false;
  const document = await workspace.openTextDocument(uri);
  const name = workspace.asRelativePath(uri);
  if (document.getText() !== text) {
    void window.showWarningMessage(`${name} has changed since the mistake was found; nothing was changed.`);
    return false;
  }
  const edits = repair.edits(answer);
  const after = edits && applyEdits(text, edits);
  if (!edits || after === undefined || !(await isProven(picked, after, services))) {
    void window.showWarningMessage(`This cannot be written into ${name} without changing something else; nothing was changed.`);
    return false;
  }
  const change = new WorkspaceEdit();
  addEdits(change, uri, text, edits);
  const isDone = await workspace.applyEdit(change);
  if (isDone && isPolicyFile(uri.path)) updates.fileChanged(uri);
  return isDone;
}

async function answerTo({ asks, word }: Repair, services: Services): Promise<string | undefined> {
  if (asks === undefined) return '';
  return asks === 'reason' ? askReason() : askDay(word, (await services.engine()).today());
}

function askDay(before: string, today: string): Thenable<string | undefined> {
  return window
    .showInputBox({
      title: 'Set another end date',
      prompt: `The last day on which the ignore counts, YYYY-MM-DD, ${today} or later.`,
      value: before.replaceAll('"', ''),
      ignoreFocusOut: true,
      validateInput: (text) =>
        /^\d{4}-\d{2}-\d{2}$/.test(text.trim()) && text.trim() >= today ? undefined : `A day that is not over, written YYYY-MM-DD, such as ${today}.`,
    })
    .then((text) => text?.trim());
}

/** True if with this text the file declares the same, and no more of it is told as mistaken. */
async function isProven({ record }: Picked, text: string, services: Services): Promise<boolean> {
  if (!record) return true;
  const { root, path } = record.file;
  const files = new EditedFiles(new EditorFiles(root, services.documents), path, text);
  const engine = await services.engine();
  const after = await engine.createSession(files, { settings: services.settings(root).policy }).analyzeFile(path);
  const before = record.result;
  const declared = ({ manifest }: typeof before): string =>
    JSON.stringify([...manifest.dependencies.map(({ name, specifier }) => [name, specifier?.raw]), ...manifest.artifacts.map(({ value }) => value)]);
  return after !== undefined && declared(after) === declared(before) && after.problems.length <= before.problems.length;
}
