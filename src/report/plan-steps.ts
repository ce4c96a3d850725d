import type { Finding } from '../model/finding';
import type { Fix } from '../model/fix';
import type { FileResult } from '../model/result';
import type { Remedy, Rule, RuleDetails } from '../model/rule';
import { efforts, type Effort } from '../model/vocabulary';
import { codeChanges } from './code-change';
import { budgetedFixes } from './fix-budget';
import { fixCommand, withNeededFiles } from './plan-command';
import type { FileTexts, PlanCommand, PlanGoal, PlanPlace, PlanStep, PlanStuck } from './plan';
import type { Report } from './report';

/** Other ways that a step names beside its own. */
const mostAlternatives = 2;

interface Found {
  readonly finding: Finding;
  readonly file: FileResult;
}

/** Findings of one file that one fix serves, and the remedy that was chosen for them. */
interface Served {
  readonly rule: Rule;
  readonly remedy: Remedy;
  readonly alternatives: readonly Remedy[];
  readonly places: readonly PlanPlace[];
  /** The words for `portolan fix`, as one text. */
  readonly command?: string;
}

/** The lightest remedies that reach the goal, merged over all files: those that take most out of the way for their effort first. */
export function planSteps(
  goal: PlanGoal,
  findings: readonly Found[],
  whole: Report,
): { readonly steps: readonly PlanStep[]; readonly stuck: readonly PlanStuck[]; readonly isUntried: boolean } {
  const budget = budgetedFixes(whole);
  const report = { ...whole, fixes: budget.fixes };
  const steps = new Map<string, PlanStep>();
  const stuck = new Map<string, PlanStuck>();
  for (const group of groupsOf(findings)) {
    const served = serve(goal, group, report);
    if (served) {
      const key = `${served.rule.id}/${served.remedy.id}`;
      steps.set(key, stepOf(served, steps.get(key), report));
      continue;
    }
    for (const place of group) {
      const { rule } = place.finding;
      const places = [...(stuck.get(rule.id)?.places ?? []), { ...place, isReady: false }];
      stuck.set(rule.id, { rule, places, subjects: subjectsOf(places) });
    }
  }
  return {
    steps: [...steps.values()]
      .map((step) => ({ ...step, commands: step.commands.map((one) => withNeededFiles(one, step.rule, whole)) }))
      .sort((a, b) => gain(b) - gain(a) || effortRank(a) - effortRank(b) || (keyOf(a) < keyOf(b) ? -1 : 1)),
    stuck: [...stuck.values()].sort((a, b) => (a.rule.id < b.rule.id ? -1 : 1)),
    isUntried: budget.isSpent(),
  };
}

/** Findings of one group that are bound to the same: `fixes` serves them together. Packages stand before their indexes. */
function groupsOf(findings: readonly Found[]): readonly (readonly Found[])[] {
  const groups = new Map<string, Found[]>();
  for (const found of findings) {
    const { finding, file } = found;
    const key = [file.path, finding.rule.id, finding.group, ...finding.boundTo].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), found]);
  }
  const isIndex = ({ finding }: Found): number => Number(finding.artifact?.kind === 'index');
  return [...groups.values()].map((group) => [...group].sort((a, b) => isIndex(a) - isIndex(b)));
}

/** The remedy of the first finding that has one for the goal: among equally light ones, one with proven edits. Undefined: none has. */
function serve(goal: PlanGoal, group: readonly Found[], report: Report): Served | undefined {
  for (const { finding, file } of group) {
    const remedies = remediesFor(goal, finding);
    const [lightest] = remedies;
    if (!lightest) continue;
    const fixes = finding.suppressed ? [] : report.fixes(finding, file);
    const light = remedies.filter(({ effort }) => effort === lightest.effort);
    const fix = light.flatMap(({ id }) => fixes.find(({ remedy }) => remedy.id === id) ?? [])[0];
    const remedy = fix?.remedy ?? lightest;
    const command = fix ? fixCommand(goal, fix, finding, file, report) : undefined;
    const places = group.map((place) => placeOf(place, fix, place.finding === finding));
    const alternatives = remedies.filter((one) => one !== remedy).slice(0, mostAlternatives);
    return { rule: finding.rule, remedy, alternatives, places, ...(command === undefined ? {} : { command }) };
  }
  return undefined;
}

function placeOf(found: Found, fix: Fix | undefined, isOwner: boolean): PlanPlace {
  return { ...found, isReady: fix !== undefined, ...(fix && isOwner ? { fix } : {}) };
}

/** Lightest first, then as the finding ranks them. A remedy for a target must name it; any remedy leaves a vendor. */
function remediesFor(goal: PlanGoal, { remedies, choice }: Finding): readonly Remedy[] {
  // What is not bound needs no other build for all: only the choice among builds changes nothing for those who are content.
  const fitting = remedies.filter((remedy) => reaches(goal, remedy) && (!choice || remedy.edit?.builds));
  return fitting
    .map((remedy, order) => ({ remedy, order }))
    .sort((a, b) => efforts.indexOf(a.remedy.effort) - efforts.indexOf(b.remedy.effort) || a.order - b.order)
    .map(({ remedy }) => remedy);
}

