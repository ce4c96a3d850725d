import type { Manifest } from '../../model/manifest';
import { readRows } from './rows';

/**
 * Reads a package.json, also one that is being typed or holds comments and trailing commas (as Bun allows). Never throws.
 * What a row may say: https://docs.npmjs.com/cli/v11/configuring-npm/package-json
 */
export function parsePackageJson(text: string): Manifest {
  const { document, rows, problems } = readRows(text);
  return { dependencies: rows.map((row) => row.dependency), artifacts: [], includes: [], comments: document.comments, problems };
}
