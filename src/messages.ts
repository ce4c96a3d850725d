import type { Finding } from './model/finding';
import type { Fix, ImageChange, IndexChange, RequestChange, RowChange } from './model/fix';
import type { Problem, ProblemCode } from './model/manifest';
import type { Paths, Weight } from './model/lock';
import type { LockEnvironment } from './model/result';
import type { Repair, RepairKind } from './model/repair';
import type { Remedy, Vocabulary } from './model/rule';
import type { VerdictKind } from './model/vocabulary';

type Words = (a: Readonly<Record<string, string>>) => string;

/** Every problem has its sentence: a code without words does not compile. */
const problemWords: Readonly<Record<ProblemCode, Words>> = {
  'unread-line': (a) => `Not read: ${quote(a['text'])}${because(a)}`,
  'unread-requirement': (a) => `Not read as a requirement: ${quote(a['text'])}${because(a)}`,
  'option-after-requirement': (a) =>
    `Not read: ${quote(a['option'] ?? a['text'])} (pip ignores this option behind a requirement; put it on its own line)`,
  'unread-value': (a) => `Not read: ${quote(a['text'])}${because(a)}`,
  syntax: (a) => `Not read: ${a['reason'] ?? 'the syntax is broken here'}`,
  'include-missing': (a) => `The included file ${quote(a['path'])} is not there`,
  'include-outside': (a) => `The included file ${quote(a['path'])} lies outside the folder and is not read`,
  'include-cycle': (a) => `${quote(a['path'])} includes itself in a circle`,
  'policy-syntax': (a) => `Policy file: ${a['reason'] ?? 'this could not be read'}`,
  'policy-key': (a) => `Policy file: ${quote(a['key'])} is no known key${a['known'] ? ` (known: ${a['known']})` : ''}`,
  'policy-value': (a) => `Policy file: ${a['key'] ? `${quote(a['key'])} ` : ''}${a['reason'] ?? 'has a wrong value'}`,
  'workspace-rule': (a) => `Rule of this workspace: ${a['reason'] ?? 'this could not be read'}`,
  'ignore-without-reason': () => 'This ignore gives no reason; write one behind "--"',
  'ignore-unknown-id': (a) => `This ignore names ${quote(a['id'])}, which is no rule, vendor, target or maker`,
  'ignore-expired': (a) => `This ignore ended on ${a['until'] ?? 'its date'}; what it hid is shown again`,
  'ignore-unused': () => 'This ignore hides nothing any more',
  'lock-missing': (a) => `${quote(a['name'])} is not in ${quote(a['lock'])}: the lock is older than this row`,
  'lock-stale': (a) =>
    `${quote(a['lock'])} holds ${quote(a['name'])} ${a['version'] ?? ''}, which ${quote(a['specifier'])} does not admit: the lock is older than this row`,
  'lock-not-installable': (a) =>
    `${quote(a['lock'])} cannot be installed in full on ${a['environment'] ?? ''}: ${a['count'] ?? ''} with no wheel and no source that fit (${a['names'] ?? ''})`,
  'lock-one-platform': (a) =>
    `${quote(a['lock'])} was made on another platform only: for ${a['environment'] ?? ''} it lacks the build of ${a['count'] ?? ''} (${a['names'] ?? ''})`,
};

export const verdictWords: Readonly<Record<VerdictKind, string>> = {
  yes: 'yes',
  'other-build': 'other build',
  'other-package': 'other package',
  'from-source': 'from source',
  partial: 'partial',
  no: 'no',
  unknown: 'unknown',
};

/** The sentence of a problem. */
export function problemMessage(problem: Pick<Problem, 'code' | 'arguments'>): string {
  return problemWords[problem.code](problem.arguments);
}

/** The remedy to tell first: the lightest way out. A guard only keeps the binding away from some platforms, so it comes last. */
export function leadRemedy(finding: Finding): Remedy | undefined {
  return finding.remedies.find(({ kind }) => kind !== 'guard') ?? finding.remedies[0];
}

/** One breath: the thing, the bond, the lightest way out. Plain text. */
export function findingMessage(finding: Finding): string {
  const others = finding.rows.length > 1 ? ` (and ${finding.rows.length - 1} more)` : '';
  const bond = `${subjectWords(finding)}${others} ${finding.binding.summary}.`;
  const remedy = leadRemedy(finding);
  return remedy ? `${bond} ${remedy.title} (${remedy.effort}).` : `${bond} No remedy with a source is known.`;
}

function subjectWords({ via, subject, forcedBy, paths }: Finding): string {
  if (forcedBy !== undefined) return `Unknown package ${quote(forcedBy)} requires ${quote(subject)} on every path, which`;
  if (paths?.count === 0) return `${quote(subject)}, which no declared dependency asks for any more,`;
  return `${quote(subject)}${via.length > 1 ? ` (through ${via.slice(0, -1).map(quote).join(' → ')})` : ''}`;
}

