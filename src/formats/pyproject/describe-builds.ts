import type { Build, BuildChoice, HandText } from '../../model/fix';
import type { Dependency } from '../../model/manifest';
import { withoutLabels } from '../../model/local-labels';
import { type TomlTable, stringAt, tableAt, tableItems, valueAt } from '../../syntax/toml';
import { type BuildPackage, sourceName } from './build-text';
import { describePdm } from './describe-pdm';
import { describePoetry } from './describe-poetry';
import { type Reading, normalName } from './reading';

/**
 * How Poetry or PDM takes a build for each extra, as text for the owner of a pyproject.toml. Undefined for other tools, and where
 * an extra, source or index of one of the names is there already.
 */
export function describeBuilds({ document, rows: all }: Reading, choice: BuildChoice): readonly HandText[] | undefined {
  const { root } = document;
  const { rows, promoted, builds, versions, lock } = choice;
  if (document.problems.length > 0 || rows.some(({ source, marker, extras }) => source ?? marker ?? extras[0])) return undefined;
  const homes = [valueAt(root, 'project', 'dependencies'), tableAt(root, 'tool', 'poetry', 'dependencies')];
  const isAtHome = ({ span }: Dependency): boolean =>
    all.some(
      ({ dependency, place }) => dependency.span.start === span.start && homes.includes(place.kind === 'requirement' ? place.list : place.parent),
    );
  if (!rows.every(isAtHome)) return undefined;
  const placed = rows.map((row): BuildPackage => {
    const { specifier } = row;
    const version = versions.get(normalName(row.name));
    const plain = specifier ? withoutLabels(specifier.raw, specifier.span.start, row) : '';
    return { name: normalName(row.name), specifier: plain, ...(version === undefined ? {} : { version }) };
  });
  const added = promoted.map(({ row }): BuildPackage => ({ name: row.name, specifier: row.specifier, version: row.specifier.slice(2) }));
  const wanted = { root, packages: [...placed, ...added], declared: placed.map(({ name }) => name), builds };
  const poetry = tableAt(root, 'tool', 'poetry');
  const isPoetry = lock === undefined || lock === 'poetry.lock';
  if (isPoetry && (poetry || isBuiltBy(root, 'poetry.core.masonry.api'))) return isFree(root, poetry, builds) ? describePoetry(wanted) : undefined;
  const pdm = tableAt(root, 'tool', 'pdm');
  const isPdm = lock === undefined || lock === 'pdm.lock';
  if (isPdm && (pdm || isBuiltBy(root, 'pdm.backend'))) return isFree(root, pdm, builds) ? describePdm(wanted) : undefined;
  return undefined;
}

function isBuiltBy(root: TomlTable, backend: string): boolean {
  const system = tableAt(root, 'build-system');
  return system !== undefined && stringAt(system, 'build-backend')?.content.text === backend;
}

function isFree(root: TomlTable, tool: TomlTable | undefined, builds: readonly Build[]): boolean {
  const extras = [tableAt(root, 'project', 'optional-dependencies'), tableAt(root, 'tool', 'poetry', 'extras')].flatMap(
    (table) => table?.entries ?? [],
  );
  const sources = tableItems(tool?.get('source')?.value).flatMap((table) => stringAt(table, 'name')?.content.text ?? []);
  const isDynamic = valueAt(root, 'project', 'dynamic') !== undefined && valueAt(root, 'project', 'dependencies') === undefined;
  const taken = builds.some(
    (build) => extras.some(({ key }) => normalName(key.name) === build.name) || (build.index === undefined && sources.includes(sourceName(build))),
  );
  return !isDynamic && !taken;
}
