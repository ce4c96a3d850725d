import { DiagnosticSeverity, Range, Uri, type WorkspaceEdit } from 'vscode';
import { LineIndex } from '../../engine';
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

/** Adds edits of one text, which is the document's present one. */
export function addEdits(edit: WorkspaceEdit, uri: Uri, text: string, edits: FileEdit['edits']): void {
  const lines = new LineIndex(text);
  for (const { span, newText } of edits) edit.replace(uri, rangeOf(lines, span), newText);
}
