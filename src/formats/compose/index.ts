import type { Format } from '../format';
import { edits } from './edit';
import { parse } from './parse';

/** Compose files: https://docs.docker.com/reference/compose-file/ */
export const compose: Format = {
  id: 'compose',
  title: 'Compose file',
  capabilities: { write: true, lock: false, includes: false },
  matches,
  parse,
  lineComment: '#',
  edits,
};

/** `compose.yaml`, `compose.gpu.yml`, `compose-redis.yml`, and names that hold `docker-compose`. */
function matches(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (!name.endsWith('.yml') && !name.endsWith('.yaml')) return false;
  return name.includes('docker-compose') || (name.startsWith('compose') && '._-'.includes(name.charAt('compose'.length)));
}
