import type { ModelFamily, RuleDetails, Source } from '../model/rule';

/** A rule or model family with claims that nobody has checked for long. */
export interface StaleEntry {
  /** The rule, or `models/<id>` of a family. */
  readonly id: string;
  /** The newest check of any of its claims, `YYYY-MM-DD`. */
  readonly newest: string;
  /** Paths of the claims whose own newest check is too old, oldest first. */
  readonly claims: readonly { readonly claim: string; readonly checked: string }[];
}

/** The last day that is `days` before `today`; both days are `YYYY-MM-DD`. Days count in UTC, so no clock change shifts them. */
export function daysBefore(today: string, days: number): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/**
 * The entries with a claim whose newest source was checked before `oldest` (`YYYY-MM-DD`), in the order given. A dated
 * `unknown` is a claim too: it was looked for on that day.
 */
export function staleEntries(
  rules: readonly { readonly id: string; readonly details: Pick<RuleDetails, 'sources' | 'verdicts'> }[],
  families: readonly ModelFamily[],
  oldest: string,
): readonly StaleEntry[] {
  const looked = rules.map(({ id, details }) => ({ id, checks: checksOf(details.sources, details.verdicts) }));
  const models = families.map(({ id, sources }) => ({ id: `models/${id}`, checks: checksOf(sources, {}) }));
  return [...looked, ...models].flatMap(({ id, checks }) => {
    const days = [...checks.values()].sort();
    const claims = [...checks].filter(([, checked]) => checked < oldest).map(([claim, checked]) => ({ claim, checked }));
    const byAge = claims.sort((a, b) => (a.checked === b.checked ? 0 : a.checked < b.checked ? -1 : 1));
    return claims.length > 0 ? [{ id, newest: days.at(-1) ?? '', claims: byAge }] : [];
  });
}

/** The newest check of each claim. */
function checksOf(sources: readonly Pick<Source, 'checked' | 'supports'>[], verdicts: RuleDetails['verdicts']): Map<string, string> {
  const newest = new Map<string, string>();
  const take = (claim: string, checked: string): void => {
    if (checked > (newest.get(claim) ?? '')) newest.set(claim, checked);
  };
  for (const { checked, supports } of sources) for (const claim of supports) take(claim, checked);
  for (const [claim, { checked }] of Object.entries(verdicts)) if (checked !== undefined) take(claim, checked);
  return newest;
}
