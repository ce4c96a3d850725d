import type { Format } from '../format';
import { lockReaders } from '../lock-reading';

/** pixi's lockfile: https://pixi.sh/latest/workspace/lockfile/ */
export const pixiLock: Format = {
  id: 'pixi.lock',
  title: 'pixi.lock (pixi)',
  capabilities: { write: false, lock: true, includes: false },
  matches: (path) => path === 'pixi.lock' || path.endsWith('/pixi.lock'),
  parse: (text) => lockReaders().pixiLock(text),
};
