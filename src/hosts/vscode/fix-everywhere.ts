import { ThemeIcon, Uri, WorkspaceEdit, window, workspace, type QuickPickItem, type TextDocument } from 'vscode';
import { LineIndex, encodeText, fixTitle, type FileChange } from '../../engine';
import { rangeOf, uriOf } from './convert';
import { readIfThere } from './pick-folder';
import type { FolderScan } from './services';

/** What a run of fixes makes of a file, and where that file is. */
export interface PlannedChange {
  readonly uri: Uri;
  readonly change: FileChange;
}

/** A scan, and the findings of it that are to be fixed, by their ids; undefined: all. */
type ScanToFix = FolderScan & { readonly findings?: readonly string[] };

/** What a run makes: these fixes (`rule/remedy`), or the first-ranked fix of each finding of these rules. */
export type FixChoice = { readonly fixes: readonly string[] } | { readonly rules: readonly string[] };

/** The rule of a fix, from the fix's id. */
export function ruleOf(fixId: string): string {
  return fixId.slice(0, fixId.lastIndexOf('/'));
}

/** What fixes make of all files of some scans, each step proven on what the ones before left. Writes nothing. */
export async function changesOf(scans: readonly ScanToFix[], choice: FixChoice): Promise<readonly PlannedChange[]> {
  const rules = 'rules' in choice ? choice.rules : choice.fixes.map(ruleOf);
  const changes: PlannedChange[] = [];
  for (const { folder, session, result, findings: only } of scans) {
    const wanted = result.files.filter(({ path, findings, choices = [] }) => {
      // A folder within another one is scanned on its own.
      const isOwn = workspace.getWorkspaceFolder(uriOf(folder.uri, path))?.uri.toString() === folder.uri.toString();
      return (
        isOwn && [...findings, ...choices].some(({ id, rule, suppressed }) => !suppressed && rules.includes(rule.id) && (only?.includes(id) ?? true))
      );
    });
    const found = await session.fixed(
      wanted.map(({ path }) => path),
      { review: true, rules, packages: [], ...('fixes' in choice ? choice : {}), ...(only ? { findings: only } : {}) },
    );
    changes.push(...found.map((change) => ({ uri: uriOf(folder.uri, change.path), change })));
  }
  return changes;
}

interface HowItem extends QuickPickItem {
  readonly how: 'preview' | 'all';
}

/**
 * Makes changes of several files as one change with one undo: after a look at the editor's refactor preview, where the user ticks
 * what is to be made, or all of them at once, as the user picks. If a file is not what was judged any more, nothing is made at all.
 * @returns true if something was changed
 */
export async function makeChanges(changes: readonly PlannedChange[]): Promise<boolean> {
  if (changes.length === 0) {
    void window.showInformationMessage('There is nothing to change: no edit is proven for the files as they are.');
    return false;
  }
  const how = await pickHow(changes);
  if (!how) return false;
  const edit = new WorkspaceEdit();
  const documents: { readonly document: TextDocument; readonly before: string }[] = [];
  for (const { uri, change } of changes) {
    const document = change.created ? undefined : await workspace.openTextDocument(uri);
    const isStale = document ? document.getText() !== change.before : (await readIfThere(uri)) !== undefined;
    if (isStale) {
      void window.showWarningMessage(`${workspace.asRelativePath(uri)} has changed meanwhile, so nothing was changed. Try again.`);
      return false;
    }
    if (document) documents.push({ document, before: change.before });
    addChange(edit, uri, change, how === 'preview');
  }
  if (!(await workspace.applyEdit(edit, { isRefactoring: true }))) return false;
  const isMade = await Promise.all(changes.map(async ({ uri, change }) => change.created && (await readIfThere(uri)) !== undefined));
  const isChanged = isMade.includes(true) || documents.some(({ document, before }) => document.getText() !== before);
  if (!isChanged) void window.showInformationMessage('Nothing was ticked in the preview, so nothing was changed.');
  return isChanged;
}

async function pickHow(changes: readonly PlannedChange[]): Promise<HowItem['how'] | undefined> {
  const files = changes.length === 1 ? '1 file' : `${changes.length} files`;
  const items: readonly HowItem[] = [
    { label: '$(eye) Preview', description: 'tick in the refactor preview what is to be changed', how: 'preview' },
    { label: `$(check-all) Change ${files} now`, description: 'one undo takes it back', how: 'all' },
  ];
  const titles = [...new Set(changes.flatMap(({ change }) => change.applied.map(({ fix }) => fixTitle(fix))))];
  const picked = await window.showQuickPick<HowItem>(items, { title: `${files} would change`, placeHolder: titles.join(' · ') });
  return picked?.how;
}

function addChange(edit: WorkspaceEdit, uri: Uri, { before, after, created, edits, applied }: FileChange, needsConfirmation: boolean): void {
  const lines = new LineIndex(before);
  const label = [...new Set(applied.map(({ fix }) => fixTitle(fix)))].join(' · ');
  const description = applied.some(({ fix }) => fix.safety === 'review') ? 'to be reviewed' : 'safe';
  const metadata = needsConfirmation ? { needsConfirmation, label, description, iconPath: new ThemeIcon('package') } : undefined;
  if (created) edit.createFile(uri, { contents: encodeText(after, { encoding: 'utf-8', bom: false }) }, metadata);
  else for (const { span, newText } of edits) edit.replace(uri, rangeOf(lines, span), newText, metadata);
}
