import { isLockProblem, problemMessage } from '../messages';
import type { Problem } from '../model/manifest';
import type { Report } from './report';
import { html, nothing, type Markup } from './to-html-escape';
import { placeButton, plural } from './to-html-words';

/** What was read and understood, in one line: the measure of what the report can know. */
export function coverageLine(report: Report): string {
  const { result, counts } = report;
  const having = (status: string): number => result.files.filter((file) => file.status === status).length;
  const all = problemsOf(report);
  const problems = all.filter(({ problem }) => !isLockProblem(problem)).length;
  return [
    `${plural(result.files.length, 'file')}${having('partial') > 0 ? `, ${having('partial')} read in part` : ''}${having('skipped') > 0 ? `, ${having('skipped')} not read` : ''}`,
    `${counts.bound} bound`,
    `${counts.portable} portable`,
    `${counts.ordinary} ordinary`,
    `${counts.unknown} unknown`,
    problems === 0 ? 'every line understood' : `${plural(problems, 'place')} not understood`,
  ].join(' · ');
}

/** What was not read or not understood, with its places, and the names that nothing is known of; unfolded where it `isAll` there is. */
export function coverageHtml(report: Report, isAll = false): Markup {
  const parts = [filesPart(report, isAll), problemsPart(report, isAll), unknownPart(report)];
  return html`<section aria-labelledby="coverage">
    <h2 id="coverage">Coverage</h2>
    <p>${coverageLine(report)}</p>
    ${parts}
  </section>`;
}

function filesPart({ result, shown }: Report, isOpen: boolean): Markup {
  const files = result.files.filter(({ status }) => status !== 'read');
  const items = [
    ...files.map(
      ({ path, status, reason }) =>
        html`<li>${shown(path)}: ${status === 'partial' ? 'read in part' : 'not read'}${reason === undefined ? '' : `, ${reason}`}</li>`,
    ),
    ...result.unreadable.map(({ folder, reason }) => html`<li>${shown(folder)}: not read, ${reason}</li>`),
  ];
  return items.length > 0
    ? html`<details id="unread-files" ${openIf(isOpen)}>
        <summary>${plural(items.length, 'file or folder', 'files or folders')} not fully read</summary>
        <ul>
          ${items}
        </ul>
      </details>`
    : nothing;
}

function problemsPart(report: Report, isOpen: boolean): Markup {
  const problems = problemsOf(report);
  if (problems.length === 0) return nothing;
  const items = problems.map(({ path, problem }) => html`<li>${placeButton(report, path, problem.span)} ${problemMessage(problem)}</li>`);
  return html`<details id="problems" ${openIf(isOpen)}>
    <summary>
      ${plural(problems.length, 'place')} not understood${problems.some(({ problem }) => isLockProblem(problem)) ? ', or not as the lock says' : ''}
    </summary>
    <ul>
      ${items}
    </ul>
  </details>`;
}

function openIf(isOpen: boolean): Markup {
  return isOpen ? html`open` : nothing;
}

function unknownPart(report: Report): Markup {
  const names = new Map<string, Markup>();
  for (const { path, manifest, rows } of report.result.files) {
    for (const [index, { key, classification }] of rows.entries()) {
      const dependency = manifest.dependencies[index];
      if (classification === 'unknown' && dependency && !names.has(key))
        names.set(key, html`<li>${placeButton(report, path, dependency.nameSpan, key.replace(':', ' '))}</li>`);
    }
  }
  if (names.size === 0) return nothing;
  const sorted = [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
  return html`<details id="unknown-packages">
    <summary>${plural(names.size, 'package')} that no rule knows${names.size > report.counts.unknown ? ', with those of the locks' : ''}</summary>
    <ul class="names">
      ${sorted}
    </ul>
  </details>`;
}

function problemsOf({ result }: Report): readonly { readonly path: string; readonly problem: Problem }[] {
  return [...result.policies, ...result.files].flatMap(({ path, problems }) => problems.map((problem) => ({ path, problem })));
}