/** How many ways of a lock lead to a package: `1 of 3 paths`, with what guards them. Empty for the one open way of a declared row. */
export function pathWords({ count, more, guarded }: Paths): string {
  const guard = guarded ? (count > 1 || more ? ', each guarded by a marker, an extra or a group' : ', guarded by a marker, an extra or a group') : '';
  if (count === 0) return 'no declared dependency asks for it';
  return `${more ? 'more than ' : ''}${count} path${count === 1 ? '' : 's'}${guard}`;
}

/** What will be in the file afterwards, for the list of quick fixes. */
export function fixTitle(fix: Fix): string {
  const { remedy, rows, indexes, images, requests, files } = fix;
  const moved = rows.filter(({ group }) => group);
  const created = files.find(({ create }) => create);
  if (remedy.edit?.builds) return buildsTitle(fix);
  if (remedy.edit?.twin) return twinTitle(fix);
  if (images.length > 0) return imageTitle(images);
  if (requests.length > 0) return requestTitle(requests, created?.file);
  if (moved.length > 0 || created) return movedTitle(rows, created?.file);
  const removed = rows.filter((change) => change.removed);
  const first = fix.added[0];
  if (first) return `Add ${first.row.name}${first.row.specifier} beside ${first.beside.name} (the first step; the code changes too)`;
  const parts = removed.length > 0 ? [removalTitle(removed)] : rowParts(rows, remedy);
  const sentence = [...parts, ...indexParts(removed.length > 0 ? indexes.filter(({ index }) => index.kind === 'channel') : indexes)].join(' and ');
  const title = sentence === '' ? remedy.title : sentence[0]?.toUpperCase() + sentence.slice(1);
  return `${title}${fix.saves ? savingWords(fix.saves) : ''}`;
}

/** What of the lock is not downloaded any more: `, without 18 NVIDIA packages (2.6 GB)`. What comes instead is not known. */
function savingWords({ bytes, packages, runtime }: Weight): string {
  const maker = runtimeMakers[runtime?.target ?? ''];
  const size = bytes > 0 ? sizeWords(bytes) : '';
  if (runtime && maker !== undefined && (runtime.packages === packages || bytes === 0)) {
    return `, without ${runtime.packages} ${maker} package${runtime.packages === 1 ? '' : 's'}${size === '' ? '' : ` (${size})`}`;
  }
  return size === '' ? '' : `, without ${packages > 1 ? `${packages} packages (${size})` : `its ${size}`}`;
}

const repairTitles: Readonly<Record<RepairKind, (word: string) => string>> = {
  'give-reason': () => 'Give a reason…',
  'set-date': () => 'Set another end date…',
  use: (word) => `Use ${word}`,
  'make-list': () => 'Make a list of it',
  'remove-id': (word) => `Remove ${word} from this ignore`,
  'remove-comment': () => 'Remove this ignore',
  'remove-entry': () => 'Remove this entry',
  'remove-value': (word) => `Remove ${word}`,
  'remove-first': (word) => `Remove the first "${word}", which does not count`,
};

/** What a repair of an ignore or of the policy file does, for the list of quick fixes. */
export function repairTitle({ kind, word }: Pick<Repair, 'kind' | 'word'>): string {
  return repairTitles[kind](word);
}

/** True for what is told of a lock: nothing was misread there. */
export function isLockProblem({ code }: Pick<Problem, 'code'>): boolean {
  return code.startsWith('lock-');
}

/** What a package brings with it: `torch pulls 18 NVIDIA packages, 2.6 GB`; empty where the lock gives no sizes and brings no runtime. */
export function weightWords(name: string, { bytes, packages, unsized, runtime }: Weight): string {
  const [target = '', count = 0, runtimeBytes = 0] = runtime ? [runtime.target, runtime.packages, runtime.bytes] : [];
  const maker = runtimeMakers[target];
  if (maker !== undefined) {
    return `${name} pulls ${count} ${maker} package${count === 1 ? '' : 's'}${runtimeBytes > 0 ? `, ${sizeWords(runtimeBytes)}` : ''}`;
  }
  if (bytes === 0) return '';
  const subject = packages > 1 ? `${name} and the ${packages - 1} package${packages === 2 ? '' : 's'} that only it brings weigh` : `${name} weighs`;
  return `${subject} ${sizeWords(bytes)}${unsized > 0 ? ` (${unsized} without a size)` : ''}`;
}

