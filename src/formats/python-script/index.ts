import type { Format } from '../format';
import { scriptEdits } from './edit';
import { blockStart } from './block';
import { parse } from './parse';

/** Inline metadata of Python scripts: https://packaging.python.org/en/latest/specifications/inline-script-metadata/ */
export const pythonScript: Format = {
  id: 'python-script',
  title: 'Python script with inline metadata (PEP 723)',
  capabilities: { write: true, lock: false, includes: false },
  matches: (path) => path.endsWith('.py') && path !== 'setup.py' && !path.endsWith('/setup.py'),
  holds: (text) => blockStart(text) !== undefined,
  parse,
  lineComment: '#',
  edits: scriptEdits,
};
