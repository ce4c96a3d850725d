// Compiles rules/ into dist/catalog.json (what analysis needs) and dist/pages.json (texts and evidence, read on first use).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkRules } from './check-rules.mjs';
import { encodeRule, ruleDetails } from './encode-rule.mjs';
import { readModels, readOrdinary, readRuleFiles, readVocabulary } from './rule-files.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Checks and compiles all rules; throws with every fault if there is one, unless `lenient` leaves faulty rules out. */
export async function buildCatalog({ lenient = process.env.PORTOLAN_LENIENT_RULES === '1' } = {}) {
  const faults = checkRules(root);
  if (faults.length > 0 && !lenient) throw new Error(`rules/ has ${faults.length} faults:\n${faults.join('\n')}`);
  const faulty = (file) => faults.some((fault) => fault.startsWith(`${file}:`));
  const entries = readRuleFiles(root).filter((entry) => entry.rule && !faulty(entry.file));
  const { catalog, pages } = compileCatalog(entries, readVocabulary(root), readOrdinary(root), readModels(root)?.models);
  mkdirSync(path.join(root, 'dist'), { recursive: true });
  writeFileSync(path.join(root, 'dist', 'catalog.json'), JSON.stringify(catalog));
  writeFileSync(path.join(root, 'dist', 'pages.json'), JSON.stringify(pages));
  return { rules: entries.length, faults };
}

/** The two compiled objects; `entries` are `{ rule, page }`, `models` the model families. */
export function compileCatalog(entries, vocabulary, ordinary, models) {
  const targetIds = Object.keys(vocabulary.targets);
  const dates = entries.flatMap(({ rule }) => rule.sources.map((source) => source.checked)).sort();
  const catalog = {
    format: 1,
    date: dates.at(-1) ?? '',
    vocabulary,
    // Rules of a workspace are judged by the schema itself, without its descriptions.
    ruleSchema: withoutDescriptions(JSON.parse(readFileSync(path.join(root, 'rules', 'rule.schema.json'), 'utf8'))),
    rules: entries.map(({ rule }) => encodeRule(rule, targetIds)),
    ordinary: Object.fromEntries(Object.entries(ordinary).map(([registry, names]) => [registry, names.join(' ')])),
  };
  const rules = Object.fromEntries(entries.map(({ rule, page }) => [rule.id, ruleDetails(rule, page)]));
  return { catalog, pages: { rules, ...(models ? { models: { data: models.data, families: models.families } } : {}) } };
}

function withoutDescriptions(schema) {
  if (Array.isArray(schema)) return schema.map(withoutDescriptions);
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema).filter(([key, value]) => typeof value !== 'string' || !['description', 'title', '$schema'].includes(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutDescriptions(value)]));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildCatalog();
