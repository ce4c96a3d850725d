import type { BuildString } from '../model/manifest';
import type { MappedText } from '../text/mapped-text';
import type { Span } from '../text/span';

/** A piece of a match specification as it is written. */
export interface CondaPart {
  readonly raw: string;
  readonly span: Span;
}

/** What a conda match specification says: `channel::name version build`. */
export interface CondaSpec {
  readonly name: string;
  readonly nameSpan: Span;
  /** With its operators, `=2.1` or `>=1,<2`. */
  readonly version?: CondaPart;
  readonly build?: BuildString;
  /** The channel before `::`, without its platform (`conda-forge/linux-64`). */
  readonly channel?: CondaPart;
  /** Address or path of a package file; name, version and build are then those of the file's name. */
  readonly file?: CondaPart;
}

const endings = ['.tar.bz2', '.conda'];
const operators = '=!|,<>~';

/**
 * Reads a match specification as conda does: `name`, `name=1.2`, `name 1.2 build`, `name=1.2=build`, `channel::name[version='>=2', build=x]`.
 * https://docs.conda.io/projects/conda/en/stable/user-guide/concepts/pkg-specs.html#package-match-specifications and
 * `_parse_spec_str` in https://github.com/conda/conda/blob/main/conda/models/match_spec.py
 * @returns undefined if the text has no name where one must be.
 */
export function readCondaSpec(content: MappedText): CondaSpec | undefined {
  const { text } = content;
  let [start, end] = trim(text, 0, text.length);
  if (endings.some((ending) => text.slice(start, end).toLowerCase().endsWith(ending))) return readFileSpec(content, start, end);
  const brackets = text.charAt(end - 1) === ']' ? text.lastIndexOf('[', end - 1) : -1;
  const keys = brackets >= start ? readBrackets(content, brackets + 1, end - 1) : {};
  if (brackets >= start) [start, end] = trim(text, start, brackets);
  const separator = text.lastIndexOf('::', end - 1);
  const channelEnd = separator >= start ? separator : start;
  const channel = separator > start ? readChannel(content, start, channelEnd) : keys.channel;
  if (separator >= start) start = separator + 2;
  const nameEnd = endOfName(text, start, end);
  if (nameEnd === start) return undefined;
  const { version = keys.version, build = keys.build, whole } = readVersion(content, nameEnd, end);
  if (!whole) return undefined;
  return {
    name: text.slice(start, nameEnd),
    nameSpan: content.span(start, nameEnd),
    ...(version && { version }),
    ...(build && { build }),
    ...(channel && { channel }),
  };
}

/** Reads what stands behind a name in a table of names: `>=2.1`, `2.1.* *cuda*`, `==2.1=cuda12`. */
export function readNamelessSpec(content: MappedText): Pick<CondaSpec, 'version' | 'build'> {
  const [start, end] = trim(content.text, 0, content.text.length);
  if (start === end) return {};
  const separator = buildSeparator(content.text, start, end);
  if (separator === undefined) return { version: partOf(content, start, end) };
  const [versionStart, versionEnd] = trim(content.text, start, separator);
  const [buildStart, buildEnd] = trim(content.text, separator + 1, end);
  return { version: partOf(content, versionStart, versionEnd), build: partOf(content, buildStart, buildEnd) };
}

function readChannel(content: MappedText, start: number, end: number): CondaPart {
  const slash = content.text.lastIndexOf('/', end - 1);
  const platform = slash > start ? content.text.slice(slash + 1, end) : '';
  const isPlatform = platform === 'noarch' || /^(?:linux|osx|win)-[a-z0-9]+$/.test(platform);
  return partOf(content, start, isPlatform ? slash : end);
}

