import { Uri, WorkspaceEdit, workspace } from 'vscode';
import { digest } from '../../engine';
import type { FileEdit, Fix } from '../../model/fix';
import { addEdits, uriOf } from './convert';
import type { FileRecord } from './results';

/** The same in Node and in browsers. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** The edits of one or several fixes, to be made only if the files still are what was judged. */
export interface PlannedEdit {
  /** The files whose findings are fixed, all of one session. */
  readonly records: readonly FileRecord[];
  /** The session's root, where no record tells it. */
  readonly root?: Uri;
  /** All files that change or come into being; paths are relative to the session's root. */
  readonly files: readonly FileEdit[];
}

/** An edit for the documents as they are, or one sentence why there is none. */
export type CheckedEdit = { readonly edit: WorkspaceEdit; readonly refused?: undefined } | { readonly edit?: undefined; readonly refused: string };

/** The proven fixes of each finding that is shown, lightest first; a fix that serves several findings comes once. */
export function fixesOf(record: FileRecord, findings = record.result.findings): readonly Fix[] {
  const seen = new Set<string>();
  return findings
    .filter(({ suppressed }) => suppressed === null)
    .flatMap((finding) => record.file.session.fixes(finding, record.result))
    .filter((fix) => {
      const key = JSON.stringify([fix.id, fix.files]);
      return !seen.has(key) && seen.add(key);
    });
}

/**
 * All safe fixes of some files as one edit for each session, made as the command line makes them: each proven on what the ones
 * before it left.
 */
export async function planSafeFixes(records: readonly FileRecord[]): Promise<readonly PlannedEdit[]> {
  const planned: PlannedEdit[] = [];
  for (const session of new Set(records.map(({ file }) => file.session))) {
    const own = records.filter(({ file }) => file.session === session);
    const changes = await session.fixed(
      own.map(({ result }) => result.path),
      { review: false, rules: [], packages: [] },
    );
    const files = changes.map(({ path, before, edits, created }) => ({
      file: path,
      length: before.length,
      digest: digest(before),
      edits,
      create: created,
    }));
    if (files.length > 0) planned.push({ records: own, files });
  }
  return planned;
}

/** One edit of the editor, and so one step to undo, for the documents as they are; refused as a whole if one has changed. */
export async function checkedEdit(...planned: readonly PlannedEdit[]): Promise<CheckedEdit> {
  const edit = new WorkspaceEdit();
  for (const { records, files, root: named } of planned) {
    const root = named ?? records[0]?.file.root;
    for (const file of root ? files : []) {
      const uri = uriOf(root as Uri, file.file);
      const record = records.find((known) => known.uri.toString() === uri.toString());
      const refused = file.create ? await addNewFile(edit, uri, file) : await addChecked(edit, uri, file, record?.version);
      if (refused !== undefined) return { refused };
    }
  }
  return { edit };
}

async function addChecked(edit: WorkspaceEdit, uri: Uri, file: FileEdit, version: number | undefined): Promise<string | undefined> {
  const name = workspace.asRelativePath(uri);
  const document = await Promise.resolve(workspace.openTextDocument(uri)).catch(() => undefined);
  if (!document) return `${name} cannot be opened; nothing was changed.`;
  const text = document.getText();
  const isStale = (version !== undefined && document.version !== version) || text.length !== file.length || digest(text) !== file.digest;
  if (isStale) return `${name} has changed since the fix was found; nothing was changed.`;
  // Bytes that are no text came in as U+FFFD and would be written back as such.
  if (text.includes('\ufffd')) return `${name} holds bytes that are no text; nothing was changed.`;
  addEdits(edit, document.uri, text, file.edits);
  return undefined;
}

/** Never over a file that is there: the editor refuses that once more when the edit is made. */
async function addNewFile(edit: WorkspaceEdit, uri: Uri, { edits }: FileEdit): Promise<string | undefined> {
  const isThere = await Promise.resolve(workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  );
  if (isThere) return `${workspace.asRelativePath(uri)} exists already; nothing was changed.`;
  const contents = new TextEncoder().encode(edits.map(({ newText }) => newText).join(''));
  edit.createFile(uri, { overwrite: false, ignoreIfExists: false, contents });
  return undefined;
}
