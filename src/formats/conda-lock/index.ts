import type { Format } from '../format';
import { lockReaders } from '../lock-reading';

/** conda-lock's unified lockfile: https://conda.github.io/conda-lock/output/#unified-lockfile */
export const condaLock: Format = {
  id: 'conda-lock',
  title: 'conda-lock.yml (conda-lock)',
  capabilities: { write: false, lock: true, includes: false },
  matches,
  parse: (text) => lockReaders().condaLock(text),
};

/** `conda-lock.yml`, `gpu.conda-lock.yml`, `gpu-conda-lock.yml`. */
function matches(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return ['conda-lock.yml', 'conda-lock.yaml'].some(
    (ending) => name === ending || (name.endsWith(ending) && '.-_'.includes(name.charAt(name.length - ending.length - 1))),
  );
}
