import { findingMessage, fixTitle, problemMessage } from '../messages';
import type { Finding } from '../model/finding';
import type { Fix } from '../model/fix';
import type { Weight } from '../model/lock';
import type { Problem } from '../model/manifest';
import type { FileResult } from '../model/result';
import { optionalRemedy, optionalTexts } from '../model/optional-remedy';
import type { Remedy, RemedyTexts, RuleDetails } from '../model/rule';
import type { Ecosystem } from '../model/vocabulary';
import { withoutCredentials } from '../text/url';
import { codeChanges, codeToJson } from './code-change';
import { withoutSecrets } from './redact';
import type { Report } from './report';

/** The JSON document of `check`; its schema is `docs/check.schema.json`. Keys keep their order, so equal input gives equal bytes. */
export function checkToJson(report: Report): object {
  return {
    ...head(report),
    findings: report.findings.map(({ finding, file }) => findingToJson(finding, file, report)),
    targets: targetsToJson(report),
    locks: locksToJson(report),
    summary: summaryToJson(report),
  };
}

/** The JSON document of `list`: every dependency and artifact that was read, bound or not. */
export function listToJson(report: Report): object {
  return { ...head(report), dependencies: report.result.files.flatMap((file) => [...rowsToJson(file, report), ...artifactsToJson(file, report)]) };
}

function head(report: Report): object {
  const { counts, result } = report;
  return {
    schemaVersion: 1,
    tool: report.tool,
    catalog: report.catalog,
    policy: report.policy,
    coverage: {
      files: result.files.map((file) => ({
        file: report.shown(file.path),
        format: file.formatId,
        status: file.status,
        reason: file.reason ?? null,
        dependencies: file.manifest.dependencies.length,
      })),
      unreadableFolders: result.unreadable.map(({ folder, reason }) => ({ folder: report.shown(folder), reason })),
      bound: counts.bound,
      portable: counts.portable,
      ordinary: counts.ordinary,
      unknown: counts.unknown,
    },
    problems: [
      ...result.policies.flatMap(({ path, problems }) => problems.map((problem) => problemToJson(problem, path, report))),
      ...result.files.flatMap(({ path, problems }) => problems.map((problem) => problemToJson(problem, path, report))),
    ],
  };
}

function problemToJson(problem: Problem, path: string, report: Report): object {
  return {
    code: problem.code,
    message: withoutSecrets(problemMessage(problem)),
    file: report.shown(path),
    ...report.places.place(path, problem.span),
  };
}

/** One finding with its fixes, as `check` prints it. */
export function findingToJson(finding: Finding, file: FileResult, report: Report): object {
  const details = report.details(finding.rule);
  const fixes = finding.suppressed ? [] : report.fixes(finding, file);
  return {
    id: finding.id,
    ruleId: finding.rule.id,
    ...(finding.rule.own ? { workspaceRule: true } : {}),
    file: report.shown(finding.file),
    ...report.places.place(finding.file, finding.span),
    package: finding.package,
    ecosystem: finding.ecosystem,
    declared: finding.declared,
    origin: finding.origin,
    via: finding.via,
    group: finding.group,
    locations: finding.locations.map(({ role, package: name, file: other, span }) => ({
      role,
      package: name,
      file: report.shown(other),
      ...report.places.place(other, span),
    })),
    axis: finding.axis,
    boundTo: finding.boundTo,
    reaches: finding.reaches,
    strength: finding.strength,
    guarded: finding.guarded,
    confidence: finding.confidence,
    severity: finding.severity,
    message: findingMessage(finding),
    targets: verdictsToJson(finding, details),
    licence: finding.rule.licence,
    remedies: remediesOf(finding, fixes).map((remedy) => remedyToJson(remedy, finding.ecosystem, fixes, details)),
    fixes: fixes.map((fix) => fixToJson(fix, report)),
    evidence: evidenceToJson(finding, details),
    paths: finding.paths ?? null,
    weight: weightToJson(finding.weight),
    suppressed: finding.suppressed && { ...finding.suppressed, until: finding.suppressed.until ?? null },
  };
}

function weightToJson(weight: Weight | undefined): object | null {
  return weight ? { bytes: weight.bytes, packages: weight.packages, unsized: weight.unsized, runtime: weight.runtime ?? null } : null;
}

function verdictsToJson(finding: Finding, details: RuleDetails | undefined): object {
  return Object.fromEntries(
    Object.entries(finding.targets).map(([target, { verdict, claim }]) => {
      const texts = details?.verdicts[claim];
      return [target, { verdict, how: texts?.how ?? null, package: texts?.package ?? null }];
    }),
  );
}

/** Those of the rule, and what the notation itself offers, where it can be written. */
function remediesOf({ remedies }: Finding, fixes: readonly Fix[]): readonly Remedy[] {
  return [...remedies, ...fixes.flatMap(({ remedy }) => (remedy.id === optionalRemedy.id ? [remedy] : []))];
}

