const signs = new Set('\\`*_{}[]()#+-.!|<>&~$^=:@"\'');

/** Text that comes from a file or a rule, as Markdown that shows it literally, on one line. */
export function escaped(text: string): string {
  let result = '';
  for (const sign of text) result += sign === '\n' || sign === '\r' || sign === '\t' ? ' ' : signs.has(sign) ? `\\${sign}` : sign;
  return result;
}

/** A sentence of a rule: what stands between backticks is code, all else is shown literally. */
export function sentence(text: string): string {
  const parts = text.split('`');
  if (parts.length % 2 === 0) return escaped(text);
  return parts.map((part, index) => (index % 2 === 1 ? `\`${part.replaceAll('\n', ' ')}\`` : escaped(part))).join('');
}

/** A link to a source, labelled by its host. Only `https` and `http` become links. */
export function sourceLink(url: string, label?: string): string {
  const start = url.indexOf('://') + 3;
  const scheme = url.slice(0, start);
  if (scheme !== 'https://' && scheme !== 'http://') return escaped(url);
  const end = url.indexOf('/', start);
  const host = url.slice(start, end < 0 ? url.length : end);
  return `[${escaped(label === undefined ? host : `${host}, ${label}`)}](${url.replaceAll('(', '%28').replaceAll(')', '%29').replaceAll(' ', '%20').replaceAll('<', '%3C').replaceAll('>', '%3E')})`;
}

/** Cut at a word's end, with an ellipsis, so that it has at most `length` characters. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const space = text.lastIndexOf(' ', length - 1);
  return `${text.slice(0, space > length / 2 ? space : length - 1)}…`;
}
