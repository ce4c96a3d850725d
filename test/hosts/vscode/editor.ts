import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { mark } from '../../support/marks';
import { suite, type Suite } from './suite';

export const singleFolder: readonly Suite[] = ['single', 'untrusted', 'web'];

/** For what cannot depend on whether the workspace is trusted. */
export const trustedFolder: readonly Suite[] = ['single', 'web'];

/** Declares tests for the named suites only. */
export function describeIn(suites: readonly Suite[], title: string, tests: () => void): void {
  if (suites.includes(suite())) describe(title, tests);
}

/** The first workspace folder, or the one with the given index. */
export function folder(index = 0): vscode.Uri {
  const found = vscode.workspace.workspaceFolders?.[index];
  assert.ok(found, `there is no workspace folder ${index}`);
  return found.uri;
}

export async function writeFile(name: string, text: string, root = folder()): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(root, ...name.split('/'));
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

export async function readFile(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/**
 * Writes a file and opens it in an editor. Not through `openTextDocument`, which would hold the document for minutes after its
 * editor is closed.
 */
export async function open(name: string, text: string, root = folder()): Promise<vscode.TextDocument> {
  const uri = await writeFile(name, text, root);
  await vscode.commands.executeCommand('vscode.open', uri);
  const document = vscode.workspace.textDocuments.find((candidate) => candidate.uri.toString() === uri.toString());
  assert.ok(document, `${name} did not open`);
  return document;
}

/** Types: replaces the first `from` of the document. */
export async function replace(document: vscode.TextDocument, from: string, to: string): Promise<void> {
  const at = document.getText().indexOf(from);
  assert.ok(at >= 0, `no ${from} in the document`);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + from.length)), to);
  assert.equal(await vscode.workspace.applyEdit(edit), true);
}

export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor').then(undefined, () => undefined);
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Portolan's diagnostics of a file. */
export function diagnosticsOf(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Portolan');
}

/** The document with the marked places drawn into it. */
export function drawn(document: vscode.TextDocument): string {
  const spans = diagnosticsOf(document.uri).map(({ range }) => ({ start: document.offsetAt(range.start), end: document.offsetAt(range.end) }));
  return mark(document.getText(), spans);
}

/** A wait in vain ends after this long, with what was there instead. */
const patience = 10_000;

/** Resolves when `holds`, looking again at every change of diagnostics. */
export function until(holds: () => boolean, found: () => string = allDiagnostics): Promise<void> {
  return new Promise((resolve, reject) => {
    if (holds()) return resolve();
    const limit = setTimeout(() => {
      subscription.dispose();
      reject(new Error(`waited in vain; found ${found()}`));
    }, patience);
    const subscription = vscode.languages.onDidChangeDiagnostics(() => {
      if (!holds()) return;
      clearTimeout(limit);
      subscription.dispose();
      resolve();
    });
  });
}

function allDiagnostics(): string {
  const all = vscode.languages
    .getDiagnostics()
    .flatMap(([uri]) => diagnosticsOf(uri).map(({ message }) => `\n  ${vscode.workspace.asRelativePath(uri)}: ${message}`));
  return all.length > 0 ? all.join('') : 'nothing';
}

/** Waits until the document is marked exactly so. */
export function untilDrawn(document: vscode.TextDocument, expected: string): Promise<void> {
  return until(
    () => drawn(document) === expected,
    () => JSON.stringify(drawn(document)),
  );
}

/** Waits until a file has this many diagnostics of Portolan. */
export function untilCount(uri: vscode.Uri, count: number): Promise<void> {
  return until(() => diagnosticsOf(uri).length === count);
}

/** The quick fixes at the first place of `text`, resolved. */
export async function actionsAt(
  document: vscode.TextDocument,
  text: string,
  kind = vscode.CodeActionKind.QuickFix,
): Promise<readonly vscode.CodeAction[]> {
  const at = document.positionAt(document.getText().indexOf(text));
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, new vscode.Range(at, at), kind.value, 50);
}

/** Makes the picked action's change, as the editor does. */
export async function apply({ edit, command }: vscode.CodeAction): Promise<void> {
  if (edit) assert.equal(await vscode.workspace.applyEdit(edit), true);
  if (command) await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
}

export function actionNamed(actions: readonly vscode.CodeAction[], start: string): vscode.CodeAction {
  const found = actions.find(({ title }) => title.startsWith(start));
  assert.ok(found, `no action "${start}" among ${JSON.stringify(actions.map(({ title }) => title))}`);
  return found;
}

/** Lets the input box, the list or the message answer by itself while `run` runs. */
export async function answering<T>(
  ask: 'showInputBox' | 'showQuickPick' | 'showOpenDialog' | 'showSaveDialog' | 'showInformationMessage' | 'showWarningMessage',
  answer: (...asked: never[]) => unknown,
  run: () => PromiseLike<T>,
): Promise<T> {
  const window = vscode.window as unknown as Record<string, unknown>;
  const before = window[ask];
  window[ask] = (...asked: never[]): Promise<unknown> => Promise.resolve(answer(...asked));
  try {
    return await run();
  } finally {
    window[ask] = before;
  }
}

/** Every file below a folder with its content. */
export async function snapshot(root: vscode.Uri): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const visit = async (uri: vscode.Uri, path: string): Promise<void> => {
    for (const [name, type] of await vscode.workspace.fs.readDirectory(uri)) {
      const inner = vscode.Uri.joinPath(uri, name);
      if (type === vscode.FileType.Directory) await visit(inner, `${path}${name}/`);
      else found[`${path}${name}`] = [...(await vscode.workspace.fs.readFile(inner))].join(' ');
    }
  };
  await visit(root, '');
  return found;
}
