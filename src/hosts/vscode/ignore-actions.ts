import { Disposable, Uri, WorkspaceEdit, commands, window, workspace } from 'vscode';
import { addIgnoreComment, addPolicyAccept, addPolicyIgnore, applyEdits, formatOf } from '../../engine';
import type { Finding } from '../../model/finding';
import type { Analyses } from './analyses';
import { addEdits } from './convert';
import { EditedFiles, EditorFiles } from './files';
import type { LiveUpdates } from './live-updates';
import { editPolicy, policyUriFor, updateSetting } from './policy-edits';
import type { FileRecord } from './results';
import type { Services } from './services';

interface Place {
  readonly finding: Finding;
  readonly record: FileRecord;
}

/** The commands behind the quick fixes that ignore or accept; they take a document's address and a finding's id. */
export function registerIgnoreActions(services: Services, analyses: Analyses, updates: LiveUpdates): Disposable {
  const find = async (address: string, id: string): Promise<Place | undefined> => {
    const document = await workspace.openTextDocument(Uri.parse(address, true));
    const record = await analyses.current(document);
    const finding = record?.result.findings.find((candidate) => candidate.id === id);
    if (record && finding) return { record, finding };
    void window.showWarningMessage('The file has changed, and this finding is not there any more.');
    return undefined;
  };
  return Disposable.from(
    commands.registerCommand('portolan.ignoreHere', async (address: string, id: string) => {
      const reason = await askReason();
      const place = reason === undefined ? undefined : await find(address, id);
      return place && reason !== undefined ? ignoreHere(place, reason, services) : false;
    }),
    commands.registerCommand('portolan.ignoreInPolicy', async (address: string, id: string) => {
      const reason = await askReason();
      const place = reason === undefined ? undefined : await find(address, id);
      if (!place || reason === undefined) return false;
      const { rule, ecosystem, package: name } = place.finding;
      return editPolicy(place.record.file, (text) => addPolicyIgnore(text, { rule: rule.id, package: `${ecosystem}:${name}`, reason }), updates);
    }),
    commands.registerCommand('portolan.acceptBinding', async (address: string, id: string) => {
      const place = await find(address, id);
      return place ? acceptBinding(place, updates) : false;
    }),
  );
}

/** Why something is ignored; undefined: not answered. */
export function askReason(): Thenable<string | undefined> {
  return window
    .showInputBox({
      title: 'Ignore with a reason',
      prompt: 'Why is this binding fine here? The reason is written beside the ignore.',
      ignoreFocusOut: true,
      validateInput: (text) => (text.trim() === '' ? 'An ignore without a reason does not count.' : undefined),
    })
    .then((text) => (text === undefined || text.trim() === '' ? undefined : text.trim()));
}

/** Writes the comment at the end of the row's line, or above it where only that is read as a comment and hides the finding. */
async function ignoreHere(place: Place, reason: string, services: Services): Promise<boolean> {
  const { finding, record } = place;
  const { text } = record.result;
  const sign = formatOf(record.file.path)?.lineComment;
  const row = finding.artifact?.declaration ?? finding.rows[0]?.span ?? finding.span;
  for (const above of [false, true]) {
    const edit = sign && addIgnoreComment(text, row, sign, { ids: [finding.rule.id], reason }, above);
    if (!edit || !(await hidesOnly(place, applyEdits(text, [edit]) ?? '', services))) continue;
    const document = await workspace.openTextDocument(record.uri);
    if (document.getText() !== text) break;
    const change = new WorkspaceEdit();
    addEdits(change, record.uri, text, [edit]);
    return workspace.applyEdit(change);
  }
  void window.showWarningMessage('No comment can be written at this place; ignore it in portolan.jsonc instead.');
  return false;
}

/** True if with this text the finding is ignored and the file says the same dependencies and findings as before. */
async function hidesOnly({ finding, record }: Place, text: string, services: Services): Promise<boolean> {
  const { root, path } = record.file;
  const engine = await services.engine();
  const files = new EditedFiles(new EditorFiles(root, services.documents), path, text);
  const after = await engine.createSession(files, { settings: services.settings(root).policy }).analyzeFile(path);
  const before = record.result;
  return (
    after?.findings.find(({ id }) => id === finding.id)?.suppressed?.by === 'inline' &&
    after.findings.length === before.findings.length &&
    after.manifest.dependencies.length === before.manifest.dependencies.length &&
    after.problems.length <= before.problems.length
  );
}

/** In the policy file where there is one, since it wins over the settings; else in the workspace's settings. */
async function acceptBinding({ finding, record }: Place, updates: LiveUpdates): Promise<boolean> {
  const { file } = record;
  if (!(await policyUriFor(file))) {
    await updateSetting(file.root, 'accept', (before) => [...new Set([...before, ...finding.boundTo])]);
    return true;
  }
  for (const id of finding.boundTo) if (!(await editPolicy(file, (text) => addPolicyAccept(text, id), updates))) return false;
  return true;
}
