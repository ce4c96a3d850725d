import { fixTitle, nameOf, verdictWords } from '../messages';
import { codeMarkdown as code, linkMarkdown, sentenceMarkdown as sentence } from './markdown-text';
import type { Plan, PlanStep } from './plan';
import type { PlanPackage } from './plan-packages';
import { commandWords, countWords, editWords, goalWords, leftWords, packageWords, placeWords, untriedWords } from './plan-words';
import { withoutSecrets } from './redact';

export interface PlanMarkdownOptions {
  /** What was named on the command line, for the commands that are told; undefined: no commands, as in an editor. */
  readonly paths?: readonly string[];
}

/** The plan as a checklist in GitHub-flavoured Markdown. */
export function planToMarkdown(plan: Plan, { paths }: PlanMarkdownOptions = {}): string {
  const { goal, report, stuck, others, builds, unknown, ignored, after } = plan;
  const blocked = [
    ...stuck.map(({ subjects, places }) => `- [ ] ${codes(subjects)}: no remedy with a source is known (${codes(placeWords(places, report))})`),
    ...others.map((one) => packageLine(one, plan)),
  ];
  const sections: readonly (readonly string[])[] = [
    [`# Plan: ${sentence(goalWords(goal, report))}`],
    [`${countWords(plan)}. Catalog of ${report.catalog.date}. Run the plan again to see what is left.`],
    ...(plan.isUntried ? [[untriedWords]] : []),
    ...section(
      'Steps',
      plan.steps.flatMap((step) => stepLines(step, plan, paths)),
    ),
    ...section('In the way, without edits', blocked),
    ...section(
      'Other builds',
      builds.map((one) => packageLine(one, plan)),
    ),
    ...section(
      'To check',
      unknown.map((one) => packageLine(one, plan)),
    ),
    ...section(
      'Ignored with a reason',
      ignored.map(({ finding }) => `- ${code(finding.subject)}: ${sentence(finding.suppressed?.reason ?? '')}`),
    ),
    ...section(
      'After this',
      after.map((left) => {
        const names = left.blockers.length > 0 ? `: ${codes(left.blockers)}` : '';
        return `- ${sentence(nameOf(left.target, report.vocabulary))}: ${leftWords(left)}${names}`;
      }),
    ),
  ];
  return `${withoutSecrets(sections.map((lines) => lines.join('\n')).join('\n\n'))}\n`;
}

function stepLines(step: PlanStep, { report }: Plan, paths: readonly string[] | undefined): readonly string[] {
  const { remedy, subjects, places, fixArguments, loses, byHand, sources, edits } = step;
  const titles = [...new Set(places.flatMap(({ fix }) => (fix ? [`${fixTitle(fix)} (${fix.safety})`] : [])))];
  return [
    `- [ ] **${sentence(remedy.title)}** (${remedy.effort}), for ${codes(subjects)}`,
    `  - ${codes(placeWords(places, report))}: ${editWords(step)}`,
    ...titles.map((title) => `  - ${sentence(title)}`),
    ...(paths ? fixArguments.map((words) => `  - ${code(commandWords(words, paths))}`) : []),
    ...(byHand !== undefined && edits !== 'ready' ? [`  - ${sentence(byHand)}`] : []),
    ...(loses === undefined ? [] : [`  - You lose: ${sentence(loses)}`]),
    ...(sources.length > 0 ? [`  - Sources: ${sources.map(linkMarkdown).join(', ')}`] : []),
  ];
}

function packageLine(one: PlanPackage, { report }: Plan): string {
  const { line } = report.places.place(one.file, one.span);
  return `- [ ] ${code(one.name)} (${code(`${report.shown(one.file)}:${line}`)}): ${sentence(packageWords(one, verdictWords))}`;
}

function section(title: string, lines: readonly string[]): readonly (readonly string[])[] {
  return lines.length > 0 ? [[`## ${title}`], lines] : [];
}

function codes(texts: readonly string[]): string {
  return texts.map(code).join(', ');
}