/** Splits what stands behind the name at the first space or `=` that is no part of an operator and that only a build follows. */
function readVersion(content: MappedText, from: number, to: number): { version?: CondaPart; build?: CondaPart; whole: boolean } {
  const { text } = content;
  const [start, end] = trim(text, from, to);
  if (start === end) return { whole: true };
  if (start === from && !'=!<>~^*'.includes(text.charAt(start))) return { whole: false };
  for (let at = start; at < end; at++) if ('@[]{}\'"/'.includes(text.charAt(at))) return { whole: false };
  const separator = buildSeparator(text, start, end);
  if (separator === undefined) return { version: partOf(content, start, end), whole: true };
  const [versionStart, versionEnd] = trim(text, start, separator);
  const [buildStart, buildEnd] = trim(text, separator + 1, end);
  return { version: partOf(content, versionStart, versionEnd), build: partOf(content, buildStart, buildEnd), whole: true };
}

function buildSeparator(text: string, start: number, end: number): number | undefined {
  let plain = end;
  while (plain > start && !'-=,|<>~'.includes(text.charAt(plain - 1))) plain--;
  for (let at = Math.max(start + 1, plain - 1); at < end - 1; at++) {
    const separates = text.charAt(at) === ' ' || text.charAt(at) === '=';
    if (separates && !operators.includes(text.charAt(at - 1))) return at;
  }
  return undefined;
}

/** `version='>=2,<3', build=*cuda*`; other keys say nothing about the package. */
function readBrackets(content: MappedText, from: number, to: number): { version?: CondaPart; build?: CondaPart; channel?: CondaPart } {
  const { text } = content;
  const found: Record<string, CondaPart> = {};
  for (let at = from; at < to;) {
    const equals = text.indexOf('=', at);
    if (equals < 0 || equals >= to) break;
    const [keyStart, keyEnd] = trim(text, at, equals);
    const quote = '\'"'.includes(text.charAt(equals + 1)) ? text.charAt(equals + 1) : '';
    const start = equals + 1 + quote.length;
    let end = start;
    while (end < to && (quote === '' ? !', '.includes(text.charAt(end)) : text.charAt(end) !== quote)) end++;
    if (end > start) found[text.slice(keyStart, keyEnd)] = partOf(content, start, end);
    at = end + quote.length;
    while (at < to && ', '.includes(text.charAt(at))) at++;
  }
  const { version, build, channel } = found;
  return { ...(version && { version }), ...(build && { build }), ...(channel && { channel }) };
}

/** The file name is `name-version-build`: https://docs.conda.io/projects/conda-build/en/stable/resources/package-spec.html */
function readFileSpec(content: MappedText, start: number, end: number): CondaSpec | undefined {
  const { text } = content;
  const nameStart = Math.max(start, text.lastIndexOf('/', end - 1) + 1, text.lastIndexOf('\\', end - 1) + 1);
  const ending = endings.find((candidate) => text.slice(nameStart, end).toLowerCase().endsWith(candidate)) ?? '';
  const stemEnd = end - ending.length;
  const buildDash = text.lastIndexOf('-', stemEnd - 1);
  const versionDash = text.lastIndexOf('-', buildDash - 1);
  if (versionDash <= nameStart || buildDash <= versionDash) return undefined;
  return {
    name: text.slice(nameStart, versionDash),
    nameSpan: content.span(nameStart, versionDash),
    version: partOf(content, versionDash + 1, buildDash),
    build: partOf(content, buildDash + 1, stemEnd),
    file: partOf(content, start, end),
  };
}

function endOfName(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isNameCharacter(text.charCodeAt(at))) at++;
  return at;
}

/** Letters, digits and `._-`. */
function isNameCharacter(code: number): boolean {
  const letter = (code | 32) >= 97 && (code | 32) <= 122;
  return letter || (code >= 48 && code <= 57) || code === 45 || code === 46 || code === 95;
}

function partOf(content: MappedText, start: number, end: number): CondaPart {
  return { raw: content.text.slice(start, end), span: content.span(start, end) };
}

function trim(text: string, start: number, end: number): [number, number] {
  let from = start;
  let to = end;
  while (from < to && ' \t'.includes(text.charAt(from))) from++;
  while (to > from && ' \t'.includes(text.charAt(to - 1))) to--;
  return [from, to];
}
