import type { Format } from '../format';
import { pipfileEdits } from './edit';
import { parse } from './parse';

/** Pipenv's manifest: https://pipenv.pypa.io/en/latest/pipfile.html */
export const pipfile: Format = {
  id: 'pipfile',
  title: 'Pipfile',
  capabilities: { write: true, lock: false, includes: false },
  matches: (path) => path === 'Pipfile' || path.endsWith('/Pipfile'),
  parse,
  lineComment: '#',
  edits: pipfileEdits,
};
