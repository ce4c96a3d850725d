import { efforts, strengths } from '../model/vocabulary';
import { bindingRows, openWeights, type BindingRow } from './binding-rows';
import { familiesFor, familyWithLicence } from './model-families';
import { fixButton, readyFixes } from './to-html-fixes';
import { bytesOf, weightCell } from './to-html-matrix';
import type { Report } from './report';
import { html, nothing, type Markup } from './to-html-escape';
import { licenceWords, placeButton, rowData, sortHead, titles } from './to-html-words';

/** What binds to whom: one row for each package and rule, with licence and open weights beside the binding. */
export function bindingsHtml(report: Report): Markup {
  const rows = bindingRows(report);
  if (rows.length === 0) return nothing;
  const weighed = rows.some(({ finding }) => bytesOf(finding.weight) > 0);
  return html`<section aria-labelledby="bindings">
    <h2 id="bindings">Bindings</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Bindings, wide table">
      <table class="bindings">
        <thead>
          <tr>
            ${sortHead('Package')}${sortHead('Bound to')}${sortHead('Strength')}${sortHead('File')}${sortHead('Licence, open weights')}${weighed ? sortHead('Weight', { number: true, worstFirst: true }) : nothing}${sortHead('Lightest way out')}
          </tr>
        </thead>
        <tbody data-list="bindings">
          ${rows.map((row) => bindingHtml(row, weighed, report))}
        </tbody>
      </table>
    </div>
    ${familiesHtml(rows, report)}
  </section>`;
}

function bindingHtml(row: BindingRow, weighed: boolean, report: Report): Markup {
  const { finding, members, places } = row;
  const { boundTo, reaches, strength, guarded, rule } = finding;
  const names = members.map((member, n) => html`${n > 0 ? ', ' : ''}${placeButton(report, member.file, member.span, member.subject)}`);
  const targets = Object.keys(finding.targets).filter((target) => finding.targets[target]?.verdict !== 'yes');
  const files = [...new Set(places.map(({ finding: { file } }) => report.shown(file)))];
  const facts = { ties: boundTo, targets, strengths: [strength], files };
  const weights = openWeights(finding);
  return html`<tr ${rowData(facts)}>
    <th scope="row" class="name">${names} <span class="quiet">· ${finding.ecosystem}</span></th>
    <td>${titles(boundTo, report)}${reaches.length > 0 ? html` <span class="quiet">· also reaches ${titles(reaches, report)}</span>` : nothing}</td>
    <td data-value="${strengths.indexOf(strength) * 2 + Number(guarded)}">${strength}${guarded ? ', guarded' : ''}</td>
    <td class="places">${placesHtml(row, report)}</td>
    <td>${licenceWords(rule.licence)}${weights === undefined ? nothing : html` <span class="quiet">· open weights: ${weights}</span>`}</td>
    ${weighed ? weightCell(finding.package, finding.weight) : nothing} ${wayOutCell(row, report)}
  </tr>`;
}

function placesHtml({ places }: BindingRow, report: Report): Markup {
  const told = places.slice(0, 2).map(({ finding: { file, span } }, n) => {
    const { line } = report.places.place(file, span);
    return html`${n > 0 ? ', ' : ''}${placeButton(report, file, span, `${report.shown(file)}:${line}`)}`;
  });
  return html`${told}${places.length > 2 ? html` <span class="quiet">and ${places.length - 2} more</span>` : nothing}`;
}

function wayOutCell({ finding, places }: BindingRow, report: Report): Markup {
  const [remedy] = finding.remedies;
  if (!remedy) return html`<td data-value="9">none with a source is known</td>`;
  return html`<td data-value="${efforts.indexOf(remedy.effort)}">
    ${remedy.title} <span class="quiet">(${remedy.effort})</span> ${fixButton(readyFixes(places, remedy, report))}
  </td>`;
}

/** Which models with published weights could answer in the place of the hosted ones, and under which licences. */
function familiesHtml(rows: readonly BindingRow[], report: Report): Markup {
  const families = new Set(rows.flatMap(({ finding: { rule } }) => familiesFor(rule, report.details(rule), report.models)));
  if (families.size === 0) return nothing;
  const items = [...families].map((family) => html`<li>${familyWithLicence(family)} <span class="quiet">· ${family.sizes.join(', ')}</span></li>`);
  return html`<details id="open-weights">
    <summary>${families.size} families of open-weight models that can stand behind another endpoint</summary>
    <ul class="names">
      ${items}
    </ul>
  </details>`;
}
