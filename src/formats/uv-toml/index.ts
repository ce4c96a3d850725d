import type { Format } from '../format';
import { tomlEdits } from '../pyproject/edit';
import { parse, readUvToml } from './parse';

/** uv's settings in a file of their own: https://docs.astral.sh/uv/concepts/configuration-files/ */
export const uvToml: Format = {
  id: 'uv-toml',
  title: 'uv.toml',
  capabilities: { write: true, lock: false, includes: false },
  matches: (path) => path === 'uv.toml' || path.endsWith('/uv.toml'),
  parse,
  lineComment: '#',
  edits: tomlEdits(readUvToml),
};
