// The compact form of a rule in catalog.json. src/catalog/decode.ts reads it back; a test holds the two together.
import { confidenceOf } from './rule-claims.mjs';

export const verdictLetters = { yes: 'y', 'other-build': 'b', 'other-package': 'p', 'from-source': 's', partial: 'a', no: 'n', unknown: 'u' };
const orders = {
  axis: ['hardware', 'vendor', 'platform'],
  strength: ['hard', 'conditional', 'default'],
  confidence: ['high', 'medium', 'low'],
  effort: ['minutes', 'hours', 'days'],
  openness: ['open', 'restricted', 'closed', 'unknown'],
};

/** One letter a target in the vocabulary's order (`.`: nobody has looked); conditional verdicts stand beside it, by target. */
function encodeTargets(targets, targetIds) {
  let letters = '';
  const conditional = {};
  for (const id of targetIds) {
    const value = targets?.[id];
    const list = value === undefined ? [] : Array.isArray(value) ? value : [value];
    letters += list.length === 0 ? '.' : verdictLetters[list[0].verdict ?? list[0]];
    if (list.some((verdict) => verdict.when)) conditional[id] = list.map((verdict) => [verdictLetters[verdict.verdict], verdict.when ?? 0]);
  }
  letters = letters.replace(/\.+$/, '');
  return Object.keys(conditional).length > 0 ? [letters, conditional] : letters;
}

/** A rule as a tuple; trailing empty fields are left out. */
export function encodeRule(rule, targetIds) {
  const binds = (rule.binds ?? []).map((binding, n) =>
    trim([
      orders.axis.indexOf(binding.axis),
      binding.to.join(' '),
      orders.strength.indexOf(binding.strength),
      binding.summary,
      orders.confidence.indexOf(confidenceOf(rule, `binds.${n}`)),
      binding.when ?? 0,
      (binding.reaches ?? []).join(' ') || 0,
      encodeTargets(binding.targets, targetIds) || 0,
    ]),
  );
  const remedies = (rule.remedies ?? []).map((remedy) =>
    trim([
      remedy.id,
      remedy.kind,
      remedy.title,
      orders.effort.indexOf(remedy.effort),
      (remedy.for ?? []).join(' ') || 0,
      remedy.package ?? 0,
      remedy.specifier ?? 0,
      remedy.edit ?? 0,
      remedy.when ?? 0,
    ]),
  );
  const licence = rule.licence ? [rule.licence.spdx ?? 0, orders.openness.indexOf(rule.licence.openness)] : 0;
  return trim([
    rule.id,
    rule.title,
    Object.fromEntries(Object.entries(rule.names).map(([registry, names]) => [registry, names.join(' ')])),
    encodeTargets(rule.targets, targetIds) || 0,
    licence,
    binds.length > 0 ? binds : 0,
    remedies.length > 0 ? remedies : 0,
    (rule.artifacts ?? []).length > 0 ? rule.artifacts.map((artifact) => `${artifact.kind} ${artifact.match}`) : 0,
    (rule.family ? 1 : 0) + (rule.group ? 2 : 0),
    (rule.pulledInBy ?? []).join(' ') || 0,
  ]);
}

/** The texts and evidence of a rule, for pages.json. */
export function ruleDetails(rule, page) {
  const verdicts = {};
  const collect = (targets, prefix) => {
    for (const [target, value] of Object.entries(targets ?? {})) {
      const list = Array.isArray(value) ? value : [value];
      for (const [n, verdict] of list.entries()) {
        const texts = pick(verdict, ['how', 'package', 'checked']);
        if (texts) verdicts[`${prefix}.${target}${n > 0 ? `.${n}` : ''}`] = texts;
      }
    }
  };
  collect(rule.targets, 'targets');
  for (const [n, binding] of (rule.binds ?? []).entries()) collect(binding.targets, `binds.${n}.targets`);
  const remedies = {};
  for (const remedy of rule.remedies ?? []) {
    const texts = pick(remedy, ['loses', 'byHand', 'code']);
    if (texts) remedies[remedy.id] = texts;
  }
  return {
    ...pick(rule, ['about']),
    ...(page === undefined ? {} : { page }),
    sources: rule.sources,
    imports: rule.imports ?? [],
    verdicts,
    remedies,
  };
}

function pick(object, keys) {
  const found = keys.filter((key) => object?.[key] !== undefined).map((key) => [key, object[key]]);
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

function trim(tuple) {
  let length = tuple.length;
  while (length > 0 && tuple[length - 1] === 0) length--;
  return tuple.slice(0, length);
}
