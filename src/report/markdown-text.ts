import { printable } from './terminal-style';

/** A code span with this text; it also keeps `@scope/name` from being read as a person. Holds inside a table cell. */
export function codeMarkdown(text: string): string {
  const shown = printable(oneLine(text)).replaceAll('|', '\\|');
  let longest = 0;
  let run = 0;
  for (const character of shown) {
    run = character === '`' ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 || shown.trim() !== shown || shown === '' ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** A sentence whose `quoted` parts are code; the rest shows nothing but its text: no mark-up, no link, no mention, no end of a table cell. */
export function sentenceMarkdown(text: string): string {
  const parts = text.split('`');
  if (parts.length % 2 === 0) return proseWithNames(text);
  return parts.map((part, n) => (n % 2 === 1 ? codeMarkdown(part) : proseWithNames(part))).join('');
}

/** A package of npm with its scope: as code it names nobody. */
const scopedName = /(@[a-z0-9][a-z0-9._-]*\/[a-z0-9][a-z0-9_-]*)/;

function proseWithNames(text: string): string {
  return text
    .split(scopedName)
    .map((part, n) => (n % 2 === 1 ? codeMarkdown(part) : prose(part)))
    .join('');
}

/** A fenced block whose fence is longer than any within it. */
export function fencedMarkdown(language: string, lines: readonly string[]): readonly string[] {
  const shown = lines.map((line) => printable(oneLine(line)));
  let fence = '```';
  while (shown.some((line) => line.includes(fence))) fence += '`';
  return [`${fence}${language}`, ...shown, fence];
}

/** A link to a source; an address that is no web page stays text. */
export function linkMarkdown(url: string): string {
  const isWeb = url.startsWith('https://') && [...url].every((character) => character > ' ' && !'<>"\\`'.includes(character));
  return isWeb ? `<${url.replaceAll('|', '%7C')}>` : codeMarkdown(url);
}

export function tableMarkdown(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** What could become mark-up gets a backslash: https://spec.commonmark.org/0.31.2/#backslash-escapes */
const special = '\\`*_[]<>|~&$';

function prose(text: string): string {
  let result = '';
  for (const character of printable(oneLine(text))) {
    if (special.includes(character)) result += `\\${character}`;
    // GitHub looks for mentions and references behind the Markdown, where a backslash is gone: an empty comment parts them.
    else result += character === '@' || character === '#' ? `${character}<!-- -->` : character;
  }
  return result;
}

function oneLine(text: string): string {
  return text.replaceAll('\r\n', ' ').replaceAll('\n', ' ').replaceAll('\r', ' ');
}
