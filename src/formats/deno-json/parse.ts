import type { Manifest } from '../../model/manifest';
import { propertiesNamed } from '../../syntax/json';
import { readRows } from './rows';

/** Reads a deno.json or deno.jsonc, also one that is being typed. Never throws. */
export function parseDenoJson(text: string): Manifest {
  const { document, rows, problems } = readRows(text);
  const [name] = document.root ? propertiesNamed(document.root, 'name') : [];
  return {
    ...(name?.value?.kind === 'string' ? { project: name.value.content.text } : {}),
    dependencies: rows.map(({ dependency }) => dependency),
    artifacts: [],
    includes: [],
    comments: document.comments,
    problems,
  };
}
