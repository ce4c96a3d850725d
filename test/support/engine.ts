import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createEngine, type Engine, type FileContent, type FilePort, type FolderEntry, type Session } from '../../src/engine';
import type { SessionSettings } from '../../src/workspace/policies';

/** The day on which the tests' engine believes to be. */
export const testToday = '2026-11-21';

let engine: Engine | undefined;

/** An engine with the catalog that the build made from rules/. */
export function testEngine(): Engine {
  if (!engine) {
    const dist = path.join(process.cwd(), 'dist');
    if (!existsSync(path.join(dist, 'catalog.json'))) throw new Error('dist/catalog.json is missing: run "node scripts/build.mjs catalog" first');
    engine = createEngine({ catalog: readFileSync(path.join(dist, 'catalog.json'), 'utf8'), today: testToday, version: '0.0.0' });
    engine.loadPages(readFileSync(path.join(dist, 'pages.json'), 'utf8'));
  }
  return engine;
}

/** Files that exist only in a test; tells which paths were asked for. */
export class MemoryFiles implements FilePort {
  readonly asked: string[] = [];
  readonly #files: Map<string, string>;

  constructor(files: Readonly<Record<string, string>>) {
    this.#files = new Map(Object.entries(files));
  }

  set(file: string, text: string | undefined): void {
    if (text === undefined) this.#files.delete(file);
    else this.#files.set(file, text);
  }

  list(folder: string): Promise<readonly FolderEntry[]> {
    const entries = new Map<string, FolderEntry>();
    const prefix = folder === '' ? '' : `${folder}/`;
    for (const file of this.#files.keys()) {
      if (!file.startsWith(prefix)) continue;
      const rest = file.slice(prefix.length).split('/');
      const name = rest[0] ?? '';
      entries.set(name, { name, kind: rest.length === 1 ? 'file' : 'folder' });
    }
    return Promise.resolve([...entries.values()]);
  }

  read(file: string, limit: number): Promise<FileContent> {
    this.asked.push(file);
    const text = this.#files.get(file);
    if (text === undefined) return Promise.resolve({ kind: 'missing' });
    const bytes = new TextEncoder().encode(text);
    return Promise.resolve(bytes.length > limit ? { kind: 'too-large', size: bytes.length } : { kind: 'bytes', bytes });
  }
}

/** A session over files in memory. */
export function sessionOver(files: Readonly<Record<string, string>>, settings?: SessionSettings): { session: Session; files: MemoryFiles } {
  const memory = new MemoryFiles(files);
  return { session: testEngine().createSession(memory, settings), files: memory };
}
