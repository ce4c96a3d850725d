import { firstSteps, type Step } from './first-steps';
import type { Matrix } from './matrix';
import type { Report } from './report';
import { html, nothing, type Markup } from './to-html-escape';
import { fixButton, readyFixes } from './to-html-fixes';
import { placeButton, plural, shortTarget, someOf, titles } from './to-html-words';

/** So many steps stand on the first screen. */
const shownSteps = 3;
const mostSteps = 20;

/** The lightest remedies that unlock most. */
export function stepsHtml(report: Report, matrix: Matrix): Markup {
  const steps = firstSteps(report, matrix.targets);
  if (steps.length === 0) return nothing;
  const folded = steps.slice(shownSteps, mostSteps);
  const more = steps.length - shownSteps - folded.length;
  return html`<section aria-labelledby="first">
    <h2 id="first">What to do first</h2>
    ${stepTable(steps.slice(0, shownSteps), 'Steps', report)}
    ${
      folded.length > 0
        ? html`<details id="more-steps">
            <summary>${plural(folded.length, 'more step')}</summary>
            ${stepTable(folded, 'More steps', report)}
          </details>`
        : nothing
    }
    ${more > 0 ? html`<p class="quiet">${plural(more, 'more step')} with the findings below.</p>` : nothing}
  </section>`;
}

function stepTable(steps: readonly Step[], label: string, report: Report): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}, wide table">
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
        ${steps.map((step) => stepRow(step, report))}
      </tbody>
    </table>
  </div>`;
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
    <td class="edit">${editHtml(step, report)}</td>
  </tr>`;
}

/** Whether the edit is proven for all places, some or none, with the button that makes it. */
function editHtml({ places, remedy }: Step, report: Report): Markup {
  const ready = readyFixes(places, remedy, report);
  const [first] = ready;
  if (!first) return html`by hand`;
  const state = ready.length === places.length ? 'ready' : `ready for ${ready.length} of ${places.length}`;
  return html`<span class="state">${state}, ${first.fix.safety}</span> ${fixButton(ready)}`;
}
