// Compiles rules/ into dist/catalog.json (what analysis needs) and dist/pages.json (texts and evidence, read on first use).
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkRules } from './check-rules.mjs';
import { encodeRule, ruleDetails } from './encode-rule.mjs';
import { readOrdinary, readRuleFiles, readVocabulary } from './rule-files.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Checks and compiles all rules; throws with every fault if there is one, unless `lenient` leaves faulty rules out. */
export async function buildCatalog({ lenient = process.env.PORTOLAN_LENIENT_RULES === '1' } = {}) {
  const faults = checkRules(root);
  if (faults.length > 0 && !lenient) throw new Error(`rules/ has ${faults.length} faults:\n${faults.join('\n')}`);
  const faulty = (file) => faults.some((fault) => fault.startsWith(`${file}:`));
  const entries = readRuleFiles(root).filter((entry) => entry.rule && !faulty(entry.file));
  const { catalog, pages } = compileCatalog(entries, readVocabulary(root), readOrdinary(root));
  mkdirSync(path.join(root, 'dist'), { recursive: true });
  writeFileSync(path.join(root, 'dist', 'catalog.json'), JSON.stringify(catalog));
  writeFileSync(path.join(root, 'dist', 'pages.json'), JSON.stringify(pages));
  return { rules: entries.length, faults };
}

/** The two compiled objects; `entries` are `{ rule, page }`. */
export function compileCatalog(entries, vocabulary, ordinary) {
  const targetIds = Object.keys(vocabulary.targets);
  const dates = entries.flatMap(({ rule }) => rule.sources.map((source) => source.checked)).sort();
  const catalog = {
    format: 1,
    date: dates.at(-1) ?? '',
    vocabulary,
    rules: entries.map(({ rule }) => encodeRule(rule, targetIds)),
    ordinary: Object.fromEntries(Object.entries(ordinary).map(([registry, names]) => [registry, names.join(' ')])),
  };
  const pages = Object.fromEntries(entries.map(({ rule, page }) => [rule.id, ruleDetails(rule, page)]));
  return { catalog, pages };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildCatalog();
