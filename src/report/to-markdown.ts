import { findingMessage, fixTitle, lockWords, nameOf, ownWeightWords, pathWords, problemMessage, verdictWords } from '../messages';
import type { Finding } from '../model/finding';
import type { FileResult } from '../model/result';
import { endpointSettings, endpointWords } from './endpoint-settings';
import { firstSteps } from './first-steps';
import { budgetedFixes } from './fix-budget';
import { codeMarkdown as code, sentenceMarkdown as sentence, tableMarkdown } from './markdown-text';
import { buildMatrix, type Matrix } from './matrix';
import { withoutSecrets } from './redact';
import type { Report } from './report';
import { coverageLine } from './to-html-coverage';
import { plural, shortTarget, someOf } from './to-html-words';

/** So many steps stand above the matrix; all remedies are with the findings. */
const mostSteps = 6;

/** The report as GitHub-flavoured Markdown: summary, matrix, findings. Names and places are code, so that none of them is read as mark-up. */
export function reportToMarkdown(whole: Report, title: string): string {
  const budget = budgetedFixes(whole);
  const report = { ...whole, fixes: budget.fixes };
  const matrix = buildMatrix(report);
  const { tool, catalog } = report;
  const sections = [
    ['# Portolan report'],
    [`${title === '' ? '' : `${code(title)}: `}${coverageLine(report)}`],
    [`${tool.name} ${tool.version}, catalog of ${catalog.date} (${plural(catalog.rules, 'rule')})`],
    ...summarySections(report, matrix),
    ...stepsSection(report, matrix),
    ...matrixSection(report, matrix),
    ...findingsSections(report),
    ...locksSections(report),
    ...(budget.isSpent() ? [['There are more edits than are named here: they are shown for the first files only.']] : []),
    ...suppressedSection(report),
    ...problemsSection(report),
  ];
  return withoutSecrets(`${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`);
}

type Lines = readonly string[];

function summarySections(report: Report, matrix: Matrix): readonly Lines[] {
  if (report.findings.length === 0) return [['No binding to one chip maker or AI vendor was found.']];
  const targets = matrix.targets.map((id, column) => {
    const blockers = report.targets[id]?.blockers ?? [];
    // As in the page: packages without a verdict for the target, and names that no rule knows.
    const unknown = report.counts.unknown + matrix.rows.filter(({ cells }) => cells[column]?.verdict === 'unknown').length;
    const state = blockers.length > 0 ? plural(blockers.length, 'blocker') : 'no blocker known';
    return [sentence(shortTarget(id, report)), `${state}${unknown > 0 ? `, ${unknown} unknown` : ''}`, someCode(blockers, 4)];
  });
  const vendors = report.vendors.map(({ id, places, hard, packages }) => [
    sentence(nameOf(id, report.vocabulary)),
    `${plural(places, 'place')}${hard > 0 ? ` (${hard} hard)` : ''}`,
    someCode(packages, 4),
  ]);
  const settings = report.vendors.flatMap(({ id }) => {
    const words = endpointWords(endpointSettings(report.result.files, id), report.shown);
    return words === undefined ? [] : [`- ${sentence(`${nameOf(id, report.vocabulary)}: ${words}`)}`];
  });
  return [
    ['## Where can it run?'],
    tableMarkdown(['Target', 'As written', 'Blocked by'], targets),
    ['## Whom does it depend on?'],
    vendors.length > 0 ? tableMarkdown(['Maker or service', 'Places', 'Through'], vendors) : ['No open binding.'],
    ...(settings.length > 0 ? [settings] : []),
  ];
}

function stepsSection(report: Report, { targets }: Matrix): readonly Lines[] {
  const steps = firstSteps(report, targets);
  if (steps.length === 0) return [];
  const lines = steps.slice(0, mostSteps).map(({ remedy, subjects, targets: helped, vendors }) => {
    const helps = [...helped.map((id) => shortTarget(id, report)), ...vendors.map((id) => `leaving ${nameOf(id, report.vocabulary)}`)];
    return `- ${sentence(remedy.title)} (${remedy.effort}), for ${someCode(subjects, 3)}${helps.length > 0 ? `: ${sentence(helps.join(', '))}` : ''}`;
  });
  return [['## What to do first'], lines];
}

