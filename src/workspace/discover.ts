import { decodeText } from '../text/decode';
import type { CancelFlag, FilePort } from './files';
import { GitIgnore } from './gitignore';

/** Folders that never hold a person's manifests. `build`, `env` and `vendor` may, so nothing else is skipped by name. */
const skippedFolders = new Set(['.git', 'node_modules', 'site-packages', '__pycache__', '.tox', '.nox', '.venv']);
/** True for the name of a folder that holds installed or generated files alone. */
export function isForeignFolder(name: string): boolean {
  return skippedFolders.has(name);
}

const longestIgnoreFile = 1024 * 1024;
const deepestFolder = 64;

export interface Discovery {
  /** Paths of files that a format reads, sorted by folder and name. */
  readonly files: readonly string[];
  /** Folders that could not be listed. */
  readonly unreadable: readonly { readonly folder: string; readonly reason: string }[];
}

interface IgnoreScope {
  readonly folder: string;
  readonly rules: GitIgnore;
}

/**
 * Walks the tree below `start` in a fixed order and yields what `wanted` accepts. Honours `.gitignore` files and `excluded`;
 * follows no link; leaves out environments of Python (`pyvenv.cfg`).
 */
export async function discover(
  files: FilePort,
  start: string,
  wanted: (path: string) => boolean,
  excluded: (path: string) => boolean,
  cancel: CancelFlag,
): Promise<Discovery> {
  const found: string[] = [];
  const unreadable: { folder: string; reason: string }[] = [];
  const visit = async (folder: string, scopes: readonly IgnoreScope[], depth: number): Promise<void> => {
    if (cancel.aborted || depth > deepestFolder) return;
    const entries = await list(files, folder, unreadable);
    if (entries.some(({ name, kind }) => kind === 'file' && name === 'pyvenv.cfg')) return;
    const inner = entries.some(({ name, kind }) => kind === 'file' && name === '.gitignore') ? [...scopes, await readScope(files, folder)] : scopes;
    for (const { name, kind } of entries) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'folder' && !isForeignFolder(name)) {
        if (!isIgnored(inner, path, true) && !excluded(path)) await visit(path, inner, depth + 1);
      } else if (kind === 'file' && wanted(path) && !isIgnored(inner, path, false) && !excluded(path)) {
        found.push(path);
      }
    }
  };
  await visit(start, await outerScopes(files, start), 0);
  return { files: found, unreadable };
}

async function list(files: FilePort, folder: string, unreadable: { folder: string; reason: string }[]) {
  try {
    const entries = await files.list(folder);
    return [...entries].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  } catch (error) {
    unreadable.push({ folder, reason: error instanceof Error ? error.message : String(error) });
    return [];
  }
}

async function readScope(files: FilePort, folder: string): Promise<IgnoreScope> {
  const path = folder === '' ? '.gitignore' : `${folder}/.gitignore`;
  const content = await files.read(path, longestIgnoreFile);
  const text = content.kind === 'bytes' ? decodeText(content.bytes).text : content.kind === 'text' ? content.text : '';
  return { folder, rules: new GitIgnore(text) };
}

/** The ignore files of the folders above the start, within the root. */
async function outerScopes(files: FilePort, start: string): Promise<readonly IgnoreScope[]> {
  const scopes: IgnoreScope[] = [];
  const parts = start === '' ? [] : start.split('/');
  for (let depth = 0; depth < parts.length; depth++) scopes.push(await readScope(files, parts.slice(0, depth).join('/')));
  return scopes;
}

/** The innermost file that speaks of a path decides. */
function isIgnored(scopes: readonly IgnoreScope[], path: string, isFolder: boolean): boolean {
  for (let n = scopes.length - 1; n >= 0; n--) {
    const scope = scopes[n];
    if (!scope) continue;
    const answer = scope.rules.ignores(scope.folder === '' ? path : path.slice(scope.folder.length + 1), isFolder);
    if (answer !== undefined) return answer;
  }
  return false;
}
