import { verdictWords } from '../messages';
import type { CardVerdict } from './fact-card';
import type { Matrix, MatrixRow } from './matrix';
import type { Report } from './report';
import { html, nothing, type Markup } from './to-html-escape';
import { filterData, licenceWords, placeButton, plural, shortTarget, sourceList } from './to-html-words';

/** The heat map of packages × targets: every cell says its verdict in words. */
export function matrixHtml(report: Report, matrix: Matrix): Markup {
  if (matrix.rows.length === 0) return nothing;
  const heads = matrix.targets.map((target) => html`<th scope="col">${shortTarget(target, report)}</th>`);
  return html`<section aria-labelledby="matrix">
    <h2 id="matrix">Packages and targets</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Packages and targets, wide table">
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col">Package as written</th>
            ${heads}
            <th scope="col">Licence</th>
          </tr>
        </thead>
        <tbody data-list="packages">
          ${matrix.rows.map((row) => matrixRow(row, report))}
        </tbody>
      </table>
    </div>
    <details id="verdict-notes">
      <summary>How each verdict is reached, with sources</summary>
      ${matrix.rows.map((row) => notes(row, report))}
    </details>
  </section>`;
}

function matrixRow(row: MatrixRow, report: Report): Markup {
  const { finding, rule, cells, places } = row;
  const open = cells.flatMap(({ target, verdict }) => (verdict === 'yes' ? [] : [target]));
  const first = places[0];
  const more = [
    ...(row.others > 0 ? [`and ${row.others} more`] : []),
    ...(row.locked === undefined ? [] : [`locked: ${row.locked}`]),
    ...(places.length > 1 ? [plural(places.length, 'place')] : []),
    ...(finding?.suppressed ? [finding.suppressed.by === 'accept' ? 'accepted' : 'ignored'] : []),
  ];
  return html`<tr data-row ${filterData({ ties: finding?.boundTo ?? [], targets: open, strength: finding?.strength ?? '' })}>
    <th scope="row">
      ${first ? placeButton(report, first.file, first.span, row.name) : row.name}${more.length > 0 ? html` <span class="quiet">· ${more.join(', ')}</span>` : nothing}
    </th>
    ${cells.map(cellHtml)}
    <td class="licence">${licenceWords(rule.licence)}</td>
  </tr>`;
}

function cellHtml({ verdict, how, package: other }: CardVerdict): Markup {
  const title = [...(other === undefined ? [] : [nameOnly(other)]), ...(how === undefined ? [] : [how])].join('; ');
  return html`<td class="verdict ${verdict}" ${title === '' ? nothing : html`title="${title}"`}>${verdictWords[verdict]}</td>`;
}

function notes({ name, rule, cells }: MatrixRow, report: Report): Markup {
  const told = cells.filter(({ how, package: other }) => how !== undefined || other !== undefined);
  const sources = (report.details(rule)?.sources ?? []).filter(({ supports }) => supports.some((claim) => claim.includes('targets.')));
  if (told.length === 0 && sources.length === 0) return nothing;
  const items = told.map(
    ({ title, verdict, how, package: other }) =>
      html`<li>${title}: ${verdictWords[verdict]}${other === undefined ? '' : `, ${nameOnly(other)}`}${how === undefined ? '' : `, ${how}`}</li>`,
  );
  return html`<h3>${name} <span class="quiet">· ${rule.id}</span></h3>
    <ul>
      ${items}
    </ul>
    ${sourceList(sources)}`;
}

/** `pypi:torch-xla` → `torch-xla (pypi)`. */
function nameOnly(key: string): string {
  const colon = key.indexOf(':');
  return colon < 0 ? key : `${key.slice(colon + 1)} (${key.slice(0, colon)})`;
}
