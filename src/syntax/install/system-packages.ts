import type { ExpandedWord } from '../shell-expand';
import { optionNames, splitArguments } from './options';
import type { CommandContext } from './reading';

/** Options of apt-get, apt, dnf, yum, zypper and apk that take a value. */
const valued = optionNames(`-o --option -t --target-release --default-release -c --config-file --virtual -X --repository -p --root --repositories-file
  --enablerepo --disablerepo --setopt --installroot --releasever --exclude -x --repo --from --cache-dir --keys-dir --arch`);

/** Reads the names behind `apt-get install`, `dnf install`, `apk add`; versions, architectures and releases behind them are left out. */
export function readSystemPackages(words: readonly ExpandedWord[], { stage, reading }: CommandContext): void {
  for (const { content, span } of splitArguments(words, valued).positionals) {
    const end = nameEnd(content.text);
    const following = content.text[end];
    if (end === 0 || (following !== undefined && !'=:/<>~'.includes(following)) || isFile(content.text, end)) continue;
    reading.dependencies.push({
      ecosystem: 'apt',
      name: content.text.slice(0, end),
      nameSpan: content.span(0, end),
      span,
      role: 'requires',
      extras: [],
      group: stage.group,
      indexes: [],
    });
  }
}

/** A path to a package file, or its address. */
function isFile(text: string, end: number): boolean {
  return text.startsWith('.') || text.endsWith('.deb') || text.endsWith('.rpm') || text.endsWith('.apk') || text.startsWith('://', end);
}

function nameEnd(text: string): number {
  let at = 0;
  while (/[A-Za-z0-9.+_-]/.test(text.charAt(at))) at++;
  return at;
}
