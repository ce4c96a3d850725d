import { Uri, commands, window, workspace, type Disposable, type QuickPickItem, type WorkspaceFolder } from 'vscode';
import {
  compareFindings,
  comparisonToMarkdown,
  decodeText,
  findingsOf,
  findingsOfBaseline,
  readBaseline,
  readCheckResult,
  type ComparedFinding,
  type Engine,
  type FilePort,
} from '../../../engine';
import type { ScanResult } from '../../../model/result';
import { EditorFiles } from '../files';
import { filesAt, repositoryOf, revisionsOf } from '../git-revisions';
import { pickFolder } from '../pick-folder';
import type { Services } from '../services';
import { showText } from '../shown-texts';
import { pause } from '../timer';
import { scanWithProgress } from './export-report';

/** What the present state is compared with: named for the title, and its findings, given those of now. */
interface Other {
  readonly name: string;
  readonly findings: (now: readonly ComparedFinding[], cancel: { readonly aborted: boolean }) => Promise<readonly ComparedFinding[]>;
}

type OtherItem = QuickPickItem & { readonly source: 'file' | 'folder' | 'revision' };

/** `portolan.compare`: what was bound before and is not now, and the other way round, as a document that cannot be edited. */
export function registerCompare(services: Services): Disposable {
  return commands.registerCommand('portolan.compare', async () => {
    const folder = await pickFolder(services, 'Compare');
    const other = folder && (await pickOther(folder, services));
    if (!folder || !other) return;
    const engine = await services.engine();
    let before: readonly ComparedFinding[] = [];
    let now: readonly ComparedFinding[] = [];
    const scans = await scanWithProgress(services, `Portolan: comparing with ${other.name}`, async (cancel, progress) => {
      const own = await services.scanFolders(cancel, progress);
      const scan = own.find((one) => one.folder.uri.toString() === folder.uri.toString());
      if (!scan || cancel.aborted) return own;
      now = comparedOf(engine, scan.result);
      before = await other.findings(now, cancel);
      return own;
    });
    if (!scans) return;
    const text = comparisonToMarkdown(compareFindings(before, now), engine.vocabulary, Infinity);
    await showText('compare', `${folder.name} against ${other.name}.md`, `# ${folder.name} against ${other.name}\n\n${text}`);
  });
}

async function pickOther(folder: WorkspaceFolder, services: Services): Promise<Other | undefined> {
  const repository = await repositoryOf(folder.uri);
  const items: readonly OtherItem[] = [
    ...(repository
      ? [{ label: '$(git-commit) A revision…', description: 'of this repository, through the Git extension', source: 'revision' as const }]
      : []),
    { label: '$(file) A baseline or a result of check…', description: 'a JSON file', source: 'file' },
    { label: '$(folder) Another folder…', description: 'another checkout or project', source: 'folder' },
  ];
  const picked = await window.showQuickPick<OtherItem>(items, { title: 'Compare', placeHolder: `With what is ${folder.name} to be compared?` });
  if (picked?.source === 'file') return fileOther(folder);
  if (picked?.source === 'folder') return folderOther(services);
  if (!picked || !repository) return undefined;
  const revision = await window.showQuickPick(await revisionsOf(repository), { title: 'Compare', placeHolder: 'Revision', matchOnDescription: true });
  if (!revision) return undefined;
  const findings: Other['findings'] = async (_now, cancel) =>
    scanned(await services.engine(), await filesAt(repository, folder.uri, revision.ref), folder.uri, services, cancel);
  return { name: revision.label, findings };
}

async function fileOther(folder: WorkspaceFolder): Promise<Other | undefined> {
  const [uri] = (await window.showOpenDialog({ title: 'Compare', openLabel: 'Compare', filters: { JSON: ['json'] }, defaultUri: folder.uri })) ?? [];
  if (!uri) return undefined;
  const { text } = decodeText(await workspace.fs.readFile(uri));
  const baseline = readBaseline(text);
  const result = baseline ? undefined : readCheckResult(text);
  const name = workspace.asRelativePath(uri);
  if (baseline) return { name, findings: (now) => Promise.resolve(findingsOfBaseline(baseline, now)) };
  if (result) return { name, findings: () => Promise.resolve(result) };
  void window.showWarningMessage(`${name} is neither a baseline nor a result of "check --format json".`);
  return undefined;
}

async function folderOther(services: Services): Promise<Other | undefined> {
  const picked = await window.showOpenDialog({ title: 'Compare', openLabel: 'Compare', canSelectFolders: true, canSelectFiles: false });
  const [uri] = picked ?? [];
  if (!uri) return undefined;
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  return {
    name,
    findings: async (_now, cancel) => scanned(await services.engine(), new EditorFiles(uri, services.documents), uri, services, cancel),
  };
}

async function scanned(
  engine: Engine,
  files: FilePort,
  root: Uri,
  services: Services,
  cancel: { readonly aborted: boolean },
): Promise<readonly ComparedFinding[]> {
  const session = engine.createSession(files, { settings: services.settings(root).policy }, pause);
  return comparedOf(engine, await session.scan([''], cancel));
}

function comparedOf(engine: Engine, result: ScanResult): readonly ComparedFinding[] {
  return findingsOf(engine.report(result, { targets: [], accept: [], fixes: () => [] }), '');
}
