import { exactClauses } from '../exact-version';
import type { Artifact, Dependency, IndexReference, Specifier } from '../../model/manifest';
import { readRequirement } from '../pep508';
import type { ExpandedWord } from '../shell-expand';
import { isUrl, isWheel, readPathRequirement, readUrlRequirement, type Reading as RequirementReading } from '../requirement-reference';
import type { MappedText } from '../../text/mapped-text';
import { clonedRow } from './git';
import { optionNames, splitArguments, type CommandOption } from './options';
import { baseName, type CommandContext, type InstallRow } from './reading';

/** Options of `pip install` and `uv pip install` that take a value: https://pip.pypa.io/en/stable/cli/pip_install/ */
const valued = optionNames(`-r --requirement --requirements -c --constraint --constraints -e --editable -t --target --platform --python-version
  --implementation --abi --root --prefix --src --upgrade-strategy -C --config-settings --config-setting --global-option --build-option
  --install-option --no-binary --only-binary --progress-bar --root-user-action --report -i --index-url --pypi-url --extra-index-url -f --find-links
  --index --default-index --cache-dir --timeout --default-timeout --retries --proxy --cert --client-cert --exists-action --trusted-host
  --allow-insecure-host --log --python -p --hash --keyring-provider --use-feature --use-deprecated --group --extra --optional --build-constraint
  --build-constraints -b --override --overrides --prerelease --resolution --index-strategy --link-mode --exclude-newer --python-platform
  --torch-backend --refresh-package --reinstall-package --upgrade-package -P --no-build-package --no-build-isolation-package --directory
  --project --config-file --color --source --pip-args --suffix --with --bounds --tag --branch --rev --marker -m --package --script`);
const indexOptions = optionNames('-i --index-url --pypi-url --extra-index-url -f --find-links --index --default-index');
const requirementFiles = optionNames('-r --requirement --requirements');
const constraintFiles = optionNames('-c --constraint --constraints');
const editables = optionNames('-e --editable');

/** How a tool writes what it installs: Poetry and uv know `name@version` too. */
export type RequirementStyle = 'pip' | 'poetry';

/** Reads the words behind `pip install`, `uv pip install`, `uv add`, `pipx install`, `poetry add`. */
export function readPipInstall(words: readonly ExpandedWord[], context: CommandContext, style: RequirementStyle): void {
  const { options, positionals } = splitArguments(words, valued);
  const { reading, level } = context;
  const rows: InstallRow[] = [];
  let others = 0;
  const add = (row: InstallRow | undefined): void => {
    if (row) rows.push(row);
    else others++;
  };
  for (const option of options) {
    if (requirementFiles.has(option.name) || constraintFiles.has(option.name)) {
      readInclude(option, context);
      if (requirementFiles.has(option.name)) others++;
    } else if (editables.has(option.name) && option.value) {
      add(readTarget({ content: option.value, unknown: option.unknown, span: option.span, literal: false }, context, 'pip'));
    }
  }
  for (const word of positionals) add(readTarget(word, context, style));
  const indexes = options.flatMap((option) => readIndex(option, context, others === 0 && rows.length > 0));
  const references: IndexReference[] = indexes.map(({ value, span }) => ({ index: value, span }));
  const indexed = rows.map((row) => (references.length > 0 ? { ...row, dependency: { ...row.dependency, indexes: references } } : row));
  reading.dependencies.push(...indexed.map(({ dependency }) => dependency));
  reading.artifacts.push(...indexes, ...indexed.flatMap(({ dependency }) => wheelOf(dependency)));
  if (rows.length > 0 || others > 0) reading.installs.push({ rows: indexed, others, level });
}

/** An index serves its own command alone where all that the command installs can be seen. */
function readIndex({ name, value, unknown, span }: CommandOption, { stage }: CommandContext, explicit: boolean): readonly Artifact[] {
  if (!value || !indexOptions.has(name)) return [];
  const equals = name === '--index' ? value.text.indexOf('=') : -1;
  const scheme = value.text.indexOf('://');
  const url = equals > 0 && equals < scheme ? value.slice(equals + 1, value.text.length) : value;
  if (scheme < 0 || (unknown && !url.text.includes('://'))) return [];
  const place = url.span(0, url.text.length);
  const artifact = { kind: 'index', value: url.text, span: place, declaration: span, name: url.text, group: stage.group } as const;
  return [explicit ? { ...artifact, explicit } : artifact];
}

