import { nameOf } from '../messages';
import type { Vocabulary } from '../model/rule';
import type { ComparedFinding, Comparison } from './compare';
import { codeMarkdown as code, sentenceMarkdown as sentence } from './markdown-text';
import { withoutSecrets } from './redact';
import { printable } from './terminal-style';
import { plural } from './to-html-words';

/** A comment of a pull request shows so many of each kind; the JSON and the editor have all. */
const mostLines = 50;

/** `+` for what was gained, `-` for what was lost, `~` for what was accepted or ignored since; then the counts. */
export function comparisonToText(comparison: Comparison): string {
  const line = (sign: string, { file, line: at, severity, strength, guarded, message, ruleId }: ComparedFinding): string =>
    printable(withoutSecrets(`${sign} ${file}:${at}: ${severity} (${strength}${guarded ? ', guarded' : ''}): ${message} [${ruleId}]`));
  const lines = [
    ...comparison.gained.map((finding) => line('+', finding)),
    ...comparison.lost.map((finding) => line('-', finding)),
    ...comparison.silenced.map((finding) => line('~', finding)),
  ];
  return `${[...lines, ...(lines.length > 0 ? [''] : []), counts(comparison)].join('\n')}\n`;
}

/** A short comment for a pull request. @param most how many of each kind are listed */
export function comparisonToMarkdown(comparison: Comparison, vocabulary: Vocabulary, most = mostLines): string {
  const { gained, lost, silenced } = comparison;
  const head = gained.length === 0 && lost.length === 0 ? '**Portolan: no binding gained or lost.**' : `**Portolan: ${changes(comparison)}.**`;
  const sections = [
    [head],
    ...section('Gained', most, gained, (finding) => `${place(finding)} ${sentence(finding.message)} _${strengthOf(finding)}_`),
    ...section('Lost', most, lost, (finding) => `${place(finding)} ${code(finding.package)}${bond(finding, vocabulary)}`),
    ...section(
      'Still bound, now accepted or ignored',
      most,
      silenced,
      (finding) => `${place(finding)} ${code(finding.package)}${bond(finding, vocabulary)}`,
    ),
    [`${plural(comparison.same, 'binding')} as before.`],
  ];
  return `${withoutSecrets(sections.map((lines) => lines.join('\n')).join('\n\n'))}\n`;
}

export function comparisonToJson({ gained, lost, silenced, same }: Comparison): object {
  return { schemaVersion: 1, summary: { gained: gained.length, lost: lost.length, silenced: silenced.length, same }, gained, lost, silenced };
}

function section(
  title: string,
  most: number,
  findings: readonly ComparedFinding[],
  line: (finding: ComparedFinding) => string,
): readonly (readonly string[])[] {
  if (findings.length === 0) return [];
  const more = findings.length - most;
  return [[`${title}:`], [...findings.slice(0, most).map((finding) => `- ${line(finding)}`), ...(more > 0 ? [`- and ${more} more`] : [])]];
}

function place({ file, line }: ComparedFinding): string {
  return code(line > 0 ? `${file}:${line}` : file);
}

function strengthOf({ strength, guarded }: ComparedFinding): string {
  return `${strength}${guarded ? ', guarded' : ''}`;
}

/** A baseline does not say what a finding was bound to: then its rule is told. */
function bond({ boundTo, ruleId }: ComparedFinding, vocabulary: Vocabulary): string {
  return boundTo.length > 0 ? `, bound to ${boundTo.map((id) => sentence(nameOf(id, vocabulary))).join(', ')}` : ` (${code(ruleId)})`;
}

function changes({ gained, lost }: Comparison): string {
  return `${plural(gained.length, 'binding')} gained, ${lost.length} lost`;
}

function counts(comparison: Comparison): string {
  const { silenced, same } = comparison;
  const quiet = silenced.length > 0 ? `, ${silenced.length} accepted or ignored since` : '';
  return `${changes(comparison)}${quiet}, ${same} as before`;
}
