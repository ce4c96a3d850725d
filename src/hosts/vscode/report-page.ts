import { workspace, type Uri } from 'vscode';
import { formats, idWithout, mergeResults, messageToHtml, reportToHtml, type CancelFlag, type Report, type Session } from '../../engine';
import type { Finding } from '../../model/finding';
import type { ScanResult } from '../../model/result';
import { uriOf } from './convert';
import type { FolderScan, Services } from './services';

/** A file of the report: where it is, and the text that the page's offsets count in. */
export interface ReportFile {
  readonly uri: Uri;
  readonly text: string;
  /** Relative to the folder that its session stands for. */
  readonly path: string;
  /** The folder that its session stands for. */
  readonly root: Uri;
  /** None for policy files, which are never fixed. */
  readonly session: Session | undefined;
  /** The session's own id of a finding, from the one that the report has. */
  readonly ownId: (id: string) => string;
}

/** The report as the page shows it, and all that it may ask for: files to open, findings to fix. */
export interface ReportPage {
  readonly markup: string;
  /** By the path that the page shows. */
  readonly files: ReadonlyMap<string, ReportFile>;
  readonly findings: readonly Finding[];
}

/** A page that only says something. */
export function messagePage(...sentences: readonly string[]): ReportPage {
  return { markup: messageToHtml('Portolan report', sentences), files: new Map(), findings: [] };
}

/** Reads the folders again with what their sessions know: only files that have changed are parsed. */
export async function scanAgain(scans: readonly FolderScan[], cancel: CancelFlag): Promise<readonly FolderScan[]> {
  const again: FolderScan[] = [];
  for (const { folder, session } of scans) again.push({ folder, session, result: await session.scan([''], cancel) });
  return again;
}

/** One report of all folders; with several, each path begins with its folder's name. */
export async function pageOf(scans: readonly FolderScan[], services: Services): Promise<ReportPage> {
  if ((workspace.workspaceFolders ?? []).length === 0) {
    return messagePage('No folder is open. Open the folder of a project and run "Portolan: Show Report" again.');
  }
  if (scans.length === 0)
    return messagePage('Nothing was scanned: the setting portolan.enable is off here, or the scan was cancelled before it began.');
  const { report, title, prefixes } = await reportOf(scans, services);
  return {
    markup: reportToHtml(report, { title, formats: formats.map((format) => format.title) }),
    files: filesOf(scans, prefixes),
    findings: report.findings.map(({ finding }) => finding),
  };
}

/** The report on all folders, their names for its title, and what stands before the paths of each. */
export async function reportOf(
  scans: readonly FolderScan[],
  services: Services,
  locks = false,
): Promise<{ readonly report: Report; readonly title: string; readonly prefixes: readonly string[] }> {
  const engine = await services.engine();
  await services.pages();
  const prefixes = prefixesOf(scans);
  const { result, fixes, texts, lockKnowledge } = mergeResults(
    scans.map((scan, n) => ({
      prefix: prefixes[n] ?? '',
      result: ownResult(scan),
      fixes: (finding, file) => scan.session.fixes(finding, file),
      texts: (finding, remedy, file) => scan.session.texts(finding, remedy, file),
      lockKnowledge: (file) => scan.session.lockKnowledge(file),
    })),
  );
  const policies = await Promise.all(scans.map(({ session }) => session.policyFor('')));
  const report = engine.report(result, {
    targets: [...new Set(policies.flatMap(({ policy }) => policy.targets))],
    accept: [...new Set(policies.flatMap(({ policy }) => policy.accept))],
    fixes,
    texts,
    locks: locks ? engine.lockSummaries(result, lockKnowledge) : [],
  });
  return { report, title: workspace.name ?? scans.map(({ folder }) => folder.name).join(', '), prefixes };
}

/** The result without what lies in another workspace folder within this one: that is scanned on its own. */
function ownResult({ folder, result }: FolderScan): ScanResult {
  const own = (path: string): boolean => workspace.getWorkspaceFolder(uriOf(folder.uri, path))?.uri.toString() === folder.uri.toString();
  return { ...result, files: result.files.filter(({ path }) => own(path)), policies: result.policies.filter(({ path }) => own(path)) };
}

/** Nothing for one folder, else the folders' names; a second folder of the same name gets a number. */
function prefixesOf(scans: readonly FolderScan[]): readonly string[] {
  if (scans.length === 1) return [''];
  const taken = new Set<string>();
  return scans.map(({ folder: { name } }) => {
    let prefix = name;
    for (let n = 2; taken.has(prefix); n++) prefix = `${name} (${n})`;
    taken.add(prefix);
    return prefix;
  });
}

function filesOf(scans: readonly FolderScan[], prefixes: readonly string[]): ReportPage['files'] {
  const files = new Map<string, ReportFile>();
  for (const [n, { folder, session, result }] of scans.entries()) {
    const prefix = prefixes[n] ? `${prefixes[n]}/` : '';
    const manifests = new Set<object>(result.files);
    // What stands beside a file (its lock, say) may be a file of the result itself, which then counts.
    for (const file of [...result.files.flatMap(({ beside = [] }) => beside), ...result.files, ...result.policies]) {
      const { path, text } = file;
      files.set(`${prefix}${path}`, {
        uri: uriOf(folder.uri, path),
        text,
        path,
        root: folder.uri,
        session: manifests.has(file) ? session : undefined,
        ownId: (id) => idWithout(prefixes[n] ?? '', id) ?? id,
      });
    }
  }
  return files;
}
