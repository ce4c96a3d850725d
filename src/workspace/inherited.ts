import type { FileContext } from '../analysis/context';
import type { Dependency } from '../model/manifest';
import { folderOf } from './files';
import type { ParsedFile, ParsedFiles } from './parsed-file';

interface SharedFile {
  /** Below a folder above. */
  readonly path: string;
  /** The key by which rows of other manifests name a row of it. */
  readonly keyOf: (row: Dependency) => string;
}

/** By format: the file that declares rows for several manifests. */
const sharedFiles: Readonly<Record<string, SharedFile>> = {
  'cargo-toml': { path: 'Cargo.toml', keyOf: ({ alias, name }) => alias ?? name },
  // https://docs.gradle.org/current/userguide/version_catalogs.html: `a-b_c` is asked for as `libs.a.b.c`.
  'gradle-build': { path: 'gradle/libs.versions.toml', keyOf: ({ alias = '' }) => alias.replace(/[-_]/g, '.') },
};

/** The rows that a manifest takes over from the nearest file of its folder or above that declares any. */
export async function inheritedRows(file: ParsedFile, parsed: ParsedFiles): Promise<Pick<FileContext, 'inherited'>> {
  const wanted = sharedFiles[file.format.id];
  if (!wanted || !file.manifest.dependencies.some(({ inherits }) => inherits !== undefined)) return {};
  for (let folder = folderOf(file.path); ; folder = folderOf(folder)) {
    const path = folder === '' ? wanted.path : `${folder}/${wanted.path}`;
    const shared = path === file.path ? file : await parsed.load(path);
    const rows = (shared?.manifest.dependencies ?? []).filter(({ role }) => role === 'constrains');
    if (rows.length > 0) return { inherited: new Map(rows.map((row): [string, Dependency] => [wanted.keyOf(row), row])) };
    if (folder === '') return {};
  }
}
