import type { Format } from '../format';
import { packageJsonEdits } from './edit';
import { parsePackageJson } from './parse';

/** The manifest of npm, pnpm, Yarn and Bun. It has no comments, so nothing in it can be ignored inline. */
export const packageJson: Format = {
  id: 'package.json',
  title: 'package.json (npm, pnpm, Yarn, Bun)',
  capabilities: { write: true, lock: false, includes: false },
  matches: (path) => path.slice(path.lastIndexOf('/') + 1) === 'package.json',
  parse: parsePackageJson,
  edits: packageJsonEdits,
};
