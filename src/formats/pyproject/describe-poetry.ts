import type { Build, HandText } from '../../model/fix';
import { tableAt } from '../../syntax/toml';
import { type BuildPackage, type BuildText, sourceName, tableText } from './build-text';
import { normalName } from './reading';

const seen = '# https://python-poetry.org/docs/dependency-specification/#exclusive-extras';

/**
 * Poetry's exclusive extras: https://python-poetry.org/docs/dependency-specification/#exclusive-extras. Where a build has no wheels,
 * its extra takes the package from PyPI. Only those that every installation takes today are left where they are.
 */
export function describePoetry(wanted: BuildText): readonly HandText[] {
  const { root, packages, declared, builds } = wanted;
  const isStandard = tableAt(root, 'project') !== undefined;
  const place = isStandard ? '[project] dependencies' : '[tool.poetry.dependencies]';
  const first = declared.length > 0 ? `First take ${declared.join(', ')} out of ${place}. ` : '';
  const lines = [
    ...packages.map((one) => `${one.name} = [\n${builds.flatMap((build) => alternatives(one, build, wanted, isStandard)).join('')}]`),
    ...builds.flatMap((build) => build.companions.map((name) => `${name} = ${companion(build, wanted, isStandard)}`)),
  ];
  const extras = tableText(root, isStandard ? ['project', 'optional-dependencies'] : ['tool', 'poetry', 'extras'], extraLines(wanted, isStandard));
  const sources = builds
    .filter(({ index }) => index === undefined)
    .map((build) => ['[[tool.poetry.source]]', `name = "${sourceName(build)}"`, `url = "${build.url}"`, 'priority = "explicit"'].join('\n'));
  return [
    { ...extras, title: `${first}For Poetry 2. ${extras.title}`, text: `${seen}\n${extras.text}` },
    inPlace(tableText(root, ['tool', 'poetry', 'dependencies'], lines), wanted),
    { title: 'At the end of pyproject.toml', language: 'toml', text: sources.join('\n\n') },
    {
      title: 'Then, on each machine with its own extra (before Poetry 2.3 only after `poetry config installer.re-resolve false`)',
      language: 'sh',
      text: ['poetry lock', ...builds.map(({ name }) => `poetry install --extras ${name}`)].join('\n'),
    },
  ];
}

/** A key that is there must go: a table cannot have it twice. */
function inPlace(table: HandText, { root, packages }: BuildText): HandText {
  const entries = tableAt(root, 'tool', 'poetry', 'dependencies')?.entries ?? [];
  const there = packages.map(({ name }) => name).filter((name) => entries.some(({ key }) => normalName(key.name) === name));
  return there.length > 0 ? { ...table, title: `${table.title}, in place of what it says of ${there.join(', ')}` } : table;
}

function extraLines({ packages, builds }: BuildText, isStandard: boolean): readonly string[] {
  return builds.map((build) => {
    const own = packages.map(({ name, specifier }) => (isStandard ? `"${name}${specifier}"` : `"${name}"`));
    const more = build.companions.map((name) => (isStandard && build.marker !== undefined ? `"${name} ; ${build.marker}"` : `"${name}"`));
    return `${build.name} = [${[...own, ...more].join(', ')}]`;
  });
}

/** One line for the build's own index, and one for PyPI where the build has no wheels. */
function alternatives({ specifier }: BuildPackage, build: Build, wanted: BuildText, isStandard: boolean): readonly string[] {
  const version = isStandard ? '' : `version = "${poetryVersion(specifier)}", optional = true, `;
  const only = onlyExtra(build, wanted);
  if (build.marker === undefined) return [`    { ${version}markers = "${only}", source = "${sourceName(build)}" },\n`];
  return [
    `    { ${version}markers = "${only} and ${bracketed(build.marker)}", source = "${sourceName(build)}" },\n`,
    `    { ${version}markers = "${only} and ${negated(build.marker)}", source = "pypi" },\n`,
  ];
}

function companion(build: Build, wanted: BuildText, isStandard: boolean): string {
  const limit = build.marker === undefined ? '' : ` and ${bracketed(build.marker)}`;
  return `{ ${isStandard ? '' : 'version = "*", optional = true, '}markers = "${onlyExtra(build, wanted)}${limit}", source = "${sourceName(build)}" }`;
}

function onlyExtra({ name }: Build, { builds }: BuildText): string {
  const others = builds.filter((build) => build.name !== name).map((build) => `extra != '${build.name}'`);
  return [`extra == '${name}'`, ...others].join(' and ');
}

function bracketed(marker: string): string {
  return marker.includes(' or ') ? `(${marker})` : marker;
}

/** Of comparisons by `==` that are joined by `or`. */
function negated(marker: string): string {
  return marker.replaceAll(' == ', ' != ').replaceAll(' or ', ' and ');
}

/** `~=2.6.0` of PEP 440 is `~2.6.0`: https://python-poetry.org/docs/dependency-specification/#tilde-requirements */
function poetryVersion(specifier: string): string {
  if (specifier === '') return '*';
  return specifier.startsWith('~=') ? `~${specifier.slice(2)}` : specifier;
}
