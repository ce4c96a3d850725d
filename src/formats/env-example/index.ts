import type { Format } from '../format';
import { parse } from './parse';

/**
 * Examples of environment files: names of settings with made-up values. A real `.env` holds secrets and is never read; of an
 * example, which may hold one by mistake, nothing but names of endpoint settings leaves the reader.
 */
export const envExample: Format = {
  id: 'env-example',
  title: 'example of an environment file',
  capabilities: { write: false, lock: false, includes: false },
  matches,
  parse,
  hidesText: true,
};

const words = ['example', 'sample', 'template', 'dist'];

/** `.env.example`, `.env.dev.sample`, `.env-template`, `env.example`, `example.env`. */
function matches(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const parts = name.startsWith('.') ? name.slice(1).split(/[._-]/) : name.split(/[._-]/);
  if (parts.length < 2) return false;
  const [first = ''] = parts;
  const last = parts[parts.length - 1] ?? '';
  return (first === 'env' && words.includes(last)) || (parts.length === 2 && last === 'env' && words.includes(first));
}
