// A catalog of any number of rules: the real ones, repeated under new names and with new texts of the same length.
import { compileCatalog } from '../scripts/build-catalog.mjs';
import { readOrdinary, readRuleFiles, readVocabulary } from '../scripts/rule-files.mjs';

/** The text of `catalog.json` with `count` rules, and how many of them are real. */
export function largeCatalog(root, count) {
  const real = readRuleFiles(root).filter(({ rule }) => rule);
  const entries = Array.from({ length: count }, (_, index) => {
    const copy = Math.floor(index / real.length);
    const { rule, page } = real[index % real.length];
    return copy === 0 ? { rule, page } : { rule: varied(rule, copy), page };
  });
  const { catalog } = compileCatalog(entries, readVocabulary(root), readOrdinary(root));
  return { text: JSON.stringify(catalog), real: real.length };
}

/** Turns every letter `by` places further in the alphabet: another text of the same length, which no table of strings can share. */
function turned(text, by) {
  return text.replace(/[a-z]/gi, (letter) => {
    const first = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(first + ((letter.charCodeAt(0) - first + by) % 26));
  });
}

function varied(rule, by) {
  const names = Object.entries(rule.names).map(([registry, list]) => [registry, list.map((name) => turned(name, by))]);
  return {
    ...rule,
    id: turned(rule.id, by),
    title: turned(rule.title, by),
    names: Object.fromEntries(names),
    artifacts: rule.artifacts?.map((artifact) => ({ ...artifact, match: turned(artifact.match, by) })),
    binds: rule.binds?.map((binding) => ({ ...binding, summary: turned(binding.summary, by), when: variedCondition(binding.when, by) })),
    remedies: rule.remedies?.map((remedy) => ({ ...remedy, title: turned(remedy.title, by), when: variedCondition(remedy.when, by) })),
  };
}

/** Texts of a condition; the names of its atoms stay. */
function variedCondition(condition, by) {
  if (condition === undefined) return undefined;
  if (typeof condition === 'string') return turned(condition, by);
  if (Array.isArray(condition)) return condition.map((part) => variedCondition(part, by));
  return Object.fromEntries(Object.entries(condition).map(([atom, value]) => [atom, variedCondition(value, by)]));
}
