import { readJson } from '../../syntax/json';
import type { DockerInstruction } from '../../syntax/dockerfile';
import { baseName, type CommandContext, type Reading, type Stage } from '../../syntax/install/reading';
import { isShellScript, runCommands, runScript, runWords, shells } from '../../syntax/install/script';
import { expandToText, type ExpandedWord } from '../../syntax/shell-expand';
import { readShellCommands } from '../../syntax/shell-words';
import type { MappedText } from '../../text/mapped-text';

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
