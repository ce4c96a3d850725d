import type { Problem } from '../model/manifest';
import type { Repair } from '../model/repair';
import { ecosystems, severities, strengths } from '../model/vocabulary';
import { readJson, type JsonArray, type JsonMember, type JsonObject, type JsonProperty, type JsonValue } from '../syntax/json';
import { appendMember, removeMembers } from '../syntax/json-edit';
import { applyEdits, type TextEdit } from '../text/edit';
import { nearestWords } from '../text/nearest';
import type { Span } from '../text/span';
import { isDate, isPast } from './date';
import { isPackageKey, readPolicy, type ExpectedValue } from './policy-file';
import type { KnownIds } from './policy';

/**
 * The ways to mend a mistake in a `portolan.jsonc`, likeliest first. Each is proven: with its edits the problem is gone and no
 * other has come. Nothing is offered for a file with broken syntax.
 * @param problem one of `readPolicy`
 * @param today `YYYY-MM-DD`; a new end must not lie before it
 */
export function repairPolicy(text: string, problem: Problem, known: KnownIds, today: string): readonly Repair[] {
  const { root, problems } = readJson(text);
  const place = root && problems.length === 0 ? find(root, problem.span, []) : undefined;
  if (!place) return [];
  const before = readPolicy(text, known, today).problems;
  return repairsAt(text, problem, place, known, today)
    .map((repair): Repair => {
      const proven = (answer: string): readonly TextEdit[] | undefined => {
        const edits = repair.edits(answer);
        return edits && isProven(text, edits, before, known, today) ? edits : undefined;
      };
      return { ...repair, edits: proven };
    })
    .filter(({ asks, edits }) => asks !== undefined || edits('') !== undefined);
}

/** A value or key, the member that holds it, and the containers around it, outermost first. */
interface Place {
  readonly containers: readonly (JsonObject | JsonArray)[];
  readonly members: readonly JsonMember[];
  readonly value: JsonValue | undefined;
}

function find(value: JsonValue, span: Span, above: readonly { container: JsonObject | JsonArray; member: JsonMember }[]): Place | undefined {
  const containers = above.map(({ container }) => container);
  const members = above.map(({ member }) => member);
  if (value.span.start === span.start && value.span.end === span.end) return { containers, members, value };
  if (value.kind !== 'object' && value.kind !== 'array') return undefined;
  for (const member of value.members as readonly (JsonProperty & { value?: JsonValue })[]) {
    const path = [...above, { container: value, member }];
    const { key } = member as { key?: JsonProperty['key'] };
    if (key && key.span.start === span.start && key.span.end === span.end)
      return { containers: path.map(({ container }) => container), members: path.map((step) => step.member), value: member.value };
    const found = member.value && find(member.value, span, path);
    if (found) return found;
  }
  return undefined;
}

function isProven(text: string, edits: readonly TextEdit[], before: readonly Problem[], known: KnownIds, today: string): boolean {
  const after = applyEdits(text, edits);
  if (after === undefined) return false;
  const words = ({ code, arguments: said }: Problem): string => JSON.stringify([code, said['expected'], said['value'], said['known'], said['until']]);
  const left = readPolicy(after, known, today).problems.map(words);
  const open = before.map(words);
  return left.length < open.length && left.every((problem) => open.includes(problem));
}

function repairsAt(text: string, problem: Problem, place: Place, known: KnownIds, today: string): readonly Repair[] {
  const { span } = problem;
  const removal = removeAt(text, place);
  if (problem.code === 'ignore-expired')
    return [setDay(text, untilOf(place.value)?.span, today), removeEntry(text, place)].flatMap((repair) => repair ?? []);
  if (problem.code === 'policy-key') return [...uses(text, span, (problem.arguments['known'] ?? '').split(', ')), ...removal];
  if (problem.code !== 'policy-value') return [];
  const expected = problem.arguments['expected'] as ExpectedValue | undefined;
  const { targets, vendors, makers, rules } = known;
  switch (expected) {
    case 'target':
      return [...uses(text, span, targets), ...removal];
    case 'accepted-id':
      return [...uses(text, span, [...targets, ...vendors, ...makers]), ...removal];
    case 'ignore-id':
      return [...uses(text, span, [...targets, ...vendors, ...makers, ...rules]), ...removal];
    case 'severity':
      return [...uses(text, span, [...severities, 'off']), ...removal];
    case 'strength-or-rule':
      return [...uses(text, span, [...strengths, ...rules]), ...removal];
    case 'boolean':
      return [...['true', 'false'].map((word): Repair => ({ kind: 'use', word, edits: () => [{ span, newText: word }] })), ...removal];
    case 'array':
      return [...listOf(text, place), ...removal];
    case 'date':
      return [setDay(text, span, today), ...removal].flatMap((repair) => repair ?? []);
    case 'reason':
      return [giveReason(text, place), ...removal];
    case 'package':
      return [...registries(text, span), ...removal];
    case 'once':
      return removeFirst(text, place);
    default:
      return removal;
  }
}

