import type { Clause, Problem, Specifier } from '../model/manifest';
import { MappedText } from '../text/mapped-text';
import { readRequirement } from './pep508';

/**
 * Reads comparisons that stand without a name, `>=1,<2`, as Pipenv and PDM write them in tables. A bare version means exactly
 * that one; `*` and nothing mean any.
 */
export function readVersionSpecifier(content: MappedText): { readonly specifier?: Specifier; readonly problems: readonly Problem[] } {
  const { text } = content;
  const first = text.trimStart().charAt(0);
  if (text.trim() === '' || text.trim() === '*') return { problems: [] };
  if (first >= '0' && first <= '9') return { specifier: exactVersion(content), problems: [] };
  if (!'=~!<>'.includes(first)) return { problems: [unread(content)] };
  const pieces = [{ text: 'x', offset: content.offset(0) }, ...content.pieces(0, text.length)];
  const { requirement, problems } = readRequirement(MappedText.joined(pieces, content.span(0, text.length).end));
  const { specifier, marker } = requirement ?? {};
  if (problems.length > 0 || !specifier || marker) return { problems: [unread(content)] };
  return { specifier, problems: [] };
}

/** Problems quote no more of the text than fits a message. */
const longestQuote = 80;

function unread(content: MappedText): Problem {
  const { text } = content;
  return { code: 'unread-requirement', span: content.span(0, text.length), arguments: { text: text.slice(0, longestQuote) } };
}

function exactVersion(content: MappedText): Specifier {
  const { text } = content;
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  const raw = text.slice(start, end);
  const span = content.span(start, end);
  const plus = raw.indexOf('+');
  const clause: Clause = {
    operator: '==',
    version: raw,
    span,
    versionSpan: span,
    ...(plus > 0 && { localSpan: content.span(start + plus, end) }),
  };
  return { raw, span, dialect: 'pep440', clauses: [clause] };
}
