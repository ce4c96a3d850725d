import { findingMessage } from '../messages';
import type { Severity, Strength } from '../model/vocabulary';
import { severities, strengths } from '../model/vocabulary';
import { withoutSecrets } from './redact';
import type { Report } from './report';

/** What a comparison needs of a finding: fields of `check --format json`, with the same meaning. */
export interface ComparedFinding {
  readonly id: string;
  readonly ruleId: string;
  readonly file: string;
  /** 1-based; 0 where only the id is known. */
  readonly line: number;
  readonly package: string;
  readonly ecosystem: string;
  readonly boundTo: readonly string[];
  readonly strength: Strength;
  readonly guarded: boolean;
  readonly severity: Severity;
  readonly message: string;
  readonly suppressed: boolean;
}

export interface Comparison {
  /** Open now and not before: new, bound to others or in another strength than before, or no longer accepted or ignored. */
  readonly gained: readonly ComparedFinding[];
  /** Open before and not there now. */
  readonly lost: readonly ComparedFinding[];
  /** Open before, and now accepted, ignored or in the baseline: still bound. */
  readonly silenced: readonly ComparedFinding[];
  readonly same: number;
}

/** Compares by finding id; each list is in the order of its result. */
export function compareFindings(before: readonly ComparedFinding[], after: readonly ComparedFinding[]): Comparison {
  const open = (findings: readonly ComparedFinding[]): readonly ComparedFinding[] => findings.filter(({ suppressed }) => !suppressed);
  const known = new Set(open(before).map(keyOf));
  const now = new Set(open(after).map(keyOf));
  const hidden = new Set(after.filter(({ suppressed }) => suppressed).map(keyOf));
  const gone = open(before).filter((finding) => !now.has(keyOf(finding)));
  const gained = open(after).filter((finding) => !known.has(keyOf(finding)));
  return {
    gained,
    lost: gone.filter((finding) => !hidden.has(keyOf(finding))),
    silenced: gone.filter((finding) => hidden.has(keyOf(finding))),
    same: now.size - gained.length,
  };
}

/** Bound to another vendor, or more strongly, is another binding though it has the same id. */
function keyOf({ id, strength, boundTo }: ComparedFinding): string {
  return [id, strength, ...[...boundTo].sort()].join('\n');
}

/**
 * The findings of a report.
 * @param folder path of the compared folder within the report's root; ids are told relative to it, files as the report shows them
 */
export function findingsOf(report: Report, folder: string): readonly ComparedFinding[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const inside = (path: string): string => (path.startsWith(prefix) ? path.slice(prefix.length) : path);
  return report.findings.map(({ finding }) => ({
    id: `${finding.rule.id}@${inside(finding.id.slice(finding.rule.id.length + 1))}`,
    ruleId: finding.rule.id,
    file: report.shown(finding.file),
    line: report.places.place(finding.file, finding.span).line,
    package: finding.package,
    ecosystem: finding.ecosystem,
    boundTo: finding.boundTo,
    strength: finding.strength,
    guarded: finding.guarded,
    severity: finding.severity,
    message: withoutSecrets(findingMessage(finding)),
    suppressed: finding.suppressed !== null,
  }));
}

/**
 * The findings that a baseline lists: those that are there still as they are now, of the others what their ids tell
 * (`rule@file#group/name~n`).
 */
export function findingsOfBaseline(ids: ReadonlySet<string>, now: readonly ComparedFinding[]): readonly ComparedFinding[] {
  const known = new Map(now.map((finding) => [finding.id, finding]));
  return [...ids].sort().map((id) => {
    const finding = known.get(id);
    // What the baseline hides is open for this comparison, and so is what it held.
    return finding ? { ...finding, suppressed: false } : findingOfId(id);
  });
}

function findingOfId(id: string): ComparedFinding {
  const at = id.indexOf('@');
  const hash = id.lastIndexOf('#');
  const file = id.slice(at + 1, hash);
  const name = id.slice(id.indexOf('/', hash) + 1, id.lastIndexOf('~'));
  const base = { id, ruleId: id.slice(0, at), file, line: 0, package: name, ecosystem: '', message: '' };
  return { ...base, boundTo: [], strength: 'default', guarded: false, severity: 'information', suppressed: false };
}

/** The findings of a document of `check --format json`; undefined if the text is none. */
export function readCheckResult(text: string): readonly ComparedFinding[] | undefined {
  try {
    const document = JSON.parse(text) as { readonly schemaVersion?: unknown; readonly findings?: unknown };
    if (document.schemaVersion !== 1 || !Array.isArray(document.findings)) return undefined;
    const findings = document.findings.map(readFinding);
    return findings.every((finding) => finding !== undefined) ? findings : undefined;
  } catch {
    return undefined;
  }
}

function readFinding(value: unknown): ComparedFinding | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found = value as Readonly<Record<string, unknown>>;
  const texts = ['id', 'ruleId', 'file', 'package', 'ecosystem', 'message'].map((key) => found[key]);
  if (!texts.every((field): field is string => typeof field === 'string')) return undefined;
  const [id = '', ruleId = '', file = '', name = '', ecosystem = '', message = ''] = texts;
  const strength = strengths.find((known) => known === found['strength']);
  const severity = severities.find((known) => known === found['severity']);
  const { line, boundTo, guarded, suppressed } = found;
  const isBound = Array.isArray(boundTo) && boundTo.every((one): one is string => typeof one === 'string');
  if (!strength || !severity || !isBound || typeof line !== 'number') return undefined;
  const base = { id, ruleId, file, line, package: name, ecosystem, message };
  return { ...base, boundTo, strength, severity, guarded: guarded === true, suppressed: suppressed !== null && suppressed !== undefined };
}
