import { nameOf } from '../messages';
import type { Licence, Source } from '../model/rule';
import type { Span } from '../text/span';
import type { Report } from './report';
import { html, nothing, type HtmlValue, type Markup } from './to-html-escape';

/** `1 place`, `3 places`. */
export function plural(count: number, word: string, words = `${word}s`): string {
  return `${count} ${count === 1 ? word : words}`;
}

/** The first names of a list, and how many more there are. */
export function someOf(names: readonly string[], most: number): string {
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(', ')} and ${rest} more` : names.join(', ');
}

/** The name of a target as column heads have it; the id where the vocabulary lacks it. */
export function shortTarget(id: string, report: Report): string {
  return report.vocabulary.targets[id]?.short ?? id;
}

export function titles(ids: readonly string[], report: Report): string {
  return ids.map((id) => nameOf(id, report.vocabulary)).join(', ');
}

/** A button that leads to a place; without a label it tells the file and the 1-based line and column. */
export function placeButton(report: Report, file: string, span: Span, label?: HtmlValue): Markup {
  const shown = report.shown(file);
  const { line, column } = report.places.place(file, span);
  const where = `${shown}, line ${line}`;
  return html`<button type="button" class="place" data-file="${shown}" data-start="${span.start}" data-end="${span.end}" title="Open ${where}">
    ${label ?? `${shown}:${line}:${column}`}
  </button>`;
}

/** `Apache-2.0 (open)`: licence openness, which says nothing of portability. */
export function licenceWords({ spdx, openness }: Licence): string {
  if (spdx === null) return openness === 'unknown' ? 'unknown' : openness;
  return `${spdx} (${openness === 'unknown' ? 'openness unknown' : openness})`;
}

/** Text whose `marked` parts are code; without its last full stop, which the sentence round it has. */
export function withCode(text: string): Markup {
  const parts = (text.endsWith('.') ? text.slice(0, -1) : text).split('`');
  if (parts.length % 2 === 0) return html`${text}`;
  return html`${parts.map((part, n) => (n % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

/** Sources as links with the day on which they were read. Addresses that are no web pages stay text. */
export function sourceList(sources: readonly Source[]): Markup {
  if (sources.length === 0) return nothing;
  const items = sources.map(({ url, checked, of }) => {
    const words = url.startsWith('https://') ? html`<a href="${url}">${url.slice('https://'.length)}</a>` : html`${url}`;
    return html`<li>${words} <span class="quiet">· checked ${checked}${of === undefined ? '' : `, of ${of}`}</span></li>`;
  });
  return html`<ul class="sources">
    ${items}
  </ul>`;
}

export interface RowFacts {
  readonly ties: readonly string[];
  readonly targets: readonly string[];
  readonly strengths: readonly string[];
  /** As shown. */
  readonly files: readonly string[];
}

/** Attributes by which the page filters a row: ids joined by spaces, files by line ends. */
export function rowData({ ties, targets, strengths, files }: RowFacts): Markup {
  const words = (ids: readonly string[]): string => [...new Set(ids)].join(' ');
  return html`data-row data-ties="${words(ties)}" data-targets="${words(targets)}" data-strengths="${words(strengths)}"
  data-files="${[...new Set(files)].join('\n')}"`;
}

/** The head of a column by which the page sorts; `worstFirst` where a person wants the large values first. */
export function sortHead(
  label: string,
  { number = false, worstFirst = false }: { readonly number?: boolean; readonly worstFirst?: boolean } = {},
): Markup {
  const order = worstFirst ? 'descending' : 'ascending';
  return html`<th scope="col" ${number ? html` class="number"` : nothing}>
    <button type="button" class="sort" data-first="${order}" title="Sort by this column">${label}</button>
  </th>`;
}
