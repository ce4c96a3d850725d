import { findingMessage, fixTitle, isLockProblem, leadRemedy, lockWords, nameOf, pathWords, problemMessage, weightWords } from '../messages';
import type { Finding } from '../model/finding';
import type { FileResult } from '../model/result';
import { endpointSettings, endpointWords } from './endpoint-settings';
import { withoutSecrets } from './redact';
import type { Report } from './report';
import { printable, type TerminalStyle } from './terminal-style';

export interface TerminalOptions {
  readonly style: TerminalStyle;
  /** False when piped: one finding a line, no source lines. */
  readonly wide: boolean;
  readonly verbose: boolean;
}

const mainTargets = ['nvidia-cuda', 'amd-rocm', 'intel-xpu', 'apple-mps', 'google-tpu', 'huawei-ascend', 'cpu-x86_64', 'cpu-arm64'];

/** The text of `check`, with a line end after each line. */
export function checkToTerminal(report: Report, options: TerminalOptions): string {
  const lines = options.wide
    ? blocks(report, options.style)
    : report.findings.filter(({ finding }) => !finding.suppressed).map(({ finding }) => oneLine(finding, report));
  if (options.verbose) lines.push(...problemLines(report), ...weightLines(report));
  if (lines.length > 0) lines.push('');
  lines.push(...summaryLines(report));
  return `${lines.join('\n')}\n`;
}

function oneLine(finding: Finding, report: Report): string {
  const { line, column } = report.places.place(finding.file, finding.span);
  return `${printable(report.shown(finding.file))}:${line}:${column}: ${finding.severity}: ${printable(findingMessage(finding))} [${finding.rule.id}]`;
}

function blocks(report: Report, style: TerminalStyle): string[] {
  const lines: string[] = [];
  for (const file of report.result.files) {
    const open = file.findings.filter(({ suppressed }) => !suppressed);
    if (open.length === 0) continue;
    if (lines.length > 0) lines.push('');
    lines.push(style.bold(printable(report.shown(file.path))));
    for (const finding of open) lines.push(...block(finding, file, report, style));
  }
  return lines;
}

function block(finding: Finding, file: FileResult, report: Report, style: TerminalStyle): readonly string[] {
  const { line } = report.places.place(finding.file, finding.span);
  const source = report.places.lineAt(finding.file, finding.span.start);
  const gutter = `${String(line).padStart(4)} ${style.dim('│')} `;
  const blank = `     ${style.dim('│')} `;
  const from = finding.span.start - source.start;
  const length = Math.max(1, Math.min(finding.span.end - source.start, source.text.length) - from);
  const { text, indent } = excerpt(withoutSecrets(source.text), from, length);
  const pad = ' '.repeat(indent);
  const others = finding.rows.length > 1 ? ` (and ${finding.rows.length - 1} more rows)` : '';
  return [
    `${gutter}${printable(text)}`,
    `${blank}${pad}${style.severity(finding.severity, '~'.repeat(Math.min(length, 60)))} ${printable(finding.binding.summary)}${others}  ${style.dim(finding.rule.id)}`,
    ...lockFacts(finding).map((fact) => `${blank}${pad}${printable(fact)}`),
    ...remedyLines(finding, file, report).map((remedy) => `${blank}${pad}${printable(remedy)}`),
  ];
}

/** What the lock adds: the way to the bound package, how many there are, what it brings. */
function lockFacts({ via, paths, weight, package: name }: Finding): readonly string[] {
  const way = via.length > 1 ? `through ${via.join(' → ')}${paths ? ` (${pathWords(paths)})` : ''}` : '';
  const size = weight ? weightWords(name, weight) : '';
  const told = [way, size].filter((part) => part !== '').join('; ');
  return told === '' ? [] : [`in the lock: ${told}`];
}

/** The part of a long line around the mark, so that it fits a screen. */
function excerpt(line: string, from: number, length: number): { text: string; indent: number } {
  const start = line.length <= 120 || from < 60 ? 0 : from - 20;
  const text = line.slice(start, Math.max(start + 120, from + Math.min(length, 60)));
  const shift = start === 0 ? text.length - text.trimStart().length : 0;
  return { text: text.slice(shift), indent: from - start - shift };
}

