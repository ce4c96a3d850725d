import { Uri, commands, window, workspace, type Disposable, type WorkspaceFolder } from 'vscode';
import { decodeText, encodeText, readBaseline, writeBaseline } from '../../../engine';
import type { Finding } from '../../../model/finding';
import { pickFolder, readIfThere } from '../pick-folder';
import type { Services } from '../services';
import { showText } from '../shown-texts';
import { scanWithProgress } from './export-report';

export const baselineName = 'portolan-baseline.json';

/**
 * `portolan.writeBaseline`: asks where, shows what the file will hold, and writes it once if the user says so. An existing
 * baseline is shortened unless the user wants it whole.
 */
export function registerWriteBaseline(services: Services): Disposable {
  return commands.registerCommand('portolan.writeBaseline', async () => {
    const folder = await pickFolder(services, 'Write Baseline');
    const uri = folder && (await askPlace(folder));
    if (!folder || !uri) return false;
    const scans = await scanWithProgress(services, 'Portolan: reading the manifests for the baseline', (cancel, progress) =>
      services.scanFolders(cancel, progress),
    );
    const scan = scans?.find((one) => one.folder.uri.toString() === folder.uri.toString());
    if (!scan) return false;
    const findings = scan.result.files.flatMap((file) => file.findings);
    const stored = await readIfThere(uri);
    const before = stored && readBaseline(decodeText(stored).text);
    const text = await confirmedText(findings, before, stored !== undefined && !before, uri);
    if (text === undefined) return false;
    await workspace.fs.writeFile(uri, encodeText(text, { encoding: 'utf-8', bom: false }));
    return true;
  });
}

async function askPlace(folder: WorkspaceFolder): Promise<Uri | undefined> {
  const defaultUri = Uri.joinPath(folder.uri, baselineName);
  return window.showSaveDialog({ title: 'Write Baseline', saveLabel: 'Choose', filters: { Baseline: ['json'] }, defaultUri });
}

/** Shows the text beside a question; undefined: the user does not want it. */
async function confirmedText(
  findings: readonly Finding[],
  before: ReadonlySet<string> | undefined,
  isOther: boolean,
  uri: Uri,
): Promise<string | undefined> {
  const whole = writeBaseline(findings);
  const kept = before ? writeBaseline(findings, before) : undefined;
  await showText('baseline', baselineName, kept ?? whole);
  const name = workspace.asRelativePath(uri);
  const overwrites = isOther ? ` It holds something that is no baseline and would be overwritten.` : '';
  const count = (text: string): number => readBaseline(text)?.size ?? 0;
  if (kept === undefined) {
    const choice = await window.showInformationMessage(
      `Write ${bindings(count(whole))} into ${name}? They are then told no more, until they change.${overwrites}`,
      'Write',
    );
    return choice === 'Write' ? whole : undefined;
  }
  const choice = await window.showInformationMessage(
    `${name} lists ${bindings(before?.size ?? 0)}; ${count(kept)} of them are still there, and ${bindings(count(whole))} in all.`,
    'Keep What Is Left',
    'Write All',
  );
  return choice === 'Write All' ? whole : choice === 'Keep What Is Left' ? kept : undefined;
}

function bindings(count: number): string {
  return count === 1 ? '1 binding' : `${count} bindings`;
}
