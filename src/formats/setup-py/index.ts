import type { Format } from '../format';
import { setupPyEdits } from './edit';
import { parse } from './parse';

/** setuptools' build script, read without running it: https://setuptools.pypa.io/en/latest/references/keywords.html */
export const setupPy: Format = {
  id: 'setup-py',
  title: 'setup.py',
  capabilities: { write: true, lock: false, includes: false },
  matches: (path) => path === 'setup.py' || path.endsWith('/setup.py'),
  parse,
  lineComment: '#',
  edits: setupPyEdits,
};
