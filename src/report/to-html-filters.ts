import { nameOf } from '../messages';
import { strengths } from '../model/vocabulary';
import type { Matrix } from './matrix';
import type { Report } from './report';
import { html, nothing, type Markup } from './to-html-escape';
import { shortTarget } from './to-html-words';

/** A list of more files would be of no help: there the text field finds them. */
const mostFiles = 300;

/** The fields by which the page filters all lists. Nothing to filter: no fields. */
export function filtersHtml(report: Report, matrix: Matrix): Markup {
  if (report.findings.length === 0 && matrix.rows.length === 0) return nothing;
  const files = [...new Set(report.findings.map(({ file }) => report.shown(file.path)))].sort();
  return html`<form class="filters" role="search" aria-label="Filter the lists below">
    ${choice(
      'target',
      'Not yet on',
      'any target',
      matrix.targets.map((id) => [id, shortTarget(id, report)]),
    )}
    ${choice(
      'tie',
      'Bound to',
      'anyone',
      report.vendors.map(({ id }) => [id, nameOf(id, report.vocabulary)]),
    )}
    ${choice(
      'strength',
      'Strength',
      'any',
      strengths.map((strength) => [strength, strength]),
    )}
    ${
      files.length > 1 && files.length <= mostFiles
        ? choice(
            'file',
            'File',
            'any',
            files.map((file) => [file, file]),
          )
        : nothing
    }
    <label>Text <input id="filter-text" name="text" type="search" placeholder="package, words" /></label>
    <button type="reset">Clear</button>
    <output id="filter-count" aria-live="polite"></output>
  </form>`;
}

function choice(name: string, label: string, any: string, options: readonly (readonly [string, string])[]): Markup {
  return html`<label
    >${label}
    <select id="filter-${name}" name="${name}">
      <option value="">${any}</option>
      ${options.map(([value, title]) => html`<option value="${value}">${title}</option>`)}
    </select></label
  >`;
}
