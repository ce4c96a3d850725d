import type { MappedText } from '../../text/mapped-text';
import { expandToText, expandWord, type ExpandedWord, type Lookup } from '../shell-expand';
import { readShellCommands, type ShellCommand } from '../shell-words';
import { readCommand } from './commands';
import { baseName, type CommandContext, type Reading } from './reading';

/** A command with more words, or longer ones after its variables are put in, is read only so far. */
const mostWords = 5000;
const longestCommand = 200_000;
const deepestScript = 3;
/** Names of shells: what runs a script. */
export const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh']);

/** Reads what a script installs, and its comments. */
export function runScript(script: MappedText, context: CommandContext): void {
  readComments(script, context.reading);
  runCommands(readShellCommands(script, { escape: context.escape }), context);
}

/** Reads what commands install, one after the other. */
export function runCommands(commands: readonly ShellCommand[], context: CommandContext): void {
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
        expanded.push(context.braces && one.content.text.includes('{') ? { ...one, unknown: true, literal: false } : one);
        length += one.content.text.length;
      }
    }
    runWords(expanded, context, depth);
  }
}

/** One command: `export`, a shell with a script in quotes, or what installs. */
export function runWords(words: readonly ExpandedWord[], context: CommandContext, depth = 0): void {
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
export function isShellScript(content: string): boolean {
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
