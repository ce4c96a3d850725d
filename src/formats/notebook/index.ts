import type { Format } from '../format';
import { notebookEdits } from './edit';
import { parse } from './parse';

/** Jupyter notebooks: https://nbformat.readthedocs.io/en/latest/format_description.html */
export const notebook: Format = {
  id: 'notebook',
  title: 'Jupyter notebook (install commands)',
  capabilities: { write: true, lock: false, includes: false },
  matches: (path) => path.endsWith('.ipynb') && !path.split('/').includes('.ipynb_checkpoints'),
  parse,
  edits: notebookEdits,
};
