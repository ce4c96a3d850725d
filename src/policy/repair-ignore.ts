import type { Problem } from '../model/manifest';
import type { Repair } from '../model/repair';
import type { TextEdit } from '../text/edit';
import { nearestWords } from '../text/nearest';
import type { Span } from '../text/span';
import { isDate, isPast } from './date';
import { ignoreKeyword, parseIgnore, type WrittenIgnore } from './inline-ignore';
import type { KnownIds } from './policy';

/**
 * The ways to mend an inline ignore, likeliest first. Nothing outside the comment is touched, but for the space before a
 * comment that goes and the line that it leaves empty.
 * @param problem one of `readInlineIgnores`, or `ignore-unused`, with the comment as its place
 * @param today `YYYY-MM-DD`; a new end must not lie before it
 */
export function repairIgnore(text: string, problem: Problem, known: KnownIds, today: string): readonly Repair[] {
  const comment = locate(text, problem.span);
  if (!comment) return [];
  const removal: Repair = { kind: 'remove-comment', word: '', edits: () => [removeComment(text, comment)] };
  switch (problem.code) {
    case 'ignore-without-reason':
      return [{ kind: 'give-reason', word: '', asks: 'reason', edits: (reason) => giveReason(comment, reason) }, removal];
    case 'ignore-expired':
      return [{ kind: 'set-date', word: '', asks: 'day', edits: (day) => setDay(comment, day, today) }, removal];
    case 'ignore-unknown-id':
      return unknownId(comment, problem.arguments['id'] ?? '', known, removal);
    case 'ignore-unused':
      return [removal];
    default:
      return [];
  }
}

/** The ignore within its comment; offsets count in the file. */
interface LocatedIgnore {
  /** Where its own sign stands, which may be the second one of the comment. */
  readonly sign: number;
  readonly bodyStart: number;
  readonly end: number;
  /** What stands behind the keyword. */
  readonly body: string;
  readonly words: WrittenIgnore;
}

function locate(text: string, span: Span): LocatedIgnore | undefined {
  const comment = text.slice(span.start, span.end);
  const at = comment.indexOf(ignoreKeyword);
  const words = at < 0 ? undefined : parseIgnore(comment.slice(at).trimEnd());
  if (!words) return undefined;
  const before = comment.slice(0, at).trimEnd();
  const sign = before.endsWith('//') ? before.length - 2 : before.length - 1;
  const bodyStart = at + ignoreKeyword.length;
  const end = comment.trimEnd().length;
  return {
    sign: span.start + Math.max(sign, 0),
    bodyStart: span.start + bodyStart,
    end: span.start + end,
    body: comment.slice(bodyStart, end),
    words,
  };
}

function giveReason({ bodyStart, body, words }: LocatedIgnore, reason: string): readonly TextEdit[] | undefined {
  const said = reason
    .split(/\s/)
    .filter((word) => word !== '')
    .join(' ');
  const dashes = body.indexOf('--');
  const at = dashes < 0 ? body.length : dashes + 2;
  const newText = dashes < 0 ? ` -- ${said}` : ` ${said}`;
  return reads(body, at, at, newText, { ...words, reason: said }) ? [{ span: { start: bodyStart + at, end: bodyStart + at }, newText }] : undefined;
}

function setDay({ bodyStart, body, words }: LocatedIgnore, answer: string, today: string): readonly TextEdit[] | undefined {
  const day = answer.trim();
  if (words.until === undefined || !isDate(day) || isPast(day, today)) return undefined;
  const start = body.lastIndexOf('(until ') + '(until '.length;
  const end = body.length - 1;
  return reads(body, start, end, day, { ...words, until: day })
    ? [{ span: { start: bodyStart + start, end: bodyStart + end }, newText: day }]
    : undefined;
}

function unknownId({ bodyStart, body, words }: LocatedIgnore, id: string, known: KnownIds, removal: Repair): readonly Repair[] {
  const places = idPlaces(body);
  const index = places.findIndex((place) => body.slice(place.start, place.end) === id);
  const place = places[index];
  if (!place) return [removal];
  const all = Object.values(known).flatMap((ids: ReadonlySet<string>) => [...ids]);
  const span = { start: bodyStart + place.start, end: bodyStart + place.end };
  const uses = nearestWords(
    id,
    all.filter((other) => !words.ids.includes(other)),
  ).map((word): Repair => ({ kind: 'use', word, edits: () => [{ span, newText: word }] }));
  if (places.length < 2) return [...uses, removal];
  const next = places[index + 1];
  const previous = places[index - 1];
  const cut = next ? { start: place.start, end: next.start } : { start: previous?.end ?? place.start, end: place.end };
  const edits = [{ span: { start: bodyStart + cut.start, end: bodyStart + cut.end }, newText: '' }];
  return [...uses, { kind: 'remove-id', word: id, edits: () => edits }];
}

/** Where the ids stand in what follows the keyword, without the space around them. */
function idPlaces(body: string): readonly Span[] {
  const dashes = body.indexOf('--');
  const places: Span[] = [];
  let at = 0;
  for (const part of (dashes < 0 ? body : body.slice(0, dashes)).split(',')) {
    const start = at + part.length - part.trimStart().length;
    places.push({ start, end: Math.max(start, at + part.trimEnd().length) });
    at += part.length + 1;
  }
  return places;
}

/** True if the body reads as these words after the change. */
function reads(body: string, start: number, end: number, newText: string, words: WrittenIgnore): boolean {
  const after = parseIgnore(ignoreKeyword + body.slice(0, start) + newText + body.slice(end));
  return words.reason !== '' && JSON.stringify([after?.ids, after?.reason, after?.until]) === JSON.stringify([words.ids, words.reason, words.until]);
}

/** The whole line where nothing else stands on it; else the comment and the space before it. A remark before it stays. */
function removeComment(text: string, { sign, end }: LocatedIgnore): TextEdit {
  let start = sign;
  while (start > 0 && ' \t'.includes(text.charAt(start - 1))) start--;
  let stop = end;
  while (stop < text.length && !'\r\n'.includes(text.charAt(stop))) stop++;
  const isAlone = start === 0 || '\r\n'.includes(text.charAt(start - 1));
  if (isAlone) stop += text.startsWith('\r\n', stop) ? 2 : stop < text.length ? 1 : 0;
  return { span: { start, end: stop }, newText: '' };
}
