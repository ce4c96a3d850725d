import { parseArgs } from 'node:util';

const commands = ['check', 'list', 'fix', 'plan', 'diff', 'explain', 'rules'] as const;
const failLevels = ['hard', 'conditional', 'default', 'any', 'never'] as const;
const formats = ['text', 'json', 'jsonl', 'sarif', 'github', 'junit', 'markdown', 'html', 'cyclonedx', 'csv'] as const;

export interface Arguments {
  readonly command: (typeof commands)[number] | 'help' | 'version';
  readonly operands: readonly string[];
  readonly format: (typeof formats)[number];
  readonly output?: string;
  readonly targets: readonly string[];
  readonly accept: readonly string[];
  readonly failOn: (typeof failLevels)[number];
  readonly stdinFilename?: string;
  readonly verbose: boolean;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  /** fix: also the first-ranked review fix of each finding. */
  readonly review: boolean;
  readonly dryRun: boolean;
  readonly rules: readonly string[];
  readonly packages: readonly string[];
  /** plan: the vendor or maker to be left. */
  readonly leave?: string;
  /** plan: a file with an earlier plan of the same goal. */
  readonly since?: string;
  /** rules: only claims that were last checked more than so many days ago. */
  readonly stale?: number;
}

/** Wrong usage: one sentence for stderr, exit code 2. */
export class UsageError extends Error {}

const options = {
  format: { type: 'string' },
  output: { type: 'string' },
  target: { type: 'string', multiple: true },
  accept: { type: 'string', multiple: true },
  'fail-on': { type: 'string' },
  'stdin-filename': { type: 'string' },
  jobs: { type: 'string' },
  verbose: { type: 'boolean' },
  baseline: { type: 'string' },
  'write-baseline': { type: 'string' },
  review: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  rule: { type: 'string', multiple: true },
  package: { type: 'string', multiple: true },
  leave: { type: 'string' },
  since: { type: 'string' },
  stale: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

/** Which flags each command takes, besides --help. */
const flagsOf: Readonly<Record<(typeof commands)[number], readonly string[]>> = {
  check: ['format', 'output', 'target', 'accept', 'fail-on', 'baseline', 'write-baseline', 'stdin-filename', 'jobs', 'verbose'],
  list: ['format', 'output', 'target', 'accept', 'stdin-filename', 'jobs', 'verbose'],
  fix: ['target', 'accept', 'review', 'dry-run', 'rule', 'package', 'output'],
  plan: ['format', 'output', 'target', 'leave', 'since', 'jobs'],
  diff: ['format', 'output', 'target', 'accept', 'fail-on', 'jobs'],
  explain: ['format', 'output'],
  rules: ['format', 'output', 'stale'],
};

/** Which formats each command writes; the first is the one that it writes unasked. */
const formatsOf: Readonly<Record<(typeof commands)[number], readonly (typeof formats)[number][]>> = {
  check: formats,
  list: ['text', 'json'],
  fix: ['text'],
  plan: ['text', 'json', 'markdown'],
  diff: ['text', 'json', 'markdown'],
  explain: ['text', 'json'],
  rules: ['text', 'json'],
};

/** Reads the words behind `portolan`. Throws `UsageError` with a sentence that says what is wrong. */
export function readArguments(words: readonly string[]): Arguments {
  const { values, positionals } = parse(words);
  const [name, ...operands] = positionals;
  const base = {
    operands,
    format: 'text',
    targets: [],
    accept: [],
    failOn: 'never',
    verbose: false,
    review: false,
    dryRun: false,
    rules: [],
    packages: [],
  } as const;
  if (values.version) return { ...base, command: 'version' };
  if (values.help || name === undefined || name === 'help') return { ...base, command: 'help' };
  const command = commands.find((known) => known === name);
  if (!command) throw new UsageError(`"${name}" is no command; known: ${commands.join(', ')}`);
  for (const flag of Object.keys(values)) {
    if (!flagsOf[command].includes(flag)) throw new UsageError(`${command} takes no --${flag}`);
  }
  if (values.jobs !== undefined && !/^[1-9][0-9]{0,3}$/.test(values.jobs))
    throw new UsageError(`--jobs wants a whole number from 1 on, not "${values.jobs}"`);
  if (values.stale !== undefined && !/^[0-9]{1,5}$/.test(values.stale))
    throw new UsageError(`--stale wants a whole number of days, not "${values.stale}"`);
  return {
    command,
    operands,
    format: oneOf('format', values.format ?? 'text', formatsOf[command]),
    failOn: oneOf('fail-on', values['fail-on'] ?? 'never', failLevels),
    targets: values.target ?? [],
    accept: values.accept ?? [],
    verbose: values.verbose ?? false,
    review: values.review ?? false,
    dryRun: values['dry-run'] ?? false,
    rules: values.rule ?? [],
    packages: values.package ?? [],
    ...(values.leave === undefined ? {} : { leave: values.leave }),
    ...(values.since === undefined ? {} : { since: values.since }),
    ...(values.stale === undefined ? {} : { stale: Number(values.stale) }),
    ...(values.baseline === undefined ? {} : { baseline: values.baseline }),
    ...(values['write-baseline'] === undefined ? {} : { writeBaseline: values['write-baseline'] }),
    ...(values.output === undefined ? {} : { output: values.output }),
    ...(values['stdin-filename'] === undefined ? {} : { stdinFilename: values['stdin-filename'] }),
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(message.split('. ')[0] ?? message);
  }
}

function oneOf<T extends string>(flag: string, value: string, known: readonly T[]): T {
  const found = known.find((candidate) => candidate === value);
  if (found === undefined) throw new UsageError(`--${flag} wants one of ${known.join(', ')}, not "${value}"`);
  return found;
}

export const helpText = `portolan <command> [path ...]

  check            what in these manifests is bound to one chip maker or one AI vendor
  list             every dependency that was read, with its place
  fix              apply safe fixes; says what to lock anew
  plan             what it takes to run on --target ID, or to --leave a vendor or maker
  diff OLD NEW     bindings gained and lost between two folders or two JSON results of check
  explain NAME     the fact card of a package (torch, npm:openai) or a rule (pytorch/torch)
  rules            the catalog

  --format text|json     --output FILE          --verbose
                         check also: jsonl sarif github junit markdown html cyclonedx csv; plan and diff: markdown
  --target ID            keep only what touches this target (repeatable)
  --leave ID             plan: the vendor or maker to be left
  --since FILE           plan: an earlier plan (markdown or json), to tell what was done since
  --accept ID            a vendor, target or maker that is fine (repeatable)
  --fail-on hard|conditional|default|any|never   exit 1 at findings of this strength or above (default: never)
  --baseline FILE        findings that it lists never fail and are not shown
  --write-baseline FILE  write today's findings; together with --baseline the list only ever gets shorter
  --review               fix: also the first-ranked fix that needs review
  --dry-run              fix: print a unified diff and write nothing
  --rule ID  --package NAME   fix: only these (repeatable)
  --stale DAYS           rules: claims whose newest check is more than so many days old
  --stdin-filename NAME  judge the text from standard input as this file
  --jobs N               any number gives the same output

The default path is the current folder. Exit code: 0 done, 1 findings at --fail-on, 2 wrong usage or unreadable path.
`;