/** What a rule opens for an accelerator or processor opens it on the systems that this is for. */
const standsFor: Readonly<Record<string, readonly string[]>> = {
  'os-macos': ['apple-mps', 'cpu-arm64'],
  'os-windows': ['cpu-x86_64', 'directml'],
  'os-linux': ['cpu-x86_64'],
};

function reaches(goal: PlanGoal, { kind, for: targets }: Remedy): boolean {
  // A guard leaves the binding where it is.
  if (goal.kind === 'leave') return kind !== 'guard' && (targets.length === 0 || targets.some((id) => !goal.ids.includes(id)));
  const wanted = standsFor[goal.id];
  if (wanted) return kind === 'guard' || targets.includes(goal.id) || wanted.some((id) => targets.includes(id));
  return targets.includes(goal.id);
}

function stepOf({ rule, remedy, alternatives, command, places: own }: Served, known: PlanStep | undefined, report: Report): PlanStep {
  const details = report.details(rule);
  const texts = details?.remedies[remedy.id];
  const places = [...(known?.places ?? []), ...own];
  const ecosystems = places.map(({ finding }) => finding.ecosystem);
  const ready = places.filter(({ isReady }) => isReady).length;
  return {
    rule,
    remedy,
    alternatives:
      known?.alternatives ??
      alternatives.map((other) => ({ remedy: other, ...lossOf(details, other), code: codeChanges(details?.remedies[other.id], ecosystems) })),
    subjects: subjectsOf(places),
    unlocks: new Set(places.flatMap(({ finding }) => unlockedBy(finding))).size,
    places,
    edits: ready === places.length ? 'ready' : ready > 0 ? 'partly' : 'none',
    commands: withCommand(known?.commands ?? [], command, own),
    ...lossOf(details, remedy),
    ...(texts?.byHand === undefined ? {} : { byHand: texts.byHand }),
    code: codeChanges(texts, ecosystems),
    texts: [...(known?.texts ?? []), ...textsOf(own, [remedy, ...alternatives], report)],
    sources: details?.sources.filter(({ supports }) => supports.includes(`remedies.${remedy.id}`)).map(({ url }) => url) ?? [],
  };
}

function withCommand(known: readonly PlanCommand[], words: string | undefined, places: readonly PlanPlace[]): readonly PlanCommand[] {
  if (words === undefined) return known;
  const own = places.map(({ file }) => file.path);
  const before = known.find((one) => one.words === words)?.files ?? [];
  return [...known.filter((one) => one.words !== words), { words, files: [...new Set([...before, ...own])].sort() }];
}

function lossOf(details: RuleDetails | undefined, { id }: Remedy): { readonly loses?: string } {
  const loses = details?.remedies[id]?.loses;
  return loses === undefined ? {} : { loses };
}

/** Of the first place that has any, since it serves its group: for the remedy itself, else for one that could stand in its place. */
function textsOf(places: readonly PlanPlace[], remedies: readonly Remedy[], report: Report): readonly FileTexts[] {
  if (places.some(({ isReady }) => isReady)) return [];
  for (const [rank, remedy] of remedies.entries()) {
    for (const { finding, file } of places) {
      const texts = report.texts?.(finding, remedy, file) ?? [];
      if (texts.length > 0) return [{ file: file.path, texts, ...(rank > 0 ? { instead: remedy } : {}) }];
    }
  }
  return [];
}

function subjectsOf(places: readonly PlanPlace[]): readonly string[] {
  const named = places.filter(({ finding }) => finding.artifact?.kind !== 'index');
  return [...new Set((named.length > 0 ? named : places).map(({ finding }) => finding.subject))];
}

/** The rows that a finding stands for; an index goes with its packages. */
function unlockedBy({ rows, artifact, ecosystem, package: name }: Finding): readonly string[] {
  if (rows.length > 0) return rows.map((row) => `${row.ecosystem}:${row.name}`);
  return artifact?.kind === 'index' ? [] : [`${ecosystem}:${name}`];
}

/** How much a step takes out of the way for its effort: three pins that cost hours stand behind two that cost minutes. */
function gain({ unlocks, remedy }: PlanStep): number {
  return unlocks / hoursOf[remedy.effort];
}

/** Roughly: only the order counts. */
const hoursOf: Readonly<Record<Effort, number>> = { minutes: 0.5, hours: 4, days: 24 };

function effortRank({ remedy }: PlanStep): number {
  return efforts.indexOf(remedy.effort);
}

function keyOf({ rule, remedy }: PlanStep): string {
  return `${rule.id}/${remedy.id}`;
}
