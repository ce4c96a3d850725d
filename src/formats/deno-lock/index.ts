import type { Format } from '../format';
import { lockReaders } from '../lock-reading';

/** Deno's lockfile: https://docs.deno.com/runtime/fundamentals/modules/#integrity-checking-and-lock-files */
export const denoLock: Format = {
  id: 'deno.lock',
  title: 'deno.lock (Deno)',
  capabilities: { write: false, lock: true, includes: false },
  matches: (path) => path === 'deno.lock' || path.endsWith('/deno.lock'),
  parse: (text) => lockReaders().denoLock(text),
};
