import type { Finding } from '../model/finding';
import type { Comment, Problem } from '../model/manifest';
import type { Vocabulary } from '../model/rule';
import { appliesTo, readInlineIgnores, type InlineIgnore } from '../policy/inline-ignore';
import { matchesIgnore, namesFinding, type IgnoreEntry, type KnownIds } from '../policy/policy';
import { normalizePackageKey } from '../registries/names';
import { LineIndex } from '../text/line-index';
import { makerOf } from './visible';

export interface SuppressInput {
  readonly findings: readonly Finding[];
  readonly text: string;
  readonly comments: readonly Comment[];
  readonly ignores: readonly IgnoreEntry[];
  /** The file's path relative to the folder of the policy file. */
  readonly fileFromPolicy: string;
  readonly known: KnownIds;
  readonly vocabulary: Vocabulary;
  readonly today: string;
}

/** Marks findings that an inline ignore or the policy hides, and tells ignores that hide nothing. */
export function suppress(input: SuppressInput): { findings: readonly Finding[]; problems: readonly Problem[] } {
  if (input.comments.length === 0 && input.ignores.length === 0) return { findings: input.findings, problems: [] };
  const lines = new LineIndex(input.text);
  const { ignores, problems } = readInlineIgnores(input.comments, lines, input.known, input.today);
  if (ignores.length === 0 && input.ignores.length === 0) return { findings: input.findings, problems };
  const used = new Set<InlineIgnore>();
  const maker = makerOf(input.vocabulary);
  const findings = input.findings.map((finding): Finding => {
    const subject = { ruleId: finding.rule.id, boundTo: finding.boundTo, makerOf: maker };
    const inline = ignores.find((ignore) => speaksOf(ignore, finding, lines) && namesFinding(ignore.ids, subject));
    if (inline) {
      used.add(inline);
      return { ...finding, suppressed: { by: 'inline', reason: inline.reason, ...(inline.until === undefined ? {} : { until: inline.until }) } };
    }
    const packageKey = `${finding.ecosystem}:${finding.package}`;
    const entry = input.ignores.find((ignore) => matchesIgnore(ignore, { ...subject, packageKey, file: input.fileFromPolicy }, normalizePackageKey));
    if (!entry) return finding;
    return { ...finding, suppressed: { by: 'policy', reason: entry.reason, ...(entry.until === undefined ? {} : { until: entry.until }) } };
  });
  const unused = ignores.filter((ignore) => !used.has(ignore)).map(({ span }): Problem => ({ code: 'ignore-unused', span, arguments: {} }));
  return { findings, problems: [...problems, ...unused] };
}

function speaksOf(ignore: InlineIgnore, finding: Finding, lines: LineIndex): boolean {
  const place = finding.artifact?.declaration ?? finding.rows[0]?.span ?? finding.span;
  return appliesTo(ignore, place, lines) || appliesTo(ignore, finding.span, lines);
}
