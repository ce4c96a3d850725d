import { workspace, type WorkspaceEdit } from 'vscode';
import { digest } from '../../engine';
import type { FileEdit, Fix } from '../../model/fix';
import { workspaceEditOf } from './convert';
import type { FileRecord } from './results';

/** The edit of one or several fixes of a file, to be made only if the file still is what was judged. */
export interface PlannedEdit {
  readonly record: FileRecord;
  readonly files: readonly FileEdit[];
}

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

/** All safe fixes of one file as one edit, made as the command line makes them: each proven on what the ones before left. */
export async function planSafeFixes(record: FileRecord): Promise<PlannedEdit | undefined> {
  const { path, text } = record.result;
  const change = await record.file.session.fixed(path, { review: false, rules: [], packages: [] });
  if (!change || change.before !== text) return undefined;
  return { record, files: [{ file: path, length: text.length, digest: digest(text), edits: change.edits, create: false }] };
}

/** The edit for the documents as they are; undefined if version or content are not the ones that were judged. */
export async function checkedEdit({ record, files }: PlannedEdit): Promise<WorkspaceEdit | undefined> {
  const document = await workspace.openTextDocument(record.uri);
  if (record.version !== undefined && document.version !== record.version) return undefined;
  // Bytes that are no text came in as U+FFFD and would be written back as such.
  if (document.getText().includes('\ufffd')) return undefined;
  return workspaceEditOf(files, record.file.root);
}
