import { DiagnosticSeverity, Range, Uri, WorkspaceEdit, workspace } from 'vscode';
import { LineIndex, digest } from '../../engine';
import type { Finding } from '../../model/finding';
import type { FileEdit } from '../../model/fix';
import type { Severity } from '../../model/vocabulary';

/** UTF-16 offsets into the text of a result. */
export type OffsetSpan = Finding['span'];

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function diagnosticSeverity(severity: Severity): DiagnosticSeverity {
  return severities[severity];
}

/** The editor's range of a span. @param lines of the text that the span counts in. */
export function rangeOf(lines: LineIndex, { start, end }: OffsetSpan): Range {
  const from = lines.position(start);
  const to = lines.position(end);
  return new Range(from.line, from.column, to.line, to.column);
}

/** The file at a `/`-separated path below a root; the root itself for ``. */
export function uriOf(root: Uri, path: string): Uri {
  return path === '' ? root : Uri.joinPath(root, ...path.split('/'));
}

/** The path of a file below a root, `/`-separated; undefined if it lies elsewhere. */
export function pathBelow(root: Uri, file: Uri): string | undefined {
  const base = root.path.endsWith('/') ? root.path : `${root.path}/`;
  return root.scheme === file.scheme && root.authority === file.authority && file.path.startsWith(base) ? file.path.slice(base.length) : undefined;
}

/**
 * The edits of the engine as one edit of the editor, for the documents as they are now.
 * @returns undefined if a document's text is not the one that the edits were computed for.
 */
export async function workspaceEditOf(files: readonly FileEdit[], root: Uri): Promise<WorkspaceEdit | undefined> {
  const edit = new WorkspaceEdit();
  for (const file of files) {
    const document = await workspace.openTextDocument(uriOf(root, file.file));
    const text = document.getText();
    if (text.length !== file.length || digest(text) !== file.digest) return undefined;
    addEdits(edit, document.uri, text, file.edits);
  }
  return edit;
}

/** Adds edits of one text, which is the document's present one. */
export function addEdits(edit: WorkspaceEdit, uri: Uri, text: string, edits: FileEdit['edits']): void {
  const lines = new LineIndex(text);
  for (const { span, newText } of edits) edit.replace(uri, rangeOf(lines, span), newText);
}
