import type { Format } from '../format';
import { installEdits } from '../install-edits';
import { removeWords } from '../install-removal';
import { parse, readInstalls } from './parse';

/** GitHub's workflows and composite actions: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax */
export const githubWorkflow: Format = {
  id: 'github-workflow',
  title: 'GitHub workflow, composite action',
  capabilities: { write: true, lock: false, includes: false },
  matches,
  parse,
  lineComment: '#',
  edits: installEdits({ read: readInstalls, remove: removeWords, quote: '"' }),
};

/** `.github/workflows/<name>.yml`, and `action.yml` in any folder; both with `.yaml` too. */
function matches(path: string): boolean {
  const segments = path.split('/');
  const name = segments.pop() ?? '';
  if (name === 'action.yml' || name === 'action.yaml') return true;
  const isYaml = name.endsWith('.yml') || name.endsWith('.yaml');
  return isYaml && segments.at(-1) === 'workflows' && segments.at(-2) === '.github';
}
