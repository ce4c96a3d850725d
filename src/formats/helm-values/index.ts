import type { Format } from '../format';
import { edits } from '../kubernetes/edit';
import { parse } from './parse';

/** Values of Helm charts: https://helm.sh/docs/chart_template_guide/values_files/ */
export const helmValues: Format = {
  id: 'helm',
  title: 'Helm values',
  capabilities: { write: true, lock: false, includes: false },
  matches,
  parse,
  lineComment: '#',
  edits,
};

/** `values.yaml`, `values-gpu.yaml`, `values.gpu.yaml`, `values_gpu.yml`. */
function matches(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (!name.endsWith('.yaml') && !name.endsWith('.yml')) return false;
  return name.startsWith('values') && '.-_'.includes(name.charAt('values'.length));
}
