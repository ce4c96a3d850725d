import type { FormatEdits } from '../formats/format';
import type { Finding } from '../model/finding';
import type { Build, BuildChoice } from '../model/fix';
import type { Artifact, Dependency, IndexReference, Manifest } from '../model/manifest';
import type { Remedy, Ternary } from '../model/rule';
import type { FileContext } from './context';
import { normalizeName } from '../registries/names';
import { besideFile, emptyPlan, withoutLocal, type FixPlan } from './fix-plan';
import { isBrought } from './locked-choices';

/**
 * How the builds of a target are called, and where they have wheels; on other systems the default index serves.
 * https://docs.astral.sh/uv/guides/integration/pytorch/
 */
const buildsOf: Readonly<Record<string, { readonly name: string; readonly marker?: string; readonly platforms?: readonly string[] }>> = {
  'cpu-x86_64': { name: 'cpu' },
  'nvidia-cuda': { name: 'cuda', marker: "sys_platform == 'linux' or sys_platform == 'win32'", platforms: ['linux-', 'win-64'] },
  'amd-rocm': { name: 'rocm', marker: "sys_platform == 'linux'", platforms: ['linux-64'] },
  'intel-xpu': { name: 'xpu', marker: "sys_platform == 'linux' or sys_platform == 'win32'", platforms: ['linux-64', 'win-64'] },
};

interface Source {
  readonly file: string;
  readonly text: string;
  readonly manifest: Manifest;
  readonly exists: (path: string) => boolean;
  readonly context: FileContext;
}

/**
 * Plans to let each installation choose its build: the rows and builds that are there, and one build more for each target that a
 * remedy of the rule serves from an index. Undefined where the file chooses already, or takes builds from several indexes.
 */
export function planBuilds(findings: readonly Finding[], source: Source, write: FormatEdits): FixPlan | undefined {
  const choice = buildChoice(findings, source);
  if (!choice) return undefined;
  const { rows, index, builds } = choice;
  const include = source.file.slice(source.file.lastIndexOf('/') + 1);
  const locked = findings[0]?.choice;
  if (locked) {
    // A plain installation is told to bring none of the rows that move.
    const added = rows.length > 0 && locked.isBrought ? undefined : write.promoteBuilds?.(source.text, choice);
    const removed = rows.map((row) => ({ row, removed: true as const }));
    const still = locked.isBrought ? 'yes' : 'no';
    return added && { ...emptyPlan, rows: removed, added: added.added, addedIndexes: added.indexes, edits: added.edits, stillBrought: still };
  }
  const chosen = index && write.chooseBuilds?.(source.text, rows, index, builds, include);
  const copies = rows.map((row) => ({ row, specifier: withoutLocal(row) ?? row.specifier?.raw ?? '' }));
  const created = (chosen?.files ?? []).flatMap(({ build, text }) => {
    const file = besideFile(source.file, build);
    const urls = builds.filter(({ name }) => name === build).map(({ url }) => url);
    return file === undefined || source.exists(file) ? [] : [{ file, text, include, rows: copies, artifacts: urls }];
  });
  if (!chosen || created.length < chosen.files.length) return undefined;
  return {
    ...emptyPlan,
    rows: rows.map((row) => ({ row, removed: true })),
    indexes: chosen.files.length > 0 ? [{ index, url: null }] : [],
    added: chosen.added,
    addedIndexes: chosen.indexes,
    edits: chosen.edits,
    created,
    moved: chosen.moved ?? [],
    stillBrought: stillBrought(rows, source),
  };
}

/** Whether a plain install takes the packages after their rows are gone, since other rows bring them: a lock knows it. */
function stillBrought(rows: readonly Dependency[], { manifest, context: { lock } }: Source): Ternary {
  const [first] = rows;
  if (!first || lock?.ecosystem !== first.ecosystem) {
    const isAlone = manifest.dependencies.every((row) => rows.includes(row) || row.role !== 'requires' || row.group.kind !== 'main');
    return isAlone && manifest.includes.length === 0 ? 'no' : 'unseen';
  }
  const locked = rows.flatMap(({ ecosystem, name }) => lock.index.named(normalizeName(ecosystem, name)));
  return locked.length > 0 ? (isBrought(locked, rows, manifest.dependencies, lock) ? 'yes' : 'no') : 'unseen';
}

