import type { ExpandedWord } from '../shell-expand';
import { optionNames, splitArguments } from './options';
import type { CommandContext } from './reading';

/** Options of npm, pnpm, Yarn and Bun that take a value: https://docs.npmjs.com/cli/using-npm/config */
const valued =
  optionNames(`--prefix --registry -w --workspace --omit --include --cache --loglevel --location --tag --before --userconfig --globalconfig
  --script-shell -C --dir --cwd --filter -F --network-timeout --modules-folder --cache-folder --save-prefix --fetch-retries --fetch-timeout`);

/** Reads the words behind `npm install`, `pnpm add`, `yarn global add`, `bun add`: `name`, `name@range`. Files and URLs are left out. */
export function readNpmInstall(words: readonly ExpandedWord[], { stage, reading }: CommandContext): void {
  for (const { content, span } of splitArguments(words, valued).positionals) {
    const { text } = content;
    const at = text.indexOf('@', 1);
    const end = at < 0 ? text.length : at;
    if (!isName(text.slice(0, end)) || text.includes(':')) continue;
    const raw = text.slice(end + 1);
    reading.dependencies.push({
      ecosystem: 'npm',
      name: text.slice(0, end),
      nameSpan: content.span(0, end),
      span,
      role: 'requires',
      extras: [],
      ...(raw !== '' && { specifier: { raw, span: content.span(end + 1, text.length), dialect: 'npm', clauses: [] } }),
      group: stage.group,
      indexes: [],
    });
  }
}

/** `name` or `@scope/name`; anything with another slash is a folder or a repository. */
function isName(text: string): boolean {
  const slash = text.indexOf('/');
  if (slash >= 0 && (!text.startsWith('@') || text.includes('/', slash + 1) || slash < 2)) return false;
  const local = text.slice(slash + 1);
  return /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(local) && !local.endsWith('.tgz') && /^@?[A-Za-z0-9_.-]*$/.test(text.slice(0, Math.max(0, slash)));
}
