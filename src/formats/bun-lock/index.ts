import type { Format } from '../format';
import { lockReaders } from '../lock-reading';

/** Bun's text lockfile: https://bun.com/docs/pm/lockfile. The binary one (`bun.lockb`) is not read. */
export const bunLock: Format = {
  id: 'bun.lock',
  title: 'bun.lock (Bun)',
  capabilities: { write: false, lock: true, includes: false },
  matches: (path) => path === 'bun.lock' || path.endsWith('/bun.lock'),
  parse: (text) => lockReaders().bunLock(text),
};
