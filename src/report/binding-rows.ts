import type { Finding } from '../model/finding';
import type { FileResult } from '../model/result';
import { strengths } from '../model/vocabulary';
import type { Report } from './report';

/** What binds alike in one or several places. */
export interface BindingRow {
  /** Stands for all of them. */
  readonly finding: Finding;
  /** The packages that are told together, torch and torchvision say. */
  readonly members: readonly Finding[];
  /** One for each group of findings. */
  readonly places: readonly { readonly finding: Finding; readonly file: FileResult }[];
}

/**
 * Open findings of one group in a file stand together; groups that say the same in several places share a row. Those that
 * hold the project in most places come first, hard ones before others.
 */
export function bindingRows(report: Report): readonly BindingRow[] {
  const groups = new Map<string, { file: FileResult; findings: Finding[] }>();
  for (const { finding, file } of report.findings) {
    if (finding.suppressed) continue;
    const key = [finding.group, ...finding.boundTo].join('\n');
    const known = groups.get(key);
    if (known) known.findings.push(finding);
    else groups.set(key, { file, findings: [finding] });
  }
  const rows = new Map<string, BindingRow & { places: { finding: Finding; file: FileResult }[] }>();
  for (const { file, findings } of groups.values()) {
    const packages = findings.filter(({ artifact }) => artifact?.kind !== 'index');
    const members = packages.length > 0 ? packages : findings;
    const [finding] = members;
    if (!finding) continue;
    const key = members
      .map(({ rule, ecosystem, subject, strength, guarded }) => [rule.id, ecosystem, subject, strength, guarded].join(' '))
      .join('\n');
    const known = rows.get(key);
    if (known) known.places.push({ finding, file });
    else rows.set(key, { finding, members, places: [{ finding, file }] });
  }
  const ranks = new Map(report.vendors.map(({ id }, rank) => [id, rank]));
  const rankOf = ({ finding: { boundTo, strength } }: BindingRow): number =>
    Math.min(...boundTo.map((id) => ranks.get(id) ?? ranks.size)) * strengths.length + strengths.indexOf(strength);
  return [...rows.values()].sort((a, b) => rankOf(a) - rankOf(b));
}

/** How models with published weights could take the place of a service's; undefined for what is bound to hardware. */
export function openWeights({ axis, remedies }: Finding): string | undefined {
  if (axis !== 'vendor') return undefined;
  const way = remedies.find(({ kind }) => kind === 'set-endpoint');
  return way ? `by setting an endpoint (${way.effort})` : remedies.length > 0 ? 'with another package only' : 'no way known';
}