/** The lightest remedy, as an edit where one is proven, and the other packages that would do. */
function remedyLines(finding: Finding, file: FileResult, report: Report): readonly string[] {
  const first = leadRemedy(finding);
  if (!first) return ['no remedy with a source is known'];
  const loses = report.details(finding.rule)?.remedies[first.id]?.loses;
  const lost = loses ? ` You lose: ${loses}` : '';
  const fix = report.fixes(finding, file).find((candidate) => candidate.remedy.id === first.id);
  const lead = fix ? `fix (${fix.safety}, ${first.effort}): ${fixTitle(fix)}.` : `lightest (${first.effort}): ${first.title}.`;
  const others = [...new Set(finding.remedies.flatMap((remedy) => (remedy.package && remedy.package !== first.package ? [remedy.package] : [])))];
  return [`${lead}${lost}`, ...(others.length > 0 ? [`or: ${others.join(' · ')}`] : [])];
}

function problemLines(report: Report): string[] {
  const all = [...report.result.policies, ...report.result.files];
  const lines = all.flatMap(({ path, problems }) =>
    problems.map((problem) => {
      const { line, column } = report.places.place(path, problem.span);
      return `${report.shown(path)}:${line}:${column}: ${withoutSecrets(problemMessage(problem))}`;
    }),
  );
  const skipped = report.result.files.flatMap((file) =>
    file.status === 'skipped' ? [`${report.shown(file.path)}: not read: ${file.reason ?? ''}`] : [],
  );
  const folders = report.result.unreadable.map(({ folder, reason }) => `${report.shown(folder)}: folder not read: ${reason}`);
  return [...lines, ...skipped, ...folders].map(printable);
}

/** What each declared package brings, as its lock shows: those with an accelerator's runtime, and bound ones. */
function weightLines({ result, shown }: Report): readonly string[] {
  const lines = result.files.flatMap(({ path, rows, findings, manifest }) => [
    ...rows.flatMap(({ weight }, n) => (weight?.runtime ? [`${shown(path)}: ${weightWords(manifest.dependencies[n]?.name ?? '', weight)}`] : [])),
    ...findings.flatMap(({ via, weight, package: name }) => (via.length > 0 && weight ? [`${shown(path)}: ${weightWords(name, weight)}`] : [])),
  ]);
  return lines.filter((line) => !line.endsWith(': ')).map(printable);
}

/** Where locks can be installed, for the systems and processors that the policy names. */
function lockLines({ locks, policy, shown }: Report): readonly string[] {
  const named = policy.targets.filter((target) => target.startsWith('os-') || target.startsWith('cpu-'));
  return locks.flatMap(({ file, environments }) =>
    environments
      .filter(({ targets }) => targets.some((target) => named.includes(target)))
      .map((one) => printable(`${shown(file)} on ${one.title.padEnd(20)} ${lockWords(one)}`)),
  );
}

function summaryLines(report: Report): readonly string[] {
  const { counts, result } = report;
  const all = result.files.flatMap((file) => file.problems);
  const locks = all.filter((problem) => isLockProblem(problem)).length;
  const problems = all.length - locks;
  const accepted = report.findings.filter(({ finding }) => finding.suppressed).length;
  const files = result.files.filter(({ status }) => status !== 'skipped').length;
  const unread = problems === 0 ? '' : `, ${plural(problems, 'place')} not understood (--verbose)`;
  return [
    `${counts.bound} bound · ${counts.portable} portable · ${counts.ordinary} ordinary · ${counts.unknown} unknown${accepted > 0 ? ` · ${accepted} accepted or ignored` : ''}     read ${plural(files, 'file')}${unread}${locks === 0 ? '' : `, ${plural(locks, 'lock problem')} (--verbose)`}`,
    ...targetLines(report),
    ...lockLines(report),
    ...report.vendors
      .filter(({ id }) => report.vocabulary.vendors[id])
      .map(({ id, places, hard }) => {
        const setting = endpointWords(endpointSettings(result.files, id), report.shown);
        const words = `${nameOf(id, report.vocabulary)}: ${plural(places, 'place')}${hard > 0 ? ` (${hard} hard)` : ''}`;
        return printable(setting === undefined ? words : `${words}; ${setting}`);
      }),
  ];
}

function targetLines(report: Report): readonly string[] {
  if (report.findings.length === 0) return [];
  const wanted = report.policy.targets.length > 0 ? report.policy.targets : mainTargets;
  return wanted.flatMap((target) => {
    const summary = report.targets[target];
    if (!summary || (summary.blockers.length === 0 && report.policy.targets.length === 0)) return [];
    const names = summary.blockers.slice(0, 6).join(', ') + (summary.blockers.length > 6 ? ', …' : '');
    const state = summary.blockers.length === 0 ? 'no blocker known' : `${plural(summary.blockers.length, 'blocker')}: ${printable(names)}`;
    return [`${nameOf(target, report.vocabulary).padEnd(26)} ${state}${report.counts.unknown > 0 ? `, ${report.counts.unknown} unknown` : ''}`];
  });
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
