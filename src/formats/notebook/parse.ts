import { type Manifest, mainGroup } from '../../model/manifest';
import { readIpython, type IpythonCommand } from '../../syntax/ipython';
import type { CommandContext, Reading, Stage } from '../../syntax/install/reading';
import { runCommands } from '../../syntax/install/script';
import { readShellCommands } from '../../syntax/shell-words';
import type { MappedText } from '../../text/mapped-text';
import { readCodeCells } from './cells';

/** Reads the install commands of a notebook's code cells. Never throws. */
export function parse(text: string): Manifest {
  const { dependencies, artifacts, includes, problems } = readNotebook(text);
  return { dependencies, artifacts, includes, comments: [], problems };
}

/** The same with what edits need to know. */
export function readNotebook(text: string): Reading {
  const { cells, problems } = readCodeCells(text);
  const reading: Reading = { dependencies: [], artifacts: [], includes: [], problems: [...problems], comments: [], installs: [] };
  const stage: Stage = { name: '', group: mainGroup, variables: new Map(), clones: new Map(), copied: new Map(), folder: '' };
  for (const cell of cells) for (const command of readIpython(cell)) readIpythonCommand(command, stage, reading);
  return reading;
}

/** Magics that are commands of the same name. */
const commandMagics = new Set(['pip', 'conda', 'mamba', 'micromamba', 'uv']);
/** Magics whose arguments or body are a command or script of the shell. */
const shellMagics = new Set(['sx', 'system', 'bash', 'sh']);
const scriptShells = new Set(['bash', 'sh', 'zsh', 'dash']);

function readIpythonCommand({ kind, name, content, argumentsAt, body }: IpythonCommand, stage: Stage, reading: Reading): void {
  const rest = content.slice(argumentsAt, content.text.length);
  if (kind === 'cell') {
    const runsShell = shellMagics.has(name) || name === '!' || (name === 'script' && scriptShells.has(rest.text.trim()));
    if (body && runsShell) run(body, { ...stage }, reading, false);
  } else if (kind === 'shell') run(content, { ...stage }, reading, true);
  else if (name === 'cd') run(content, stage, reading, true);
  else if (commandMagics.has(name)) run(content, { ...stage }, reading, true);
  else if (name === 'sx' || name === 'system') run(rest, { ...stage }, reading, true);
}

/**
 * Runs in a shell of its own: what it sets is gone afterwards, but a repository that it clones stays. In another folder than the
 * notebook's own it is not known which file a path means.
 */
function run(script: MappedText, stage: Stage, reading: Reading, braces: boolean): void {
  const context: CommandContext = { stage, reading, level: 'plain', escape: '\\', variables: new Map(), nesting: 0, braces };
  const includes = reading.includes.length;
  runCommands(readShellCommands(script, { escape: '\\' }), context);
  if (stage.folder !== '') reading.includes.length = includes;
}
