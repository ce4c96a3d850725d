const stems = ['env', 'conda', 'conda-env', 'conda_env', 'conda-environment', 'conda_environment'];
const starts = ['environment-', 'environment_', 'environment.', 'conda-env-', 'conda_env_', 'conda-env.', 'conda-environment-', 'conda_environment_'];
const ends = ['-environment', '_environment', '.environment', '-conda-env', '_conda_env'];

/**
 * `environment.yml`, `env.yml`, `conda.yml`, names that begin or end with the word environment set off by a sign, and every
 * YAML file in a folder `conda/environments` or `conda/envs`; any case. Other programs use a folder `env` for other YAML files.
 */
export function matches(path: string): boolean {
  const segments = path.toLowerCase().split('/');
  const name = segments.pop() ?? '';
  const ending = ['.yml', '.yaml'].find((candidate) => name.endsWith(candidate));
  if (ending === undefined) return false;
  const folder = segments.slice(-2).join('/');
  if (folder === 'conda/environments' || folder === 'conda/envs') return true;
  const stem = name.slice(0, -ending.length);
  if (stem === 'environment' || stems.includes(stem)) return true;
  return starts.some((start) => stem.startsWith(start)) || ends.some((end) => stem.endsWith(end));
}
