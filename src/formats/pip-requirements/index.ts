import type { Format } from '../format';
import { edits } from './edit';
import { parse } from './parse';

const endings = ['.txt', '.in', '.pip', '.lock'];

/** pip's requirements and constraints files: https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
export const pipRequirements: Format = {
  id: 'requirements',
  title: 'pip requirements file',
  capabilities: { write: true, lock: false, includes: true },
  matches,
  parse,
  lineComment: '#',
  edits,
};

/** `*requirement*.{txt,in,pip,lock}`, `*constraints*.txt`, and `*.txt`, `*.in` directly in a folder `requirements*` or `reqs`; any case. */
function matches(path: string): boolean {
  const segments = path.toLowerCase().split('/');
  const name = segments.pop() ?? '';
  const folder = segments.pop() ?? '';
  const ending = endings.find((candidate) => name.endsWith(candidate));
  if (ending === undefined) return false;
  const stem = name.slice(0, -ending.length);
  if (stem.includes('requirement')) return true;
  if (ending === '.txt' && stem.includes('constraints')) return true;
  return (ending === '.txt' || ending === '.in') && (folder.startsWith('requirements') || folder === 'reqs');
}
