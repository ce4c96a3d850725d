import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { decodeText } from '../../src/text/decode';
import { readJsonLines, sharedFolder } from '../support/shared';

export interface Sample {
  /** Below the format's folder of samples, or below the corpus. */
  readonly name: string;
  /** The path that the format is to claim. */
  readonly path: string;
  readonly text: string;
}

const samplesFolder = path.join(process.cwd(), 'test', 'contract', 'samples');

/** Own samples of a format: `samples/<format id>/<set>/<path of a manifest>`. */
export function ownSamples(formatId: string): readonly Sample[] {
  const base = path.join(samplesFolder, formatId);
  if (!existsSync(base)) return [];
  return readdirSync(base, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const full = path.join(entry.parentPath, entry.name);
      const name = path.relative(base, full).split(path.sep).join('/');
      return { name, path: name.slice(name.indexOf('/') + 1), text: readFileSync(full, 'utf8') };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Some files of the corpus: every n-th of the format's, small and large ones. */
export function corpusSamples(formatId: string, wanted: number): readonly Sample[] {
  const all = readJsonLines<{ repo: string; path: string; format: string }>('corpus/INDEX.jsonl').filter(({ format }) => format === formatId);
  const step = Math.max(1, Math.floor(all.length / wanted));
  return all
    .filter((_, index) => index % step === 0)
    .slice(0, wanted)
    .map((entry) => {
      const name = `${entry.repo.replace('/', '+')}/${entry.path}`;
      return { name, path: entry.path, text: decodeText(readFileSync(path.join(sharedFolder, 'corpus', name))).text };
    });
}

/** Whole numbers below `limit`, the same in every run (a linear congruential generator with the constants of Numerical Recipes). */
export function seededNumbers(seed: number, count: number, limit: number): readonly number[] {
  const numbers: number[] = [];
  let state = seed >>> 0;
  for (let n = 0; n < count; n++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    numbers.push(Math.floor((state / 2 ** 32) * limit));
  }
  return numbers;
}
