import { parseArgs } from 'node:util';

export interface Arguments {
  readonly command: 'check' | 'list' | 'explain' | 'rules' | 'help' | 'version';
  readonly operands: readonly string[];
  readonly format: 'text' | 'json';
  readonly output?: string;
  readonly targets: readonly string[];
  readonly accept: readonly string[];
  readonly failOn: 'hard' | 'conditional' | 'default' | 'any' | 'never';
  readonly stdinFilename?: string;
  readonly verbose: boolean;
}

/** Wrong usage: one sentence for stderr, exit code 2. */
export class UsageError extends Error {}

const commands = ['check', 'list', 'explain', 'rules'] as const;
const failLevels = ['hard', 'conditional', 'default', 'any', 'never'] as const;

const options = {
  format: { type: 'string' },
  output: { type: 'string' },
  target: { type: 'string', multiple: true },
  accept: { type: 'string', multiple: true },
  'fail-on': { type: 'string' },
  'stdin-filename': { type: 'string' },
  jobs: { type: 'string' },
  verbose: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

/** Which flags each command takes, besides --help. */
const flagsOf: Readonly<Record<(typeof commands)[number], readonly string[]>> = {
  check: ['format', 'output', 'target', 'accept', 'fail-on', 'stdin-filename', 'jobs', 'verbose'],
  list: ['format', 'output', 'target', 'accept', 'stdin-filename', 'jobs', 'verbose'],
  explain: ['format', 'output'],
  rules: ['format', 'output'],
};

/** Reads the words behind `portolan`. Throws `UsageError` with a sentence that says what is wrong. */
export function readArguments(words: readonly string[]): Arguments {
  const { values, positionals } = parse(words);
  const [name, ...operands] = positionals;
  const base = { operands, format: 'text', targets: [], accept: [], failOn: 'never', verbose: false } as const;
  if (values.version) return { ...base, command: 'version' };
  if (values.help || name === undefined || name === 'help') return { ...base, command: 'help' };
  const command = commands.find((known) => known === name);
  if (!command) throw new UsageError(`"${name}" is no command; known: ${commands.join(', ')}`);
  for (const flag of Object.keys(values)) {
    if (!flagsOf[command].includes(flag)) throw new UsageError(`${command} takes no --${flag}`);
  }
  if (values.jobs !== undefined && !/^[1-9][0-9]{0,3}$/.test(values.jobs))
    throw new UsageError(`--jobs wants a whole number from 1 on, not "${values.jobs}"`);
  return {
    command,
    operands,
    format: oneOf('format', values.format ?? 'text', ['text', 'json']),
    failOn: oneOf('fail-on', values['fail-on'] ?? 'never', failLevels),
    targets: values.target ?? [],
    accept: values.accept ?? [],
    verbose: values.verbose ?? false,
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
  explain NAME     the fact card of a package (torch, npm:openai) or a rule (pytorch/torch)
  rules            the catalog

  --format text|json     --output FILE          --verbose
  --target ID            keep only what touches this target (repeatable)
  --accept ID            a vendor, target or maker that is fine (repeatable)
  --fail-on hard|conditional|default|any|never   exit 1 at findings of this strength or above (default: never)
  --stdin-filename NAME  judge the text from standard input as this file
  --jobs N               any number gives the same output

The default path is the current folder. Exit code: 0 done, 1 findings at --fail-on, 2 wrong usage or unreadable path.
`;
