import type { ChannelBuild, ChannelChoice, HandText, MovedRow } from '../../model/fix';
import { type Environment, readEnvironment } from './reading';

const seen = '# https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html#creating-an-environment-file-manually';

const machines: Readonly<Record<string, string>> = {
  cpu: 'machines without a GPU, and Macs',
  cuda: 'NVIDIA GPUs (Linux and Windows)',
  rocm: 'AMD GPUs (Linux on x86-64), by pip, since conda has no such builds',
  xpu: 'Intel GPUs (Linux and Windows), by pip, since conda has no such builds',
};

/**
 * An environment file for each build, as the rows in which it differs: one file cannot include another.
 * Build strings in brackets: https://docs.conda.io/projects/conda/en/stable/user-guide/concepts/pkg-specs.html#package-match-specifications
 */
export function describeChannel(text: string, choice: ChannelChoice): readonly HandText[] | undefined {
  const environment = readEnvironment(text);
  const channels = channelsOf(environment, choice);
  if (environment.problems.length > 0 || !channels) return undefined;
  const files = choice.builds.flatMap((build) => fileOf(build, channels, environment, choice) ?? []);
  if (files.length === 0) return undefined;
  const commands = files.map(({ build }) => `conda env create --file ${build.file}`);
  return [
    ...files.map(({ part }) => part),
    {
      title: 'Then on each machine one of these; for the CUDA build where no driver is seen, with CONDA_OVERRIDE_CUDA set',
      language: 'sh',
      text: commands.join('\n'),
    },
  ];
}

/** The list with the new channel in the place of the first that goes; undefined where it holds anything but names. */
function channelsOf({ channels }: Environment, { dropped, to }: ChannelChoice): readonly string[] | undefined {
  const [first] = channels;
  const items = first?.list.items ?? [];
  const names = items.flatMap(({ value, alias, span }): readonly string[] => {
    if (value?.kind !== 'scalar' || alias) return [];
    return [dropped.some(({ declaration }) => declaration.start === span.start) ? to : value.content.text];
  });
  return names.length < items.length || names.length === 0 ? undefined : [...new Set(names)];
}

function fileOf(
  build: ChannelBuild,
  channels: readonly string[],
  environment: Environment,
  choice: ChannelChoice,
): { readonly build: ChannelBuild; readonly part: HandText } | undefined {
  const { file, name, without, wheels } = build;
  const rows = wheels ? pipRows(wheels, environment) : condaRows(build, choice);
  if (!rows) return undefined;
  const left = listed([...choice.removed, ...without]);
  const place = `${file} for ${machines[name] ?? name}: a copy of ${choice.file} without ${left}, with these channels, and these rows`;
  const lines = [seen, 'channels:', ...channels.map((channel) => `  - ${channel}`), 'dependencies:', ...rows];
  const title = [`${place} ${wheels ? 'beside the others' : 'in place of those of the same names'}`, ...limits(build, choice)].join('. ');
  return { build, part: { title, language: 'yaml', text: lines.join('\n') } };
}

function limits({ wheels }: ChannelBuild, { raised, unknown, to, main }: ChannelChoice): readonly string[] {
  if (wheels) return [`Packages of conda that need ${main} would bring conda's: list them for pip too`];
  const isOld = raised.length > 0 ? [`${to} never had that release of ${listed(raised)}: these rows take the next one or a later one`] : [];
  const isBuilt = unknown.length > 0 ? [`What comes from ${listed(unknown)} and is built for the old channels has to come from ${to} too`] : [];
  return [...isOld, ...isBuilt];
}

function condaRows({ pattern, own }: ChannelBuild, { moved, main, to }: ChannelChoice): readonly string[] {
  const row = ({ row: { name }, specifier }: MovedRow): string => {
    if (name === main && pattern !== undefined) return `${name}[${specifier === '' ? '' : `version='${inBrackets(specifier)}',`}build='${pattern}']`;
    return /^[0-9]/.test(specifier) ? `${name} ${specifier}` : `${name}${specifier}`;
  };
  return [...moved, ...own].map((one) => `  - ${to}::${row(one)}`);
}

/** `=2.5` behind a name is `2.5.*`. */
function inBrackets(specifier: string): string {
  if (!specifier.startsWith('=') || specifier.startsWith('==')) return specifier;
  return specifier.endsWith('*') ? specifier.slice(1) : `${specifier.slice(1)}.*`;
}

/**
 * The index takes the place of PyPI where nothing else comes by pip. Beside other packages it is a further one, and pip knows no order
 * of indexes (https://github.com/pypa/pip/pull/12587): it takes the labelled wheel of the same release, so each row needs its version.
 */
function pipRows({ url, rows }: NonNullable<ChannelBuild['wheels']>, { rows: all, artifacts }: Environment): readonly string[] | undefined {
  const isShared = all.some(({ kind }) => kind === 'pip');
  const isExact = rows.every(({ specifier }) => specifier.startsWith('==') && !specifier.includes('*'));
  if ((isShared && !isExact) || artifacts.some(({ kind }) => kind === 'index')) return undefined;
  const pip = all.some(({ dependency, kind }) => kind === 'conda' && dependency.name === 'pip') ? [] : ['  - pip'];
  const option = isShared ? '--extra-index-url' : '--index-url';
  return [...pip, '  - pip:', ...[`${option} ${url}`, ...rows.map(({ name, specifier }) => `${name}${specifier}`)].map((line) => `    - ${line}`)];
}

function listed(names: readonly string[]): string {
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? '');
}
