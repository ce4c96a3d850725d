import { sizeWords, verdictWords, weightWords } from '../messages';
import type { Weight } from '../model/lock';
import type { CardVerdict } from './fact-card';
import { badness, type Matrix, type MatrixRow } from './matrix';
import type { Report } from './report';
import { html, nothing, type Markup } from './to-html-escape';
import { licenceWords, placeButton, plural, rowData, shortTarget, sortHead, sourceList } from './to-html-words';

/** The heat map of packages × targets: every cell says its verdict in words, licence and weight stand beside. */
export function matrixHtml(report: Report, matrix: Matrix): Markup {
  if (matrix.rows.length === 0) return nothing;
  const weighed = matrix.rows.some(({ weight }) => bytesOf(weight) > 0);
  const heads = matrix.targets.map((target) => sortHead(shortTarget(target, report), { worstFirst: true }));
  return html`<section aria-labelledby="matrix">
    <h2 id="matrix">Packages and targets</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Packages and targets, wide table">
      <table class="matrix">
        <thead>
          <tr>
            ${sortHead('Package as written')}${heads}${sortHead('Licence')}${weighed ? sortHead('Weight', { number: true, worstFirst: true }) : nothing}
          </tr>
        </thead>
        <tbody data-list="packages">
          ${matrix.rows.map((row) => matrixRow(row, weighed, report))}
        </tbody>
      </table>
    </div>
    <details id="verdict-notes">
      <summary>How each verdict is reached, with sources</summary>
      ${matrix.rows.map((row) => notes(row, report))}
    </details>
  </section>`;
}

function matrixRow(row: MatrixRow, weighed: boolean, report: Report): Markup {
  const { finding, rule, cells, places } = row;
  const open = cells.flatMap(({ target, verdict }) => (verdict === 'yes' ? [] : [target]));
  const first = places[0];
  const more = [
    ...(row.others > 0 ? [`and ${row.others} more`] : []),
    ...(row.locked === undefined ? [] : [`locked: ${row.locked}`]),
    ...(places.length > 1 ? [plural(places.length, 'place')] : []),
    ...(finding?.suppressed ? [finding.suppressed.by === 'accept' ? 'accepted' : 'ignored'] : []),
  ];
  const facts = {
    ties: finding?.boundTo ?? [],
    targets: open,
    strengths: finding ? [finding.strength] : [],
    files: places.map(({ file }) => report.shown(file)),
  };
  return html`<tr ${rowData(facts)}>
    <th scope="row">
      ${first ? placeButton(report, first.file, first.span, row.name) : row.name}${more.length > 0 ? html` <span class="quiet">· ${more.join(', ')}</span>` : nothing}
    </th>
    ${cells.map(cellHtml)}
    <td class="licence">${licenceWords(rule.licence)}</td>
    ${weighed ? weightCell(row.name, row.weight) : nothing}
  </tr>`;
}

function cellHtml({ verdict, how, package: other }: CardVerdict): Markup {
  const title = [...(other === undefined ? [] : [nameOnly(other)]), ...(how === undefined ? [] : [how])].join('; ');
  return html`<td class="verdict ${verdict}" data-value="${badness[verdict]}" ${title === '' ? nothing : html`title="${title}"`}>
    ${verdictWords[verdict]}
  </td>`;
}

/** What an installation downloads for a package: with the runtime of an accelerator where it brings one. */
export function bytesOf(weight: Weight | undefined): number {
  return Math.max(weight?.bytes ?? 0, weight?.runtime?.bytes ?? 0);
}

/** A number cell with the size and, for whoever asks, what it is made of. */
export function weightCell(name: string, weight: Weight | undefined): Markup {
  const bytes = bytesOf(weight);
  if (!weight || bytes === 0) return html`<td class="number" data-value="0"></td>`;
  return html`<td class="number" data-value="${bytes}" title="${weightWords(name, weight)}">${sizeWords(bytes)}</td>`;
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
    ${
      items.length > 0
        ? html`<ul>
            ${items}
          </ul>`
        : nothing
    }
    ${sourceList(sources)}`;
}

/** `pypi:torch-xla` → `torch-xla (pypi)`. */
function nameOnly(key: string): string {
  const colon = key.indexOf(':');
  return colon < 0 ? key : `${key.slice(colon + 1)} (${key.slice(0, colon)})`;
}
