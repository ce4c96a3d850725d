import type { Format } from '../format';
import { pnpmWorkspaceEdits } from './edit';
import { parsePnpmWorkspace } from './parse';

/** The settings of a pnpm workspace, in which catalogs and overrides stand. */
export const pnpmWorkspace: Format = {
  id: 'pnpm-workspace',
  title: 'pnpm-workspace.yaml (pnpm)',
  capabilities: { write: true, lock: false, includes: false },
  matches: (path) => path.slice(path.lastIndexOf('/') + 1) === 'pnpm-workspace.yaml',
  parse: parsePnpmWorkspace,
  lineComment: '#',
  edits: pnpmWorkspaceEdits,
};
