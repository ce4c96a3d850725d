// The only door between the engine and its hosts: hosts import this file and types of the model, nothing else.
import { Catalog, type CompiledCatalog, type CompiledPages } from './catalog/catalog';
import type { Finding } from './model/finding';
import type { Fix, HandText } from './model/fix';
import type { FileResult, LockKnowledge, LockSummary, ScanResult } from './model/result';
import { lockKindOf, summarizeLock } from './graph/summary';
import type { ModelFamilies, Remedy, Rule, RuleDetails, Vocabulary } from './model/rule';
import type { SessionSettings } from './workspace/policies';
import type { FilePort } from './workspace/files';
import { buildReport, type Report } from './report/report';
import { daysBefore, staleEntries, type StaleEntry } from './report/stale-claims';
import { normalizeName, splitPackageKey } from './registries/names';
import { ecosystems } from './model/vocabulary';
import { digest } from './text/digest';
import { Session } from './workspace/session';

export { formatOf, formats } from './formats';
export { notebookOfCells, type CellsNotebook } from './formats/notebook/of-cells';
export * from './messages';
export { codeChanges, diffLines } from './report/code-change';
export { fencedMarkdown } from './report/markdown-text';
export { factCard, type FactCard } from './report/fact-card';
export { familiesFor, familyWithLicence } from './report/model-families';
export { checkToJson, findingToJson, listToJson } from './report/to-json';
export { colourStyle, plainStyle, printable } from './report/terminal-style';
export { idWithout, mergeResults, type MergedResults } from './report/merge';
export { exportFormats, type ExportFormat } from './report/export-formats';
export * from './report/rendering';
export { buildPlan, goalOf, type Plan, type PlanGoal, type PlanPlace, type PlanStep } from './report/plan';
export type { PlanDocument } from './report/plan-to-markdown';
export { keepPlan, progressSince, readKeptPlan, type KeptPlan, type PlanProgress } from './report/plan-since';
export { compareFindings, findingsOf, findingsOfBaseline, readCheckResult, type ComparedFinding, type Comparison } from './report/compare';
export {
  openFindings,
  outlineOf,
  stateWords,
  type OutlineGroup,
  type OutlineGrouping,
  type OutlinePackage,
  type OutlinePlace,
} from './report/outline';
export type { Report } from './report/report';
export { addIgnoreComment, addPolicyAccept, addPolicyIgnore } from './policy/edit';
export { repairIgnore } from './policy/repair-ignore';
export { repairPolicy } from './policy/repair-policy';
export { setPolicyTargets } from './policy/edit-targets';
export { decodeText } from './text/decode';
export { encodeText } from './text/encode';
export { digest } from './text/digest';
export { applyEdits } from './text/edit';
export { LineIndex } from './text/line-index';
export { folderOf, largestFile, type CancelFlag, type FileContent, type FilePort, type FolderEntry } from './workspace/files';
export { applyBaseline, readBaseline, writeBaseline } from './policy/baseline';
export { runFixes, type AppliedFix, type FileChange, type FixSelection } from './workspace/fix-run';
export { ChangedFiles, type ChangedFile } from './workspace/changed-files';
export { isForeignFolder } from './workspace/discover';
export { lockNames, relockCommand, type Relock } from './workspace/relock';
export type { Session } from './workspace/session';
export type { SessionSettings } from './workspace/policies';

export interface EngineOptions {
  /** The text of `catalog.json`. */
  readonly catalog: string;
  /** `YYYY-MM-DD`; the engine has no clock. A host that lives for days hands in a function; a session keeps the day that it began with. */
  readonly today: string | (() => string);
  readonly version: string;
}

/** Knowledge, and what can be asked of it. One engine serves any number of folders. */
export interface Engine {
  readonly vocabulary: Vocabulary;
  readonly catalog: Catalog;
  /** The day as the host tells it now, `YYYY-MM-DD`. */
  today(): string;
  /** Hands in the text of `pages.json`; until then cards and reports lack evidence. */
  loadPages(text: string): void;
  /** Of a rule of the catalog by its id, or of any rule. */
  details(rule: string | Rule): RuleDetails | undefined;
  /** A rule by its id: of a workspace that one of the sessions has read, else of the catalog. */
  rule(ruleId: string): Rule | undefined;
  /** The open-weight model families; undefined until the pages are loaded. */
  models(): ModelFamilies | undefined;
  /** Claims whose newest check lies more than `days` before today. Needs the pages. */
  stale(days: number): { readonly before: string; readonly entries: readonly StaleEntry[] };
  /** The rules of a package by name (`torch`, in any registry) or by key (`npm:openai`), in this catalog or one that a policy extends. */
  rulesNamed(name: string, extended?: Catalog): readonly Rule[];
  /** @param pause lets other work of the host run between files. */
  createSession(files: FilePort, settings?: SessionSettings, pause?: () => Promise<void>): Session;
  /** What the locks of a result know, those beside its manifests included; takes a while for large ones. `knowledge`: of the session. */
  lockSummaries(result: ScanResult, knowledge?: (file: FileResult) => readonly LockKnowledge[]): readonly LockSummary[];
  report(result: ScanResult, options: ReportOptions): Report;
}

