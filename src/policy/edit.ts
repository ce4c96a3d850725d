import { propertiesNamed, readJson } from '../syntax/json';
import { appendMember, indentationAt, indentationUnit } from '../syntax/json-edit';
import { lineBreakOf } from '../text/lines';
import type { JsonObject } from '../syntax/json';
import type { TextEdit } from '../text/edit';
import { LineIndex } from '../text/line-index';
import type { Span } from '../text/span';
import { ignoreKeyword, writeIgnore } from './inline-ignore';
import type { WrittenIgnore } from './inline-ignore';
import type { IgnoreEntry } from './policy';

/**
 * An edit that ignores a row where it stands: a comment at the end of its line; above the row, with its indentation, if the row
 * spans several lines, if its line is continued or holds an ignore already, or if `above` says that the format wants it there.
 * @param row the whole row
 * @returns undefined where such a comment cannot be written, for want of a reason or of ids
 */
export function addIgnoreComment(text: string, row: Span, sign: '#' | '//', ignore: WrittenIgnore, above = false): TextEdit | undefined {
  const comment = writeIgnore(ignore);
  if (comment === undefined) return undefined;
  const lines = new LineIndex(text);
  const { line } = lines.position(row.start);
  const lineStart = lines.lineStart(line);
  let end = lineStart;
  while (end < text.length && !'\r\n'.includes(text.charAt(end))) end++;
  const written = text.slice(lineStart, end);
  const isLong = lines.position(Math.max(row.start, row.end - 1)).line !== line;
  if (above || isLong || written.trimEnd().endsWith('\\') || written.includes(ignoreKeyword)) {
    return { span: { start: lineStart, end: lineStart }, newText: `${indentationAt(text, row.start)}${sign} ${comment}${lineBreakOf(text)}` };
  }
  return { span: { start: lineStart + written.trimEnd().length, end }, newText: `  ${sign} ${comment}` };
}

/**
 * Edits that add an entry to `ignore` in a `portolan.jsonc`. Comments and all else stay.
 * @param policyText undefined or blank: the file is new
 * @returns undefined if the file has syntax mistakes or its `ignore` is no list
 */
export function addPolicyIgnore(policyText: string | undefined, entry: Omit<IgnoreEntry, 'span'>): TextEdit[] | undefined {
  const { rule, package: name, files, reason, until } = entry;
  const fields: [string, unknown][] = [
    ['rule', rule],
    ['package', name],
    ['files', files],
    ['reason', reason],
    ['until', until],
  ];
  const written = fields.flatMap(([key, value]) => (value === undefined ? [] : [`${JSON.stringify(key)}: ${listOrText(value)}`]));
  return addToList(policyText ?? '', 'ignore', `{ ${written.join(', ')} }`);
}

/** Edits that add a vendor, target or maker to `accept`; none if it is there. As `addPolicyIgnore` otherwise. */
export function addPolicyAccept(policyText: string | undefined, id: string): TextEdit[] | undefined {
  const text = policyText ?? '';
  const accepted = propertiesNamed(readJson(text).root, 'accept').at(-1)?.value;
  if (accepted?.kind === 'array' && accepted.members.some(({ value }) => value.kind === 'string' && value.content.text === id)) return [];
  return addToList(text, 'accept', JSON.stringify(id));
}

function addToList(text: string, key: string, item: string): TextEdit[] | undefined {
  if (text.trim() === '') return [{ span: { start: 0, end: text.length }, newText: `${newObject(key, item, '\n')}\n` }];
  const { root, problems, comments } = readJson(text);
  if (root?.kind !== 'object' || problems.length > 0) return undefined;
  const property = propertiesNamed(root, key).at(-1);
  if (property) return property.value?.kind === 'array' ? appendMember(text, property.value, item) : undefined;
  const hasComment = comments.some(({ span }) => root.span.start < span.start && span.end < root.span.end);
  if (root.members.length === 0 && !hasComment) return [{ span: root.span, newText: newObject(key, item, lineBreakOf(text)) }];
  return appendMember(text, root, newList(text, root, key, item));
}

/** `"key": [item]`, over several lines if the object's own members stand on several. */
function newList(text: string, root: JsonObject, key: string, item: string): string {
  const first = root.members[0];
  const isOneLine = !text.slice(root.span.start, root.span.end).includes('\n');
  if (isOneLine) return `"${key}": [${item}]`;
  const unit = indentationUnit(text);
  const indentation = first ? indentationAt(text, first.span.start) : unit;
  const eol = lineBreakOf(text);
  return `"${key}": [${eol}${indentation}${unit}${item}${eol}${indentation}]`;
}

function newObject(key: string, item: string, eol: string): string {
  return ['{', `  "${key}": [`, `    ${item}`, '  ]', '}'].join(eol);
}

function listOrText(value: unknown): string {
  return Array.isArray(value) ? `[${value.map((item) => JSON.stringify(item)).join(', ')}]` : JSON.stringify(value);
}
