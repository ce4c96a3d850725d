import type { Format } from '../format';
import { condaEdits } from './edit';
import { matches } from './names';
import { parse } from './parse';

/** conda's environment files: https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html#creating-an-environment-file-manually */
export const condaEnv: Format = {
  id: 'conda-env',
  title: 'conda environment file',
  capabilities: { write: true, lock: false, includes: true },
  matches,
  parse,
  lineComment: '#',
  edits: condaEdits,
};