/** The same without a name, for rows that show it: `18 NVIDIA packages, 2.6 GB`, `with 3 more packages 250 MB`, `250 MB`. */
export function ownWeightWords({ bytes, packages, runtime }: Weight): string {
  const maker = runtimeMakers[runtime?.target ?? ''];
  if (runtime && maker !== undefined) {
    return `brings ${runtime.packages} ${maker} package${runtime.packages === 1 ? '' : 's'}${runtime.bytes > 0 ? `, ${sizeWords(runtime.bytes)}` : ''}`;
  }
  if (bytes === 0) return '';
  return packages > 1 ? `${sizeWords(bytes)} with ${packages - 1} package${packages === 2 ? '' : 's'} that only it brings` : sizeWords(bytes);
}

const runtimeMakers: Readonly<Record<string, string>> = { 'nvidia-cuda': 'NVIDIA', 'amd-rocm': 'AMD', 'intel-xpu': 'Intel' };

/** Whether a lock can be installed in an environment. */
export function lockWords({ needed, build, impossible, lacking, unknown }: LockEnvironment): string {
  const packages = (count: number): string => `${count} package${count === 1 ? '' : 's'}`;
  const open = unknown > 0 ? `, ${packages(unknown)} not known` : '';
  if (impossible.length > 0) return `no: ${packages(impossible.length)} with no wheel and no source that fit${open}`;
  if (lacking.length > 0) return `in part: the lock lacks the platform's build of ${packages(lacking.length)}${open}`;
  return build.length > 0 ? `yes, ${packages(build.length)} of ${needed} built from source${open}` : `yes, ${packages(needed)}${open}`;
}

/** Bytes as downloads are told: 1 GB is 1,000,000,000 bytes. */
export function sizeWords(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  return bytes >= 1e6 ? `${Math.round(bytes / 1e6)} MB` : `${Math.max(1, Math.round(bytes / 1e3))} kB`;
}

/** The title of a target, vendor or maker; the id where the vocabulary lacks it. */
export function nameOf(id: string, vocabulary: Vocabulary): string {
  return vocabulary.targets[id]?.title ?? vocabulary.vendors[id]?.title ?? vocabulary.makers[id]?.title ?? id;
}

/** The extras or files among which each installation chooses afterwards. */
function buildsTitle({ rows, added, files, remedy, stillBrought = 'unseen' }: Fix): string {
  const created = files.filter(({ create }) => create).map(({ file }) => file.slice(file.lastIndexOf('/') + 1));
  const extras = [...new Set(added.flatMap(({ group }) => (group ? [group.id.slice(group.id.indexOf(':') + 1)] : [])))];
  if (remedy.edit?.promote) return `Add an extra for each build of ${added[0]?.row.name ?? ''}: ${listed(extras)} (a plain install stays as it is)`;
  if (environmentsOf(added)) return `Let each environment have its build of ${rowsWords(rows)}: ${environmentsOf(added)}`;
  const choice = extras.length > 0 ? `extras ${listed(extras)}` : `files ${listed(created)}`;
  const plain = { yes: 'takes the default build, which other packages bring', no: 'brings none', unseen: 'brings none, unless another package does' };
  return `Let each installation choose its build of ${rowsWords(rows)}: ${choice} (a plain install ${plain[stillBrought]})`;
}

function rowsWords(rows: readonly RowChange[]): string {
  return `${rows[0]?.row.name ?? ''}${rows.length > 1 ? ` and ${rows.length - 1} more` : ''}`;
}

/** The environments of pixi that new features are for; undefined where the rows are in none. */
function environmentsOf(added: Fix['added']): string | undefined {
  const groups = added.flatMap(({ group }) => (group?.id.startsWith('feature:') ? [group] : []));
  const names = groups.map(({ id, kind }) => (kind === 'main' ? `default (${id.slice('feature:'.length)})` : id.slice('feature:'.length)));
  return names.length > 0 ? listed([...new Set(names)]) : undefined;
}

/** Where the row and its portable twin are afterwards. */
function twinTitle({ rows: [change], added, files, remedy }: Fix): string {
  const { row, extras } = change ?? {};
  const all = `${row?.name ?? ''}${extras ? `[${row?.extras.map(({ name }) => name).join(',') ?? ''}]` : ''}`;
  const groups = [...new Set(added.map(({ group }) => group?.id.slice(group.id.indexOf(':') + 1) ?? ''))];
  const created = files.filter(({ create }) => create).map(({ file }) => file.slice(file.lastIndexOf('/') + 1));
  const [kind, names] = groups.length > 0 ? ['extra', groups.map((name) => `"${name}"`)] : ['file', created];
  if (extras) return `Keep ${row?.name ?? ''}, and put ${all} into ${kind === 'extra' ? 'the extra ' : ''}${listed(names)}`;
  const environments = environmentsOf(added);
  const twin = remedy.package?.slice(remedy.package.indexOf(':') + 1) ?? '';
  if (environments) return `Let each environment have ${twin} or ${all}: ${environments}`;
  return `Let each installation choose ${twin} or ${all}: ${kind}s ${listed(names)} (a plain install brings neither)`;
}

