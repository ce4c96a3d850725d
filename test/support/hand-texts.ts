import type { HandText } from '../../src/model/fix';

/** The file as its owner makes it: what goes below a table stands right below its header, all else at the end. */
export function writtenIn(text: string, parts: readonly HandText[]): string {
  let written = text;
  for (const { title, language, text: part } of parts) {
    if (language !== 'toml') continue;
    const start = title.indexOf('Below [');
    const header = start < 0 ? '' : `\n${title.slice(start + 'Below '.length, title.indexOf(']', start) + 1)}\n`;
    const at = header === '' ? -1 : written.indexOf(header);
    if (header !== '' && at < 0) throw new Error(`no table ${header}`);
    written = at < 0 ? `${written}\n${part}\n` : `${written.slice(0, at + header.length)}${part}\n${written.slice(at + header.length)}`;
  }
  return written;
}
