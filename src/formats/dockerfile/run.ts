import { readJson } from '../../syntax/json';
import type { DockerInstruction } from '../../syntax/dockerfile';
import { expandToText, expandWord, type ExpandedWord, type Lookup } from '../../syntax/shell-expand';
import { readShellCommands, type ShellCommand } from '../../syntax/shell-words';
import type { MappedText } from '../../text/mapped-text';
import { readCommand } from './commands';
import type { CommandContext, Reading, Stage } from './reading';
import { baseName } from './reading';

/** A command with more words, or longer ones after its variables are put in, is read only so far. */
const mostWords = 5000;
const longestCommand = 200_000;
const deepestScript = 3;
const shells = new Set(['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh']);

/** Reads what a `RUN` installs: its words, JSON array or heredocs. */
export function readRun(instruction: DockerInstruction, stage: Stage, escape: '\\' | '`', reading: Reading): void {
  const { body, heredocs } = instruction;
  const context: CommandContext = { stage, reading, level: 'plain', escape, variables: new Map(), nesting: 0 };
  const json = body.text.startsWith('[') ? jsonWords(body) : undefined;
  if (json) {
    runWords(json, { ...context, level: 'json' });
    return;
  }
  const commands = readShellCommands(body, { escape });
  runCommands(commands, context);
  const runsHeredoc = commands.every(({ words: [first] }) => first && shells.has(baseName(expandToText(first, () => null) ?? '')));
  if (!runsHeredoc) return;
  for (const { content } of heredocs) if (isShellScript(content.text)) runScript(content, context);
}

function runScript(script: MappedText, context: CommandContext): void {
  readComments(script, context.reading);
  runCommands(readShellCommands(script, { escape: context.escape }), context);
}

function runCommands(commands: readonly ShellCommand[], context: CommandContext): void {
  const { variables, stage } = context;
  const lookup: Lookup = (name) => (variables.has(name) ? variables.get(name) : stage.variables.get(name));
  for (const { assignments, words, depth } of commands) {
    if (words.length === 0) {
      for (const { name, value } of assignments) variables.set(name, depth > 0 ? null : expandToText(value, lookup));
      continue;
    }
    const expanded: ExpandedWord[] = [];
    let length = 0;
    for (const word of words) {
      if (expanded.length > mostWords || length > longestCommand) break;
      for (const one of expandWord(word, lookup)) {
        expanded.push(one);
        length += one.content.text.length;
      }
    }
    runWords(expanded, context, depth);
  }
}

/** One command: `export`, a shell with a script in quotes, or what installs. */
function runWords(words: readonly ExpandedWord[], context: CommandContext, depth = 0): void {
  const name = baseName(words[0]?.content.text ?? '');
  if (name === 'export' || name === 'declare' || name === 'local' || name === 'readonly') {
    for (const { content, unknown } of words.slice(1)) {
      const equals = content.text.indexOf('=');
      if (equals > 0) context.variables.set(content.text.slice(0, equals), unknown || depth > 0 ? null : content.text.slice(equals + 1));
    }
    return;
  }
  if (!shells.has(name)) {
    readCommand(words, context);
    return;
  }
  const flag = words.findIndex(({ content }, index) => index > 0 && isScriptFlag(content.text));
  const script = flag > 0 ? words[flag + 1] : undefined;
  if (!script || context.nesting >= deepestScript) return;
  const nested: CommandContext = { ...context, level: 'nested', nesting: context.nesting + 1 };
  runCommands(readShellCommands(script.content, { escape: context.escape }), nested);
}

/** `-c`, `-lc`, `-exc` */
function isScriptFlag(text: string): boolean {
  return text.length < 8 && text.startsWith('-') && !text.startsWith('--') && text.endsWith('c');
}

/** A heredoc may name its own interpreter on the first line. */
function isShellScript(content: string): boolean {
  if (!content.startsWith('#!')) return true;
  const line = content.slice(2, content.indexOf('\n') < 0 ? content.length : content.indexOf('\n'));
  return line.split(/[ \t\r/]/).some((word) => shells.has(word));
}

/** Comments that stand alone on a line of a script. */
function readComments(script: MappedText, reading: Reading): void {
  let start = 0;
  for (const line of script.text.split('\n')) {
    const indent = line.length - line.trimStart().length;
    const end = line.trimEnd().length;
    if (line[indent] === '#' && end > indent) {
      reading.comments.push({ span: script.span(start + indent, start + end), text: line.slice(indent + 1, end).trim(), ownLine: true });
    }
    start += line.length + 1;
  }
}

/** The strings of `["pip", "install", "torch"]`; undefined for anything else, which is then read as a shell's words. */
function jsonWords(body: MappedText): readonly ExpandedWord[] | undefined {
  const { root, problems } = readJson(body.text);
  if (root?.kind !== 'array' || problems.length > 0) return undefined;
  const words: ExpandedWord[] = [];
  for (const { value } of root.members) {
    if (value.kind !== 'string') return undefined;
    const { start, end } = value.span;
    const literal = end - start - 2 === value.content.text.length;
    if (!literal) return undefined;
    words.push({ content: body.slice(start + 1, end - 1), unknown: false, span: body.span(start, end), literal });
  }
  return words;
}
