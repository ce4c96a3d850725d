import { writeFileSync } from 'node:fs';
import { UsageError } from './args';

/** Writes a file that the user named. A place that cannot be written is told in one sentence. */
export function writeText(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
}
