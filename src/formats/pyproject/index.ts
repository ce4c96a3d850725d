import type { Format } from '../format';
import { pyprojectEdits } from './edit';
import { parsePyproject } from './parse';

/** `pyproject.toml` of PEP 621, PEP 735, PEP 518, Poetry, PDM, Hatch, Flit, uv and setuptools; see the README beside this file. */
export const pyproject: Format = {
  id: 'pyproject',
  title: 'pyproject.toml',
  capabilities: { write: true, lock: false, includes: true },
  matches: (path) => path === 'pyproject.toml' || path.endsWith('/pyproject.toml'),
  parse: parsePyproject,
  lineComment: '#',
  edits: pyprojectEdits,
};
