import { Uri, extensions, workspace } from 'vscode';
import { ChangedFiles, encodeText, type ChangedFile, type FilePort } from '../../engine';
import { pathBelow } from './convert';
import { Documents } from './documents';
import { EditorFiles } from './files';

/** The part of the built-in Git extension's API (version 1) that is used: https://github.com/microsoft/vscode/blob/main/extensions/git/src/api/git.d.ts */
interface GitApi {
  getRepository(uri: Uri): Repository | null;
}

interface Change {
  readonly uri: Uri;
  readonly originalUri: Uri;
  readonly renameUri: Uri | undefined;
  readonly status: number;
}

interface Ref {
  readonly type: number;
  readonly name?: string;
  readonly commit?: string;
  readonly remote?: string;
}

interface Repository {
  readonly rootUri: Uri;
  readonly state: { readonly workingTreeChanges: readonly Change[]; readonly untrackedChanges?: readonly Change[] };
  getRefs(query: object): Promise<readonly Ref[]>;
  getCommit(ref: string): Promise<{ readonly hash: string; readonly message: string }>;
  diffWith(ref: string): Promise<readonly Change[]>;
  show(ref: string, path: string): Promise<string>;
  buffer?(ref: string, path: string): Promise<Uint8Array>;
}

/** `Status` of the API: what of a change says that a file was not there, or is there no more. */
const untracked = 7;

/** A revision as a list offers it. */
export interface Revision {
  readonly label: string;
  readonly description: string;
  readonly ref: string;
}

/**
 * The repository of a folder, through the editor's own Git extension; undefined: there is none, the extension is missing or off,
 * or the workspace is not trusted, since Git may run what a repository names.
 */
export async function repositoryOf(folder: Uri): Promise<Repository | undefined> {
  if (!workspace.isTrusted) return undefined;
  const extension = extensions.getExtension<{ readonly enabled: boolean; getAPI(version: 1): GitApi }>('vscode.git');
  if (!extension) return undefined;
  const git = await extension.activate();
  return git.enabled ? (git.getAPI(1).getRepository(folder) ?? undefined) : undefined;
}

/** The last commit, and branches and tags by name. */
export async function revisionsOf(repository: Repository): Promise<readonly Revision[]> {
  const refs = await repository.getRefs({});
  const kinds = ['branch', 'remote branch', 'tag'];
  const named = refs.flatMap(({ name, type, commit }): readonly Revision[] =>
    name === undefined || commit === undefined ? [] : [{ label: name, description: `${kinds[type] ?? ''} · ${commit.slice(0, 8)}`, ref: commit }],
  );
  return [{ label: 'HEAD', description: 'the last commit', ref: 'HEAD' }, ...named];
}

/** The files of a folder as they are at a revision: what has changed since is read from Git, the rest from storage. */
export async function filesAt(repository: Repository, folder: Uri, ref: string): Promise<FilePort> {
  const { hash } = await repository.getCommit(ref);
  const changes = new Map<string, ChangedFile>();
  const absent = (uri: Uri | undefined): void => {
    const path = uri && pathBelow(folder, uri);
    if (path !== undefined) changes.set(path, undefined);
  };
  const { workingTreeChanges, untrackedChanges = [] } = repository.state;
  for (const { uri } of [...untrackedChanges, ...workingTreeChanges.filter(({ status }) => status === untracked)]) absent(uri);
  const differing = await repository.diffWith(hash);
  // A file that a rename has brought was not there under its present name, unless the revision says so below.
  for (const { uri, renameUri } of differing) for (const one of [uri, renameUri]) absent(one);
  for (const { originalUri } of differing) {
    const path = pathBelow(folder, originalUri);
    const inRepository = pathBelow(repository.rootUri, originalUri);
    if (path === undefined || inRepository === undefined) continue;
    const bytes = await read(repository, hash, originalUri).catch(() => undefined);
    if (bytes) changes.set(path, () => Promise.resolve(bytes));
  }
  // Unsaved text is no part of any revision: files are read as stored.
  return new ChangedFiles(new EditorFiles(folder, new Documents(false)), changes);
}

async function read(repository: Repository, ref: string, uri: Uri): Promise<Uint8Array> {
  if (repository.buffer) return repository.buffer(ref, uri.fsPath);
  return encodeText(await repository.show(ref, uri.fsPath), { encoding: 'utf-8', bom: false });
}
