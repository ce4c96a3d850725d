import type { Report } from './report';
import { html, nothing, type Markup } from './to-html-escape';
import { placeButton, rowData } from './to-html-words';

/** What is accepted, ignored or in the baseline, folded, with the reason. */
export function suppressedHtml(report: Report): Markup {
  const closed = report.findings.filter(({ finding }) => finding.suppressed);
  if (closed.length === 0) return nothing;
  const items = closed.map(({ finding, file }) => {
    const { by, reason, until } = finding.suppressed ?? { by: 'policy', reason: '' };
    const how = by === 'accept' ? 'accepted' : by === 'baseline' ? 'in the baseline' : 'ignored';
    const facts = { ties: finding.boundTo, targets: [], strengths: [finding.strength], files: [report.shown(file.path)] };
    return html`<li ${rowData(facts)}>
      ${placeButton(report, file.path, finding.span, finding.subject)} ${finding.binding.summary}
      <span class="quiet">· ${how}${reason === '' ? '' : `: ${reason}`}${until === undefined ? '' : ` (until ${until})`}</span>
    </li>`;
  });
  return html`<details id="suppressed">
    <summary>${closed.length} accepted or ignored</summary>
    <ul data-list="accepted">
      ${items}
    </ul>
  </details>`;
}
