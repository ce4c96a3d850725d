import { lockWords } from '../messages';
import type { LockSummary } from '../model/result';
import type { Report } from './report';
import { html, nothing, type Markup } from './to-html-escape';

const namesTold = 12;

/** Where each lock can be installed as it is, with the names that stand in the way. */
export function locksHtml({ locks, shown }: Report): Markup {
  if (locks.length === 0) return nothing;
  return html`<section aria-labelledby="locks">
    <h2 id="locks">Where can the lock be installed?</h2>
    <p class="quiet">With all its extras and groups, on the newest Python that it allows.</p>
    ${locks.map((lock) => lockHtml(lock, shown(lock.file)))}
  </section>`;
}

function lockHtml({ environments }: LockSummary, file: string): Markup {
  const rows = environments.map((one) => {
    const names = one.impossible.slice(0, namesTold).join(', ') + (one.impossible.length > namesTold ? ', …' : '');
    const python = one.python === undefined ? '' : `, Python ${one.python}`;
    return html`<tr>
      <th scope="row">${one.title}${python}</th>
      <td>${lockWords(one)}${names === '' ? '' : ` (${names})`}</td>
    </tr>`;
  });
  return html`<details>
    <summary>${file}: ${environments.filter(({ impossible }) => impossible.length === 0).length} of ${environments.length} environments</summary>
    <table>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </details>`;
}
