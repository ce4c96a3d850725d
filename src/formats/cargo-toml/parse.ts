import type { Manifest } from '../../model/manifest';
import { stringAt, tableAt } from '../../syntax/toml';
import { readCargo } from './reading';

/** Reads a Cargo.toml; the README beside this file says which tables. Never throws. */
export function parse(text: string): Manifest {
  const { document, rows, problems } = readCargo(text);
  const { root } = document;
  const project = tableAt(root, 'package');
  const name = project && stringAt(project, 'name')?.content.text;
  return {
    ...(name === undefined ? {} : { project: name }),
    dependencies: rows.map(({ dependency }) => dependency),
    artifacts: [],
    includes: [],
    comments: document.comments,
    problems,
  };
}
