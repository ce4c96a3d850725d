import { type Group, type Manifest, mainGroup } from '../../model/manifest';
import { isTrue, readToml, tableAt } from '../../syntax/toml';
import { readNamed } from '../pyproject/indexes';
import { sortReading, toManifest } from '../pyproject/parse';
import type { Reading } from '../pyproject/reading';
import { readRow } from './rows';

/** Tables of a Pipfile that list no packages; every other one is a category: https://pipenv.pypa.io/en/latest/pipfile.html */
const otherTables = new Set(['source', 'requires', 'scripts', 'pipenv', 'build-system', 'tool']);

/** Reads a Pipfile. Never throws. */
export function parse(text: string): Manifest {
  return toManifest(readPipfile(text));
}

/** The same with the tree that edits need. Everything is in the order of the text. */
export function readPipfile(text: string): Reading {
  const document = readToml(text);
  const { root } = document;
  const reading: Reading = { document, rows: [], indexes: [], artifacts: [], includes: [], problems: [...document.problems] };
  for (const { key, value } of root.entries) {
    if (value.kind !== 'table' || otherTables.has(key.name)) continue;
    for (const entry of value.entries) readRow(reading, value, entry, groupOf(key.name));
  }
  const searchesAll = isTrue(tableAt(root, 'pipenv') ?? root, 'install_search_all_sources');
  // Rows without `index` take the first source only: https://pipenv.pypa.io/en/latest/indexes.html
  readNamed(reading, root, 'source', (_, position) => position > 0 && !searchesAll);
  sortReading(reading);
  return reading;
}

function groupOf(table: string): Group {
  if (table === 'packages') return mainGroup;
  return table === 'dev-packages' ? { id: 'dev', kind: 'dev' } : { id: `group:${table}`, kind: 'optional' };
}
