import { MarkdownString, type Uri } from 'vscode';
import {
  codeChanges,
  diffLines,
  factCard,
  fencedMarkdown,
  formatOf,
  pathWords,
  verdictWords,
  weightWords,
  type Engine,
  type FactCard,
} from '../../engine';
import type { Finding } from '../../model/finding';
import type { Weight } from '../../model/lock';
import type { RowResult } from '../../model/result';
import type { Rule, Source } from '../../model/rule';
import type { Ecosystem } from '../../model/vocabulary';
import { escaped, sentence, shortened, sourceLink } from './markdown';

type CardRemedy = FactCard['remedies'][number];

const tableColumns = 8;
const listedRemedies = 3;
const longestLoss = 60;
/** Longer changes are read on the page. */
const codeLines = 8;
const longestEdition = 24;

/** The only commands that a card may call. */
const cardCommands = ['portolan.openRulePage', 'portolan.ignoreHere', 'portolan.ignoreInPolicy'];

/** The fact card of a finding: six short parts, the most important first. */
export function findingCard(finding: Finding, document: Uri, engine: Engine): MarkdownString {
  const card = factCard(finding.rule, engine.details(finding.rule), engine.vocabulary, finding.targets);
  const bound = card.bindings.find(({ binding }) => binding === finding.binding);
  const ranked = finding.remedies.flatMap((remedy) => card.remedies.filter((entry) => entry.remedy.id === remedy.id));
  const hidden = finding.suppressed
    ? `Not shown as a problem (${finding.suppressed.by}${finding.suppressed.reason === '' ? '' : `: ${escaped(finding.suppressed.reason)}`}).`
    : '';
  const index = finding.rule.binds.indexOf(finding.binding);
  return markdown([
    `**${escaped(finding.subject)}** binds to **${escaped((bound?.to ?? finding.boundTo).join(', '))}** · ${finding.strength}${finding.guarded ? ', guarded' : ''} · ${licence(finding.rule)}`,
    [reaches(bound?.reaches ?? []), pathLine(finding), weightLine(finding.package, finding.weight), hidden].filter((part) => part !== '').join(' '),
    verdictTable(card),
    remedyLine(ranked),
    codeBlock(ranked[0], finding.ecosystem),
    openQuestions(bound?.openQuestions ?? []),
    [sourceLine(card.sources, `binds.${index}`), actions(finding.rule, ignoreLink(finding, document))].filter((line) => line !== '').join('  \n'),
  ]);
}

/** The card of a package that a rule knows and that is not bound as it stands here. `locked`: what the lock took for its row. */
export function packageCard(name: string, rule: Rule, engine: Engine, locked?: Pick<RowResult, 'resolved' | 'weight'>): MarkdownString {
  const card = factCard(rule, engine.details(rule), engine.vocabulary);
  return markdown([
    `**${escaped(name)}** · ${rule.binds.length === 0 ? 'no binding known' : 'not bound as written here'} · ${licence(rule)}`,
    [...(card.about === undefined ? [] : [`${escaped(name)}: ${sentence(card.about)}.`]), ...bondLines(card)].join(' '),
    lockedLine(name, locked),
    verdictTable(card),
    remedyLine(card.remedies),
    openQuestions(card.bindings.flatMap((entry) => entry.openQuestions)),
    [sourceLine(card.sources, 'targets'), actions(rule, '')].filter((line) => line !== '').join('  \n'),
  ]);
}

function markdown(parts: readonly string[]): MarkdownString {
  const card = new MarkdownString(parts.filter((part) => part !== '').join('\n\n'));
  card.isTrusted = { enabledCommands: cardCommands };
  return card;
}

function licence({ licence: { spdx, openness } }: Rule): string {
  return spdx === null ? `licence ${openness === 'unknown' ? 'not known' : openness}` : `licence ${escaped(spdx)} (${openness})`;
}

function reaches(titles: readonly string[]): string {
  return titles.length === 0 ? '' : `Also reaches ${escaped(titles.join(', '))}.`;
}

/** Only where the lock has more to say than that the row is there. */
function pathLine({ via, paths, forcedBy }: Finding): string {
  const count = paths && (via.length > 0 || paths.count > 1) ? pathWords(paths) : '';
  if (via.length <= 1) return count === '' ? '' : `In the lock: ${escaped(count)}.`;
  const way = via.map((name) => escaped(name)).join(' → ');
  return `${forcedBy === undefined ? 'Through' : 'On every path, though no rule knows it:'} ${way}${count === '' ? '' : ` (${escaped(count)} in the lock)`}.`;
}

