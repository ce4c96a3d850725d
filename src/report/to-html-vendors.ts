import { nameOf } from '../messages';
import type { Finding } from '../model/finding';
import type { Report, VendorSummary } from './report';
import { html, nothing, type Markup } from './to-html-escape';
import { filterData, licenceWords, placeButton, plural, titles } from './to-html-words';

/** What binds to whom: one table for each maker or service, one row for each package. */
export function vendorsHtml(report: Report): Markup {
  if (report.vendors.length === 0) return nothing;
  const open = report.findings.flatMap(({ finding }) => (finding.suppressed ? [] : [finding]));
  const bodies = report.vendors.map((vendor) =>
    vendorRows(
      vendor,
      open.filter(({ boundTo }) => boundTo.includes(vendor.id)),
      report,
    ),
  );
  return html`<section aria-labelledby="bindings">
    <h2 id="bindings">Bindings</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Bindings, wide table">
      <table class="bindings">
        <thead>
          <tr>
            <th scope="col">Package</th>
            <th scope="col">Strength</th>
            <th scope="col">Also reaches</th>
            <th scope="col">Licence</th>
            <th scope="col">Lightest way out</th>
          </tr>
        </thead>
        ${bodies}
      </table>
    </div>
  </section>`;
}

function vendorRows({ id, places, hard }: VendorSummary, findings: readonly Finding[], report: Report): Markup {
  const rows = sameBindings(findings).map((groups) => bindingRow(groups, id, report));
  return html`<tbody data-list="bindings">
    <tr class="group">
      <th scope="rowgroup" colspan="5">
        ${nameOf(id, report.vocabulary)} <span class="quiet">· ${plural(places, 'place')}${hard > 0 ? `, ${hard} hard` : ''}</span>
      </th>
    </tr>
    ${rows}
  </tbody>`;
}

/** Findings of one group in a file stand together; groups that say the same in several places share a row. */
function sameBindings(findings: readonly Finding[]): readonly (readonly (readonly Finding[])[])[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) groups.set(finding.group, [...(groups.get(finding.group) ?? []), finding]);
  const rows = new Map<string, (readonly Finding[])[]>();
  for (const all of groups.values()) {
    const packages = all.filter(({ artifact }) => artifact?.kind !== 'index');
    const group = packages.length > 0 ? packages : all;
    const key = group.map(({ rule, ecosystem, subject, strength, guarded }) => [rule.id, ecosystem, subject, strength, guarded].join(' ')).join('\n');
    rows.set(key, [...(rows.get(key) ?? []), group]);
  }
  return [...rows.values()];
}

function bindingRow(groups: readonly (readonly Finding[])[], id: string, report: Report): Markup {
  const [group = [], ...others] = groups;
  const [first] = group;
  if (!first) return nothing;
  const [remedy] = first.remedies;
  const targets = Object.keys(first.targets).filter((target) => first.targets[target]?.verdict !== 'yes');
  const names = group.map((finding, n) => html`${n > 0 ? ', ' : ''}${placeButton(report, finding.file, finding.span, finding.subject)}`);
  const more = others
    .slice(0, 3)
    .flatMap(([finding], n) => (finding ? [html` ${placeButton(report, finding.file, finding.span, `place ${n + 2}`)}`] : []));
  return html`<tr data-row ${filterData({ ties: [id], targets, strength: first.strength })}>
    <td class="name">
      ${names}
      <span class="quiet">· ${first.ecosystem}</span>${more}${others.length > 3 ? html` <span class="quiet">of ${groups.length}</span>` : nothing}
    </td>
    <td>${first.strength}${first.guarded ? ', guarded' : ''}</td>
    <td>${titles(first.reaches, report)}</td>
    <td class="licence">${licenceWords(first.rule.licence)}</td>
    <td>${remedy ? html`${remedy.title} <span class="quiet">(${remedy.effort})</span>` : 'none with a source is known'}</td>
  </tr>`;
}
