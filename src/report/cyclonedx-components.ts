import type { Dependency } from '../model/manifest';
import type { Finding } from '../model/finding';
import type { Classification, FileResult } from '../model/result';
import type { Licence } from '../model/rule';
import type { Span } from '../text/span';
import { ownVerdicts } from './fact-card';
import { exactVersion, purlOf } from './purl';
import type { Report } from './report';

/** One package or image in one version, wherever it is written. */
export interface ComponentFacts {
  readonly type: 'library' | 'container';
  readonly ecosystem: string;
  readonly name: string;
  /** Undefined: no file pins it. */
  readonly version: string | undefined;
  readonly purl: string | undefined;
  readonly licence: Licence | undefined;
  readonly classification: Classification;
  readonly rules: readonly string[];
  /** `hard: nvidia-cuda`, with what silences it in brackets. */
  readonly bindings: readonly string[];
  readonly findings: readonly string[];
  readonly verdicts: readonly (readonly [string, string])[];
  readonly places: readonly { readonly file: string; readonly span: Span }[];
}

/** Everything that is declared or locked, each once, sorted; and the bindings of things that are no components. */
export function componentsOf(report: Report): { readonly components: readonly ComponentFacts[]; readonly others: readonly string[] } {
  const byId = new Map<string, ComponentFacts>();
  const versions = lockedVersions(report);
  const add = (facts: ComponentFacts): void => {
    const id = [facts.ecosystem, facts.name, facts.version ?? ''].join('\n');
    const known = byId.get(id);
    byId.set(id, known ? merged(known, facts) : facts);
  };
  const others: string[] = [];
  for (const file of report.result.files) {
    const findings = findingsByRow(file);
    for (const [index, dependency] of file.manifest.dependencies.entries()) {
      const facts = packageFacts(file, index, dependency, findings.get(dependency) ?? [], versions, report);
      if (facts) add(facts);
    }
    for (const finding of file.findings) {
      if (finding.rows.length > 0) continue;
      if (finding.artifact?.kind === 'image') add(imageFacts(finding, report));
      else if (finding.artifact) others.push(`${finding.ecosystem} ${finding.package}: ${bindingText(finding)}`);
    }
  }
  const components = [...byId].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, facts]) => facts);
  return { components, others: [...new Set(others)].sort() };
}

function packageFacts(
  file: FileResult,
  index: number,
  dependency: Dependency,
  findings: readonly Finding[],
  versions: ReadonlyMap<string, ReadonlySet<string>>,
  report: Report,
): ComponentFacts | undefined {
  const row = file.rows[index];
  if (!row || dependency.role === 'constrains' || dependency.source?.kind === 'workspace' || dependency.source?.kind === 'path') return undefined;
  const name = row.key.slice(row.key.indexOf(':') + 1);
  const locked = versions.get(row.key);
  const version = exactVersion(dependency) ?? (locked?.size === 1 ? [...locked][0] : undefined);
  const [rule] = row.rules.flatMap((id) => report.rule(id) ?? []);
  const verdicts = findings.find(({ axis }) => axis !== 'vendor')?.targets ?? (rule ? ownVerdicts(rule) : {});
  return {
    type: 'library',
    ecosystem: dependency.ecosystem,
    name,
    version,
    purl: purlOf(dependency.ecosystem, name, version),
    licence: rule?.licence,
    classification: row.classification,
    rules: row.rules,
    bindings: findings.map(bindingText),
    findings: findings.map(({ id }) => id),
    verdicts: Object.entries(verdicts).map(([target, { verdict }]) => [target, verdict] as const),
    places: [{ file: file.path, span: dependency.nameSpan }],
  };
}

function imageFacts(finding: Finding, report: Report): ComponentFacts {
  return {
    type: 'container',
    ecosystem: 'oci',
    name: finding.package,
    version: undefined,
    purl: undefined,
    licence: report.rule(finding.rule.id)?.licence,
    classification: 'bound',
    rules: [finding.rule.id],
    bindings: [bindingText(finding)],
    findings: [finding.id],
    verdicts: Object.entries(finding.targets).map(([target, { verdict }]) => [target, verdict] as const),
    places: [{ file: finding.file, span: finding.span }],
  };
}

function bindingText({ strength, boundTo, guarded, suppressed }: Finding): string {
  const notes = [...(guarded ? ['guarded'] : []), ...(suppressed ? [suppressed.by] : [])];
  return `${strength}: ${boundTo.join(', ')}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
}

const weight: readonly Classification[] = ['unknown', 'ordinary', 'portable', 'bound'];

function merged(a: ComponentFacts, b: ComponentFacts): ComponentFacts {
  const union = (one: readonly string[], two: readonly string[]): readonly string[] => [...new Set([...one, ...two])];
  const heavier = weight.indexOf(b.classification) > weight.indexOf(a.classification) ? b : a;
  return {
    ...a,
    licence: a.licence ?? b.licence,
    classification: heavier.classification,
    verdicts: heavier.verdicts,
    rules: union(a.rules, b.rules),
    bindings: union(a.bindings, b.bindings),
    findings: union(a.findings, b.findings),
    places: [...a.places, ...b.places],
  };
}

function findingsByRow(file: FileResult): ReadonlyMap<Dependency, readonly Finding[]> {
  const found = new Map<Dependency, Finding[]>();
  for (const finding of file.findings) for (const row of finding.rows) found.set(row, [...(found.get(row) ?? []), finding]);
  return found;
}

/** The versions in which locks hold a package, by `registry:name`: a declared row without a pin is the one that they agree on. */
function lockedVersions({ result }: Report): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { manifest, rows } of result.files) {
    for (const [index, dependency] of manifest.dependencies.entries()) {
      const key = rows[index]?.key;
      const version = dependency.role === 'locks' ? exactVersion(dependency) : undefined;
      if (key === undefined || version === undefined) continue;
      found.set(key, (found.get(key) ?? new Set()).add(version));
    }
  }
  return found;
}
