import type { Format } from '../format';
import { lockReaders } from '../lock-reading';

/** The lockfile of Yarn 1 and of Yarn 2 and later ("berry"). Its comments say only who wrote it. */
export const yarnLock: Format = {
  id: 'yarn-lock',
  title: 'yarn.lock (Yarn)',
  capabilities: { write: false, lock: true, includes: false },
  matches: (path) => path.slice(path.lastIndexOf('/') + 1) === 'yarn.lock',
  parse: (text) => lockReaders().yarnLock(text),
};
