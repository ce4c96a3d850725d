import { mainGroup } from '../model/manifest';
import type { Artifact, Dependency, Include, Problem } from '../model/manifest';
import type { MappedText } from '../text/mapped-text';
import { readRequirement } from './pep508';
import type { Option, OptionReading } from './requirement-options';
import { optionsStart, readOptions } from './requirement-options';
import type { Reading } from './requirement-reference';
import { isPath, isUrl, isWheel, readPathRequirement, readUrlRequirement } from './requirement-reference';
import { part } from './requirement-text';

/** What one line of a requirements file says. */
export interface LineReading {
  readonly dependency?: Dependency;
  readonly artifacts: readonly Artifact[];
  readonly include?: Include;
  readonly options: readonly Option[];
  readonly problems: readonly Problem[];
}

const nothing: LineReading = { artifacts: [], options: [], problems: [] };

/** Reads one line as pip does, comment and continuation taken off: a requirement with its options, or options alone. */
export function readPipLine(content: MappedText): LineReading {
  if (content.text === '') return nothing;
  const start = optionsStart(content.text);
  const reading = readOptions(content, start);
  if (start > 0) return readRequirementLine(content, start, reading);
  const editable = reading.options.find((option) => option.kind === 'editable');
  if (editable && reading.refusedFrom === undefined) return readEditableLine(content, editable, reading);
  return readOptionLine(content, reading);
}

function readRequirementLine(content: MappedText, optionsAt: number, { options, strays, refusedFrom }: OptionReading): LineReading {
  const reading = readBody(part(content, 0, trimmedLength(content.text, optionsAt)));
  if (!reading) return { ...nothing, problems: [unreadLine(content)] };
  const problems = [...reading.problems];
  let end = trimmedLength(content.text, optionsAt);
  for (const option of options) {
    if (option.kind === 'per-requirement') end = option.end;
    else problems.push(misplaced(content, option.name, option.start, option.end));
  }
  for (const { start, end: strayEnd } of strays) problems.push(unreadPart(content, start, strayEnd));
  if (refusedFrom !== undefined) {
    const name = content.text.slice(refusedFrom).split(' ', 1)[0] ?? '';
    problems.push(misplaced(content, name, refusedFrom, content.text.length));
  }
  return row(content, 0, end, reading, options, problems);
}

/** pip looks at a path, then at a URL; `name @ url` is none of both, although it may hold slashes. */
function readBody(body: MappedText): Reading | undefined {
  if (isUrl(body.text)) return /\s/.test(urlPart(body.text)) ? undefined : readUrlRequirement(body);
  const { requirement, problems } = readRequirement(body, { urlEndsAtSemicolon: true });
  const beforeMarker = body.text.slice(0, trimmedLength(body.text, (body.text + ';').indexOf(';')));
  if (!requirement?.source && isPath(beforeMarker)) return readPathRequirement(body);
  return requirement && { ...requirement, problems };
}

function urlPart(text: string): string {
  const separator = text.indexOf('; ');
  return text.slice(0, trimmedLength(text, separator < 0 ? text.length : separator));
}

/** An editable project: a folder, or a repository whose `#egg=` names it. pip heeds the first one of a line and no option beside it. */
function readEditableLine(content: MappedText, editable: Option, { options, strays }: OptionReading): LineReading {
  const value = editable.value ?? part(content, editable.end, editable.end);
  if (value.text === '') return { ...nothing, problems: [unreadLine(content)] };
  const direct = readRequirement(value);
  const named = direct.requirement?.source ? { ...direct.requirement, problems: direct.problems } : undefined;
  const reading: Reading = named ?? (isUrl(value.text) ? readUrlRequirement(value) : readPathRequirement(value));
  const problems = [...reading.problems];
  for (const option of options) {
    if (option !== editable) problems.push(misplaced(content, option.name, option.start, option.end));
  }
  for (const { start, end } of strays) problems.push(unreadPart(content, start, end));
  return row(content, editable.start, editable.end, reading, options, problems);
}

/** Options alone. pip follows one include of a line, `-r` before `-c`. */
function readOptionLine(content: MappedText, { options, strays, refusedFrom }: OptionReading): LineReading {
  if (refusedFrom !== undefined) return { ...nothing, problems: [unreadLine(content)] };
  const include = options.find((option) => option.kind === 'requirement') ?? options.find((option) => option.kind === 'constraint');
  const declaration = content.span(0, content.text.length);
  const artifacts: Artifact[] = [];
  const problems = strays.map(({ start, end }) => unreadPart(content, start, end, 'unread-line'));
  for (const { kind, value, start, end, name } of options) {
    if (kind === 'index' && value?.text) {
      artifacts.push({ kind: 'index', value: value.text, span: value.span(0, value.text.length), declaration, group: mainGroup });
    } else if (name === '--hash') problems.push(unreadPart(content, start, end, 'unread-line'));
  }
  return { artifacts, options, problems, ...(include?.value && { include: readInclude(include.kind, include.value) }) };
}

function readInclude(kind: Option['kind'], value: MappedText): Include {
  return { kind: kind === 'requirement' ? 'requires' : 'constrains', path: value.text, span: value.span(0, value.text.length) };
}

function row(
  content: MappedText,
  start: number,
  end: number,
  reading: Reading,
  options: readonly Option[],
  problems: readonly Problem[],
): LineReading {
  const { name, nameSpan, extras, extrasSpan, specifier, marker, source } = reading;
  const span = content.span(start, end);
  const dependency: Dependency = {
    ecosystem: 'pypi',
    name,
    nameSpan,
    span,
    role: 'requires',
    extras,
    ...(extrasSpan && { extrasSpan }),
    ...(specifier && { specifier }),
    ...(marker && { marker }),
    group: mainGroup,
    ...(source && { source }),
    indexes: [],
  };
  const wheel = source && isWheel(source.url);
  const artifact: Artifact[] = wheel ? [{ kind: 'wheel', value: source.url, span: source.span, declaration: span, group: mainGroup }] : [];
  return { dependency, artifacts: artifact, options, problems };
}

function trimmedLength(text: string, end: number): number {
  let at = end;
  while (at > 0 && (text[at - 1] === ' ' || text[at - 1] === '\t')) at--;
  return at;
}

function unreadLine(content: MappedText): Problem {
  return unreadPart(content, 0, content.text.length, 'unread-line');
}

function unreadPart(content: MappedText, start: number, end: number, code: 'unread-line' | 'unread-requirement' = 'unread-requirement'): Problem {
  return { code, span: content.span(start, end), arguments: { text: content.text.slice(start, Math.min(end, start + 80)) } };
}

function misplaced(content: MappedText, option: string, start: number, end: number): Problem {
  return { code: 'option-after-requirement', span: content.span(start, end), arguments: { option: option.slice(0, 80) } };
}
