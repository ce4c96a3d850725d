import type { Catalog } from '../catalog/catalog';
import type { Finding } from '../model/finding';
import type { ChannelBuild, ChannelChoice, MovedRow, NewRow } from '../model/fix';
import type { Dependency } from '../model/manifest';
import type { ChannelEdit, Condition, Remedy } from '../model/rule';
import { splitPackageKey } from '../registries/names';
import { comparableArtifact } from './artifact-evidence';
import { evaluate } from './condition';
import { besideFile } from './fix-plan';
import type { FixInput } from './fixes';
import { wheelBuilds } from './plan-builds';
import { isDroppedBy, plainChannels } from './plan-channel';
import { rankRemedies } from './remedies';
import { RowEvidence } from './row-evidence';

/**
 * What an environment for each build takes where packages of conda come from another channel: rows that it never had take its
 * next release. Undefined where a row is tied to one build, where a package has no place there, or where nothing decides.
 */
export function channelChoice(
  change: ChannelEdit,
  served: readonly Finding[],
  findings: readonly Finding[],
  input: FixInput,
  catalog: Catalog,
): ChannelChoice | undefined {
  const { manifest, file } = input;
  const removed = served.flatMap(({ rows }) => rows);
  const channels = manifest.artifacts.filter(({ kind }) => kind === 'channel');
  const dropped = channels.filter((channel) => isDroppedBy(change, comparableArtifact(channel)));
  const kept = channels.filter((channel) => !dropped.includes(channel)).map(comparableArtifact);
  const others = manifest.dependencies.filter((row) => row.ecosystem === 'conda' && !removed.includes(row));
  const known = others.filter(({ name }) => Object.hasOwn(change.has, name));
  const isNowhere = (row: Dependency): boolean => evaluate(change.has[row.name] ?? { version: '<0' }, evidenceOf(row)).value !== 'yes';
  const gone = known.filter((row) => boundsOf(change.has[row.name]).length === 0);
  const listed = known.filter((row) => !gone.includes(row));
  const makers = new Set(served.flatMap(({ boundTo }) => boundTo));
  const bound = findings
    .filter((one) => !served.includes(one) && !one.guarded && one.boundTo.some((id) => makers.has(id)))
    .flatMap(({ rows }) => rows);
  const own = others.filter((row) => Object.hasOwn(change.bound ?? {}, row.name));
  const isLost = (row: Dependency): boolean => row.indexes.some(({ index }) => isDroppedBy(change, index)) || bound.includes(row);
  if (!change.builds || !listed.some(({ name }) => name === change.builds?.of) || others.some((row) => row.build ?? row.group.kind !== 'main'))
    return undefined;
  if (others.some((row) => isLost(row) && !known.includes(row) && !own.includes(row))) return undefined;
  const raised = listed.filter(isNowhere);
  const moved = listed.map((row) => movedRow(row, change.has[row.name], raised.length > 0));
  const ownMoved = own.map((row) => movedRow(row, change.bound?.[row.name], isNowhereIn(change.bound?.[row.name], row)));
  const sound = moved.filter((one) => one !== undefined);
  const ownSound = ownMoved.filter((one) => one !== undefined);
  if (sound.length + ownSound.length < moved.length + ownMoved.length) return undefined;
  const removedNames = [...new Set([...removed, ...gone].map(({ name }) => name))];
  const boundNames = [...new Set([...own, ...bound.filter((row) => !known.includes(row))].map(({ name }) => name))];
  const builds = buildsOf(change, file, listed, ownSound, boundNames, catalog);
  return {
    file: shortName(file),
    to: change.to,
    dropped,
    unknown: kept.filter((name) => name !== change.to && !plainChannels.has(name)),
    removed: removedNames,
    main: change.builds.of,
    moved: sound,
    raised: raised.map(({ name }) => name),
    builds,
  };
}

const names: Readonly<Record<string, string>> = { 'cpu-x86_64': 'cpu', 'nvidia-cuda': 'cuda' };