function matrixSection(report: Report, { targets, rows }: Matrix): readonly Lines[] {
  if (rows.length === 0) return [];
  const head = ['Package as written', ...targets.map((id) => sentence(shortTarget(id, report))), 'Licence'];
  const body = rows.map(({ name, others, finding, rule, cells, locked }) => [
    `${code(name)}${others > 0 ? ` and ${others} more` : ''}${locked === undefined ? '' : ` (locked: ${sentence(locked)})`}${finding?.suppressed ? ` (${finding.suppressed.by})` : ''}`,
    ...cells.map(({ verdict }) => (verdict === 'no' ? '**no**' : verdictWords[verdict])),
    `${sentence(rule.licence.spdx ?? '')} (${rule.licence.openness})`.trim(),
  ]);
  return [['## Packages and targets'], tableMarkdown(head, body)];
}

function findingsSections(report: Report): readonly Lines[] {
  const open = report.findings.filter(({ finding }) => !finding.suppressed);
  if (open.length === 0) return [];
  const byFile = new Map<FileResult, Finding[]>();
  for (const { finding, file } of open) byFile.set(file, [...(byFile.get(file) ?? []), finding]);
  return [
    ['## Findings'],
    ...[...byFile].flatMap(([file, findings]): readonly Lines[] => [
      [`### ${code(report.shown(file.path))}`],
      findings.map((finding) => findingLine(finding, file, report)),
    ]),
  ];
}

function findingLine(finding: Finding, file: FileResult, report: Report): string {
  const { line } = report.places.place(finding.file, finding.span);
  const [fix] = report.fixes(finding, file);
  const edit = fix ? ` Edit ready (${fix.safety}): ${sentence(fixTitle(fix))}.` : '';
  const note = finding.guarded ? ', guarded' : '';
  const way =
    finding.via.length > 1
      ? ` Through ${finding.via.map((name) => code(name)).join(' → ')}${finding.paths ? ` (${pathWords(finding.paths)})` : ''}.`
      : '';
  const size = finding.weight ? ownWeightWords(finding.weight) : '';
  return `- Line ${line}, ${finding.severity} (${finding.strength}${note}): ${sentence(findingMessage(finding))}${way}${size === '' ? '' : ` In the lock: ${size}.`}${edit} ${code(finding.rule.id)}`;
}

/** Where each lock can be installed as it is. */
function locksSections({ locks, shown }: Report): readonly Lines[] {
  if (locks.length === 0) return [];
  return [
    ['## Where can the lock be installed?'],
    ...locks.map(({ file, environments }) => {
      const rows = environments.map((one) => [
        one.python === undefined ? one.title : `${one.title}, Python ${one.python}`,
        sentence(lockWords(one)),
        someCode(one.impossible.length > 0 ? one.impossible : one.lacking, 4),
      ]);
      return [...tableMarkdown([code(shown(file)), 'Installable', 'In the way'], rows)];
    }),
  ];
}

function suppressedSection(report: Report): readonly Lines[] {
  const hidden = report.findings.filter(({ finding }) => finding.suppressed);
  if (hidden.length === 0) return [];
  const lines = hidden.map(({ finding: { file, span, subject, suppressed } }) => {
    const until = suppressed?.until === undefined ? '' : ` (until ${suppressed.until})`;
    return `- ${code(`${report.shown(file)}:${report.places.place(file, span).line}`)} ${code(subject)}, ${suppressed?.by ?? ''}: ${sentence(suppressed?.reason ?? '')}${until}`;
  });
  return [['## Accepted or ignored'], lines];
}

function problemsSection(report: Report): readonly Lines[] {
  const read = [...report.result.policies, ...report.result.files].flatMap(({ path, problems }) =>
    problems.map(
      (problem) => `- ${code(`${report.shown(path)}:${report.places.place(path, problem.span).line}`)} ${sentence(problemMessage(problem))}`,
    ),
  );
  const skipped = report.result.files.flatMap(({ path, status, reason }) =>
    status === 'skipped' ? [`- ${code(report.shown(path))} not read: ${sentence(reason ?? '')}`] : [],
  );
  const folders = report.result.unreadable.map(({ folder, reason }) => `- ${code(report.shown(folder))} not read: ${sentence(reason)}`);
  const lines = [...read, ...skipped, ...folders];
  return lines.length > 0 ? [['## Not read'], lines] : [];
}

/** The first names of a list as code, and how many more there are. */
function someCode(names: readonly string[], most: number): string {
  return someOf(
    names.map((name) => code(name)),
    most,
  );
}
