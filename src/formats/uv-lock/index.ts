import type { Format } from '../format';
import { lockReaders } from '../lock-reading';

/** uv's lockfile: https://docs.astral.sh/uv/concepts/projects/layout/#the-lockfile */
export const uvLock: Format = {
  id: 'uv-lock',
  title: 'uv.lock',
  capabilities: { write: false, lock: true, includes: false },
  matches: (path) => path === 'uv.lock' || path.endsWith('/uv.lock') || path.endsWith('.py.lock'),
  parse: (text) => lockReaders().uvLock(text),
  lineComment: '#',
};