/** A requirements file that `COPY` brings in is read where it lies in the build context; other absolute paths lie in the image alone. */
function readInclude({ name, value, unknown }: CommandOption, { stage, reading }: CommandContext): void {
  if (!value || unknown || value.text === '' || value.text.includes('://')) return;
  const kind = requirementFiles.has(name) ? 'requires' : 'constrains';
  const path = stage.copied.get(baseName(value.text)) ?? value;
  if (path.text.startsWith('/') || path.text.includes('*')) return;
  reading.includes.push({ kind, path: path.text, span: path.span(0, path.text.length), maybe: true });
}

/** One thing to install; undefined for a folder, a file that is no wheel, and what is not known. */
function readTarget(word: ExpandedWord, context: CommandContext, style: RequirementStyle): InstallRow | undefined {
  const { content, unknown } = word;
  const { text } = content;
  if (isUrl(text)) return toRow(readUrlRequirement(content), word, context, false);
  if (text.startsWith('.') || text.startsWith('/') || text.startsWith('~')) return readPath(word, context);
  const at = text.indexOf('@');
  if (style === 'poetry' && at > 0 && !text.includes('://') && !text.includes(' ')) return poetryRow(word, at, context);
  const { requirement, problems } = readRequirement(content);
  if (requirement && problems.length === 0) {
    if (isWheel(text) || (!requirement.source && text.includes('/'))) return readPath(word, context);
    return toRow({ ...requirement, problems }, word, context, !requirement.source);
  }
  if (!requirement || text.includes('/') || (unknown && !requirement.specifier)) return readPath(word, context);
  const specifier = unknown ? wholeSpecifier(content) : requirement.specifier;
  return toRow({ ...requirement, ...(specifier && { specifier }), problems }, word, context, false);
}

/** A version that only a build knows, as it is written: what stands in it is not compared. */
function wholeSpecifier(content: MappedText): Specifier {
  const { text } = content;
  let from = 0;
  while (from < text.length && !'=<>!~'.includes(text.charAt(from))) from++;
  return { raw: text.slice(from), span: content.span(from, text.length), dialect: 'pep440', clauses: [] };
}

function readPath(word: ExpandedWord, context: CommandContext): InstallRow | undefined {
  const { content, unknown } = word;
  if (isWheel(content.text)) {
    const reading = readPathRequirement(content);
    return reading.problems.length === 0 && reading.name !== '' && !unknown ? toRow(reading, word, context, false) : undefined;
  }
  const dependency = clonedRow(content.text, context);
  return dependency && { dependency, word, requirement: false };
}

/** `name@^2.0`, `name[extra]@latest`: https://python-poetry.org/docs/cli/#add */
function poetryRow(word: ExpandedWord, at: number, context: CommandContext): InstallRow | undefined {
  const { content } = word;
  const { requirement, problems } = readRequirement(content.slice(0, at));
  if (!requirement || problems.length > 0) return undefined;
  const end = content.text.length;
  const raw = content.text.slice(at + 1, end);
  const specifier = { raw, span: content.span(at + 1, end), dialect: 'poetry', clauses: exactClauses(content, at + 1, end) } as const;
  return toRow({ ...requirement, ...(raw !== '' && { specifier }), problems }, word, context, false);
}

function toRow(reading: RequirementReading, word: ExpandedWord, { stage }: CommandContext, requirement: boolean): InstallRow {
  const { name, nameSpan, extras, extrasSpan, specifier, marker, source } = reading;
  const dependency: Dependency = {
    ecosystem: 'pypi',
    name,
    nameSpan,
    span: word.span,
    role: 'requires',
    extras,
    ...(extrasSpan && { extrasSpan }),
    ...(specifier && { specifier }),
    ...(marker && { marker }),
    group: stage.group,
    ...(source && { source }),
    indexes: [],
  };
  return { dependency, word, requirement };
}

function wheelOf({ source, span, group }: Dependency): readonly Artifact[] {
  if (!source || !isWheel(source.url)) return [];
  return [{ kind: 'wheel', value: source.url, span: source.span, declaration: span, group }];
}