function listed(names: readonly string[]): string {
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? '');
}

/** The variable with today's image as its default, or the image that is there afterwards. */
function imageTitle([first, ...others]: readonly ImageChange[]): string {
  const { image, value, variable } = first ?? {};
  const places = others.length > 0 ? ` (${others.length + 1} places)` : '';
  if (!variable) return `Take the image ${value ?? ''} instead of ${image?.value ?? ''}${places}`;
  const kind = variable.group.id.startsWith('arg:') ? 'build argument' : 'variable';
  return `Let the ${kind} ${variable.name} choose the image, ${value ?? ''} by default${places}`;
}

/** Where the requests are afterwards, or what is asked for instead, and what the edit does not see to. */
function requestTitle([first, ...others]: readonly RequestChange[], file: string | undefined): string {
  const places = others.length > 0 ? `${others.length + 1} places; ` : '';
  if (file === undefined) return `Ask for ${first?.value ?? ''} instead of ${first?.request.value ?? ''} (${places}the image has to fit)`;
  const requests = others.length > 0 ? `${others.length + 1} device requests` : 'the device request';
  return `Move ${requests} to ${file.slice(file.lastIndexOf('/') + 1)} (not asked for by default any more)`;
}

/** `Move openai to the extra "openai"`: where the rows are afterwards, and that nobody gets them unasked. */
function movedTitle(rows: readonly RowChange[], file: string | undefined): string {
  const created = file?.slice(file.lastIndexOf('/') + 1);
  return `Move ${rowsWords(rows)} to ${created === undefined ? groupWords(rows[0]?.group?.id ?? '') : `${created} (not installed by default any more)`}`;
}

/** The group, and who gets it. npm installs its optional dependencies too, unless it is told --omit=optional. */
function groupWords(id: string): string {
  const [kind = '', name = ''] = id.split(':');
  if (name === '') return 'optionalDependencies (an installation may go without it)';
  return `the ${kind === 'extra' ? 'extra' : 'optional group'} "${name}" (not installed by default any more)`;
}

function removalTitle(removed: readonly RowChange[]): string {
  const first = removed[0]?.row.name ?? '';
  return removed.length === 1 ? `Remove ${first}` : `Remove ${first} and ${removed.length - 1} more rows like it`;
}

function rowParts(rows: readonly RowChange[], remedy: Remedy): readonly string[] {
  const first = rows[0];
  if (!first) return [];
  const more = rows.length > 1 ? ` (${rows.length} rows)` : '';
  if (first.name !== undefined) return [`replace ${first.row.name} with ${first.name}${first.specifier ?? ''}${more}`];
  if (first.extras !== undefined) {
    const extras = first.extras.length > 0 ? `[${first.extras.join(',')}]` : '';
    const before = first.row.extras.map(({ name }) => name).join(',');
    const step = remedy.edit?.step ? ' (the first step; the code changes too)' : '';
    return [`write ${first.row.name}${extras} instead of ${first.row.name}${before === '' ? '' : `[${before}]`}${more}${step}`];
  }
  if (first.marker !== undefined) return [`add the marker ${first.marker}${more}`];
  if (first.build === '' && first.row.build) return [`drop the build string "${first.row.build.raw}"${more}`];
  const labels = remedy.edit?.local ? localLabelsOf(rows) : [];
  return labels.length > 0 ? [`drop ${labels.map((label) => `"${label}"`).join(', ')}`] : [];
}

function localLabelsOf(rows: readonly RowChange[]): readonly string[] {
  const labels = rows
    .flatMap(({ row }) => row.specifier?.clauses ?? [])
    .flatMap(({ version, localSpan }) => (localSpan ? [version.slice(version.indexOf('+'))] : []));
  return [...new Set(labels)];
}

function indexParts(indexes: readonly IndexChange[]): readonly string[] {
  const first = indexes[0];
  if (!first) return [];
  if (first.index.kind === 'channel') return [channelPart(indexes)];
  return [
    first.url === null
      ? indexes.length === 1
        ? 'remove its wheel index'
        : `remove ${indexes.length} wheel indexes`
      : `take wheels from ${first.url}`,
  ];
}

function channelPart(indexes: readonly IndexChange[]): string {
  const taken = indexes.find(({ url }) => url !== null)?.url;
  const gone = `the channel${indexes.length === 1 ? '' : 's'} ${listed(indexes.map(({ index }) => index.value))}`;
  return taken ? `take the channel ${taken} instead of ${gone}` : `remove ${gone}`;
}

function quote(text: string | undefined): string {
  return text === undefined ? 'this place' : `\`${text}\``;
}

function because(a: Readonly<Record<string, string>>): string {
  return a['reason'] ? ` (${a['reason']})` : '';
}