function remedyToJson(remedy: Remedy, ecosystem: Ecosystem, fixes: readonly Fix[], details: RuleDetails | undefined): object {
  const own = remedy.id === optionalRemedy.id;
  const texts: RemedyTexts | undefined = own ? { loses: optionalTexts.loses } : details?.remedies[remedy.id];
  const sources = details?.sources.filter(({ supports }) => supports.includes(`remedies.${remedy.id}`)).map(({ url }) => url) ?? [];
  const fix = fixes.find((candidate) => candidate.remedy.id === remedy.id);
  return {
    id: remedy.id,
    kind: remedy.kind,
    title: remedy.title,
    package: remedy.package ?? null,
    effort: remedy.effort,
    safety: fix?.safety ?? 'review',
    loses: texts?.loses ?? null,
    byHand: texts?.byHand ?? null,
    code: codeChanges(texts, [ecosystem]).map(codeToJson),
    sources: own ? optionalTexts.sources : sources,
  };
}

function fixToJson(fix: Fix, report: Report): object {
  return {
    id: fix.id,
    remedy: fix.remedy.id,
    title: fixTitle(fix),
    safety: fix.safety,
    edits: fix.files.flatMap(({ file, edits, create }) =>
      edits.map(({ span, newText }) => ({ file: report.shown(file), start: span.start, end: span.end, newText, create })),
    ),
    base: fix.files.map(({ file, length, digest }) => ({ file: report.shown(file), length, digest })),
  };
}

function evidenceToJson(finding: Finding, details: RuleDetails | undefined): readonly object[] {
  const binding = `binds.${finding.rule.binds.indexOf(finding.binding)}`;
  const claims = new Set([binding, ...Object.values(finding.targets).map(({ claim }) => claim)]);
  return (details?.sources ?? []).flatMap(({ url, checked, supports }) => {
    const supported = supports.filter((claim) => claims.has(claim));
    return supported.length > 0 ? [{ url, checked, supports: supported }] : [];
  });
}

function targetsToJson(report: Report): object {
  return Object.fromEntries(
    Object.entries(report.targets).map(([id, { counts, blockers }]) => [
      id,
      {
        yes: counts.yes,
        otherBuild: counts['other-build'],
        otherPackage: counts['other-package'],
        fromSource: counts['from-source'],
        partial: counts.partial,
        no: counts.no,
        unknown: counts.unknown,
        blockers,
      },
    ]),
  );
}

function locksToJson(report: Report): readonly object[] {
  return report.locks.map(({ file, packages, environments, accelerators, bound, demands }) => ({
    file: report.shown(file),
    packages,
    environments,
    accelerators,
    bound: bound.map(({ span, weight, ...binding }) => ({ ...binding, weight: weightToJson(weight), ...report.places.place(file, span) })),
    demands,
  }));
}

function summaryToJson(report: Report): object {
  const open = report.findings.filter(({ finding }) => !finding.suppressed);
  const by = (strength: string): number => open.filter(({ finding }) => finding.strength === strength).length;
  return {
    findings: open.length,
    groups: new Set(open.map(({ finding }) => finding.group)).size,
    suppressed: report.findings.length - open.length,
    hard: by('hard'),
    conditional: by('conditional'),
    default: by('default'),
    vendors: report.vendors,
  };
}

function rowsToJson(file: FileResult, report: Report): readonly object[] {
  return file.manifest.dependencies.map((dependency, index) => {
    const row = file.rows[index];
    const key = row?.key ?? '';
    return {
      file: report.shown(file.path),
      ...report.places.place(file.path, dependency.nameSpan),
      format: file.formatId,
      ecosystem: dependency.ecosystem,
      name: dependency.name,
      normalized: key.slice(key.indexOf(':') + 1),
      role: dependency.role,
      specifier: dependency.specifier?.raw ?? '',
      extras: dependency.extras.map(({ name }) => name),
      marker: dependency.marker?.raw ?? null,
      group: dependency.group.id,
      kind: dependency.source ? (dependency.source.kind === 'workspace' ? 'path' : dependency.source.kind) : 'registry',
      url: dependency.source ? withoutCredentials(dependency.source.url) : null,
      resolved: row?.resolved ?? null,
      rules: row?.rules ?? [],
    };
  });
}

function artifactsToJson(file: FileResult, report: Report): readonly object[] {
  return file.manifest.artifacts.map((artifact) => ({
    file: report.shown(file.path),
    ...report.places.place(file.path, artifact.span),
    format: file.formatId,
    ecosystem:
      artifact.kind === 'image'
        ? 'oci'
        : artifact.kind === 'resource'
          ? 'k8s'
          : artifact.kind === 'wheel' || artifact.kind === 'local'
            ? 'pypi'
            : artifact.kind,
    name: withoutCredentials(artifact.value),
    normalized: withoutCredentials(artifact.value),
    role: 'requires',
    specifier: '',
    extras: [],
    marker: null,
    group: artifact.group.id,
    kind: 'artifact',
    url: artifact.kind === 'index' || artifact.kind === 'wheel' ? withoutCredentials(artifact.value) : null,
    resolved: null,
    rules: [...new Set(file.findings.filter((finding) => finding.artifact === artifact).map(({ rule }) => rule.id))],
  }));
}
