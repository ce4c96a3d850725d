import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The folder with the corpus and its oracle lies beside the checkout and is no part of it. */
export const sharedFolder = path.resolve(process.env['PORTOLAN_SHARED'] ?? path.join(process.cwd(), '..', 'shared'));

/** Skips the running test, with a message, where the folder beside the checkout is absent. */
export function needShared(context: Mocha.Context): void {
  if (existsSync(path.join(sharedFolder, 'corpus', 'INDEX.jsonl'))) return;
  console.log(`      skipped: the test corpus is not here (${sharedFolder}; set PORTOLAN_SHARED)`);
  context.skip();
}

/** Reads a file of JSON lines below the shared folder. */
export function readJsonLines<T>(relative: string): T[] {
  const text = readFileSync(path.join(sharedFolder, relative), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}
