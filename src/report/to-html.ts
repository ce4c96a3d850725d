import { nameOf } from '../messages';
import { budgetedFixes } from './fix-budget';
import { buildMatrix } from './matrix';
import type { Report } from './report';
import { coverageHtml, coverageLine } from './to-html-coverage';
import { locksHtml } from './to-html-locks';
import { html, nothing, type Markup } from './to-html-escape';
import { findingsHtml } from './to-html-findings';
import { matrixHtml } from './to-html-matrix';
import { stepsHtml } from './to-html-steps';
import { suppressedHtml } from './to-html-suppressed';
import { summaryHtml } from './to-html-summary';
import { filtersHtml } from './to-html-filters';
import { pathsHtml } from './to-html-paths';
import { bindingsHtml } from './to-html-vendors';
import { plural, titles } from './to-html-words';

export interface HtmlOptions {
  /** What the report is about: the name of the folder or workspace. */
  readonly title: string;
  /** The kinds of files that are read, for a folder that has none. */
  readonly formats: readonly string[];
}

/**
 * The report as the inside of a page's `<body>`: no script, no style, every text escaped. Places are buttons with `data-file`
 * (as shown), `data-start` and `data-end` (offsets); rows that can be filtered have `data-row`. Equal reports give equal text.
 */
export function reportToHtml(whole: Report, options: HtmlOptions): string {
  const budget = budgetedFixes(whole);
  const report = { ...whole, fixes: budget.fixes };
  const matrix = buildMatrix(report);
  const answers = isEmpty(report)
    ? []
    : [summaryHtml(report, matrix), stepsHtml(report, matrix), filtersHtml(report, matrix), matrixHtml(report, matrix)];
  const lists = isEmpty(report) ? [] : [bindingsHtml(report), pathsHtml(report), findingsHtml(report, matrix.targets), suppressedHtml(report)];
  const spent = budget.isSpent() ? html`<p class="quiet">There are more quick fixes than are named here: open the file to see them.</p>` : nothing;
  const wasRead = report.result.files.length > 0 || report.result.unreadable.length > 0;
  return html`${head(report, options)} ${stateOf(report, options)} ${answers} ${lists} ${spent} ${locksHtml(report)}
  ${wasRead ? coverageHtml(report, isEmpty(report)) : nothing}`.text;
}

/** A page that says one thing, where there is no report to show. */
export function messageToHtml(title: string, sentences: readonly string[]): string {
  return html`<header><h1>${title}</h1></header>
    ${sentences.map((sentence) => html`<p class="notice">${sentence}</p>`)}`.text;
}

function head(report: Report, { title }: HtmlOptions): Markup {
  const { policy, catalog, tool, today } = report;
  const wanted = policy.targets.length > 0 ? ` · wanted: ${titles(policy.targets, report)}` : '';
  const accepted = policy.accept.length > 0 ? ` · accepted: ${policy.accept.map((id) => nameOf(id, report.vocabulary)).join(', ')}` : '';
  return html`<header>
    <h1>Portolan report <span class="subject">${title}</span></h1>
    <p class="quiet">${today} · ${tool.name} ${tool.version} · catalog of ${catalog.date}, ${plural(catalog.rules, 'rule')}${wanted}${accepted}</p>
    <p class="coverage">${coverageLine(report)}</p>
  </header>`;
}

/** True where no row, artifact or finding was read: the summary would say "no blocker" of nothing. */
function isEmpty({ result }: Report): boolean {
  return result.files.every(
    ({ manifest, findings }) => manifest.dependencies.length === 0 && manifest.artifacts.length === 0 && findings.length === 0,
  );
}

/** What is special about this report, in its own sentence. */
function stateOf(report: Report, { formats }: HtmlOptions): Markup {
  const sentences: string[] = [];
  const { files, unreadable, cancelled } = report.result;
  const unread = files.filter(({ status }) => status !== 'read').length;
  if (cancelled)
    sentences.push(`The scan was cancelled: this report covers the ${plural(files.length, 'file')} read until then. Refresh to scan again.`);
  if (files.length === 0 && !cancelled) {
    const reads = formats.length > 0 ? ` Portolan reads ${formats.join(', ')}.` : '';
    sentences.push(unreadable.length > 0 ? 'No manifest was found, and some folders could not be read.' : `No manifest was found here.${reads}`);
  } else if (isEmpty(report) && unread > 0) {
    sentences.push(
      `Nothing could be read: ${plural(unread, 'file')} could not be understood, so nothing is known about bindings. The places are listed below.`,
    );
  } else if (isEmpty(report) && files.length > 0) {
    sentences.push(`${files.length === 1 ? 'The manifest declares' : `The ${files.length} manifests declare`} no dependencies.`);
  } else if (files.length > 0 && report.findings.length === 0) {
    const { unknown } = report.counts;
    sentences.push(
      `No binding to one chip maker or AI vendor was found.${unknown > 0 ? ` ${plural(unknown, 'package')} could not be judged: no rule knows ${unknown === 1 ? 'it' : 'them'}.` : ''}`,
    );
  }
  return html`${sentences.map((sentence) => html`<p class="notice" role="status">${sentence}</p>`)}`;
}
