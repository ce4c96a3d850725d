import { nameOf, verdictWords } from '../messages';
import type { HandText } from '../model/fix';
import type { CodeChange } from '../model/rule';
import { diffLines } from './code-change';
import type { Plan, PlanStep } from './plan';
import type { PlanPackage } from './plan-packages';
import type { PlanProgress } from './plan-since';
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
import { withoutSecrets } from './redact';
import { printable } from './terminal-style';
import { someOf } from './to-html-words';

const indent = ' '.repeat(13);

/**
 * The plan for a terminal.
 * @param paths what was named on the command line, for the commands that are told
 * @param since an earlier plan of the same goal, if there is one
 */
export function planToText(plan: Plan, paths: readonly string[], since?: PlanProgress): string {
  const { goal, report, steps, stuck, doubtful, others, builds, choices, unknown, after } = plan;
  const lines = [
    `To ${goalWords(goal, report)}: ${countWords(plan)}.`,
    ...(since ? [`${progressWords(since)}.`, ...since.solved.map(({ subject, file }) => `    solved: ${subject} in ${file}`)] : []),
    ...plan.variants.map((variant) => ` -  ${variantWords(variant, report)}`),
    ...steps.flatMap((step, index) => stepLines(step, index + 1, plan, paths)),
    ...(plan.isUntried ? [untriedWords] : []),
    ...stuck.map(({ subjects, places }) => ` -  no remedy with a source is known: ${someOf(subjects, 6)}   ${someOf(placeWords(places, report), 3)}`),
    ...others.map((one) => ` -  ${one.name}: ${packageWords(one, verdictWords)}   ${placeOf(one, plan)}`),
    ...(doubtful.length > 0 ? [`${doubtfulTitle}:`] : []),
    ...doubtful.flatMap((step, index) => stepLines(step, steps.length + index + 1, plan, paths)),
    ...list('Other builds and packages:', builds, plan),
    ...choices.flatMap((step, index) => stepLines(step, steps.length + doubtful.length + index + 1, plan, paths)),
    ...list('To check:', unknown, plan),
    ...plan.ignored.map(({ finding }) => `Ignored: ${finding.subject} (${finding.suppressed?.reason ?? ''})`),
    ...after.map((left) => {
      const names = left.blockers.length > 0 ? `: ${someOf(left.blockers, 4)}` : '';
      return `After this, ${nameOf(left.target, report.vocabulary)}: ${leftWords(left)}${names}`;
    }),
  ];
  return `${lines.map((line) => printable(withoutSecrets(line))).join('\n')}\n`;
}

function stepLines(step: PlanStep, number: number, { report }: Plan, paths: readonly string[]): readonly string[] {
  const { remedy, subjects, commands, loses, byHand, code, sources, edits, texts } = step;
  return [
    `${String(number).padStart(2)}  ${remedy.effort.padEnd(8)} ${someOf(subjects, 4)}: ${remedy.title}`,
    `${indent}${someOf(placeWords(step.places, report), 3)}: ${editWords(step)}`,
    ...commands.map((command) => `${indent}${commandWords(command, paths, report)}`),
    ...(byHand !== undefined && edits !== 'ready' && texts.length === 0 ? [`${indent}${byHand}`] : []),
    ...texts.flatMap((own) => [`${indent}${handWords(own, report)}:`, ...own.texts.flatMap(textLines)]),
    ...codeLines(code),
    ...(loses === undefined ? [] : [`${indent}you lose: ${loses}`]),
    ...step.alternatives.flatMap((other) => [`${indent}or: ${alternativeWords(other)}`, ...codeLines(other.code)]),
    ...(edits === 'ready' ? [] : sources.slice(0, 2).map((url) => `${indent}${url}`)),
  ];
}

function codeLines(changes: readonly CodeChange[]): readonly string[] {
  return changes.flatMap(diffLines).map((line) => `${indent}    ${line}`);
}

function textLines({ title, text }: HandText): readonly string[] {
  return [`${indent}  ${title}:`, ...text.split('\n').map((line) => (line === '' ? '' : `${indent}    ${line}`))];
}

/** Many unknown names stand in one line; packages with something to say have their own. */
function list(title: string, packages: readonly PlanPackage[], plan: Plan): readonly string[] {
  if (packages.length === 0) return [];
  const told = packages.filter(({ rule }) => rule);
  const unheard = packages.filter(({ rule }) => !rule).map(({ name }) => name);
  return [
    title,
    ...told.map((one) => `    ${one.name}: ${packageWords(one, verdictWords)}   ${placeOf(one, plan)}`),
    ...(unheard.length > 0 ? [`    no rule knows ${someOf(unheard, 20)}`] : []),
  ];
}

function placeOf({ file, span }: PlanPackage, { report }: Plan): string {
  return `${report.shown(file)}:${report.places.place(file, span).line}`;
}
