import type { Finding } from '../model/finding';
import type { FileResult } from '../model/result';
import type { Remedy, Rule } from '../model/rule';
import { efforts } from '../model/vocabulary';
import { blocking, type Report } from './report';

/** A remedy, and what it would do for the whole project. */
export interface Step {
  readonly rule: Rule;
  readonly remedy: Remedy;
  /** The bound things that it serves, as a person would say them. */
  readonly subjects: readonly string[];
  readonly places: readonly { readonly finding: Finding; readonly file: FileResult }[];
  /** Targets on which these do not run as written, and which the remedy is for. */
  readonly targets: readonly string[];
  /** Services that they depend on. */
  readonly vendors: readonly string[];
}

/** The first-ranked remedy of every open finding, merged by rule; the lightest first, then those that help most. */
export function firstSteps(report: Report, targets: readonly string[]): readonly Step[] {
  const steps = new Map<string, Step>();
  // Packages before their indexes: a step is named after what a person would name.
  const ranked = [...report.findings].sort((a, b) => Number(a.finding.origin === 'artifact') - Number(b.finding.origin === 'artifact'));
  for (const { finding, file } of ranked) {
    const remedy = finding.remedies[0];
    if (finding.suppressed || !remedy) continue;
    const key = `${finding.rule.id}/${remedy.id}`;
    const known = steps.get(key) ?? { rule: finding.rule, remedy, subjects: [], places: [], targets: [], vendors: [] };
    const helped = targets.filter((target) => isHelped(finding, remedy, target));
    steps.set(key, {
      ...known,
      subjects: [...new Set([...known.subjects, finding.subject])],
      places: [...known.places, { finding, file }],
      targets: targets.filter((target) => known.targets.includes(target) || helped.includes(target)),
      vendors: finding.axis === 'vendor' ? [...new Set([...known.vendors, ...finding.boundTo])] : known.vendors,
    });
  }
  return [...steps.values()].sort((a, b) => effortRank(a) - effortRank(b) || helpOf(b) - helpOf(a) || (keyOf(a) < keyOf(b) ? -1 : 1));
}

function isHelped(finding: Finding, remedy: Remedy, target: string): boolean {
  const verdict = finding.targets[target]?.verdict;
  return finding.axis !== 'vendor' && remedy.for.includes(target) && verdict !== undefined && blocking.includes(verdict);
}

function effortRank({ remedy }: Step): number {
  return efforts.indexOf(remedy.effort);
}

/** Targets that come nearer, and places that are dealt with. */
function helpOf({ targets, vendors, places }: Step): number {
  return (targets.length + vendors.length) * 100 + Math.min(places.length, 99);
}

function keyOf({ rule, remedy }: Step): string {
  return `${rule.id}/${remedy.id}`;
}
