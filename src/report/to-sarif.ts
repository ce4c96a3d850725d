import { findingMessage, fixTitle, problemMessage } from '../messages';
import type { Finding, Location, Suppression } from '../model/finding';
import type { Fix } from '../model/fix';
import type { Problem } from '../model/manifest';
import type { FileResult } from '../model/result';
import type { Severity } from '../model/vocabulary';
import type { Span } from '../text/span';
import { budgetedFixes } from './fix-budget';
import { withoutSecrets } from './redact';
import type { Report } from './report';
import { printable } from './terminal-style';
import { notificationsOf, rulesOf } from './to-sarif-rules';
import { uriReference } from './uri-reference';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'note', hint: 'note' };

const base = '%SRCROOT%';

/**
 * The result as a SARIF 2.1.0 log: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. Columns and offsets count UTF-16 units of the
 * text without its byte order mark. Suppressed findings are in it with their reason; fixes are those that are proven. No time
 * and no random id is in it, so that equal input gives equal bytes.
 */
export function checkToSarif(whole: Report): object {
  const budget = budgetedFixes(whole);
  const report = { ...whole, fixes: budget.fixes };
  const rules = rulesOf(report);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const results = report.findings.map(({ finding, file }) => resultOf(finding, file, indexes.get(finding.rule.id) ?? 0, report));
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Portolan', semanticVersion: report.tool.version, rules, notifications: notificationsOf(report) } },
        invocations: [{ executionSuccessful: true, ...problemsOf(report) }],
        originalUriBaseIds: { [base]: { description: { text: 'The folder in which portolan was run.' } } },
        columnKind: 'utf16CodeUnits',
        newlineSequences: ['\r\n', '\n', '\r'],
        results,
        // In a project of thousands of findings only the first carry their fixes.
        properties: { catalog: report.catalog, policy: report.policy, coverage: report.counts, fixesComplete: !budget.isSpent() },
      },
    ],
  };
}

function resultOf(finding: Finding, file: FileResult, ruleIndex: number, report: Report): object {
  const fixes = finding.suppressed ? [] : report.fixes(finding, file).flatMap((fix) => fixOf(fix, report));
  return {
    ruleId: finding.rule.id,
    ruleIndex,
    level: levels[finding.severity],
    message: text(findingMessage(finding)),
    locations: [{ physicalLocation: physical(finding.file, finding.span, report) }],
    ...(finding.locations.length > 0 ? { relatedLocations: finding.locations.map((location, id) => related(location, id, report)) } : {}),
    partialFingerprints: { 'portolanFindingId/v1': finding.id },
    suppressions: finding.suppressed ? [suppression(finding.suppressed)] : [],
    ...(fixes.length > 0 ? { fixes } : {}),
    properties: {
      package: finding.package,
      ecosystem: finding.ecosystem,
      axis: finding.axis,
      boundTo: finding.boundTo,
      reaches: finding.reaches,
      strength: finding.strength,
      guarded: finding.guarded,
      confidence: finding.confidence,
      targets: Object.fromEntries(Object.entries(finding.targets).map(([target, { verdict }]) => [target, verdict])),
      licence: finding.rule.licence,
    },
  };
}

function related({ role, package: name, file, span }: Location, id: number, report: Report): object {
  return { id, physicalLocation: physical(file, span, report), message: text(`${role}: ${name}`) };
}

function physical(file: string, span: Span, report: Report): object {
  return { artifactLocation: artifact(file, report), region: region(file, span, report) };
}

function artifact(file: string, report: Report): object {
  return { uri: uriReference(report.shown(file)), uriBaseId: base };
}

function region(file: string, span: Span, report: Report): object {
  const { line, column, endLine, endColumn } = report.places.place(file, span);
  const offsets = { charOffset: span.start, charLength: span.end - span.start };
  return { startLine: line, startColumn: column, endLine, endColumn, ...offsets };
}

/** A fix whose text would show a password is left out: asterisks in it would be written into the file. */
function fixOf(fix: Fix, report: Report): readonly object[] {
  const edits = fix.files.flatMap((file) => file.edits);
  if (edits.some(({ newText }) => withoutSecrets(newText) !== newText)) return [];
  const changes = fix.files.map(({ file, edits: own }) => ({
    artifactLocation: artifact(file, report),
    replacements: own.map(({ span, newText }) => ({
      deletedRegion: region(file, span, report),
      ...(newText === '' ? {} : { insertedContent: { text: newText } }),
    })),
  }));
  return [{ description: text(`${fixTitle(fix)} (${fix.safety})`), artifactChanges: changes }];
}

function suppression({ by, reason, until }: Suppression): object {
  const justification = `${by}: ${reason}${until === undefined ? '' : ` (until ${until})`}`;
  return { kind: by === 'inline' ? 'inSource' : 'external', status: 'accepted', justification: printable(withoutSecrets(justification)) };
}

/** What was not read, as notifications: of the configuration where the policy file is meant. */
function problemsOf({ result, ...report }: Report): object {
  const told = (path: string, problem: Problem): object => ({
    descriptor: { id: problem.code },
    level: 'warning',
    message: text(problemMessage(problem)),
    locations: [{ physicalLocation: physical(path, problem.span, { result, ...report }) }],
  });
  const skipped = result.files.flatMap(({ path, status, reason }) =>
    status === 'skipped' ? [notRead(path, reason ?? '', { result, ...report })] : [],
  );
  const folders = result.unreadable.map(({ folder, reason }) => notRead(folder, reason, { result, ...report }));
  const read = result.files.flatMap(({ path, problems }) => problems.map((problem) => told(path, problem)));
  const policies = result.policies.flatMap(({ path, problems }) => problems.map((problem) => told(path, problem)));
  return {
    ...(read.length + skipped.length + folders.length > 0 ? { toolExecutionNotifications: [...read, ...skipped, ...folders] } : {}),
    ...(policies.length > 0 ? { toolConfigurationNotifications: policies } : {}),
  };
}

function notRead(path: string, reason: string, report: Report): object {
  return {
    descriptor: { id: 'not-read' },
    level: 'warning',
    message: text(`Not read: ${reason}`),
    locations: [{ physicalLocation: { artifactLocation: artifact(path, report) } }],
  };
}

function text(message: string): object {
  return { text: printable(withoutSecrets(message)) };
}
