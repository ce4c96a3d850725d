import { fixTitle, ownWeightWords, pathWords } from '../messages';
import type { Finding } from '../model/finding';
import type { Fix } from '../model/fix';
import type { FileResult } from '../model/result';
import type { CodeChange, RemedyTexts, RuleDetails } from '../model/rule';
import type { Ecosystem } from '../model/vocabulary';
import { changedLines, codeChanges } from './code-change';
import type { Report } from './report';
import { html, nothing, type Markup } from './to-html-escape';
import { fixButton } from './to-html-fixes';
import { licenceWords, placeButton, plural, rowData, shortTarget, sourceList, titles, withCode } from './to-html-words';

/** Every open finding under its file. */
export function findingsHtml(report: Report, targets: readonly string[]): Markup {
  const open = report.findings.filter(({ finding }) => !finding.suppressed);
  const byFile = new Map<FileResult, Finding[]>();
  for (const { finding, file } of open) {
    const known = byFile.get(file);
    if (known) known.push(finding);
    else byFile.set(file, [finding]);
  }
  const files = [...byFile].map(([file, findings]) => fileSection(file, findings, targets, report));
  if (files.length === 0) return nothing;
  return html`<section aria-labelledby="findings">
    <h2 id="findings">Findings by file</h2>
    <div data-list="findings">${files}</div>
  </section>`;
}

function fileSection(file: FileResult, findings: readonly Finding[], targets: readonly string[], report: Report): Markup {
  const state = file.status === 'read' ? '' : `, read in part`;
  // Texts and sources are told once for all findings of the file that say the same.
  const firsts = new Map([...findings].reverse().map((finding) => [finding.binding, finding]));
  return html`<section class="file" data-group>
    <h3>
      ${placeButton(report, file.path, { start: 0, end: 0 }, report.shown(file.path))}
      <span class="quiet">· ${plural(findings.length, 'finding')}${state}</span>
    </h3>
    ${findings.map((finding) => findingItem(finding, file, { targets, first: firsts.get(finding.binding), report }))}
  </section>`;
}

interface ItemContext {
  readonly targets: readonly string[];
  readonly first: Finding | undefined;
  readonly report: Report;
}

function findingItem(finding: Finding, file: FileResult, { targets, first, report }: ItemContext): Markup {
  const { axis, boundTo, strength, severity, rule } = finding;
  const open = axis === 'vendor' ? [] : targets.filter((target) => finding.targets[target]?.verdict !== 'yes');
  const { line } = report.places.place(file.path, finding.span);
  const fixes = report.fixes(finding, file);
  const more = finding.rows.length > 1 ? ` and ${finding.rows.length - 1} more` : '';
  const facts = { ties: boundTo, targets: open, strengths: [strength], files: [report.shown(file.path)] };
  return html`<article class="finding ${severity}" ${rowData(facts)}>
    <p class="message">
      ${placeButton(report, file.path, finding.span, `line ${line}`)} <span class="severity">${severity}</span>
      <span><code>${finding.subject}</code>${more} ${finding.binding.summary}.</span>
    </p>
    <p class="facts">${factsOf(finding, open, report)}</p>
    ${remedyList(finding, fixes)}
    ${first && first !== finding ? detailsAbove(first, report) : moreDetails(finding, report.details(rule), handTexts(finding, file, fixes, report))}
  </article>`;
}

function factsOf(finding: Finding, open: readonly string[], report: Report): string {
  const { boundTo, strength, guarded, confidence, via, rule, paths, weight } = finding;
  const no = open.filter((target) => finding.targets[target]?.verdict === 'no').map((target) => shortTarget(target, report));
  return [
    `bound to ${titles(boundTo, report)}`,
    `${strength}${guarded ? ', guarded' : ''}${confidence === 'high' ? '' : `, ${confidence} confidence`}`,
    ...(no.length > 0 ? [`not on ${no.join(', ')}`] : []),
    ...(via.length > 1 ? [`through ${via.join(' → ')}`] : []),
    ...(paths && (via.length > 0 || paths.count > 1) ? [`${pathWords(paths)} in the lock`] : []),
    ...(weight && ownWeightWords(weight) !== '' ? [ownWeightWords(weight)] : []),
    `licence ${licenceWords(rule.licence)}`,
    rule.id,
  ].join(' · ');
}

