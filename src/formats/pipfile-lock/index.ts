import type { Format } from '../format';
import { lockReaders } from '../lock-reading';

/** Pipenv's lockfile, specification 6: https://pipenv.pypa.io/en/latest/pipfile.html */
export const pipfileLock: Format = {
  id: 'pipfile-lock',
  title: 'Pipfile.lock',
  capabilities: { write: false, lock: true, includes: false },
  matches: (path) => path === 'Pipfile.lock' || path.endsWith('/Pipfile.lock'),
  parse: (text) => lockReaders().pipfileLock(text),
};
