import { mainGroup } from '../../model/manifest';
import type { Comment, Dependency, Group, Include, Problem } from '../../model/manifest';
import { type IniOption, readIni } from '../../syntax/ini';
import { readRequirement } from '../../syntax/pep508';
import { MappedText } from '../../text/mapped-text';
import type { Span } from '../../text/span';

/** Where a row stands; edits start from it. */
export interface Row {
  readonly dependency: Dependency;
  readonly option: IniOption;
  /** The requirement without the comment behind it. */
  readonly content: Span;
  /** The whole line of the value, or the part of it between semicolons. */
  readonly line: Span;
  /** How many requirements the value has on the line of its name. */
  readonly besides: number;
  /** The requirement was read to its end. */
  readonly whole: boolean;
}

export interface SetupCfg {
  readonly rows: Row[];
  readonly includes: Include[];
  readonly comments: Comment[];
  readonly problems: Problem[];
}

/** Reads the file with what edits need, in the order of the text. */
export function readSetupCfg(text: string): SetupCfg {
  const document = readIni(text);
  const reading: SetupCfg = { rows: [], includes: [], comments: [...document.comments], problems: [...document.problems] };
  for (const option of document.options) {
    const group = groupOf(option);
    if (group) readValue(text, reading, option, group);
  }
  reading.comments.sort((a, b) => a.span.start - b.span.start);
  reading.problems.sort((a, b) => a.span.start - b.span.start);
  return reading;
}

const groups: Readonly<Record<string, Group>> = {
  install_requires: mainGroup,
  setup_requires: { id: 'build', kind: 'build' },
  tests_require: { id: 'group:tests', kind: 'dev' },
};

/** setuptools takes hyphens and capitals in names of options for a slip of the pen. */
function groupOf({ section, name }: IniOption): Group | undefined {
  if (section === 'options.extras_require') return { id: `extra:${name}`, kind: 'extra' };
  return section === 'options' ? groups[name.toLowerCase().replaceAll('-', '_')] : undefined;
}

/** Several lines are a requirement each; one line is cut at semicolons, so it can hold no marker. */
function readValue(text: string, reading: SetupCfg, option: IniOption, group: Group): void {
  const [first] = option.lines;
  if (first && text.startsWith('file:', first.start)) {
    readFiles(text, reading, option);
    return;
  }
  const lines = option.oneLine ? option.lines.flatMap((line) => splitAt(text, line, ';')) : option.lines;
  for (const line of lines) readItem(text, reading, option, line, lines.length, group);
}

/** `file: a.txt, b.txt`: https://setuptools.pypa.io/en/latest/userguide/declarative_config.html#specifying-values */
function readFiles(text: string, { includes }: SetupCfg, { lines }: IniOption): void {
  lines.forEach((line, index) => {
    const list = index === 0 ? { start: line.start + 'file:'.length, end: line.end } : line;
    for (const span of splitAt(text, list, ',')) includes.push({ kind: 'requires', path: text.slice(span.start, span.end), span });
  });
}

function readItem(text: string, reading: SetupCfg, option: IniOption, line: Span, besides: number, group: Group): void {
  const content = withoutComment(text, reading.comments, line);
  if (content.end === content.start) return;
  const { requirement, problems } = readRequirement(MappedText.verbatim(text.slice(content.start, content.end), content.start));
  reading.problems.push(...problems);
  if (!requirement) return;
  const { name, nameSpan, extras, extrasSpan, specifier, marker, source } = requirement;
  const dependency: Dependency = {
    ecosystem: 'pypi',
    name,
    nameSpan,
    span: content,
    role: 'requires',
    extras,
    ...(extrasSpan && { extrasSpan }),
    ...(specifier && { specifier }),
    ...(marker && { marker }),
    group,
    ...(source && { source }),
    indexes: [],
  };
  reading.rows.push({ dependency, option, content, line, besides, whole: problems.length === 0 });
}

/** setuptools drops what stands behind ` #`: https://github.com/jaraco/jaraco.text (`drop_comment`). A tab is taken for a space here. */
function withoutComment(text: string, comments: Comment[], { start, end }: Span): Span {
  let from = start;
  while (from < end && !(text.charAt(from) === '#' && ' \t'.includes(text.charAt(from - 1)))) from++;
  if (from === end) return { start, end };
  comments.push({ span: { start: from, end }, text: text.slice(from + 1, end).trim(), ownLine: false });
  let contentEnd = from;
  while (contentEnd > start && ' \t'.includes(text.charAt(contentEnd - 1))) contentEnd--;
  return { start, end: contentEnd };
}

/** The parts between separators without the space around them; empty ones are left out. */
function splitAt(text: string, { start, end }: Span, separator: string): Span[] {
  const parts: Span[] = [];
  for (let from = start; from <= end;) {
    const at = text.indexOf(separator, from);
    const to = at < 0 || at > end ? end : at;
    let partStart = from;
    let partEnd = to;
    while (partStart < partEnd && ' \t'.includes(text.charAt(partStart))) partStart++;
    while (partEnd > partStart && ' \t'.includes(text.charAt(partEnd - 1))) partEnd--;
    if (partEnd > partStart) parts.push({ start: partStart, end: partEnd });
    from = to + 1;
  }
  return parts;
}
