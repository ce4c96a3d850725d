import type { Manifest } from '../../model/manifest';
import { propertiesNamed } from '../../syntax/json';
import { readRows } from './rows';

/**
 * Reads a package.json, also one that is being typed or holds comments and trailing commas (as Bun allows). Never throws.
 * What a row may say: https://docs.npmjs.com/cli/v11/configuring-npm/package-json
 */
export function parsePackageJson(text: string): Manifest {
  const { document, rows, problems } = readRows(text);
  const [name] = document.root ? propertiesNamed(document.root, 'name') : [];
  return {
    ...(name?.value?.kind === 'string' ? { project: name.value.content.text } : {}),
    dependencies: rows.map((row) => row.dependency),
    artifacts: [],
    includes: [],
    comments: document.comments,
    problems,
  };
}
