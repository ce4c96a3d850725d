import { nameOf } from '../messages';
import type { Finding } from '../model/finding';
import { efforts, type Effort } from '../model/vocabulary';
import { endpointSettings, endpointWords } from './endpoint-settings';
import type { Matrix } from './matrix';
import type { Report } from './report';
import { html, nothing, type Markup } from './to-html-escape';
import { plural, shortTarget, someOf } from './to-html-words';

/** So many makers and services stand on the first screen. */
const mostVendors = 8;

/** The two answers of the first screen: where it can run, and whom it depends on. */
export function summaryHtml(report: Report, matrix: Matrix): Markup {
  return html`<div class="answers">${whereItRuns(report, matrix)}${whomItDependsOn(report)}</div>`;
}

function whereItRuns(report: Report, matrix: Matrix): Markup {
  const rows = matrix.targets.map((target) => {
    const blockers = report.targets[target]?.blockers ?? [];
    const cells = matrix.rows.map((row) => ({ bound: row.finding !== undefined, verdict: row.cells[matrix.targets.indexOf(target)]?.verdict }));
    const otherBuild = cells.filter(({ bound, verdict }) => !bound && verdict === 'other-build').length;
    const unknown = cells.filter(({ verdict }) => verdict === 'unknown').length + report.counts.unknown;
    const named = report.policy.targets.includes(target) ? html` <span class="tag">wanted</span>` : nothing;
    return html`<tr class="${blockers.length > 0 ? 'blocked' : 'clear'}">
      <th scope="row">${shortTarget(target, report)}${named}</th>
      <td class="state">${blockers.length > 0 ? plural(blockers.length, 'blocker') : 'no blocker known'}</td>
      ${numberCell(otherBuild)} ${numberCell(unknown)}
      <td class="blockers" title="${blockers.join(', ')}">${someOf(blockers, 6)}</td>
    </tr>`;
  });
  return html`<section aria-labelledby="where">
    <h2 id="where">Where can it run?</h2>
    <table class="answer">
      <thead>
        <tr>
          <th scope="col">Target</th>
          <th scope="col">As written</th>
          <th scope="col" class="number" title="Portable packages that need another index, extra or tag there">Other build</th>
          <th scope="col" class="number" title="Packages without a verdict for the target, and names that no rule knows; not counted as fine">
            Unknown
          </th>
          <th scope="col">Blocked by</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
    <p class="quiet">Other build and unknown are not counted as fine.</p>
  </section>`;
}

function whomItDependsOn(report: Report): Markup {
  const open = report.findings.flatMap(({ finding }) => (finding.suppressed ? [] : [finding]));
  const rows = report.vendors.slice(0, mostVendors).map(({ id, places, hard }) => {
    const kind = report.vocabulary.vendors[id] ? 'service' : (report.vocabulary.targets[id]?.axis ?? 'hardware');
    const setting = endpointWords(endpointSettings(report.result.files, id), report.shown);
    return html`<tr>
      <th scope="row">${nameOf(id, report.vocabulary)} <span class="quiet">· ${kind}${setting === undefined ? '' : `; ${setting}`}</span></th>
      ${numberCell(places)} ${numberCell(hard)}
      <td>${wayOut(open.filter(({ boundTo }) => boundTo.includes(id)))}</td>
    </tr>`;
  });
  const more = report.vendors.length - mostVendors;
  const table = html`<table class="answer">
    <thead>
      <tr>
        <th scope="col">Maker or service</th>
        <th scope="col" class="number">Places</th>
        <th scope="col" class="number">Hard</th>
        <th scope="col">Way out</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
  return html`<section aria-labelledby="whom">
    <h2 id="whom">Whom does it depend on?</h2>
    ${rows.length > 0 ? table : html`<p>No ${open.length < report.findings.length ? 'open ' : ''}binding to one maker or service was found.</p>`}
    ${more > 0 ? html`<p class="quiet">${plural(more, 'more maker or service', 'more makers and services')} under Bindings.</p>` : nothing}
    ${endpointLine(open)}
  </section>`;
}

function numberCell(count: number): Markup {
  return html`<td class="number${count === 0 ? ' zero' : ''}">${count}</td>`;
}

/** The effort of the heaviest of the lightest remedies: what it takes to leave altogether. */
function wayOut(findings: readonly Finding[]): string {
  const lightest = findings.map(({ remedies }) => remedies[0]?.effort);
  const without = lightest.filter((effort) => effort === undefined).length;
  const rank = lightest.reduce((most, effort) => Math.max(most, effort ? efforts.indexOf(effort) : -1), -1);
  const heaviest: Effort | undefined = efforts[rank];
  if (!heaviest) return 'none known';
  return without > 0 ? `${heaviest}; none known for ${without}` : heaviest;
}

/** Whether open-weight models could be put behind what calls a hosted one. */
function endpointLine(findings: readonly Finding[]): Markup {
  const services = findings.filter(({ axis }) => axis === 'vendor');
  if (services.length === 0) return nothing;
  const byEndpoint = services.filter(({ remedies }) => remedies.some(({ kind }) => kind === 'set-endpoint')).length;
  return html`<p class="quiet">
    Open-weight ready: ${byEndpoint} of ${plural(services.length, 'place')} can move to another endpoint without a change of package.
  </p>`;
}
