import type { Manifest } from '../../model/manifest';
import { readEnvironment } from './reading';

/** Reads a conda environment file. A YAML file that has neither `dependencies` nor `channels` says nothing. */
export function parse(text: string): Manifest {
  const { rows, artifacts, includes, comments, problems } = readEnvironment(text);
  return { dependencies: rows.map(({ dependency }) => dependency), artifacts, includes, comments, problems };
}
