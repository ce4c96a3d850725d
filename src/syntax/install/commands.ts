import type { ExpandedWord } from '../shell-expand';
import { isUrl, isWheel } from '../requirement-reference';
import { readCondaInstall } from './conda';
import { clonedRow, readClone } from './git';
import { readNpmInstall } from './npm';
import { readPipInstall } from './pip';
import { baseName, joinPath, type CommandContext } from './reading';
import { readSystemPackages } from './system-packages';

type Words = readonly ExpandedWord[];
type Reader = (words: Words, context: CommandContext) => void;

const systemInstall: Reader = afterWord(['install', 'in', 'localinstall', 'reinstall'], readSystemPackages);
const condaInstall: Reader = afterWord(['install', 'create'], readCondaInstall);
const npmInstall: Reader = afterWord(['install', 'i', 'add'], readNpmInstall);

/** What follows the name of a program, by that name. */
const readers: Readonly<Record<string, Reader>> = {
  uv: readUv,
  poetry: afterWord(['add'], (words, context) => readPipInstall(words, context, 'poetry')),
  pipx: afterWord(['install'], (words, context) => readPipInstall(words, context, 'pip')),
  conda: condaInstall,
  mamba: condaInstall,
  micromamba: condaInstall,
  npm: npmInstall,
  pnpm: npmInstall,
  bun: npmInstall,
  yarn: (words, context) => npmInstall(textOf(words[0]) === 'global' ? words.slice(1) : words, context),
  'apt-get': systemInstall,
  apt: systemInstall,
  aptitude: systemInstall,
  dnf: systemInstall,
  microdnf: systemInstall,
  tdnf: systemInstall,
  yum: systemInstall,
  zypper: systemInstall,
  apk: afterWord(['add'], readSystemPackages),
  git: readGit,
  cd: readFolder,
  pushd: readFolder,
  wget: readDownload,
  curl: readDownload,
};

/** Programs that run the command behind their own options. */
const wrappers = new Set(['sudo', 'env', 'command', 'exec', 'nohup', 'nice', 'eatmydata', 'timeout', 'retry', 'time', 'xargs']);
/** `conda run -n name pip install …` */
const runners = new Set(['conda', 'mamba', 'micromamba', 'uv', 'poetry', 'pipenv', 'pixi', 'hatch', 'pdm']);
const runnerOptions = new Set([
  '-n',
  '--name',
  '-p',
  '--prefix',
  '--python',
  '--with',
  '--extra',
  '--group',
  '--project',
  '--directory',
  '-u',
  '--user',
  '-e',
]);
/** Options before a subcommand that take the next word. */
const globalOptions = new Set(
  '--timeout --default-timeout --retries --proxy --cache-dir --python --log --cert --trusted-host --prefix --registry --dir --project --directory -C -o'.split(
    ' ',
  ),
);
const mostWrappers = 4;

/** Reads one command: what it installs goes to the reading, folders and clones to the stage. `{sys.executable} -m` runs Python. */
export function readCommand(words: Words, context: CommandContext): void {
  let rest = words;
  for (let n = 0; n < mostWrappers; n++) {
    const name = programName(rest[0]);
    if (wrappers.has(name)) rest = rest.slice(commandStart(rest, 1));
    else if (runners.has(name) && textOf(rest[1]) === 'run') rest = rest.slice(commandStart(rest, 2));
    else break;
  }
  const name = programName(rest[0]);
  const behind = rest.slice(1);
  if (isPip(name)) readPip(behind, context);
  else if (isPython(name) || (context.braces && name.startsWith('{') && textOf(rest[1]) === '-m')) readPython(behind, context);
  else if (Object.hasOwn(readers, name)) readers[name]?.(behind, context);
}

function readPython(words: Words, context: CommandContext): void {
  let at = 0;
  while (at < words.length && textOf(words[at]).startsWith('-') && !textOf(words[at]).startsWith('-m')) at++;
  const option = words[at];
  if (option && textOf(option) === '-m') readCommand(words.slice(at + 1), context);
  else if (option && textOf(option).startsWith('-m')) {
    readCommand([{ ...option, content: option.content.slice(2, option.content.text.length) }, ...words.slice(at + 1)], context);
  } else if (baseName(textOf(words[at])) === 'setup.py' && ['install', 'develop'].includes(textOf(words[at + 1]))) {
    const script = textOf(words[at]);
    const row = clonedRow(script.slice(0, script.length - 'setup.py'.length) || '.', context);
    if (row) context.reading.dependencies.push(row);
  }
}

