import { fixTitle, nameOf, verdictWords } from '../messages';
import type { HandText } from '../model/fix';
import type { CodeChange } from '../model/rule';
import { diffLines } from './code-change';
import { codeMarkdown as code, fencedMarkdown, linkMarkdown, sentenceMarkdown as sentence } from './markdown-text';
import type { Plan, PlanStep } from './plan';
import type { PlanPackage } from './plan-packages';
import type { TargetLeft } from './plan-after';
import { keepPlan, keptPlanComment, type PlanProgress } from './plan-since';
import {
  alternativeWords,
  commandWords,
  countWords,
  doubtfulTitle,
  editWords,
  goalWords,
  handWords,
  leftWords,
  packageWords,
  placeWords,
  progressWords,
  untriedWords,
  variantWords,
} from './plan-words';
import type { Report } from './report';
import { withoutSecrets } from './redact';

export interface PlanMarkdownOptions {
  /** What was named on the command line, for the commands that are told; undefined: no commands, as in an editor. */
  readonly paths?: readonly string[];
  /** An earlier plan of the same goal, if there is one. */
  readonly since?: PlanProgress | undefined;
}

/** A checklist, and the 0-based lines on which its steps begin. */
export interface PlanDocument {
  readonly text: string;
  readonly steps: readonly { readonly line: number; readonly step: PlanStep }[];
}

/** The plan as a checklist in GitHub-flavoured Markdown. */
export function planToMarkdown(plan: Plan, options: PlanMarkdownOptions = {}): string {
  return planDocument(plan, options).text;
}

/** The checklist with the places of its steps, for an editor that offers something at each. */
export function planDocument(plan: Plan, { paths, since }: PlanMarkdownOptions = {}): PlanDocument {
  const places: { line: number; step: PlanStep }[] = [];
  const lines: string[] = [];
  for (const part of sectionsOf(plan, paths, since)) {
    if (lines.length > 0) lines.push('');
    for (const one of part) {
      if (typeof one === 'string') lines.push(one);
      else {
        places.push({ line: lines.length, step: one });
        lines.push(...stepLines(one, plan, paths));
      }
    }
  }
  return { text: `${withoutSecrets(lines.join('\n'))}\n`, steps: places };
}

type Section = readonly (string | PlanStep)[];

function sectionsOf(plan: Plan, paths: readonly string[] | undefined, since: PlanProgress | undefined): readonly Section[] {
  const { goal, report, others, builds, unknown, ignored } = plan;
  const packages = (list: readonly PlanPackage[]): readonly string[] => list.map((one) => packageLine(one, plan));
  const run = paths ? 'Run the plan again with `--since` and this file' : 'Make the plan again';
  return [
    [`# Plan: ${sentence(goalWords(goal, report))}`],
    [`${capital(countWords(plan))}. Catalog of ${report.catalog.date}. ${run} to see what was done.`],
    ...(since ? [[`${progressWords(since)}.`]] : []),
    ...(plan.isUntried ? [[untriedWords]] : []),
    ...section('Steps', [...plan.variants.map((variant) => `- [ ] ${variantWords(variant, report, code)}`), ...plan.steps]),
    ...section('In the way, without edits', [
      ...plan.stuck.map(
        ({ subjects, places }) => `- [ ] ${codes(subjects)}: no remedy with a source is known (${codes(placeWords(places, report))})`,
      ),
      ...packages(others),
    ]),
    ...section(doubtfulTitle, plan.doubtful),
    ...section(
      'Done',
      (since?.solved ?? []).map(({ subject, file }) => `- [x] ${code(subject)} (${code(file)})`),
    ),
    ...section('Other builds and packages', [...packages(builds), ...plan.choices]),
    ...section('To check', packages(unknown)),
    ...section(
      'Ignored with a reason',
      ignored.map(({ finding }) => `- ${code(finding.subject)}: ${sentence(finding.suppressed?.reason ?? '')}`),
    ),
    ...section(
      'After this',
      plan.after.map((left) => leftLine(left, report)),
    ),
    [keptPlanComment(keepPlan(plan))],
  ];
}

function leftLine(left: TargetLeft, { vocabulary }: Report): string {
  const names = left.blockers.length > 0 ? `: ${codes(left.blockers)}` : '';
  return `- ${sentence(nameOf(left.target, vocabulary))}: ${leftWords(left)}${names}`;
}

function stepLines(step: PlanStep, { report }: Plan, paths: readonly string[] | undefined): readonly string[] {
  const { remedy, subjects, places, commands, loses, byHand, code: changes, sources, edits, texts } = step;
  const titles = [...new Set(places.flatMap(({ fix }) => (fix ? [`${fixTitle(fix)} (${fix.safety})`] : [])))];
  return [
    `- [ ] **${sentence(remedy.title)}** (${remedy.effort}), for ${codes(subjects)}`,
    `  - ${codes(placeWords(places, report))}: ${editWords(step)}`,
    ...titles.map((title) => `  - ${sentence(title)}`),
    ...(paths ? commands.map((command) => `  - ${code(commandWords(command, paths, report))}`) : []),
    ...(byHand !== undefined && edits !== 'ready' && texts.length === 0 ? [`  - ${sentence(byHand)}`] : []),
    ...texts.flatMap((own) => [`  - ${sentence(capital(handWords(own, report)))}:`, ...own.texts.flatMap(textLines)]),
    ...(changes.length > 0 ? ['  - In code:', ...codeBlock(changes)] : []),
    ...(loses === undefined ? [] : [`  - You lose: ${sentence(loses)}`]),
    ...step.alternatives.flatMap((other) => [`  - Or: ${sentence(alternativeWords(other))}`, ...codeBlock(other.code)]),
    ...(sources.length > 0 ? [`  - Sources: ${sources.map(linkMarkdown).join(', ')}`] : []),
  ];
}

/** The lines that change as a block below an item; rules are written without fences, and a hostile one of a workspace is shut in. */
function codeBlock(changes: readonly CodeChange[]): readonly string[] {
  return changes.flatMap((change) => ['', ...fencedMarkdown('diff', diffLines(change)).map((line) => `    ${line}`), '']);
}

/** A block of its own below the words for it. */
function textLines({ title, language, text }: HandText): readonly string[] {
  return [`    - ${sentence(title)}:`, '', ...fencedMarkdown(language, text.split('\n')).map((line) => (line === '' ? '' : `      ${line}`)), ''];
}

function capital(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

function packageLine(one: PlanPackage, { report }: Plan): string {
  const { line } = report.places.place(one.file, one.span);
  return `- [ ] ${code(one.name)} (${code(`${report.shown(one.file)}:${line}`)}): ${sentence(packageWords(one, verdictWords))}`;
}

function section(title: string, lines: Section): readonly Section[] {
  return lines.length > 0 ? [[`## ${title}`], lines] : [];
}

function codes(texts: readonly string[]): string {
  return texts.map(code).join(', ');
}
