import type { ArtifactPattern, Binding, Condition, ConditionalVerdict, Licence, Remedy, Rule, Targets } from '../model/rule';
import type { ArtifactKind, Axis, Confidence, Effort, RemedyKind, Strength, VerdictKind } from '../model/vocabulary';

/** The tuple of one rule in catalog.json, as `scripts/encode-rule.mjs` writes it; `0` stands for an empty field, and trailing zeros are left out. */
export type EncodedRule = readonly unknown[];

const axes: readonly Axis[] = ['hardware', 'vendor', 'platform'];
const strengths: readonly Strength[] = ['hard', 'conditional', 'default'];
const confidences: readonly Confidence[] = ['high', 'medium', 'low'];
const efforts: readonly Effort[] = ['minutes', 'hours', 'days'];
const opennesses: readonly Licence['openness'][] = ['open', 'restricted', 'closed', 'unknown'];
const verdicts: Readonly<Record<string, VerdictKind>> = {
  y: 'yes',
  b: 'other-build',
  p: 'other-package',
  s: 'from-source',
  a: 'partial',
  n: 'no',
  u: 'unknown',
};

/** Restores a rule; `targetIds` are the targets of the same catalog, in order. */
export function decodeRule(encoded: EncodedRule, targetIds: readonly string[]): Rule {
  const [id, title, names, targets, licence, binds, remedies, artifacts, flags, pulledInBy] = encoded;
  const number = typeof flags === 'number' ? flags : 0;
  return {
    id: String(id),
    title: String(title),
    names: decodeNames(names),
    family: (number & 1) !== 0,
    group: (number & 2) !== 0,
    targets: decodeTargets(targets, targetIds),
    licence: decodeLicence(licence),
    binds: list(binds).map((binding) => decodeBinding(list(binding), targetIds)),
    remedies: list(remedies).map((remedy) => decodeRemedy(list(remedy))),
    artifacts: list(artifacts).map(decodeArtifact),
    pulledInBy: words(pulledInBy),
  };
}

/** The names of a rule without decoding the rest: `{ registry: "name name" }`. */
export function encodedNames(encoded: EncodedRule): Readonly<Record<string, string>> {
  return (encoded[2] ?? {}) as Record<string, string>;
}

/** The artifact patterns of a rule without decoding the rest. */
export function encodedArtifacts(encoded: EncodedRule): readonly ArtifactPattern[] {
  return list(encoded[7]).map(decodeArtifact);
}

function decodeNames(names: unknown): Rule['names'] {
  const entries = Object.entries((names ?? {}) as Record<string, string>);
  return Object.fromEntries(entries.map(([registry, joined]) => [registry, words(joined)]));
}

function decodeArtifact(encoded: unknown): ArtifactPattern {
  const text = String(encoded);
  const space = text.indexOf(' ');
  return { kind: text.slice(0, space) as ArtifactKind, match: text.slice(space + 1) };
}

function decodeTargets(encoded: unknown, targetIds: readonly string[]): Targets {
  const letters = typeof encoded === 'string' ? encoded : Array.isArray(encoded) ? String(encoded[0]) : '';
  const conditional = Array.isArray(encoded) ? (encoded[1] as Record<string, [string, Condition | 0][]>) : {};
  const targets: Record<string, readonly ConditionalVerdict[]> = {};
  targetIds.forEach((id, n) => {
    const kind = verdicts[letters[n] ?? '.'];
    if (kind) targets[id] = [{ verdict: kind }];
  });
  for (const [id, choices] of Object.entries(conditional)) {
    targets[id] = choices.map(([letter, when]) => ({ verdict: verdicts[letter] ?? 'unknown', ...(when === 0 ? {} : { when }) }));
  }
  return targets;
}

function decodeLicence(encoded: unknown): Licence {
  const [spdx, openness] = list(encoded);
  return { spdx: typeof spdx === 'string' ? spdx : null, openness: opennesses[Number(openness ?? 3)] ?? 'unknown' };
}

function decodeBinding(encoded: readonly unknown[], targetIds: readonly string[]): Binding {
  const [axis, to, strength, summary, confidence, when, reaches, targets] = encoded;
  return {
    axis: axes[Number(axis ?? 0)] ?? 'hardware',
    to: words(to),
    strength: strengths[Number(strength ?? 0)] ?? 'default',
    summary: String(summary),
    confidence: confidences[Number(confidence ?? 0)] ?? 'low',
    ...(when ? { when: when as Condition } : {}),
    reaches: words(reaches),
    targets: decodeTargets(targets, targetIds),
  };
}

function decodeRemedy(encoded: readonly unknown[]): Remedy {
  const [id, kind, title, effort, targets, packageKey, specifier, edit, when] = encoded;
  return {
    id: String(id),
    kind: kind as RemedyKind,
    title: String(title),
    effort: efforts[Number(effort ?? 0)] ?? 'days',
    for: words(targets),
    ...(typeof packageKey === 'string' ? { package: packageKey } : {}),
    ...(typeof specifier === 'string' ? { specifier } : {}),
    ...(typeof edit === 'object' && edit !== null ? { edit } : {}),
    ...(when ? { when: when as Condition } : {}),
  };
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function words(value: unknown): readonly string[] {
  return typeof value === 'string' && value !== '' ? value.split(' ') : [];
}
