import type { Manifest } from '../../model/manifest';
import { readRows } from './rows';

/**
 * Reads a pnpm-workspace.yaml, also one that is being typed. Never throws.
 * https://pnpm.io/pnpm-workspace_yaml, https://pnpm.io/catalogs, https://pnpm.io/settings#overrides
 */
export function parsePnpmWorkspace(text: string): Manifest {
  const { rows, comments, problems } = readRows(text);
  return { dependencies: rows.map((row) => row.dependency), artifacts: [], includes: [], comments, problems };
}
