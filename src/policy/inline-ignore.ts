import type { Comment, Problem } from '../model/manifest';
import type { LineIndex } from '../text/line-index';
import type { Span } from '../text/span';
import { isDate, isPast } from './date';
import type { KnownIds } from './policy';

/** A comment `portolan-ignore: id[, id…] -- reason (until YYYY-MM-DD)` that counts. */
export interface InlineIgnore {
  /** Rules, vendors, targets and makers, all of them known. */
  readonly ids: readonly string[];
  readonly reason: string;
  readonly until?: string;
  /** The whole comment with its sign. */
  readonly span: Span;
  /** It stands alone on its line and so speaks of the row below. */
  readonly ownLine: boolean;
  /** 0-based line of the row that it speaks of: its own, or the one below it and the comments that follow it. */
  readonly line: number;
}

export const ignoreKeyword = 'portolan-ignore:';

/**
 * Reads the ignores among a file's comments. One without a reason, without a known id or past its date does not count; each
 * of these mistakes is a problem at the comment: `ignore-without-reason`, `ignore-unknown-id` (argument `id`, one for each),
 * `ignore-expired` (`until`; also for a day that does not exist).
 * @param today `YYYY-MM-DD`
 */
export function readInlineIgnores(
  comments: readonly Comment[],
  lines: LineIndex,
  known: KnownIds,
  today: string,
): { ignores: InlineIgnore[]; problems: Problem[] } {
  const ignores: InlineIgnore[] = [];
  const problems: Problem[] = [];
  const rowLines = linesBelowComments(comments, lines);
  for (const comment of comments) {
    const written = parseIgnore(comment.text);
    if (!written) continue;
    const ids = written.ids.filter((id) => Object.values(known).some((set: ReadonlySet<string>) => set.has(id)));
    const mistakes = mistakesOf(written, ids, today);
    problems.push(...mistakes.map((mistake): Problem => ({ ...mistake, span: comment.span })));
    if (ids.length === 0 || mistakes.some((mistake) => mistake.code !== 'ignore-unknown-id')) continue;
    const { line } = lines.position(comment.span.start);
    ignores.push({ ...written, ids, span: comment.span, ownLine: comment.ownLine, line: comment.ownLine ? (rowLines.get(line) ?? line + 1) : line });
  }
  return { ignores, problems };
}

/** True if an ignore speaks of a row: it stands on one of the row's lines, or alone above its first line. */
export function appliesTo(ignore: InlineIgnore, row: Span, lines: LineIndex): boolean {
  const first = lines.position(row.start).line;
  if (ignore.ownLine) return ignore.line === first;
  return first <= ignore.line && ignore.line <= lines.position(Math.max(row.start, row.end - 1)).line;
}

/** The words of an ignore, without judgement. */
export interface WrittenIgnore {
  readonly ids: readonly string[];
  readonly reason: string;
  readonly until?: string;
}

/** The comment, without its sign, that reads as exactly these words; undefined if there is none (an empty reason, say). */
export function writeIgnore({ ids, reason, until }: WrittenIgnore): string | undefined {
  const said = reason
    .split(/\s/)
    .filter((word) => word !== '')
    .join(' ');
  const text = `${ignoreKeyword} ${ids.join(', ')} -- ${said}${until === undefined ? '' : ` (until ${until})`}`;
  const read = parseIgnore(text);
  const isSame =
    read?.reason === said && read.until === until && read.ids.length === ids.length && read.ids.every((id, index) => id !== '' && id === ids[index]);
  return isSame && said !== '' && !/[\r\n]/.test(text) ? text : undefined;
}

/** The parts of an ignore; undefined for any other comment. It may follow another remark: `# pinned  # portolan-ignore: …`. */
export function parseIgnore(text: string): WrittenIgnore | undefined {
  const at = text.indexOf(ignoreKeyword);
  const before = text.slice(0, Math.max(at, 0)).trimEnd();
  if (at < 0 || !(before === '' || before.endsWith('#') || before.endsWith('//'))) return undefined;
  const rest = text.slice(at + ignoreKeyword.length);
  const dashes = rest.indexOf('--');
  const ids = (dashes < 0 ? rest : rest.slice(0, dashes)).split(',').map((id) => id.trim());
  const said = dashes < 0 ? '' : rest.slice(dashes + 2).trim();
  const date = said.endsWith(')') ? said.lastIndexOf('(until ') : -1;
  if (date < 0) return { ids, reason: said };
  return { ids, reason: said.slice(0, date).trim(), until: said.slice(date + '(until '.length, -1).trim() };
}

function mistakesOf({ ids, reason, until }: WrittenIgnore, knownIds: readonly string[], today: string): Pick<Problem, 'code' | 'arguments'>[] {
  const unknown = ids.filter((id) => !knownIds.includes(id));
  return [
    ...unknown.map((id) => ({ code: 'ignore-unknown-id', arguments: { id } }) as const),
    ...(reason === '' ? [{ code: 'ignore-without-reason', arguments: { ids: ids.join(', ') } } as const] : []),
    ...(until !== undefined && (!isDate(until) || isPast(until, today)) ? [{ code: 'ignore-expired', arguments: { until } } as const] : []),
  ];
}

/** For the line of each comment that stands alone: the first line below it that is no such comment. */
function linesBelowComments(comments: readonly Comment[], lines: LineIndex): ReadonlyMap<number, number> {
  const alone = comments
    .filter((comment) => comment.ownLine)
    .map(({ span }) => ({ first: lines.position(span.start).line, last: lines.position(span.end).line }));
  const below = new Map<number, number>();
  for (const { first, last } of alone.sort((a, b) => b.first - a.first)) below.set(first, below.get(last + 1) ?? last + 1);
  return below;
}
