import type { Manifest } from '../../model/manifest';
import { readSetupCfg } from './reading';

/** Reads a setup.cfg; the README beside this file says which options. Never throws. */
export function parse(text: string): Manifest {
  const { rows, includes, comments, problems } = readSetupCfg(text);
  return { dependencies: rows.map(({ dependency }) => dependency), artifacts: [], includes, comments, problems };
}