/** Whom the bindings that do not hold here would bind to; each kind of them as one sentence. */
function bondLines({ bindings }: FactCard): readonly string[] {
  const titles = (conditional: boolean): string =>
    [...new Set(bindings.filter(({ binding }) => (binding.strength === 'conditional') === conditional).flatMap(({ to }) => to))].join(', ');
  const [met, other] = [titles(true), titles(false)];
  return [
    ...(met === '' ? [] : [`Under conditions that are not met or not seen here it binds to ${escaped(met)}.`]),
    ...(other === '' ? [] : [`In other forms it binds to ${escaped(other)}.`]),
  ];
}

/** Which version the lock took, and what it brings. */
function lockedLine(name: string, { resolved, weight }: Pick<RowResult, 'resolved' | 'weight'> = {}): string {
  const version = resolved === undefined ? '' : `The lock took ${escaped(`${name} ${resolved}`)}.`;
  return [version, weightLine(name, weight)].filter((part) => part !== '').join(' ');
}

function weightLine(name: string, weight: Weight | undefined): string {
  const words = weight ? weightWords(name, weight) : '';
  return words === '' ? '' : `${escaped(words)}.`;
}

function verdictTable({ verdicts }: FactCard): string {
  const shown = verdicts.slice(0, tableColumns);
  if (shown.length === 0) return '';
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [row(shown.map(({ title }) => escaped(title))), row(shown.map(() => '---')), row(shown.map(({ verdict }) => verdictWords[verdict]))].join(
    '\n',
  );
}

function remedyLine(remedies: readonly CardRemedy[]): string {
  if (remedies.length === 0) return '';
  const parts = remedies.slice(0, listedRemedies).map(({ remedy, loses }, index) => {
    const loss = index > 0 || loses === undefined ? '' : `; you lose: ${sentence(shortened(loses, longestLoss))}`;
    return `${sentence(remedy.title)} (${remedy.effort}${loss})`;
  });
  return `*Instead:* ${parts.join(' · ')}`;
}

/** What the first remedy changes in code; the page and the report have those of the others. */
function codeBlock(remedy: CardRemedy | undefined, ecosystem: Ecosystem): string {
  const lines = codeChanges(remedy, [ecosystem]).flatMap((change) => diffLines(change));
  return lines.length === 0 || lines.length > codeLines ? '' : fencedMarkdown('diff', lines).join('\n');
}

function openQuestions(questions: readonly string[]): string {
  return questions.length === 0 ? '' : `*Decided in code:* ${questions.map((question) => sentence(question)).join(' · ')}`;
}

/** The first one that supports the claim; the page has them all. */
function sourceLine(sources: readonly Source[], claim: string): string {
  const supports = ({ supports: paths }: Source): boolean => paths.some((path) => path === claim || path.startsWith(`${claim}.`));
  const source = sources.find(supports) ?? sources[0];
  if (!source) return '';
  const edition = source.of === undefined ? undefined : shortened(source.of, longestEdition);
  const others = sources.length > 1 ? ` · ${sources.length - 1} more on the page` : '';
  return `*Sources:* ${sourceLink(source.url, edition)} (checked ${source.checked})${others}`;
}

function actions({ id, own }: Rule, ignore: string): string {
  return `${commandLink('Open the page', 'portolan.openRulePage', [id])}${ignore === '' ? '' : ` · ${ignore}`} · ${own ? 'rule of this workspace' : 'rule'} \`${id}\``;
}

function ignoreLink(finding: Finding, document: Uri): string {
  if (finding.suppressed) return '';
  const canComment = formatOf(document.path)?.lineComment !== undefined;
  return commandLink('Ignore…', canComment ? 'portolan.ignoreHere' : 'portolan.ignoreInPolicy', [document.toString(), finding.id]);
}

function commandLink(label: string, command: string, values: readonly unknown[]): string {
  const encoded = encodeURIComponent(JSON.stringify(values)).replaceAll('(', '%28').replaceAll(')', '%29');
  return `[${label}](command:${command}?${encoded})`;
}
