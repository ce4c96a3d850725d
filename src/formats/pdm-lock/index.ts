import type { Format } from '../format';
import { lockReaders } from '../lock-reading';

/** PDM's lockfile, versions 4.0 to 4.5: https://pdm-project.org/en/latest/usage/lockfile/ */
export const pdmLock: Format = {
  id: 'pdm-lock',
  title: 'pdm.lock',
  capabilities: { write: false, lock: true, includes: false },
  matches: (path) => path === 'pdm.lock' || path.endsWith('/pdm.lock'),
  parse: (text) => lockReaders().pdmLock(text),
};
