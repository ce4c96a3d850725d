import type { Format } from '../format';
import { edits } from './edit';
import { parse } from './parse';

const names = ['Dockerfile', 'Containerfile'];
/** Endings behind `Dockerfile.` that say that the file is something else, or written in another notation. */
const otherEndings = new Set([
  'dockerignore',
  'containerignore',
  'md',
  'rst',
  'html',
  'yml',
  'yaml',
  'json',
  'toml',
  'lock',
  'sh',
  'ts',
  'js',
  'mjs',
  'cjs',
]);

/** Dockerfiles and Containerfiles: https://docs.docker.com/reference/dockerfile/ */
export const dockerfile: Format = {
  id: 'dockerfile',
  title: 'Dockerfile',
  capabilities: { write: true, lock: false, includes: true },
  matches,
  parse,
  lineComment: '#',
  edits,
};

/** `Dockerfile`, `Containerfile`, `Dockerfile.gpu`, `Dockerfile-gpu`, `Dockerfile_gpu`, `gpu.Dockerfile`, `gpu.dockerfile`. */
function matches(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (names.includes(name) || name === 'dockerfile' || name === 'containerfile') return true;
  const dot = name.lastIndexOf('.');
  const ending = name.slice(dot + 1);
  if (dot > 0 && (names.includes(ending) || ending === 'dockerfile' || ending === 'containerfile')) return true;
  const known = names.find((candidate) => name.startsWith(candidate));
  const separator = name.charAt(known?.length ?? 0);
  return known !== undefined && name.length > known.length + 1 && '.-_'.includes(separator) && !otherEndings.has(ending.toLowerCase());
}
