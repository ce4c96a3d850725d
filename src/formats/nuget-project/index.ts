import type { Format } from '../format';
import { nugetProjectEdits } from './edit';
import { parse } from './parse';

const propertiesFiles = ['Directory.Packages.props', 'Directory.Build.props', 'Directory.Build.targets'];

/** Projects of .NET and the properties files above them: https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files */
export const nugetProject: Format = {
  id: 'nuget-project',
  title: '.csproj, .fsproj, .vbproj, Directory.*.props (NuGet)',
  capabilities: { write: true, lock: false, includes: false },
  matches: (path) => /\.(?:cs|fs|vb)proj$/.test(path) || propertiesFiles.includes(path.slice(path.lastIndexOf('/') + 1)),
  parse,
  edits: nugetProjectEdits,
};
