import type { Format } from '../format';
import { parse } from './parse';

/** Development containers: https://containers.dev/implementors/json_reference/ */
export const devcontainer: Format = {
  id: 'devcontainer',
  title: 'devcontainer.json',
  capabilities: { write: false, lock: false, includes: false },
  matches,
  parse,
  lineComment: '//',
};

/** `.devcontainer.json`, `.devcontainer/devcontainer.json`, `.devcontainer/<name>/devcontainer.json`. */
function matches(path: string): boolean {
  const [name = '', folder, above] = path.split('/').reverse();
  if (name === '.devcontainer.json') return true;
  return name === 'devcontainer.json' && (folder === '.devcontainer' || above === '.devcontainer');
}