function buildsOf(
  { builds, wheels = {} }: ChannelEdit,
  file: string,
  listed: readonly Dependency[],
  own: readonly MovedRow[],
  bound: readonly string[],
  catalog: Catalog,
): readonly ChannelBuild[] {
  const place = (name: string): string => shortName(besideFile(file, name) ?? file);
  const ofConda = Object.entries(builds?.by ?? {}).map(([target, pattern]): ChannelBuild => {
    const name = names[target] ?? target;
    return { name, file: place(name), pattern, without: name === 'cuda' ? [] : bound, own: name === 'cuda' ? own : [] };
  });
  const rows = listed.map((row) => wheelOf(row, wheels[row.name]));
  const complete = rows.filter((row) => row !== undefined);
  if (complete.length < rows.length) return ofConda;
  const remedies = remediesFor(listed, wheels, catalog);
  const ofPip = wheelBuilds(remedies).map(({ name, url }): ChannelBuild => ({
    name,
    file: place(name),
    without: [...listed.map((row) => row.name), ...bound],
    own: [],
    wheels: { url, rows: complete },
  }));
  return [...ofConda, ...ofPip];
}

/** Those that every row with a version admits. */
function remediesFor(rows: readonly Dependency[], wheels: Readonly<Record<string, string>>, catalog: Catalog): readonly Remedy[] {
  const bounded = rows.filter(({ specifier }) => specifier);
  const [first, ...others] = (bounded.length > 0 ? bounded : rows.slice(0, 1)).map((row): readonly Remedy[] => {
    const key = splitPackageKey(wheels[row.name] ?? '');
    const rule = key?.ecosystem === 'pypi' ? catalog.ruleFor('pypi', key.name) : undefined;
    return rule ? rankRemedies(rule, evidenceOf(row), [], false) : [];
  });
  return (first ?? []).filter((remedy) => others.every((list) => list.includes(remedy)));
}

function wheelOf(row: Dependency, key: string | undefined): Pick<NewRow, 'name' | 'specifier'> | undefined {
  const name = key?.slice(key.indexOf(':') + 1);
  const specifier = pipSpecifier(row.specifier?.raw ?? '');
  return name === undefined || specifier === undefined ? undefined : { name, specifier };
}

/** `=2.4` of conda is `==2.4.*` of pip; three numbers are a release. */
function pipSpecifier(raw: string): string | undefined {
  if (raw === '' || raw === '*') return '';
  const parts = raw.split(',').map((part): string | undefined => {
    const [, operator = '', version = ''] = /^(==|=|>=|<=|<|>|!=|~=|)([0-9][0-9.]{0,40}(?:\*)?)$/.exec(part.trim()) ?? [];
    if (version === '') return undefined;
    if (operator !== '' && operator !== '=') return `${operator}${version}`;
    const isWhole = operator === '' || version.endsWith('*') || version.split('.').length > 2;
    return `==${version}${isWhole ? '' : '.*'}`;
  });
  return parts.includes(undefined) ? undefined : parts.join(',');
}

/** What the new channel has: the row's own version, from it on where another row is raised, or the next release and later ones. */
function movedRow(row: Dependency, condition: Condition | undefined, isOpen: boolean): MovedRow | undefined {
  const raw = row.specifier?.raw ?? '';
  if (!isNowhereIn(condition, row)) {
    const [, version] = /^={0,2}([0-9][0-9.]{0,40}?)(?:\.\*)?$/.exec(raw) ?? [];
    return { row, specifier: isOpen && version !== undefined ? `>=${version}` : raw };
  }
  const next = boundsOf(condition).find((version) => evaluate({ version: `<${version}` }, evidenceOf(row)).value === 'yes');
  return next === undefined ? undefined : { row, specifier: `>=${next}` };
}

function isNowhereIn(condition: Condition | undefined, row: Dependency): boolean {
  return condition === undefined || evaluate(condition, evidenceOf(row)).value !== 'yes';
}

/** The first versions of what a condition admits, as the rule lists them. */
function boundsOf(condition: Condition | undefined): readonly string[] {
  if (!condition) return [];
  if ('any' in condition) return condition.any.flatMap(boundsOf);
  const range = 'version' in condition && typeof condition.version === 'string' ? condition.version : '';
  return range.split(',').flatMap((clause) => (clause.startsWith('>=') ? [clause.slice(2)] : []));
}

function evidenceOf(row: Dependency): RowEvidence {
  return new RowEvidence(row, [], new Set(), []);
}

function shortName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
