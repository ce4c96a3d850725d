import type { FileContext } from '../analysis/context';
import type { Dependency } from '../model/manifest';
import { folderOf } from './files';
import type { ParsedFile, ParsedFiles } from './parsed-file';

/** By format: the file, below a folder above, that declares rows for several manifests. */
const sharedFiles: Readonly<Record<string, string>> = {
  'cargo-toml': 'Cargo.toml',
};

/** The rows that a manifest takes over from the nearest file of its folder or above that declares any. */
export async function inheritedRows(file: ParsedFile, parsed: ParsedFiles): Promise<Pick<FileContext, 'inherited'>> {
  const name = sharedFiles[file.format.id];
  if (name === undefined || !file.manifest.dependencies.some(({ inherits }) => inherits !== undefined)) return {};
  for (let folder = folderOf(file.path); ; folder = folderOf(folder)) {
    const path = folder === '' ? name : `${folder}/${name}`;
    const shared = path === file.path ? file : await parsed.load(path);
    const rows = (shared?.manifest.dependencies ?? []).filter(({ role }) => role === 'constrains');
    if (rows.length > 0) return { inherited: new Map(rows.map((row): [string, Dependency] => [row.alias ?? row.name, row])) };
    if (folder === '') return {};
  }
}
