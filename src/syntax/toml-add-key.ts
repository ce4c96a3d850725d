import type { TextEdit } from '../text/edit';
import { lineBreakOf } from '../text/lines';
import { type Span, slice } from '../text/span';
import type { TomlString, TomlTable } from './toml-tree';

/**
 * Adds `pair`, such as `extras = ["x"]`, behind the other keys of an inline table or of a table with a header. A version string
 * becomes an inline table for it. Undefined where the table's layout cannot take it.
 */
export function addKey(text: string, node: TomlString | TomlTable, pair: string): readonly TextEdit[] | undefined {
  if (node.kind === 'string') return [{ span: node.span, newText: `{ version = ${slice(text, node.span)}, ${pair} }` }];
  const last = node.entries.at(-1);
  if (node.form === 'header') return [addLine(text, node.span, last?.span, pair)];
  if (node.form !== 'inline') return undefined;
  if (!last) return [{ span: node.span, newText: `{ ${pair} }` }];
  if (slice(text, node.span).includes('\n')) return undefined;
  return [last.comma === undefined ? insertion(last.span.end, `, ${pair}`) : insertion(last.comma + 1, ` ${pair}`)];
}

/** A line of its own behind the last statement or the header, indented like that statement. */
function addLine(text: string, table: Span, last: Span | undefined, pair: string): TextEdit {
  let end = table.end;
  while (end < text.length && text.charAt(end) !== '\n' && text.charAt(end) !== '\r') end++;
  let start = (last ?? table).start;
  while (start > 0 && (text.charAt(start - 1) === ' ' || text.charAt(start - 1) === '\t')) start--;
  return insertion(end, lineBreakOf(text) + text.slice(start, (last ?? table).start) + pair);
}

function insertion(at: number, newText: string): TextEdit {
  return { span: { start: at, end: at }, newText };
}
