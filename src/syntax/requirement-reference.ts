import type { Clause, Dependency, Marker, Problem, Specifier } from '../model/manifest';
import { readExtras, readRequirement, sourceKind } from './pep508';
import type { MappedText } from '../text/mapped-text';
import type { Span } from '../text/span';
import { part } from './requirement-text';

/** What a requirement says about itself, whichever way it is written. */
export type Reading = Pick<Dependency, 'name' | 'nameSpan' | 'extras' | 'extrasSpan' | 'specifier' | 'marker' | 'source'> & {
  readonly problems: readonly Problem[];
};

const archives = ['.whl', '.zip', '.tar.gz', '.tgz', '.tar', '.tar.bz2', '.tbz', '.tar.xz', '.txz', '.tlz', '.tar.lz', '.tar.lzma'];
const schemes = ['http', 'https', 'ftp'];

/** Whether pip takes the text for a URL: it starts with a scheme that pip can fetch from. */
export function isUrl(text: string): boolean {
  const colon = text.indexOf(':');
  if (colon <= 0) return false;
  const scheme = text.slice(0, colon).toLowerCase();
  return schemes.includes(scheme) || scheme === 'file' || sourceKind(text) === 'vcs';
}

/**
 * Whether the text can name a file or folder: it has a slash, starts with a dot or ends as an archive does. pip looks at
 * the disk too; here text with space or with signs that no sane path has stays unread.
 */
export function isPath(text: string): boolean {
  const path = withoutExtras(text);
  for (const character of path) if (' \t<>"\'|?*=,;'.includes(character)) return false;
  if (path.startsWith('//') || path === '') return false;
  return path.includes('/') || path.startsWith('.') || archives.some((ending) => path.toLowerCase().endsWith(ending));
}

/** Reads `https://…`, `git+https://…#egg=name`, `file:…`; a marker needs `; ` before it. */
export function readUrlRequirement(content: MappedText): Reading {
  const separator = content.text.indexOf('; ');
  const end = trimmedEnd(content.text, separator < 0 ? content.text.length : separator);
  const marker = separator < 0 ? undefined : readMarker(content, separator + 1);
  return { ...readReference(content, end), ...(marker && { marker }) };
}

/** Reads `./folder[extra]` or `wheels/torch-2.0.1+cu118-cp311-cp311-win_amd64.whl`, with a marker behind `;`. */
export function readPathRequirement(content: MappedText): Reading {
  const separator = content.text.indexOf(';');
  const end = trimmedEnd(content.text, separator < 0 ? content.text.length : separator);
  const marker = separator < 0 ? undefined : readMarker(content, separator + 1);
  const bracket = withoutExtras(content.text.slice(0, end)).length;
  const { problems, ...extras } = bracket < end ? readExtras(part(content, bracket, end)) : { extras: [], problems: [] };
  const reading = readReference(content, bracket);
  return { ...reading, ...extras, ...(marker && { marker }), problems: [...reading.problems, ...problems] };
}

/** True if the last segment of a URL or path names a wheel. */
export function isWheel(reference: string): boolean {
  return reference.slice(0, pathEnd(reference)).toLowerCase().endsWith('.whl');
}

/** The URL or path at the start of `content`, up to `end`. Without a name in it the name is empty, at the reference's start. */
function readReference(content: MappedText, end: number): Reading {
  const url = content.text.slice(0, end);
  const span = content.span(0, end);
  const source = { kind: sourceKind(url), url, span };
  const unnamed = { name: '', nameSpan: { start: span.start, end: span.start }, extras: [], source, problems: [] };
  if (isWheel(url)) {
    const wheel = readWheelName(content, url);
    if (wheel) return { ...unnamed, ...wheel };
    return { ...unnamed, problems: [{ code: 'unread-requirement', span, arguments: { text: url.slice(0, 80) } }] };
  }
  const egg = eggFragment(url);
  const named = egg && readRequirement(part(content, egg.start, egg.end));
  if (!named?.requirement) return { ...unnamed, problems: named?.problems ?? [] };
  const { name, nameSpan, extras, extrasSpan, specifier } = named.requirement;
  return { name, nameSpan, extras, ...(extrasSpan && { extrasSpan }), ...(specifier && { specifier }), source, problems: named.problems };
}

/** Name and version of a wheel file name: https://packaging.python.org/en/latest/specifications/binary-distribution-format/ */
function readWheelName(content: MappedText, url: string): { name: string; nameSpan: Span; specifier: Specifier } | undefined {
  const fileEnd = pathEnd(url);
  const start = Math.max(url.lastIndexOf('/', fileEnd - 1), url.lastIndexOf('\\', fileEnd - 1)) + 1;
  const fields = url.slice(start, fileEnd - '.whl'.length).split('-');
  const [name = '', written = ''] = fields;
  if (name === '' || written === '' || fields.length < 5 || fields.length > 6) return undefined;
  const versionStart = start + name.length + 1;
  const versionEnd = versionStart + written.length;
  const version = decoded(written).replaceAll('_', '-');
  const span = content.span(versionStart, versionEnd);
  const local = localStart(written);
  const clause: Clause = {
    operator: '==',
    version,
    span,
    versionSpan: span,
    ...(local >= 0 && { localSpan: content.span(versionStart + local, versionEnd) }),
  };
  const specifier: Specifier = { raw: `==${version}`, span, dialect: 'pep440', clauses: [clause] };
  return { name, nameSpan: content.span(start, start + name.length), specifier };
}

/** Index of the plus sign, which URLs may write as `%2B`. */
function localStart(version: string): number {
  const plus = version.indexOf('+');
  return plus >= 0 ? plus : version.toUpperCase().indexOf('%2B');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function eggFragment(url: string): { start: number; end: number } | undefined {
  const hash = url.indexOf('#egg=');
  const at = hash >= 0 ? hash : url.indexOf('&egg=');
  if (at < 0) return undefined;
  const start = at + '#egg='.length;
  const end = url.indexOf('&', start);
  return { start, end: end < 0 ? url.length : end };
}

/** Index behind the path of a URL: where its query or fragment starts. */
function pathEnd(url: string): number {
  for (let i = 0; i < url.length; i++) if (url[i] === '#' || url[i] === '?') return i;
  return url.length;
}

/** A path without the bracketed extras at its end. */
function withoutExtras(path: string): string {
  const open = path.endsWith(']') ? path.lastIndexOf('[') : -1;
  return open > 0 && open < path.length - 2 ? path.slice(0, open) : path;
}

function readMarker(content: MappedText, from: number): Marker | undefined {
  let start = from;
  while (start < content.text.length && ' \t'.includes(content.text[start] ?? '')) start++;
  const end = content.text.length;
  return start < end ? { raw: content.text.slice(start, end), span: content.span(start, end) } : undefined;
}

function trimmedEnd(text: string, end: number): number {
  let at = end;
  while (at > 0 && ' \t'.includes(text[at - 1] ?? 'x')) at--;
  return at;
}
