import { fixTitle } from '../messages';
import { codeToJson } from './code-change';
import type { Plan, PlanAlternative, PlanPlace, PlanStep } from './plan';
import type { PlanPackage } from './plan-packages';
import { keepPlan, type PlanProgress } from './plan-since';
import { commandWords, goalWords } from './plan-words';
import { withoutSecrets } from './redact';
import type { Report } from './report';

/**
 * The JSON document of `plan`.
 * @param paths what was named on the command line, for the commands that are told
 * @param since an earlier plan of the same goal, if there is one
 */
export function planToJson(plan: Plan, paths: readonly string[], since?: PlanProgress): object {
  const { goal, report, blockers, builds, ready, unknown, ignored } = plan;
  const packages = (list: readonly PlanPackage[]): readonly object[] => list.map((one) => packageToJson(one, report));
  return {
    schemaVersion: 1,
    tool: report.tool,
    catalog: report.catalog,
    goal: { kind: goal.kind, id: goal.id, title: goalWords(goal, report), ids: goal.kind === 'leave' ? goal.ids : [goal.id] },
    summary: { blockers: blockers.length, otherBuilds: builds.length, ready, unknown: unknown.length, ignored: ignored.length },
    blockers,
    editsComplete: !plan.isUntried,
    steps: plan.steps.map((step) => stepToJson(step, report, paths)),
    doubtful: plan.doubtful.map((step) => stepToJson(step, report, paths)),
    variants: plan.variants.map(({ file, instead, includes }) => ({
      file: report.shown(file),
      instead: instead.map((path) => report.shown(path)),
      includes: includes.map((one) => ({ file: report.shown(one.file), ...report.places.place(one.file, one.span), path: report.shown(one.path) })),
    })),
    withoutRemedy: plan.stuck.map(({ rule, subjects, places }) => ({ rule: rule.id, subjects, places: placesToJson(places, report) })),
    otherPackages: packages(plan.others),
    otherBuilds: packages(builds),
    choices: plan.choices.map((step) => stepToJson(step, report, paths)),
    unknown: packages(unknown),
    ignored: ignored.map((place) => ({ ...placeToJson(place, report), reason: withoutSecrets(place.finding.suppressed?.reason ?? '') })),
    after: plan.after,
    since: since ?? null,
    kept: keepPlan(plan),
  };
}

function stepToJson(step: PlanStep, report: Report, paths: readonly string[]): object {
  const { rule, remedy, places } = step;
  return {
    rule: rule.id,
    remedy: remedy.id,
    kind: remedy.kind,
    title: remedy.title,
    effort: remedy.effort,
    package: remedy.package ?? null,
    subjects: step.subjects,
    unlocks: step.unlocks,
    edits: step.edits,
    alternatives: step.alternatives.map(alternativeToJson),
    commands: step.commands.map((command) => commandWords(command, paths, report)),
    fixes: places.flatMap(({ fix, finding }) =>
      fix ? [{ id: fix.id, finding: finding.id, file: report.shown(finding.file), title: withoutSecrets(fixTitle(fix)), safety: fix.safety }] : [],
    ),
    loses: step.loses ?? null,
    byHand: step.byHand ?? null,
    code: step.code.map(codeToJson),
    texts: step.texts.flatMap(({ file, instead = remedy, texts }) =>
      texts.map(({ title, language, text }) => ({ file: report.shown(file), remedy: instead.id, title, language, text: withoutSecrets(text) })),
    ),
    sources: step.sources,
    places: placesToJson(places, report),
  };
}

function alternativeToJson({ remedy: { id, kind, title, effort }, loses, code }: PlanAlternative): object {
  return { remedy: id, kind, title, effort, loses: loses ?? null, code: code.map(codeToJson) };
}

function placesToJson(places: readonly PlanPlace[], report: Report): readonly object[] {
  return places.map((place) => placeToJson(place, report));
}

function placeToJson({ finding, isReady }: PlanPlace, report: Report): object {
  return {
    finding: finding.id,
    file: report.shown(finding.file),
    ...report.places.place(finding.file, finding.span),
    package: finding.package,
    ready: isReady,
  };
}

function packageToJson({ name, ecosystem, verdict, rule, how, package: other, via, file, span }: PlanPackage, report: Report): object {
  return {
    package: name,
    ecosystem,
    rule: rule?.id ?? null,
    verdict,
    how: how ?? null,
    otherPackage: other ?? null,
    via: via ?? [],
    file: report.shown(file),
    ...report.places.place(file, span),
  };
}
