import { Uri, workspace, type LogOutputChannel, type WorkspaceFolder } from 'vscode';
import type { Engine, Session } from '../../engine';
import { pathBelow } from './convert';
import type { Documents } from './documents';
import { EditorFiles, OpenDocumentsOnly } from './files';
import type { OpenedFile } from './services';
import { readSettings, unknownIds } from './settings';
import { pause } from './timer';

/** One session for each workspace folder, and one for each folder that holds a file from outside. */
export class Sessions {
  readonly #engine: () => Promise<Engine>;
  readonly #log: LogOutputChannel;
  readonly #documents: Documents;
  readonly #byRoot = new Map<string, { root: Uri; session: Promise<Session> }>();

  constructor(engine: () => Promise<Engine>, log: LogOutputChannel, documents: Documents) {
    this.#engine = engine;
    this.#log = log;
    this.#documents = documents;
  }

  clear(): void {
    this.#byRoot.clear();
  }

  /** Lets every session above a file forget what it knows of it. */
  changed(uri: Uri): void {
    for (const { root, session } of this.#byRoot.values()) {
      const path = pathBelow(root, uri);
      if (path !== undefined) void session.then((known) => known.changed(path)).catch(() => undefined);
    }
  }

  ofFolder(folder: WorkspaceFolder): Promise<Session> {
    return this.#of(folder.uri, true);
  }

  /** @returns undefined for what lies in no workspace folder and in no file system (a version of the past, an output). */
  async forFile(uri: Uri): Promise<OpenedFile | undefined> {
    const folder = workspace.getWorkspaceFolder(uri);
    if (!folder && uri.scheme !== 'untitled' && workspace.fs.isWritableFileSystem(uri.scheme) !== true) return undefined;
    const root = folder?.uri ?? Uri.joinPath(uri, '..');
    const path = pathBelow(root, uri);
    if (path === undefined) return undefined;
    const session = await this.#of(root, folder !== undefined || (workspace.isTrusted && uri.scheme !== 'untitled'));
    return { session, folder, root, path };
  }

  #of(root: Uri, mayRead: boolean): Promise<Session> {
    const key = `${root.toString()}${mayRead ? '' : '#open'}`;
    const known = this.#byRoot.get(key);
    if (known) return known.session;
    const session = this.#create(root, mayRead);
    session.catch(() => this.#byRoot.delete(key));
    this.#byRoot.set(key, { root, session });
    return session;
  }

  async #create(root: Uri, mayRead: boolean): Promise<Session> {
    const engine = await this.#engine();
    const settings = readSettings(root);
    for (const { setting, id } of unknownIds(settings, engine)) this.#log.warn(`The setting portolan.${setting} names "${id}", which is not known`);
    return engine.createSession(
      mayRead ? new EditorFiles(root, this.#documents) : new OpenDocumentsOnly(root, this.#documents),
      { settings: settings.policy },
      pause,
    );
  }
}
