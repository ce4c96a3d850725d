import { nameOf } from '../messages';
import type { ResolvedVerdict } from '../model/finding';
import type { Binding, Remedy, RemedyTexts, Rule, RuleDetails, Source, Vocabulary } from '../model/rule';
import type { VerdictKind } from '../model/vocabulary';

/** The targets that a card shows in a row; others only where the rule speaks of them. */
export const mainTargets = ['nvidia-cuda', 'amd-rocm', 'intel-xpu', 'apple-mps', 'google-tpu', 'huawei-ascend', 'cpu-x86_64', 'cpu-arm64'];

export interface CardVerdict {
  readonly target: string;
  readonly title: string;
  readonly verdict: VerdictKind;
  readonly how?: string;
  readonly package?: string;
}

export interface CardRemedy extends RemedyTexts {
  readonly remedy: Remedy;
}

/** What is known of a package family, for hover, `explain` and the report. Plain data, worded by the renderers. */
export interface FactCard {
  readonly rule: Rule;
  readonly about?: string;
  readonly bindings: readonly {
    readonly binding: Binding;
    readonly to: readonly string[];
    readonly reaches: readonly string[];
    readonly openQuestions: readonly string[];
  }[];
  readonly verdicts: readonly CardVerdict[];
  readonly remedies: readonly CardRemedy[];
  readonly sources: readonly Source[];
}

/** @param resolved the verdicts of one row, where the card is for a row; else the rule's own. */
export function factCard(
  rule: Rule,
  details: RuleDetails | undefined,
  vocabulary: Vocabulary,
  resolved?: Readonly<Record<string, ResolvedVerdict>>,
): FactCard {
  const verdicts = resolved ?? ownVerdicts(rule);
  const shown = [...mainTargets, ...Object.keys(verdicts).filter((target) => !mainTargets.includes(target))];
  const hardware = Object.keys(verdicts).length > 0;
  return {
    rule,
    ...(details?.about === undefined ? {} : { about: details.about }),
    bindings: rule.binds.map((binding) => ({
      binding,
      to: binding.to.map((id) => nameOf(id, vocabulary)),
      reaches: binding.reaches.map((id) => nameOf(id, vocabulary)),
      openQuestions: codeAtoms(binding),
    })),
    verdicts: hardware ? shown.map((target) => cardVerdict(target, verdicts[target], details, vocabulary)) : [],
    remedies: rule.remedies.map((remedy) => ({ remedy, ...details?.remedies[remedy.id] })),
    sources: details?.sources ?? [],
  };
}

/** The verdicts of a rule for a row of which nothing is known: those without a condition, else the first. */
export function ownVerdicts(rule: Rule): Record<string, ResolvedVerdict> {
  const verdicts: Record<string, ResolvedVerdict> = {};
  for (const [target, choices] of Object.entries(rule.targets)) {
    const plain = choices.findIndex((choice) => !choice.when);
    const index = plain >= 0 ? plain : 0;
    const choice = choices[index];
    if (choice) verdicts[target] = { verdict: choice.verdict, claim: `targets.${target}${index > 0 ? `.${index}` : ''}` };
  }
  return verdicts;
}

/** One verdict with its texts; no verdict is said as unknown. */
export function cardVerdict(
  target: string,
  verdict: ResolvedVerdict | undefined,
  details: RuleDetails | undefined,
  vocabulary: Vocabulary,
): CardVerdict {
  const texts = verdict && details?.verdicts[verdict.claim];
  return {
    target,
    title: vocabulary.targets[target]?.short ?? target,
    verdict: verdict?.verdict ?? 'unknown',
    ...(texts?.how === undefined ? {} : { how: texts.how }),
    ...(texts?.package === undefined ? {} : { package: texts.package }),
  };
}

/** What a manifest cannot show but code decides, from the binding's condition. */
function codeAtoms(binding: Binding): readonly string[] {
  const found: string[] = [];
  const visit = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > 32) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'code' && typeof inner === 'string') found.push(inner);
      else visit(inner, depth + 1);
    }
  };
  visit(binding.when, 0);
  return found;
}
