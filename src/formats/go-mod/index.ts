import type { Format } from '../format';
import { goModEdits } from './edit';
import { parse } from './parse';

/** The manifest of a Go module: https://go.dev/ref/mod#go-mod-file */
export const goMod: Format = {
  id: 'go-mod',
  title: 'go.mod (Go)',
  capabilities: { write: true, lock: false, includes: false },
  matches: (path) => path === 'go.mod' || path.endsWith('/go.mod'),
  parse,
  lineComment: '//',
  edits: goModEdits,
};
