import { folderOf, type FilePort } from './files';

interface LockTool {
  readonly lock: string;
  readonly command: string;
}

/** Locks that go stale when a manifest of the format changes, and the command that makes them anew. */
const tools: Readonly<Record<string, readonly LockTool[]>> = {
  pyproject: [
    { lock: 'uv.lock', command: 'uv lock' },
    { lock: 'poetry.lock', command: 'poetry lock' },
    { lock: 'pdm.lock', command: 'pdm lock' },
    { lock: 'pixi.lock', command: 'pixi lock' },
  ],
  'cargo-toml': [{ lock: 'Cargo.lock', command: 'cargo update --workspace' }],
  'go-mod': [{ lock: 'go.sum', command: 'go mod tidy' }],
  pipfile: [{ lock: 'Pipfile.lock', command: 'pipenv lock' }],
  'uv-toml': [{ lock: 'uv.lock', command: 'uv lock' }],
  'package.json': [
    { lock: 'package-lock.json', command: 'npm install' },
    { lock: 'npm-shrinkwrap.json', command: 'npm install' },
    { lock: 'yarn.lock', command: 'yarn install' },
    { lock: 'pnpm-lock.yaml', command: 'pnpm install' },
    { lock: 'bun.lock', command: 'bun install' },
  ],
  'pnpm-workspace': [{ lock: 'pnpm-lock.yaml', command: 'pnpm install' }],
  'pixi.toml': [{ lock: 'pixi.lock', command: 'pixi lock' }],
  'deno.json': [{ lock: 'deno.lock', command: 'deno install' }],
  'conda-env': [{ lock: 'conda-lock.yml', command: 'conda-lock lock' }],
};

/** The command that makes a lock anew, and where it is run. Paths are relative to the root. */
export interface Relock {
  readonly command: string;
  readonly folder: string;
  readonly lock: string;
}

/** What to run after a manifest was edited: the tool of the nearest lock at or above it; undefined: no lock. */
export async function relockCommand(files: FilePort, path: string, formatId: string): Promise<Relock | undefined> {
  const candidates = formatId === 'python-script' ? scriptTools(path) : (tools[formatId] ?? []);
  for (let folder = folderOf(path); candidates.length > 0; folder = folderOf(folder)) {
    const names = new Set((await files.list(folder).catch(() => [])).map(({ name }) => name));
    const found = candidates.find(({ lock }) => names.has(lock));
    if (found) return { command: found.command, folder, lock: folder === '' ? found.lock : `${folder}/${found.lock}` };
    if (folder === '') return undefined;
  }
  return undefined;
}

/** Names of all locks that a command is known for. */
export const lockNames: readonly string[] = Object.values(tools).flatMap((known) => known.map(({ lock }) => lock));

/** Of a script whose name needs no quotes. */
function scriptTools(path: string): readonly LockTool[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /^[\w.-]+$/.test(name) && !name.startsWith('-') ? [{ lock: `${name}.lock`, command: `uv lock --script ${name}` }] : [];
}
