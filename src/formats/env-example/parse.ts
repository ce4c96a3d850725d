import { emptyManifest, type Manifest, type Setting } from '../../model/manifest';

/** Ends of names under which clients and projects keep the address of a service. */
const endings = ['_BASE_URL', '_API_BASE', '_API_URL', '_API_HOST', '_API_ENDPOINT', '_ENDPOINT'];
const longestName = 200;

/**
 * Finds endpoint settings such as `OPENAI_BASE_URL=…`, also ones that are commented out. Values are not looked at. Never throws,
 * linear in the text.
 */
export function parse(text: string): Manifest {
  const settings: Setting[] = [];
  for (let start = 0; start < text.length;) {
    const lineBreak = text.indexOf('\n', start);
    const end = lineBreak < 0 ? text.length : lineBreak;
    const setting = settingOf(text, start, end);
    if (setting) settings.push(setting);
    start = end + 1;
  }
  return { ...emptyManifest, settings };
}

function settingOf(text: string, from: number, to: number): Setting | undefined {
  let start = skip(text, from, to, ' \t#');
  if (text.startsWith('export ', start)) start = skip(text, start + 'export '.length, to, ' \t');
  let end = start;
  while (end < to && end - start < longestName && isNameCharacter(text.charCodeAt(end))) end++;
  if (text.charAt(skip(text, end, to, ' \t')) !== '=') return undefined;
  const name = text.slice(start, end);
  return endings.some((ending) => name.length > ending.length && name.endsWith(ending)) ? { name, span: { start, end } } : undefined;
}

function skip(text: string, from: number, to: number, signs: string): number {
  let at = from;
  while (at < to && signs.includes(text.charAt(at))) at++;
  return at;
}

/** Capitals, digits and `_`. */
function isNameCharacter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
}