/** Which packages are to be had in which builds; undefined where the file chooses already, or takes builds from several indexes. */
export function buildChoice(findings: readonly Finding[], source: Pick<Source, 'manifest' | 'context'>): BuildChoice | undefined {
  const [own] = findings;
  const { manifest, context } = source;
  const rows = [...new Set(findings.flatMap((finding) => finding.rows))];
  const { promoted = [], url } = own?.choice ?? {};
  const index = url === undefined ? indexOf(rows, manifest) : undefined;
  const first = url === undefined ? index : { value: url };
  if (!own || !first || rows.length + promoted.length === 0 || rows.some((row) => !isPlain(row))) return undefined;
  if (url !== undefined && takesBuilds(url, manifest)) return undefined;
  // An index alone has no version that a remedy could depend on.
  const remedies = remediesFor(findings.filter((finding) => finding.rows.length > 0 || finding.choice));
  const isOpen = context.lock !== undefined && rows.some((row) => !hasUpperBound(row));
  const builds = buildsFor(own.boundTo, remedies, first).filter((build) => !isOpen || !isForAnyVersion(build));
  const lock = context.lock ? { lock: context.lock.shortName } : {};
  return builds.length < 2 ? undefined : { rows, promoted, ...(index ? { index } : {}), ...lock, versions: versionsOf(rows, context), builds };
}

/** Rows with a pin or a limit say which builds there are for them all; the others follow. */
function remediesFor(findings: readonly Finding[]): readonly Remedy[] {
  const [first, ...others] = findings.filter(({ rows }) => rows.some(hasUpperBound));
  if (!first) return findings.flatMap(({ remedies }) => remedies);
  return first.remedies.filter((remedy) => others.every(({ remedies }) => remedies.includes(remedy)));
}

/** Installed always, and always from the same place. */
function isPlain({ group, indexes, role }: Dependency): boolean {
  return group.kind === 'main' && role === 'requires' && !indexes.some(chooses);
}

/** A file that uses such an index has its own idea of where builds come from; an explicit one that no row names is idle. */
function takesBuilds(url: string, { artifacts, dependencies }: Manifest): boolean {
  const named = new Set(dependencies.flatMap(({ indexes }) => indexes.map(({ index }) => index)));
  return artifacts.some(
    ({ kind, value, explicit, name = '' }) => kind === 'index' && hostOf(value) === hostOf(url) && (!explicit || named.has(name)),
  );
}

function versionsOf(rows: readonly Dependency[], { lock }: FileContext): ReadonlyMap<string, string> {
  return new Map(
    rows.flatMap(({ ecosystem, name }): readonly [string, string][] => {
      const normal = normalizeName(ecosystem, name);
      const [at, ...others] = lock?.ecosystem === ecosystem ? lock.index.named(normal) : [];
      const version = at === undefined || others.length > 0 ? undefined : lock?.index.package(at)?.version;
      return version === undefined ? [] : [[normal, version.replace(/\+.*$/, '')]];
    }),
  );
}

function hostOf(url: string): string {
  return url.split('/')[2] ?? '';
}

function chooses({ extra, group, marker = '' }: Omit<IndexReference, 'span'>): boolean {
  return extra !== undefined || group !== undefined || marker.includes('extra');
}

/** A pin or a limit: what is resolved anew is what the remedies were chosen for. */
function hasUpperBound({ specifier }: Dependency): boolean {
  return (specifier?.clauses ?? []).some(({ operator }) => ['==', '===', '~=', '<', '<='].includes(operator));
}

/** The lock's version chose the companions, and this index would give the newest one, which may ask for others. */
function isForAnyVersion({ url, companions }: Build): boolean {
  return companions.length > 0 && !/[0-9]/.test(url.slice(url.lastIndexOf('/') + 1));
}

/** The only index that the rows name, or where they name none the only one of the file. */
function indexOf(rows: readonly Dependency[], { artifacts }: Manifest): Artifact | undefined {
  const named = new Set(rows.flatMap(({ indexes }) => indexes.map(({ index }) => index)));
  const indexes = artifacts.filter(({ kind, name }) => kind === 'index' && (named.size === 0 || (name !== undefined && named.has(name))));
  // pixi writes the index at each row.
  return new Set(indexes.map(({ value, name }) => JSON.stringify([value, name]))).size === 1 ? indexes[0] : undefined;
}

/** The builds of wheels that remedies take for accelerators, in the order of the table. */
export function wheelBuilds(remedies: readonly Remedy[]): readonly Build[] {
  return buildsFor([''], remedies, { value: '' }).filter(({ name }) => name !== 'cpu' && name !== 'cuda');
}

/** The build that is there, under the maker's name, and those of the remedies, in the order of the table. */
function buildsFor(boundTo: readonly string[], remedies: readonly Remedy[], index: Pick<Artifact, 'value' | 'name'>): readonly Build[] {
  const [bound = '', ...others] = boundTo;
  return Object.entries(buildsOf).flatMap(([target, { name, ...limits }]): readonly Build[] => {
    if (target === bound && others.length === 0) {
      return [{ name, url: index.value, ...(index.name === undefined ? {} : { index: index.name }), ...limits, companions: [] }];
    }
    const remedy = remedies.find(({ edit, for: targets }) => targets.includes(target) && edit?.index !== undefined && edit.index !== 'drop');
    const url = remedy?.edit?.index;
    return url === undefined ? [] : [{ name, url, ...limits, companions: remedy?.edit?.companions ?? [] }];
  });
}
