import type { TextEdit } from '../text/edit';
import { lineBreakOf, lineEnd, lineStart, nextLine } from '../text/lines';
import { endOf, ownsLines, type Member } from './toml-edit';
import { HASH, skipBlanks } from './toml-characters';
import type { TomlArray, TomlTable } from './toml-tree';

/** What is written into a list: the value as it stands in the text, and the comment that goes with it. */
export interface NewItem {
  readonly raw: string;
  /** With its sign. */
  readonly comment?: string;
}

/** An item of a list as a member, the shape that edits work on. */
export function memberAt(list: TomlArray, index: number): Member | undefined {
  const item = list.items[index];
  return item && { span: item.value.span, ...(item.comma === undefined ? {} : { comma: item.comma }) };
}

/** The comment that stands behind a member of a list that has its lines to itself; undefined where there is none. */
export function commentBehind(text: string, member: Member): string | undefined {
  const at = skipBlanks(text, endOf(member));
  return ownsLines(text, member) && text.charCodeAt(at) === HASH ? text.slice(at, lineEnd(text, at)).trimEnd() : undefined;
}

/**
 * Writes items behind the item at `index` of a list in brackets, on lines of their own where that item has one.
 * @returns undefined where a comment or line break stands between the item and its comma, or comments alone in the brackets
 */
export function insertItems(text: string, list: TomlArray, index: number, items: readonly NewItem[]): readonly TextEdit[] | undefined {
  if (list.form !== 'inline') return undefined;
  const before = memberAt(list, index);
  if (!before) return fillEmpty(text, list, items);
  const { span, comma } = before;
  if (comma !== undefined && skipBlanks(text, span.end) !== comma) return undefined;
  if (!ownsLines(text, before)) {
    if (items.some(({ comment }) => comment !== undefined)) return undefined;
    const raws = items.map(({ raw }) => raw).join(', ');
    return comma === undefined ? [insertion(span.end, `, ${raws}`)] : [insertion(comma + 1, ` ${raws},`)];
  }
  const indentation = text.slice(lineStart(text, span.start), span.start);
  const lines = items.map(({ raw, comment }, n) => {
    const separator = comma !== undefined || n < items.length - 1 ? ',' : '';
    return `${lineBreakOf(text)}${indentation}${raw}${separator}${comment === undefined ? '' : `  ${comment}`}`;
  });
  const end = lineEnd(text, endOf(before));
  if (comma !== undefined) return [insertion(end, lines.join(''))];
  return end === span.end ? [insertion(end, `,${lines.join('')}`)] : [insertion(span.end, ','), insertion(end, lines.join(''))];
}

/** Writes a statement (`key = value`, further lines included) below the last one of a table with a header. */
export function appendStatement(text: string, table: TomlTable, statement: string): TextEdit | undefined {
  return table.form === 'header' ? insertion(lineEnd(text, table.span.end), lineBreakOf(text) + statement) : undefined;
}

/** Writes tables with headers, a blank line before them, behind another table with a header. */
export function insertTables(text: string, behind: TomlTable, tables: string): TextEdit | undefined {
  if (behind.form !== 'header') return undefined;
  const lineBreak = lineBreakOf(text);
  const at = nextLine(text, behind.span.end);
  const ended = lineStart(text, at) === at;
  return insertion(at, ended ? `${lineBreak}${tables}${lineBreak}` : `${lineBreak}${lineBreak}${tables}`);
}

/** Writes tables with headers above the header at `start` and the comments right above that. */
export function insertAbove(text: string, start: number | undefined, tables: string): TextEdit | undefined {
  if (start === undefined) return undefined;
  const lineBreak = lineBreakOf(text);
  let at = lineStart(text, start);
  for (let above = at; above > 0;) {
    above = lineStart(text, above - (text.startsWith('\r\n', above - 2) ? 2 : 1));
    if (text.charCodeAt(skipBlanks(text, above)) !== HASH) break;
    at = above;
  }
  return insertion(at, `${tables}${lineBreak}${lineBreak}`);
}

/** A list of values: on one line if it is a single one without a comment, else one value a line. */
export function listOf(items: readonly NewItem[], lineBreak: string, indentation = '    '): string {
  const [only] = items;
  if (items.length === 1 && only?.comment === undefined) return `[${only?.raw ?? ''}]`;
  const lines = items.map(({ raw, comment }) => `${indentation}${raw},${comment === undefined ? '' : `  ${comment}`}${lineBreak}`);
  return `[${lineBreak}${lines.join('')}]`;
}

function fillEmpty(text: string, { span, items: present }: TomlArray, items: readonly NewItem[]): readonly TextEdit[] | undefined {
  const inside = { start: span.start + 1, end: span.end - 1 };
  if (present.length > 0 || text.slice(inside.start, inside.end).trim() !== '') return undefined;
  return [{ span: inside, newText: listOf(items, lineBreakOf(text)).slice(1, -1) }];
}

function insertion(at: number, newText: string): TextEdit {
  return { span: { start: at, end: at }, newText };
}