function remedyList(finding: Finding, fixes: readonly Fix[]): Markup {
  const { remedies } = finding;
  // What the notation itself offers, beside what the rule knows.
  const others = fixes.filter(({ remedy }) => !remedies.some(({ id }) => id === remedy.id));
  if (remedies.length + others.length === 0) return html`<p class="facts">No remedy with a source is known.</p>`;
  const items = remedies.map((remedy) => {
    const fix = fixes.find((candidate) => candidate.remedy.id === remedy.id);
    return html`<li>
      ${withCode(remedy.title)}
      <span class="quiet">(${remedy.effort}${fix ? `; edit ready, ${fix.safety}` : ''})</span> ${fix ? fixButton([{ finding, fix }]) : nothing}
    </li>`;
  });
  const more = others.map(
    (fix) =>
      html`<li>${fixTitle(fix)} <span class="quiet">(${fix.remedy.effort}; edit ready, ${fix.safety})</span> ${fixButton([{ finding, fix }])}</li>`,
  );
  return html`<ul class="remedies">
    ${items}${more}
  </ul>`;
}

function detailsAbove(first: Finding, report: Report): Markup {
  const { line } = report.places.place(first.file, first.span);
  return html`<p class="facts">How it is done, and sources: as for <a href="#${encodeURIComponent(detailsId(first))}">line ${line}</a></p>`;
}

function detailsId({ id }: Finding): string {
  return `details ${id}`;
}

/** What is lost, what is done by hand, and the evidence: folded, for whoever takes the remedy. */
function moreDetails(finding: Finding, details: RuleDetails | undefined, handTexts: readonly Markup[]): Markup {
  const texts = finding.remedies.flatMap(({ id, title }) => remedyTexts(title, details?.remedies[id], finding.ecosystem));
  const binding = `binds.${finding.rule.binds.indexOf(finding.binding)}`;
  const claims = new Set([
    binding,
    ...Object.values(finding.targets).map(({ claim }) => claim),
    ...finding.remedies.map(({ id }) => `remedies.${id}`),
  ]);
  const sources = (details?.sources ?? []).filter(({ supports }) => supports.some((claim) => claims.has(claim)));
  const parts = [
    ...(texts.length + handTexts.length > 0 ? ['how it is done'] : []),
    ...(sources.length > 0 ? [plural(sources.length, 'source')] : []),
  ];
  if (parts.length === 0) return nothing;
  const words = parts.join(' and ');
  return html`<details id="${detailsId(finding)}">
    <summary>${words[0]?.toUpperCase() ?? ''}${words.slice(1)}</summary>
    ${texts}${handTexts}${sourceList(sources)}
  </details>`;
}

/** Text made for this file, of remedies without an edit. */
function handTexts(finding: Finding, file: FileResult, fixes: readonly Fix[], report: Report): readonly Markup[] {
  const open = finding.remedies.filter(({ id }) => !fixes.some(({ remedy }) => remedy.id === id));
  return open.flatMap((remedy) =>
    (report.texts?.(finding, remedy, file) ?? []).map(
      ({ title, text }) =>
        html`<p>${title} <span class="quiet">(not applied by Portolan)</span></p>
          <pre><code>${text}</code></pre>`,
    ),
  );
}

function remedyTexts(title: string, texts: RemedyTexts | undefined, ecosystem: Ecosystem): readonly Markup[] {
  const changes = codeChanges(texts, [ecosystem]);
  if (!texts || (texts.byHand === undefined && texts.loses === undefined && changes.length === 0)) return [];
  const byHand = texts.byHand === undefined ? nothing : html` By hand: ${withCode(texts.byHand)}.`;
  const loses = texts.loses === undefined ? nothing : html` You lose: ${withCode(texts.loses)}.`;
  return [html`<p><strong>${withCode(title)}.</strong>${byHand}${loses}</p>`, ...changes.map(codeHtml)];
}

/** The lines that change, as removed and inserted text. */
function codeHtml(change: CodeChange): Markup {
  const lines = changedLines(change).map(({ sign, text }) => {
    const line = html`${sign} ${text} `;
    return sign === '-' ? html`<del>${line}</del>` : sign === '+' ? html`<ins>${line}</ins>` : line;
  });
  return html`<pre class="code"><code>${lines}</code></pre>`;
}
