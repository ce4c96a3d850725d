import type { Format } from '../format';
import { lockReaders } from '../lock-reading';

const names = ['package-lock.json', 'npm-shrinkwrap.json'];

/** npm's lockfile, versions 1 to 3. It is generated and has no comments. */
export const packageLock: Format = {
  id: 'package-lock',
  title: 'package-lock.json, npm-shrinkwrap.json (npm)',
  capabilities: { write: false, lock: true, includes: false },
  matches: (path) => names.includes(path.slice(path.lastIndexOf('/') + 1)),
  parse: (text) => lockReaders().packageLock(text),
};
