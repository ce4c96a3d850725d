import { workspace, type Disposable } from 'vscode';
import { LineIndex, problemMessage } from '../../engine';
import type { Problem } from '../../model/manifest';
import type { FolderScan, Services } from './services';

/** Says in the output channel what was read of each file and what was not; the same is not said twice. */
export function logResults({ results, log }: Services): Disposable {
  const said = new Map<string, string>();
  const tell = (key: string, lines: readonly { readonly text: string; readonly isProblem: boolean }[]): void => {
    const all = lines.map(({ text }) => text).join('\n');
    if (said.get(key) === all) return;
    said.set(key, all);
    for (const { text, isProblem } of lines) {
      if (isProblem) log.warn(text);
      else log.info(text);
    }
  };
  return results.onDidChange(() => {
    for (const { uri, result } of results.all()) {
      const path = workspace.asRelativePath(uri);
      const { dependencies, artifacts } = result.manifest;
      const read = `${path}: ${statusWords[result.status]}${result.reason === undefined ? '' : ` (${result.reason})`}, ${dependencies.length + artifacts.length} entries`;
      tell(uri.toString(), [{ text: read, isProblem: result.status === 'skipped' }, ...problemLines(path, result.text, result.problems)]);
    }
    for (const { uri, policy } of results.policies()) {
      const path = workspace.asRelativePath(uri);
      tell(uri.toString(), [{ text: `${path}: policy file read`, isProblem: false }, ...problemLines(path, policy.text, policy.problems)]);
    }
  });
}

/** What a scan could not list, and its sum. */
export function logScans(scans: readonly FolderScan[], { log }: Services): void {
  for (const { folder, result } of scans) {
    log.info(`Scanned ${folder.name}: ${result.files.length} files`);
    for (const unreadable of result.unreadable) log.warn(`Not read: the folder ${folder.name}/${unreadable.folder} (${unreadable.reason})`);
  }
}

const statusWords = { read: 'read', partial: 'read in part', skipped: 'not read' } as const;

function problemLines(path: string, text: string, problems: readonly Problem[]): readonly { text: string; isProblem: boolean }[] {
  if (problems.length === 0) return [];
  const lines = new LineIndex(text);
  return problems.map((problem) => {
    const { line, column } = lines.position(problem.span.start);
    return { text: `${path}:${line + 1}:${column + 1}: ${problemMessage(problem)}`, isProblem: true };
  });
}
