import { findingMessage, problemMessage } from '../messages';
import type { Severity } from '../model/vocabulary';
import type { Place } from './places';
import { withoutSecrets } from './redact';
import type { Report } from './report';
import { printable } from './terminal-style';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' };

/**
 * Workflow commands of GitHub Actions: one annotation for each open finding, then one notice for each place that was not
 * read. Paths are relative to the current folder, which should be the root of the checkout.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-a-warning-message
 */
export function checkToGithub(report: Report): string {
  const open = report.findings.filter(({ finding }) => !finding.suppressed);
  const findings = open.map(({ finding }) => {
    const place = report.places.place(finding.file, finding.span);
    return annotation(commands[finding.severity], report.shown(finding.file), place, finding.rule.id, findingMessage(finding));
  });
  const problems = [...report.result.policies, ...report.result.files].flatMap(({ path, problems: own }) =>
    own.map((problem) => annotation('notice', report.shown(path), report.places.place(path, problem.span), problem.code, problemMessage(problem))),
  );
  return [...findings, ...problems].map((line) => `${line}\n`).join('');
}

/** Columns are told only within one line, as GitHub demands; its last column is one that is marked. */
function annotation(command: string, file: string, place: Place, title: string, message: string): string {
  const { line, column, endLine, endColumn } = place;
  const columns = line === endLine ? [`col=${column}`, `endColumn=${Math.max(column, endColumn - 1)}`] : [];
  const properties = [`file=${property(file)}`, `line=${line}`, `endLine=${endLine}`, ...columns, `title=${property(title)}`];
  return `::${command} ${properties.join(',')}::${data(message)}`;
}

/** https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function data(text: string): string {
  const lines = withoutSecrets(text).split('\n').map(printable).join('\n');
  return lines.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
