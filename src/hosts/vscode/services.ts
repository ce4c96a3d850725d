import {
  EventEmitter,
  Range,
  window,
  workspace,
  type Event,
  type ExtensionContext,
  type LogOutputChannel,
  type Memento,
  type Uri,
  type WorkspaceFolder,
} from 'vscode';
import { LineIndex, type CancelFlag, type Engine, type Session } from '../../engine';
import type { ScanResult } from '../../model/result';
import { rangeOf, uriOf, type OffsetSpan } from './convert';
import { Documents } from './documents';
import { loadEngine, loadPages } from './engine-files';
import { Results } from './results';
import { Sessions } from './sessions';
import { readSettings, type Settings } from './settings';

/** A file as a session knows it: `path` is relative to the session's root. Without a folder the root is the file's own. */
export interface OpenedFile {
  readonly session: Session;
  readonly folder: WorkspaceFolder | undefined;
  readonly root: Uri;
  readonly path: string;
}

/** What a scan found in one workspace folder. */
export interface FolderScan {
  readonly folder: WorkspaceFolder;
  readonly session: Session;
  readonly result: ScanResult;
}

/** What the features of the extension share. Nothing here is loaded or read before it is first asked for. */
export interface Services {
  readonly extensionUri: Uri;
  /** Version of the extension, for reports. */
  readonly version: string;
  /** Address of the project, for reports of wrong facts; undefined if package.json names none. */
  readonly repository: string | undefined;
  readonly log: LogOutputChannel;
  /** The engine with the catalog that lies beside the bundle. */
  readonly engine: () => Promise<Engine>;
  /** Resolves once the engine holds evidence and rule pages. */
  readonly pages: () => Promise<void>;
  /** The settings in force for a file or folder; a policy file wins over them. */
  settings(scope?: Uri): Settings;
  /** The session of a file's workspace folder; undefined: no file that Portolan looks at (another scheme, untrusted and outside). */
  sessionFor(uri: Uri): Promise<OpenedFile | undefined>;
  /** The editor's own storage for this workspace: nothing of it is in the project. */
  readonly memory: Memento;
  readonly documents: Documents;
  /** What is known of files: those that are open and those of the last scan. */
  readonly results: Results;
  readonly onDidChangeResults: Event<void>;
  /** Reads and judges all workspace folders in which Portolan is on. Publishes nothing: `commands/scan.ts` does. */
  scanFolders(cancel?: CancelFlag, progress?: (done: number, total: number) => void): Promise<readonly FolderScan[]>;
  /** Shows a file with a place of its last result selected. */
  openAt(folder: WorkspaceFolder, path: string, span: OffsetSpan): Promise<void>;
  /** Tells the sessions that know a file that it has changed. */
  changed(uri: Uri): void;
  /** Drops all sessions: the settings or the folders have changed. */
  restart(): void;
  readonly onDidRestart: Event<void>;
}

export function createServices(context: ExtensionContext): Services {
  const log = window.createOutputChannel('Portolan', { log: true });
  const { version, repository } = context.extension.packageJSON as { version: string; repository?: string | { url: string } };
  const address = typeof repository === 'object' ? repository.url : repository;
  const engine = once(() => loadEngine(context.extensionUri, version));
  const pages = once(async () => loadPages(context.extensionUri, await engine()));
  const documents = new Documents();
  const sessions = new Sessions(engine, log, documents);
  const results = new Results();
  const restarted = new EventEmitter<void>();
  context.subscriptions.push(log, results, restarted);
  return {
    extensionUri: context.extensionUri,
    version,
    repository: address?.replace(/^git\+/, '').replace(/\.git$/, ''),
    log,
    engine,
    pages,
    settings: readSettings,
    sessionFor: (uri) => sessions.forFile(uri),
    memory: context.workspaceState,
    documents,
    results,
    onDidChangeResults: results.onDidChange,
    scanFolders: (cancel, progress) => scanFolders(sessions, cancel, progress),
    openAt: (folder, path, span) => openAt(uriOf(folder.uri, path), span, results),
    changed: (uri) => sessions.changed(uri),
    restart: () => {
      sessions.clear();
      restarted.fire();
    },
    onDidRestart: restarted.event,
  };
}

/** The promise of the first call for all; a failure is forgotten, so that the next call tries again. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

async function scanFolders(
  sessions: Sessions,
  cancel: CancelFlag = { aborted: false },
  progress?: (done: number, total: number) => void,
): Promise<readonly FolderScan[]> {
  const scans: FolderScan[] = [];
  for (const folder of workspace.workspaceFolders ?? []) {
    if (cancel.aborted) break;
    if (!readSettings(folder.uri).enable) continue;
    const session = await sessions.ofFolder(folder);
    session.changed();
    scans.push({ folder, session, result: await session.scan([''], cancel, progress) });
  }
  return scans;
}

async function openAt(uri: Uri, span: OffsetSpan, results: Results): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const known = results.get(uri)?.result.text;
  const range = known === undefined ? new Range(document.positionAt(span.start), document.positionAt(span.end)) : rangeOf(new LineIndex(known), span);
  await window.showTextDocument(document, { selection: document.validateRange(range) });
}