export interface ReportOptions {
  readonly targets: readonly string[];
  readonly accept: readonly string[];
  readonly fixes: (finding: Finding, file: FileResult) => readonly Fix[];
  readonly texts?: (finding: Finding, remedy: Remedy, file: FileResult) => readonly HandText[];
  readonly locks?: readonly LockSummary[];
  /** Turns a path of the result into the one that is shown; without it paths stay relative to the root. */
  readonly shown?: (path: string) => string;
}

/** Reads the catalog and gives an engine. Throws if the text is no catalog of this version's shape. */
export function createEngine(options: EngineOptions): Engine {
  const compiled = JSON.parse(options.catalog) as CompiledCatalog;
  if (compiled.format !== 1) throw new Error(`catalog format ${String(compiled.format)} is not the one this version reads (1)`);
  const catalog = new Catalog(compiled, digest(options.catalog));
  const met = new Map<string, Rule>();
  let pages: CompiledPages = { rules: {} };
  const today = (): string => (typeof options.today === 'string' ? options.today : options.today());
  const details = (rule: string | Rule): RuleDetails | undefined =>
    typeof rule === 'string' ? pages.rules[rule] : (rule.own?.details ?? pages.rules[rule.id]);
  return {
    vocabulary: catalog.vocabulary,
    catalog,
    today,
    loadPages: (text) => {
      pages = JSON.parse(text) as CompiledPages;
    },
    details,
    rule: (ruleId) => met.get(ruleId) ?? catalog.ruleById(ruleId),
    models: () => pages.models,
    stale: (days) => {
      const before = daysBefore(today(), days);
      const rules = Object.entries(pages.rules).map(([id, own]) => ({ id, details: own }));
      return { before, entries: staleEntries(rules, pages.models?.families ?? [], before) };
    },
    rulesNamed: (name, extended) => rulesNamed(name, extended ?? catalog),
    createSession: (files, settings, pause) =>
      new Session(files, {
        catalog,
        today: today(),
        met: (rules) => rules.forEach((rule) => met.set(rule.id, rule)),
        ...(settings ? { settings } : {}),
        ...(pause ? { pause } : {}),
      }),
    lockSummaries,
    report: (result, { targets, accept, fixes, texts, shown, locks }) => {
      const own = result.policies.flatMap(({ rules }) => rules ?? []);
      return buildReport({
        result,
        tool: { name: 'portolan', version: options.version },
        catalog: {
          packages: catalog.nameCount,
          rules: catalog.size,
          date: catalog.date,
          digest: catalog.digest,
          ...(own.length > 0 ? { workspaceRules: own.length } : {}),
        },
        today: today(),
        vocabulary: catalog.vocabulary,
        policy: { targets, accept },
        rule: (ruleId) => own.find(({ id }) => id === ruleId) ?? catalog.ruleById(ruleId),
        details,
        ...(pages.models ? { models: pages.models } : {}),
        fixes,
        ...(texts ? { texts } : {}),
        locks: locks ?? [],
        shown: shown ?? ((path) => path),
      });
    },
  };
}

function lockSummaries(result: ScanResult, knowledge: (file: FileResult) => readonly LockKnowledge[] = () => []): readonly LockSummary[] {
  const locks = new Map(
    result.files
      .flatMap((file) => [...(file.beside ?? []), file])
      .flatMap(({ path, manifest }) => (manifest.graph ? [[path, { manifest, graph: manifest.graph }]] : [])),
  );
  const known = new Map(result.files.flatMap((file) => knowledge(file).map((one) => [one.file, one])));
  return [...locks]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, { manifest, graph }]) => ({
      ...summarizeLock(path, graph, lockKindOf(manifest.dependencies[0]?.ecosystem)),
      ...(known.get(path) ?? { bound: [], demands: [] }),
    }));
}

function rulesNamed(text: string, catalog: Catalog): readonly Rule[] {
  const key = splitPackageKey(text);
  const wanted = ecosystems.filter((ecosystem) => key.ecosystem === '' || key.ecosystem === ecosystem);
  const name = key.ecosystem === '' ? text : key.name;
  const found = wanted.flatMap((ecosystem) => catalog.ruleFor(ecosystem, normalizeName(ecosystem, name)) ?? []);
  return [...new Set(found)];
}
