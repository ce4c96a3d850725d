import { Diagnostic, DiagnosticRelatedInformation, Disposable, DiagnosticSeverity, Location, languages, type Uri } from 'vscode';
import { LineIndex, findingMessage, isLockProblem, problemMessage } from '../../engine';
import type { Finding, Location as FindingLocation } from '../../model/finding';
import type { Problem } from '../../model/manifest';
import { diagnosticSeverity, rangeOf, uriOf } from './convert';
import type { FileRecord, PolicyRecord } from './results';
import { rulePageUri } from './rule-pages';
import type { Services } from './services';

export const diagnosticSource = 'Portolan';

const roleWords: Readonly<Record<FindingLocation['role'], string>> = {
  row: 'served by the same change',
  index: 'the index that its build comes from',
  lock: 'the resolved row',
  constraint: 'a constraint that forces this build',
  source: 'where it is fetched from',
};

/** Shows the results as squiggles: findings, and mistakes in ignores and policy files. */
export function showDiagnostics({ results, documents }: Services): Disposable {
  const collection = languages.createDiagnosticCollection('portolan');
  const shown = new Map<string, { readonly uri: Uri; readonly record: FileRecord | PolicyRecord }>();
  const show = (): void => {
    const withPolicies = results.scans().length > 0;
    const policies = results.policies().filter(({ uri }) => withPolicies || documents.find(uri));
    const wanted = new Map<string, FileRecord | PolicyRecord>([...results.all(), ...policies].map((record) => [record.uri.toString(), record]));
    for (const [key, { uri }] of shown) {
      if (wanted.has(key)) continue;
      collection.delete(uri);
      shown.delete(key);
    }
    for (const [key, record] of wanted) {
      if (shown.get(key)?.record === record) continue;
      collection.set(record.uri, 'result' in record ? fileDiagnostics(record) : policyDiagnostics(record));
      shown.set(key, { uri: record.uri, record });
    }
  };
  return Disposable.from(collection, results.onDidChange(show));
}

function fileDiagnostics(record: FileRecord): Diagnostic[] {
  const { result, isQuiet } = record;
  const lines = new LineIndex(result.text);
  const findings = isQuiet ? [] : result.findings.filter(({ suppressed }) => suppressed === null);
  // Places that were not understood are told in the output channel: they are no fault of the file.
  const told = result.problems.filter((problem) => problem.code.startsWith('ignore-') || isLockProblem(problem));
  return [...findings.map((finding) => findingDiagnostic(finding, record, lines)), ...told.map((problem) => problemDiagnostic(problem, lines))];
}

function findingDiagnostic(finding: Finding, record: FileRecord, lines: LineIndex): Diagnostic {
  const diagnostic = new Diagnostic(rangeOf(lines, finding.span), findingMessage(finding), diagnosticSeverity(finding.severity));
  diagnostic.source = diagnosticSource;
  diagnostic.code = { value: finding.rule.id, target: rulePageUri(finding.rule.id) };
  diagnostic.relatedInformation = finding.locations.map((location) => {
    const range = rangeOf(new LineIndex(record.texts.get(location.file) ?? ''), location.span);
    return new DiagnosticRelatedInformation(
      new Location(uriOf(record.file.root, location.file), range),
      `${location.package}: ${roleWords[location.role]}`,
    );
  });
  return diagnostic;
}

function policyDiagnostics({ policy }: PolicyRecord): Diagnostic[] {
  const lines = new LineIndex(policy.text);
  return policy.problems.map((problem) => problemDiagnostic(problem, lines));
}

function problemDiagnostic(problem: Problem, lines: LineIndex): Diagnostic {
  const severity = problem.code.startsWith('policy-') ? DiagnosticSeverity.Warning : DiagnosticSeverity.Hint;
  const diagnostic = new Diagnostic(rangeOf(lines, problem.span), problemMessage(problem), severity);
  diagnostic.source = diagnosticSource;
  diagnostic.code = problem.code;
  return diagnostic;
}
