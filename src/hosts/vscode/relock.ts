import { Disposable, StatusBarAlignment, commands, window, workspace, type Terminal, type Uri } from 'vscode';
import { digest, formatOf, lockNames, relockCommand } from '../../engine';
import { uriOf } from './convert';
import { EditorFiles } from './files';
import type { FileRecord } from './results';
import type { OpenedFile, Services } from './services';

/** A lock that is older than its manifest, and the command that makes it anew. */
export interface StaleLock {
  readonly command: string;
  /** Where the command is run: only ever the folder that the terminal opens in, never a part of the command. */
  readonly folder: Uri;
  readonly lock: Uri;
  readonly manifest: Uri;
}

/** What is out of date for a manifest, if its lock has a command, a terminal can open there and the workspace is trusted. */
export async function staleLockOf(file: OpenedFile, path: string, services: Services): Promise<StaleLock | undefined> {
  const { root } = file;
  if (!workspace.isTrusted || !['file', 'vscode-remote'].includes(root.scheme)) return undefined;
  const found = await relockCommand(new EditorFiles(root, services.documents), path, formatOf(path)?.id ?? '');
  if (!found) return undefined;
  return { command: found.command, folder: uriOf(root, found.folder), lock: uriOf(root, found.lock), manifest: uriOf(root, path) };
}

/** What a user reads who may have the command typed. An unsaved manifest is saved first, since the tool reads the disk. */
export function relockTitle({ command, manifest }: StaleLock, services: Services): string {
  const isDirty = services.documents.find(manifest)?.isDirty === true;
  return `${isDirty ? `Save ${nameOf(manifest)} and type` : 'Type'} "${command}" into a terminal`;
}

/** Locks that fixes have left behind: told by a status bar item until the lock is written or the manifest is as it was. */
export class StaleLocks implements Disposable {
  readonly #services: Services;
  readonly #item = window.createStatusBarItem('portolan.relock', StatusBarAlignment.Left, 9);
  readonly #stale = new Map<string, StaleLock & { readonly before: string }>();
  readonly #subscriptions: Disposable;
  readonly #terminals = new Map<string, Terminal>();
  #watcher: Disposable | undefined;

  constructor(services: Services) {
    this.#services = services;
    this.#item.name = 'Portolan: lock out of date';
    this.#subscriptions = Disposable.from(
      this.#item,
      commands.registerCommand('portolan.typeRelock', async (lock: StaleLock | undefined = this.shown()) => lock && this.#type(lock)),
      workspace.onDidChangeTextDocument(({ document }) => {
        const key = document.uri.toString();
        const known = this.#stale.get(key);
        // The fix was undone.
        if (known && digest(document.getText()) === known.before) this.#stale.delete(key);
        if (known) this.#show();
      }),
      workspace.onDidSaveTextDocument(() => this.#show()),
      window.onDidChangeActiveTextEditor(() => this.#show()),
      window.onDidCloseTerminal((closed) => {
        for (const [key, terminal] of this.#terminals) if (terminal === closed) this.#terminals.delete(key);
      }),
    );
  }

  /** The lock that the status bar speaks of: the active manifest's, else the one that went out of date last. */
  shown(): StaleLock | undefined {
    const active = window.activeTextEditor?.document.uri.toString();
    return (active === undefined ? undefined : this.#stale.get(active)) ?? [...this.#stale.values()].at(-1);
  }

  /** Fixes have changed these files. @param changed paths below the root of the records, with the digest from before */
  async fixed(records: readonly FileRecord[], changed: readonly { readonly file: string; readonly digest: string }[]): Promise<void> {
    const file = records[0]?.file;
    for (const { file: path, digest: before } of file ? changed : []) {
      const lock = await staleLockOf(file as OpenedFile, path, this.#services);
      if (!lock) continue;
      const key = lock.manifest.toString();
      this.#stale.set(key, { ...lock, before: this.#stale.get(key)?.before ?? before });
    }
    this.#show();
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#watcher?.dispose();
  }

  #show(): void {
    const lock = this.shown();
    this.#watch();
    if (!lock) return this.#item.hide();
    this.#item.text = `$(terminal) ${lock.command}`;
    this.#item.tooltip = `${nameOf(lock.lock)} is older than ${nameOf(lock.manifest)}, which a fix has changed.\n${relockTitle(lock, this.#services)}; you run it.`;
    this.#item.command = 'portolan.typeRelock';
    this.#item.show();
  }

  /** Watches locks only while one is out of date. */
  #watch(): void {
    if (this.#stale.size === 0) {
      this.#watcher?.dispose();
      this.#watcher = undefined;
    } else if (!this.#watcher) {
      const watcher = workspace.createFileSystemWatcher(`**/{${[...new Set(lockNames)].join(',')}}`);
      const written = (uri: Uri): void => {
        for (const [key, { lock }] of this.#stale) if (lock.toString() === uri.toString()) this.#stale.delete(key);
        this.#show();
      };
      this.#watcher = Disposable.from(watcher, watcher.onDidChange(written), watcher.onDidCreate(written), watcher.onDidDelete(written));
    }
  }

  /** Types the command and leaves it to the user to run it. A terminal in which it stands already is only shown. */
  async #type(lock: StaleLock): Promise<void> {
    if (!workspace.isTrusted) return;
    await this.#services.documents.find(lock.manifest)?.save();
    const key = JSON.stringify([lock.command, lock.folder.toString()]);
    const known = this.#terminals.get(key);
    if (known && known.exitStatus === undefined && !known.state.isInteractedWith) return known.show();
    const terminal = window.createTerminal({ name: lock.command, cwd: lock.folder });
    this.#terminals.set(key, terminal);
    terminal.show();
    terminal.sendText(lock.command, false);
  }
}

function nameOf(uri: Uri): string {
  return workspace.asRelativePath(uri);
}
