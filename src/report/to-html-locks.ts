import { lockWords, nameOf, pathWords, ownWeightWords } from '../messages';
import type { LockedBinding, LockSummary } from '../model/result';
import type { Report } from './report';
import { html, nothing, type Markup } from './to-html-escape';
import { placeButton, titles } from './to-html-words';

const namesTold = 12;

/** Where each lock can be installed as it is, with the names that stand in the way. */
export function locksHtml(report: Report): Markup {
  const { locks, shown } = report;
  if (locks.length === 0) return nothing;
  return html`<section aria-labelledby="locks">
    <h2 id="locks">Where can the lock be installed?</h2>
    <p class="quiet">With all its extras and groups, on the newest Python that it allows.</p>
    ${locks.map((lock) => lockHtml(lock, shown(lock.file), report))}
  </section>`;
}

function lockHtml(lock: LockSummary, file: string, report: Report): Markup {
  const { environments } = lock;
  const rows = environments.map((one) => {
    const inTheWay = one.impossible.length > 0 ? one.impossible : one.lacking;
    const names = inTheWay.slice(0, namesTold).join(', ') + (inTheWay.length > namesTold ? ', …' : '');
    const python = one.python === undefined ? '' : `, Python ${one.python}`;
    return html`<tr>
      <th scope="row">${one.title}${python}</th>
      <td>${lockWords(one)}${names === '' ? '' : ` (${names})`}</td>
    </tr>`;
  });
  return html`<details>
    <summary>${file}: ${fitting(lock)} of ${environments.length} environments</summary>
    <table>
      <tbody>
        ${rows}
      </tbody>
    </table>
    ${demandsHtml(lock, report)}${boundHtml(lock, report)}
  </details>`;
}

function fitting({ environments }: LockSummary): number {
  return environments.filter(({ impossible, lacking }) => impossible.length === 0 && lacking.length === 0).length;
}

/** Unknown packages that bring an accelerator's runtime wherever they are installed. */
function demandsHtml({ demands }: LockSummary, { vocabulary }: Report): Markup {
  if (demands.length === 0) return nothing;
  const items = demands.map(
    ({ package: name, target, path }) =>
      html`<li>${nameOf(target, vocabulary)}: ${name} requires ${path.at(-1) ?? ''} on every path (${path.join(' → ')})</li>`,
  );
  return html`<p>Packages that no rule knows and that bring runtime libraries:</p>
    <ul>
      ${items}
    </ul>`;
}

/** What binds in the lock, how it is reached and what it weighs; what portable packages bring (plain torch) is here alone. */
function boundHtml({ file, bound }: LockSummary, report: Report): Markup {
  if (bound.length === 0) return nothing;
  return html`<table>
    <caption>
      What binds in this lock, and how it is reached
    </caption>
    <tbody>
      ${bound.map((one) => boundRow(one, file, report))}
    </tbody>
  </table>`;
}

function boundRow({ package: name, version, boundTo, path, paths, weight, span }: LockedBinding, file: string, report: Report): Markup {
  const way = path.length > 1 ? `${path.join(' → ')}; ` : '';
  const size = ownWeightWords(weight);
  return html`<tr>
    <th scope="row">${placeButton(report, file, span, `${name} ${version}`)}</th>
    <td>${titles(boundTo, report)}</td>
    <td>${way}${pathWords(paths)}</td>
    <td>${size}</td>
  </tr>`;
}
