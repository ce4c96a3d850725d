import type { Span } from '../text/span';
import type { Dependency } from './manifest';

/** The local labels that the versions of a row ask for, such as `cu118`, in lower case; `span` holds the label with its `+`. */
export function localLabels(row: Dependency): readonly { label: string; span: Span }[] {
  return (row.specifier?.clauses ?? []).flatMap(({ version, operator, localSpan }) => {
    const plus = version.indexOf('+');
    return localSpan && plus >= 0 && operator !== '!=' ? [{ label: version.slice(plus + 1).toLowerCase(), span: localSpan }] : [];
  });
}

/** A piece of the text around a row's specifier without the row's local labels; `start` is the piece's offset into the text. */
export function withoutLabels(piece: string, start: number, row: Dependency): string {
  let rest = piece;
  for (const { span } of localLabels(row).toReversed()) rest = rest.slice(0, span.start - start) + rest.slice(span.end - start);
  return rest;
}
