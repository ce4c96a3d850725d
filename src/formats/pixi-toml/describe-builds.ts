import type { Build, BuildChoice, HandText } from '../../model/fix';
import { withoutLabels } from '../../model/local-labels';
import { type Dependency, mainGroup } from '../../model/manifest';
import { type TomlString, tableAt } from '../../syntax/toml';
import { describeEnvironments } from './describe-environments';
import { describePlatforms } from './describe-platforms';
import type { PixiDocument } from './features';
import type { PixiRow } from './reading';

const seen = '# https://pixi.prefix.dev/latest/reference/pixi_manifest/#index';

/**
 * A feature and an environment for each build of PyPI's packages, where an edit is refused: environments that are there keep the
 * build of today, features name their platforms, and each row names its index. Undefined where one of these is written in a way
 * that this text could not repeat.
 */
export function describeBuilds(text: string, pixi: PixiDocument, { rows, index, builds }: BuildChoice): readonly HandText[] | undefined {
  const { root, document, prefix } = pixi;
  const placed = rows.flatMap((row) => pixi.rows.find(({ dependency }) => isSame(dependency, row)) ?? []);
  const parent = tableAt(root, 'pypi-dependencies');
  const isPlain = placed.every(({ place, dependency }) => place.parent === parent && !dependency.source && isRepeatable(place));
  const taken = builds.some(({ name }) => tableAt(root, 'feature')?.get(name));
  if (document.problems.length > 0 || index?.group?.id !== mainGroup.id || placed.length < rows.length || placed.length === 0 || !isPlain || taken)
    return undefined;
  const today = builds.find(({ url }) => url === index.value);
  const platforms = today && describePlatforms(text, pixi, builds, today);
  const environments = today && describeEnvironments(text, pixi, builds, today);
  if (!platforms || !environments) return undefined;
  const tables = builds.map((build) =>
    [...platforms.tablesOf(build), `[${prefix}feature.${build.name}.pypi-dependencies]`, ...statements(placed, build)].join('\n'),
  );
  const isForAll = !placed.some(({ dependency }) => dependency.indexes.length > 0);
  const hasDemand = tableAt(root, 'system-requirements')?.get('cuda') !== undefined;
  const steps = [
    `First take ${placed.map(({ dependency }) => dependency.name).join(', ')} out of [${prefix}pypi-dependencies]`,
    ...(isForAll ? [`${index.value} out of [${prefix}pypi-options] unless something else comes from there`] : []),
    ...(hasDemand ? [`cuda out of [${prefix}system-requirements] unless something else needs it`] : []),
  ];
  const title = `${steps.join(', and ')}. Then at the end of the file`;
  return [...platforms.texts, { title, language: 'toml', text: [seen, ...tables].join('\n\n') }, ...environments];
}

function isSame(a: Dependency, b: Dependency): boolean {
  return a.name === b.name && a.span.start === b.span.start;
}

/** Nothing is said of the row but its version, extras and index. */
function isRepeatable({ node }: PixiRow['place']): boolean {
  if (node?.kind === 'string') return isSafe(node);
  const isKnown = node?.entries.every(({ key }) => ['version', 'extras', 'index'].includes(key.name)) ?? false;
  return isKnown && node?.form === 'inline' && node.entries.every(({ value }) => value.kind !== 'string' || isSafe(value));
}

/** It can be written between double quotes. */
function isSafe({ plain, content }: TomlString): boolean {
  return plain && !content.text.includes('"');
}

function statements(placed: readonly PixiRow[], { url, companions }: Build): readonly string[] {
  const own = placed.map(({ dependency }) => {
    const { name, specifier, extras } = dependency;
    const version = specifier ? withoutLabels(specifier.raw, specifier.span.start, dependency) : '*';
    const more = extras.length > 0 ? `extras = [${extras.map((extra) => `"${extra.name}"`).join(', ')}], ` : '';
    return `${name} = { version = "${version}", ${more}index = "${url}" }`;
  });
  return [...own, ...companions.map((name) => `${name} = { version = "*", index = "${url}" }`)];
}