function readPip(words: Words, context: CommandContext): void {
  const subcommand = subcommandIndex(words);
  if (textOf(words[subcommand]) === 'install') readPipInstall([...words.slice(0, subcommand), ...words.slice(subcommand + 1)], context, 'pip');
  else if (textOf(words[subcommand]) === 'config') readPipConfig(words.slice(subcommand + 1), context);
}

/** `pip config set global.index-url URL` serves all that pip installs afterwards. */
function readPipConfig(words: Words, { stage, reading }: CommandContext): void {
  const set = words.findIndex((word) => textOf(word) === 'set');
  const [key, url] = set < 0 ? [] : words.slice(set + 1);
  if (!key || !url || url.unknown || !isUrl(url.content.text)) return;
  if (!['index-url', 'extra-index-url', 'find-links'].some((name) => key.content.text.endsWith(`.${name}`))) return;
  const span = url.content.span(0, url.content.text.length);
  reading.artifacts.push({
    kind: 'index',
    value: url.content.text,
    span,
    declaration: { start: key.span.start, end: url.span.end },
    group: stage.group,
  });
}

function readUv(words: Words, context: CommandContext): void {
  const at = subcommandIndex(words);
  const rest = words.slice(at + 1);
  switch (textOf(words[at])) {
    case 'pip':
      if (textOf(rest[0]) === 'install') readPipInstall(rest.slice(1), context, 'pip');
      break;
    case 'add':
      readPipInstall(rest, context, 'poetry');
      break;
    case 'tool':
      if (textOf(rest[0]) === 'install') readPipInstall(rest.slice(1), context, 'poetry');
      break;
    default:
  }
}

function readGit(words: Words, context: CommandContext): void {
  const clone = words.findIndex((word) => textOf(word) === 'clone');
  const isPlain = words.slice(0, clone).every((word, index) => textOf(word).startsWith('-') || textOf(words[index - 1]) === '-c');
  if (clone >= 0 && isPlain && !words.slice(0, clone).some((word) => textOf(word) === '-C')) readClone(words.slice(clone + 1), context);
}

function readFolder([folder]: Words, { stage }: CommandContext): void {
  stage.folder = joinPath(stage.folder, folder && !folder.unknown ? folder.content.text : '?');
}

/** A wheel that is fetched by its address, to be installed as a file. */
function readDownload(words: Words, { stage, reading }: CommandContext): void {
  for (const { content, span } of words) {
    if (!isUrl(content.text) || !isWheel(content.text)) continue;
    reading.artifacts.push({ kind: 'wheel', value: content.text, span: content.span(0, content.text.length), declaration: span, group: stage.group });
  }
}

/** A reader of what stands behind one of these subcommands, options before it included. */
function afterWord(subcommands: readonly string[], read: Reader): Reader {
  return (words, context) => {
    const at = subcommandIndex(words);
    if (subcommands.includes(textOf(words[at]))) read([...words.slice(0, at), ...words.slice(at + 1)], context);
  };
}

/** Index of the command behind a wrapper: options, assignments (`env A=b`) and durations (`timeout 60`) come before it. */
function commandStart(words: Words, start: number): number {
  let at = start;
  for (; at < words.length; at++) {
    const text = textOf(words[at]);
    if (runnerOptions.has(text)) at++;
    else if (!text.startsWith('-') && !text.includes('=') && !/^\d+[smh]?$/.test(text)) break;
  }
  return at;
}

/** Index of the first word that is no option. */
function subcommandIndex(words: Words): number {
  let at = 0;
  while (at < words.length && textOf(words[at]).startsWith('-')) at += globalOptions.has(textOf(words[at])) ? 2 : 1;
  return at;
}

function textOf(word: ExpandedWord | undefined): string {
  return word?.content.text ?? '';
}

function programName(word: ExpandedWord | undefined): string {
  const name = baseName(textOf(word));
  return name.toLowerCase().endsWith('.exe') ? name.slice(0, -4).toLowerCase() : name;
}

/** `pip`, `pip3`, `pip3.11`, `pip-3.11` */
function isPip(name: string): boolean {
  return /^pip[-\d.]*$/.test(name);
}

function isPython(name: string): boolean {
  return /^(?:python|pypy|py)[-\d.]*$/.test(name);
}
