import type { ModelFamilies, ModelFamily, Rule, RuleDetails } from '../model/rule';

/**
 * The families that a server of one's own can run in the vendor's place: all of them for a rule with a vendor's binding and
 * a remedy that sends the calls to a server for open-weight models, none for any other.
 */
export function familiesFor(rule: Rule, details: RuleDetails | undefined, models: ModelFamilies | undefined): readonly ModelFamily[] {
  if (!models || !rule.binds.some(({ axis }) => axis === 'vendor')) return [];
  const fits = rule.remedies.some(({ id, kind, title }) => {
    const text = `${title} ${details?.remedies[id]?.byHand ?? ''}`;
    return kind === 'set-endpoint' && (text.includes('open-weight') || text.includes('SGLang'));
  });
  return fits ? models.families : [];
}

/** `Qwen (Apache-2.0)`; the name of the licence where it has no SPDX expression. */
export function familyWithLicence({ title, licence }: ModelFamily): string {
  return `${title} (${licence.spdx ?? licence.name ?? 'licence not known'})`;
}
