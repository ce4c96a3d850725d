import type { Format } from '../format';
import { lockReaders } from '../lock-reading';

/** Poetry's lockfile, versions 1.0 to 2.1: https://python-poetry.org/docs/basic-usage/#committing-your-poetrylock-file-to-version-control */
export const poetryLock: Format = {
  id: 'poetry-lock',
  title: 'poetry.lock',
  capabilities: { write: false, lock: true, includes: false },
  matches: (path) => path === 'poetry.lock' || path.endsWith('/poetry.lock'),
  parse: (text) => lockReaders().poetryLock(text),
  lineComment: '#',
};
