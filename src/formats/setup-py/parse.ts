import type { Manifest } from '../../model/manifest';
import { readSetupPy } from './reading';

/** Reads what is written out in a setup.py. What only running it would tell is a problem, never a guess. */
export function parse(text: string): Manifest {
  const { rows, comments, problems } = readSetupPy(text);
  return { dependencies: rows.map(({ dependency }) => dependency), artifacts: [], includes: [], comments, problems };
}
