import type { Format } from '../format';
import { setupCfgEdits } from './edit';
import { parse } from './parse';

/** setuptools' declarative configuration: https://setuptools.pypa.io/en/latest/userguide/declarative_config.html */
export const setupCfg: Format = {
  id: 'setup-cfg',
  title: 'setup.cfg',
  capabilities: { write: true, lock: false, includes: true },
  matches: (path) => path === 'setup.cfg' || path.endsWith('/setup.cfg'),
  parse,
  lineComment: '#',
  edits: setupCfgEdits,
};
