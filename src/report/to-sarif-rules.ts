import { nameOf, verdictWords } from '../messages';
import type { Rule } from '../model/rule';
import { factCard, type FactCard } from './fact-card';
import { linkMarkdown, sentenceMarkdown } from './markdown-text';
import type { Report } from './report';

/** A rule as SARIF describes it. */
export interface RuleDescriptor {
  readonly id: string;
  readonly [key: string]: unknown;
}

/** Descriptors of the rules that have a finding, in order of their ids. The help is the rule's fact card; there is no address to lead to. */
export function rulesOf(report: Report): readonly RuleDescriptor[] {
  const rules = new Map<string, Rule>(report.findings.map(({ finding }) => [finding.rule.id, finding.rule]));
  return [...rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map((rule) => descriptorOf(rule, report));
}

/** Descriptors of the problems that occur, in order of their codes. */
export function notificationsOf({ result }: Report): readonly { readonly id: string }[] {
  const codes = [...result.files, ...result.policies].flatMap(({ problems }) => problems.map(({ code }): string => code));
  const unread = result.unreadable.length > 0 || result.files.some(({ status }) => status === 'skipped');
  return [...new Set([...codes, ...(unread ? ['not-read'] : [])])].sort().map((id) => ({ id }));
}

function descriptorOf(rule: Rule, report: Report): RuleDescriptor {
  const card = factCard(rule, report.details(rule), report.vocabulary);
  const summary = rule.binds[0]?.summary ?? '';
  const axes = [...new Set(rule.binds.map(({ axis }) => axis))];
  return {
    id: rule.id,
    shortDescription: { text: sentence(`${rule.title} ${summary}`) },
    fullDescription: { text: sentence(card.about ?? `${rule.title} ${summary}`) },
    help: { text: helpText(card), markdown: helpMarkdown(card, report) },
    properties: { tags: ['portability', ...axes], licence: rule.licence },
  };
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed.endsWith('.') ? trimmed : `${trimmed}.`;
}

function helpText({ bindings, remedies }: FactCard): string {
  const bonds = bindings.map(({ binding, to }) => sentence(`Bound to ${to.join(', ')} (${binding.strength}): ${binding.summary}`));
  const ways = remedies.map(({ remedy, loses }) =>
    sentence(`Instead (${remedy.effort}): ${remedy.title}${loses === undefined ? '' : `; you lose: ${loses}`}`),
  );
  return [...bonds, ...ways].join('\n');
}

function helpMarkdown({ rule, bindings, verdicts, remedies, sources }: FactCard, { vocabulary }: Report): string {
  const bonds = bindings.map(
    ({ binding, reaches }) =>
      `**${binding.strength}: ${binding.to.map((id) => sentenceMarkdown(nameOf(id, vocabulary))).join(', ')}.** ${sentenceMarkdown(sentence(binding.summary))}${
        reaches.length > 0 ? ` Also reaches ${sentenceMarkdown(reaches.join(', '))}.` : ''
      }`,
  );
  const runs = verdicts
    .filter(({ verdict }) => verdict !== 'unknown')
    .map(({ title, verdict }) => `${sentenceMarkdown(title)}: ${verdictWords[verdict]}`);
  const ways = remedies.map(
    ({ remedy, loses }) =>
      `- ${sentenceMarkdown(remedy.title)} (${remedy.effort})${loses === undefined ? '' : `; you lose: ${sentenceMarkdown(loses)}`}`,
  );
  const read = sources.map(({ url, checked }) => `- ${linkMarkdown(url)}, checked ${checked}`);
  const licence = `Licence: ${sentenceMarkdown(rule.licence.spdx ?? 'not known')} (${rule.licence.openness}).`;
  return [
    ...bonds,
    ...(runs.length > 0 ? [runs.join(' · ')] : []),
    licence,
    ...(ways.length > 0 ? [`Instead:\n\n${ways.join('\n')}`] : []),
    ...(read.length > 0 ? [`Sources:\n\n${read.join('\n')}`] : []),
  ].join('\n\n');
}
