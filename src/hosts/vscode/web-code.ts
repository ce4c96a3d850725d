import { Uri, workspace } from 'vscode';
import type * as Engine from '../../engine';

/** What the worker needs besides the extension's own file, in the order in which they need each other. */
const files = ['yaml.js', 'locks.js', 'report.js', 'engine.js'];

/** Every worker has it; the types of the editor's API do not. */
declare const TextDecoder: new () => { decode(bytes: Uint8Array | undefined): string };

type CommonJs = (module: { exports: unknown }, exports: unknown, require: (name: string) => unknown) => void;

const sources = new Map<string, CommonJs>();
const loaded = new Map<string, unknown>();

/**
 * Fetches the other files of the extension and makes them ready to run; a worker has no `require` for them. They come from
 * the installed extension alone, and run as VS Code runs the extension's own file.
 */
export async function loadCode(extensionUri: Uri): Promise<void> {
  const decoder = new TextDecoder();
  const bytes = await Promise.all(files.map((name) => workspace.fs.readFile(Uri.joinPath(extensionUri, 'dist', name))));
  for (const [n, name] of files.entries()) {
    // oxlint-disable-next-line typescript/no-implied-eval -- the only way for a worker to run a second file of an extension
    const run = new Function('module', 'exports', 'require', `${decoder.decode(bytes[n])}\n//# sourceURL=portolan/${name}`) as CommonJs;
    sources.set(`./${name}`, run);
  }
}

/** The engine; its code runs at the first call. `loadCode` must have ended. */
export function loadedEngine(): typeof Engine {
  return load('./engine.js') as typeof Engine;
}

function load(name: string): unknown {
  if (!loaded.has(name)) {
    const module = { exports: {} as unknown };
    const run = sources.get(name);
    if (!run) throw new Error(`${name} was not fetched`);
    run(module, module.exports, load);
    loaded.set(name, module.exports);
  }
  return loaded.get(name);
}
