import { firstSteps, type Step } from './first-steps';
import type { Matrix } from './matrix';
import type { Report } from './report';
import { html, nothing, type Markup } from './to-html-escape';
import { placeButton, plural, shortTarget, someOf, titles } from './to-html-words';

const mostSteps = 6;

/** The lightest remedies that unlock most. */
export function stepsHtml(report: Report, matrix: Matrix): Markup {
  const steps = firstSteps(report, matrix.targets);
  if (steps.length === 0) return nothing;
  const more = steps.length - mostSteps;
  return html`<section aria-labelledby="first">
    <h2 id="first">What to do first</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Steps, wide table">
      <table class="steps">
        <thead>
          <tr>
            <th scope="col">Effort</th>
            <th scope="col">Write instead</th>
            <th scope="col">For</th>
            <th scope="col">Helps with</th>
            <th scope="col">Edit</th>
          </tr>
        </thead>
        <tbody>
          ${steps.slice(0, mostSteps).map((step) => stepRow(step, report))}
        </tbody>
      </table>
    </div>
    ${more > 0 ? html`<p class="quiet">${plural(more, 'more step')} with the findings below.</p>` : nothing}
  </section>`;
}

function stepRow(step: Step, report: Report): Markup {
  const first = step.places[0];
  const more = step.places.length - 1;
  const helps = [
    ...step.targets.map((target) => shortTarget(target, report)),
    ...(step.vendors.length > 0 ? [`leaving ${titles(step.vendors, report)}`] : []),
  ];
  return html`<tr>
    <td>${step.remedy.effort}</td>
    <td class="main">${step.remedy.title}</td>
    <td>
      ${first ? placeButton(report, first.finding.file, first.finding.span, someOf(step.subjects, 2)) : nothing}${more > 0 ? html` <span class="quiet">· ${plural(step.places.length, 'place')}</span>` : nothing}
    </td>
    <td>${helps.join(', ')}</td>
    <td>${editWords(step, report)}</td>
  </tr>`;
}

function editWords({ places, remedy }: Step, report: Report): string {
  const first = places[0];
  const fix = first && report.fixes(first.finding, first.file).find((candidate) => candidate.remedy.id === remedy.id);
  return fix ? `ready, ${fix.safety}` : 'by hand';
}
