import type { Format } from './format';
import { packageJson } from './package-json';
import { pipRequirements } from './pip-requirements';
import { pyproject } from './pyproject';

/** Every format that Portolan reads, in the order of their folders. A path belongs to the first that matches. */
export const formats: readonly Format[] = [packageJson, pipRequirements, pyproject];

/** The format of a path by its name alone; undefined: no manifest. */
export function formatOf(path: string): Format | undefined {
  return formats.find((format) => format.matches(path));
}

/** How a file is read that another one includes by a name that no format claims. */
export const includedFormat: Format = pipRequirements;
