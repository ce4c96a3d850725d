import {
  Diagnostic,
  DiagnosticRelatedInformation,
  Disposable,
  DiagnosticSeverity,
  Location,
  languages,
  workspace,
  type Range,
  type Uri,
} from 'vscode';
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
    // An open notebook has its marks in its cells.
    const notebooks = new Set(workspace.notebookDocuments.map(({ uri }) => uri.toString()));
    const records = [...results.all(), ...policies].filter(({ uri }) => !notebooks.has(uri.toString()));
    const wanted = new Map<string, FileRecord | PolicyRecord>(records.map((record) => [record.uri.toString(), record]));
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
  return Disposable.from(
    collection,
    results.onDidChange(show),
    workspace.onDidOpenNotebookDocument(show),
    workspace.onDidCloseNotebookDocument(show),
  );
}

function fileDiagnostics(record: FileRecord): Diagnostic[] {
  const { result, isQuiet } = record;
  const lines = new LineIndex(result.text);
  const findings = isQuiet ? [] : result.findings.filter(({ suppressed }) => suppressed === null);
  // Places that were not understood are told in the output channel: they are no fault of the file.
  const told = result.problems.filter((problem) => problem.code.startsWith('ignore-') || isLockProblem(problem));
  const locate = ({ file, span }: FindingLocation): Location =>
    new Location(uriOf(record.file.root, file), rangeOf(new LineIndex(record.texts.get(file) ?? ''), span));
  return [
    ...findings.map((finding) => findingDiagnostic(finding, rangeOf(lines, finding.span), locate)),
    ...told.map((problem) => problemDiagnostic(problem, lines)),
  ];
}

/** @param locate gives the place of a location; undefined where it cannot be shown */
export function findingDiagnostic(finding: Finding, range: Range, locate: (location: FindingLocation) => Location | undefined): Diagnostic {
  const diagnostic = new Diagnostic(range, findingMessage(finding), diagnosticSeverity(finding.severity));
  diagnostic.source = diagnosticSource;
  diagnostic.code = { value: finding.rule.id, target: rulePageUri(finding.rule.id) };
  diagnostic.relatedInformation = finding.locations.flatMap((location) => {
    const place = locate(location);
    return place ? [new DiagnosticRelatedInformation(place, `${location.package}: ${roleWords[location.role]}`)] : [];
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
