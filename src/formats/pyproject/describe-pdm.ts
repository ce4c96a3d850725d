import type { Build, HandText } from '../../model/fix';
import { type BuildText, sourceName, tableText } from './build-text';

const seen = '# https://pdm-project.org/en/latest/usage/config/#specify-index-for-individual-packages';

/**
 * PDM binds a package to sources, not an extra to one source: labels choose among the sources, and each extra has a lock of its own.
 * https://pdm-project.org/en/latest/usage/config/#specify-index-for-individual-packages and
 * https://pdm-project.org/en/latest/usage/lockfile/#specify-another-lock-file-to-use
 * @returns undefined where a version is not known: a label belongs to one version
 */
export function describePdm({ root, packages, declared, builds }: BuildText): readonly HandText[] | undefined {
  if (packages.some(({ version }) => version === undefined)) return undefined;
  const named = (build: Build): readonly string[] => [...packages.map(({ name }) => name), ...build.companions];
  const extras = builds.map((build) => {
    const own = packages.map(({ name, version = '' }) => `"${name}==${version}+${labelOf(build)}"`);
    return `${build.name} = [${[...own, ...build.companions.map((name) => `"${name}"`)].join(', ')}]`;
  });
  const sources = builds
    .filter(({ index }) => index === undefined)
    .map((build) => {
      const names = named(build).map((name) => `"${name}"`);
      return ['[[tool.pdm.source]]', `name = "${sourceName(build)}"`, `url = "${build.url}"`, `include_packages = [${names.join(', ')}]`].join('\n');
    });
  const first = declared.length > 0 ? `First take ${declared.join(', ')} out of [project] dependencies. ` : '';
  const table = tableText(root, ['project', 'optional-dependencies'], extras);
  return [
    { ...table, title: `${first}${table.title}` },
    {
      title: 'At the end of pyproject.toml. PDM then looks for these packages nowhere else',
      language: 'toml',
      text: [seen, ...sources].join('\n\n'),
    },
    {
      title: 'A lock for each build, here for Linux; a plain `pdm lock` would take the label that sorts last',
      language: 'sh',
      text: builds.map(({ name }) => `pdm lock --prod --group ${name} --platform=linux --lockfile pdm.${name}.lock`).join('\n'),
    },
    {
      title: 'Then on each machine one of these',
      language: 'sh',
      text: builds.map(({ name }) => `pdm install --prod --group ${name} --lockfile pdm.${name}.lock`).join('\n'),
    },
  ];
}

/** PyTorch names its labels as the last part of its indexes: https://docs.astral.sh/uv/guides/integration/pytorch/#installing-pytorch */
function labelOf({ url }: Build): string {
  return url.slice(url.lastIndexOf('/') + 1);
}
