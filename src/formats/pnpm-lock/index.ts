import type { Format } from '../format';
import { lockReaders } from '../lock-reading';

/** pnpm's lockfile, versions 5 to 9. It is generated and has no comments. */
export const pnpmLock: Format = {
  id: 'pnpm-lock',
  title: 'pnpm-lock.yaml (pnpm)',
  capabilities: { write: false, lock: true, includes: false },
  matches: (path) => path.slice(path.lastIndexOf('/') + 1) === 'pnpm-lock.yaml',
  parse: (text) => lockReaders().pnpmLock(text),
};
