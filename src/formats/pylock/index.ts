import type { Format } from '../format';
import { lockReaders } from '../lock-reading';

/** The standard lockfile of PEP 751, version 1.0: https://packaging.python.org/en/latest/specifications/pylock-toml/ */
export const pylock: Format = {
  id: 'pylock',
  title: 'pylock.toml, pylock.*.toml (PEP 751)',
  capabilities: { write: false, lock: true, includes: false },
  matches: (path) => isPylock(path.slice(path.lastIndexOf('/') + 1)),
  parse: (text) => lockReaders().pylock(text),
};

/** `pylock.toml`, or with one name between: `pylock.dev.toml`. */
function isPylock(name: string): boolean {
  if (name === 'pylock.toml') return true;
  const middle = name.startsWith('pylock.') && name.endsWith('.toml') ? name.slice('pylock.'.length, -'.toml'.length) : '';
  return middle !== '' && !middle.includes('.');
}
