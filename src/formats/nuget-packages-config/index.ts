import type { Format } from '../format';
import { packagesConfigEdits } from './edit';
import { parse } from './parse';

/** The older list of NuGet packages of a .NET project: https://learn.microsoft.com/nuget/reference/packages-config */
export const nugetPackagesConfig: Format = {
  id: 'nuget-packages-config',
  title: 'packages.config (NuGet)',
  capabilities: { write: true, lock: false, includes: false },
  matches: (path) => path === 'packages.config' || path.endsWith('/packages.config'),
  parse,
  edits: packagesConfigEdits,
};
