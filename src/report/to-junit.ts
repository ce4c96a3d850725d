import { findingMessage, fixTitle, problemMessage } from '../messages';
import type { Finding } from '../model/finding';
import type { FileResult } from '../model/result';
import { budgetedFixes } from './fix-budget';
import { withoutSecrets } from './redact';
import type { Report } from './report';
import { printable } from './terminal-style';

/**
 * JUnit XML, as CI servers read it: a suite for each file, a test case for each group of findings. Errors and warnings fail;
 * information and hints pass and say what they have to say; what is accepted, ignored or in the baseline is skipped. A file without findings
 * has one case that passes, a file that was not read one that is skipped.
 * https://github.com/testmoapp/junitxml
 */
export function checkToJunit(whole: Report): string {
  const report = { ...whole, fixes: budgetedFixes(whole).fixes };
  const suites = report.result.files.map((file) => suiteOf(file, report));
  const total = sum(suites.map(({ count }) => count));
  const body = suites.map(({ xml }) => xml).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="portolan"${numbers(total)}>\n${body}</testsuites>\n`;
}

interface Count {
  readonly tests: number;
  readonly failures: number;
  readonly skipped: number;
}

interface Part {
  readonly xml: string;
  readonly count: Count;
}

function suiteOf(file: FileResult, report: Report): Part {
  const groups = new Map<string, Finding[]>();
  for (const finding of file.findings) groups.set(finding.group, [...(groups.get(finding.group) ?? []), finding]);
  const name = report.shown(file.path);
  const cases = groups.size > 0 ? [...groups.values()].map((group) => caseOf(group, file, report)) : [emptyCase(file, name)];
  const count = sum(cases.map((one) => one.count));
  const problems = file.problems.map((problem) => `${report.places.place(file.path, problem.span).line}: ${problemMessage(problem)}`);
  const unread = problems.length > 0 ? `<system-err>${text(problems.join('\n'))}</system-err>\n` : '';
  return { xml: `<testsuite name="${attribute(name)}"${numbers(count)}>\n${cases.map(({ xml }) => xml).join('')}${unread}</testsuite>\n`, count };
}

function caseOf(group: readonly Finding[], file: FileResult, report: Report): Part {
  // A group is named after its packages; the index that they come from stands behind them.
  const packagesFirst = [...group].sort((a, b) => Number(a.artifact?.kind === 'index') - Number(b.artifact?.kind === 'index'));
  const open = packagesFirst.filter(({ suppressed }) => !suppressed);
  const [first] = open.length > 0 ? open : packagesFirst;
  if (!first) return { xml: '', count: sum([]) };
  const { line } = report.places.place(file.path, first.span);
  const subjects = [...new Set(packagesFirst.map(({ subject }) => subject))].join(', ');
  const head = `<testcase name="${attribute(`${first.rule.id}: ${subjects}`)}" classname="${attribute(report.shown(file.path))}" line="${line}">`;
  const failing = open.filter(({ severity }) => severity === 'error' || severity === 'warning');
  const told = (findings: readonly Finding[]): string => text(findings.map((finding) => sentence(finding, file, report)).join('\n'));
  const [loudest] = failing;
  const content = loudest
    ? `<failure type="${loudest.severity}" message="${attribute(findingMessage(loudest))}">${told(open)}</failure>`
    : open.length > 0
      ? `<system-out>${told(open)}</system-out>`
      : `<skipped message="${attribute(`${first.suppressed?.by ?? ''}: ${first.suppressed?.reason ?? ''}`)}"/>`;
  const count = { tests: 1, failures: loudest ? 1 : 0, skipped: open.length === 0 ? 1 : 0 };
  return { xml: `${head}${content}</testcase>\n`, count };
}

function emptyCase({ status, reason }: FileResult, name: string): Part {
  const unread = status === 'skipped';
  const skipped = unread ? `<skipped message="${attribute(`not read: ${reason ?? ''}`)}"/>` : '';
  const xml = `<testcase name="bindings" classname="${attribute(name)}">${skipped}</testcase>\n`;
  return { xml, count: { tests: 1, failures: 0, skipped: unread ? 1 : 0 } };
}

function sentence(finding: Finding, file: FileResult, report: Report): string {
  const { line, column } = report.places.place(finding.file, finding.span);
  const [fix] = report.fixes(finding, file);
  const edit = fix ? ` Fix (${fix.safety}): ${fixTitle(fix)}.` : '';
  return `${report.shown(finding.file)}:${line}:${column}: ${finding.severity}: ${findingMessage(finding)}${edit} [${finding.rule.id}]`;
}

function sum(counts: readonly Count[]): Count {
  const total = (key: keyof Count): number => counts.reduce((all, count) => all + count[key], 0);
  return { tests: total('tests'), failures: total('failures'), skipped: total('skipped') };
}

function numbers({ tests, failures, skipped }: Count): string {
  return ` tests="${tests}" failures="${failures}" errors="0" skipped="${skipped}"`;
}

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that XML 1.0 cannot hold become U+FFFD: https://www.w3.org/TR/xml/#charsets */
function text(value: string): string {
  let result = '';
  for (const line of withoutSecrets(value).split('\n')) {
    if (result !== '') result += '\n';
    for (const character of printable(line)) result += named[character] ?? (isXml(character) ? character : '\ufffd');
  }
  return result;
}

function attribute(value: string): string {
  return text(value).replaceAll('\n', '&#10;');
}

function isXml(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code >= 32 && !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}