/** The known words that are near to the text in quotes at the place. */
function uses(text: string, span: Span, known: Iterable<string>): readonly Repair[] {
  const written = text.slice(span.start + 1, span.end - 1);
  if (text.charAt(span.start) !== '"') return [];
  return nearestWords(written, known).map((word) => ({ kind: 'use', word, edits: () => [{ span, newText: JSON.stringify(word) }] }));
}

function registries(text: string, span: Span): readonly Repair[] {
  const written = text.slice(span.start + 1, span.end - 1);
  const colon = written.indexOf(':');
  return nearestWords(written.slice(0, Math.max(colon, 0)), ecosystems)
    .map((ecosystem) => `${ecosystem}${written.slice(colon)}`)
    .filter((key) => isPackageKey(key))
    .map((word) => ({ kind: 'use', word, edits: () => [{ span, newText: JSON.stringify(word) }] }));
}

/** A single text or entry becomes a list of it. */
function listOf(text: string, { value }: Place): readonly Repair[] {
  if (value?.kind !== 'string' && value?.kind !== 'object') return [];
  const newText = `[${text.slice(value.span.start, value.span.end)}]`;
  return [{ kind: 'make-list', word: '', edits: () => [{ span: value.span, newText }] }];
}

function setDay(text: string, span: Span | undefined, today: string): Repair | undefined {
  if (!span) return undefined;
  const edits = (answer: string): readonly TextEdit[] | undefined =>
    isDate(answer.trim()) && !isPast(answer.trim(), today) ? [{ span, newText: JSON.stringify(answer.trim()) }] : undefined;
  return { kind: 'set-date', word: text.slice(span.start, span.end), asks: 'day', edits };
}

/** At an entry without a reason, or at a reason that says nothing. */
function giveReason(text: string, { value }: Place): Repair {
  const edits = (answer: string): readonly TextEdit[] | undefined => {
    if (answer.trim() === '' || !value) return undefined;
    if (value.kind === 'object') return appendMember(text, value, `"reason": ${JSON.stringify(answer.trim())}`);
    return [{ span: value.span, newText: JSON.stringify(answer.trim()) }];
  };
  return { kind: 'give-reason', word: '', asks: 'reason', edits };
}

/** Without half of its words an entry of `ignore` could hide more than was meant, so a mistake in it takes the whole entry along. */
function removeAt(text: string, place: Place): readonly Repair[] {
  const entry = removeEntry(text, place);
  const container = place.containers.at(-1);
  const member = place.members.at(-1);
  if (entry || !container || !member) return entry ? [entry] : [];
  const { start, end } = (member as Partial<JsonProperty>).key?.span ?? member.span;
  return [
    { kind: 'remove-value', word: text.slice(start, Math.min(end, start + 60)), edits: () => removeMembers(text, container, new Set([member])) },
  ];
}

/** Removes the entry of `ignore` in which, or at which, the place lies. */
function removeEntry(text: string, { containers, members }: Place): Repair | undefined {
  const depth = containers.findIndex((container, index) => container.kind === 'array' && isIgnore(members[index - 1]));
  const [list, entry] = [containers[depth], members[depth]];
  return list && entry ? { kind: 'remove-entry', word: '', edits: () => removeMembers(text, list, new Set([entry])) } : undefined;
}

function isIgnore(member: JsonMember | undefined): boolean {
  return (member as Partial<JsonProperty> | undefined)?.key?.content.text === 'ignore';
}

/** Of equal keys the last one counts: the one before the place goes. */
function removeFirst(text: string, { containers, members }: Place): readonly Repair[] {
  const container = containers.at(-1);
  const own = members.at(-1) as JsonProperty | undefined;
  if (container?.kind !== 'object' || !own) return [];
  const first = container.members.find((member) => member !== own && member.key.content.text === own.key.content.text);
  return first ? [{ kind: 'remove-first', word: own.key.content.text, edits: () => removeMembers(text, container, new Set([first])) }] : [];
}

function untilOf(value: JsonValue | undefined): JsonValue | undefined {
  return value?.kind === 'object' ? value.members.findLast(({ key }) => key.content.text === 'until')?.value : undefined;
}
