// Reads rules/ as data: rule files, pages, vocabularies and lists of ordinary names.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const notRules = new Set(['_template', 'models', 'ordinary', 'vocabulary']);

/** All rules below `root`/rules in order of their id: `{ id, file, rule?, page?, error? }`; a file that is no JSON has `error`. */
export function readRuleFiles(root) {
  const base = path.join(root, 'rules');
  const found = [];
  for (const maker of readdirSync(base, { withFileTypes: true })) {
    if (!maker.isDirectory() || notRules.has(maker.name)) continue;
    for (const name of readdirSync(path.join(base, maker.name))) {
      if (name.endsWith('.json')) found.push(readRuleFile(base, `${maker.name}/${name.slice(0, -5)}`));
    }
  }
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Pages below `root`/rules that have no rule file beside them. */
export function orphanPages(root) {
  const base = path.join(root, 'rules');
  const pages = [];
  for (const maker of readdirSync(base, { withFileTypes: true })) {
    if (!maker.isDirectory() || notRules.has(maker.name)) continue;
    for (const name of readdirSync(path.join(base, maker.name))) {
      const id = `${maker.name}/${name.slice(0, -3)}`;
      if (name.endsWith('.md') && !existsSync(path.join(base, `${id}.json`))) pages.push(id);
    }
  }
  return pages.sort();
}

function readRuleFile(base, id) {
  const text = readFileSync(path.join(base, `${id}.json`), 'utf8');
  const pageFile = path.join(base, `${id}.md`);
  const page = existsSync(pageFile) ? readFileSync(pageFile, 'utf8') : undefined;
  try {
    return { id, file: `rules/${id}.json`, rule: JSON.parse(text), page };
  } catch (error) {
    return { id, file: `rules/${id}.json`, page, error: `no valid JSON: ${error.message}` };
  }
}

/** The closed lists: `{ targets, vendors, makers }`. */
export function readVocabulary(root) {
  const read = (name) => JSON.parse(readFileSync(path.join(root, 'rules', 'vocabulary', `${name}.json`), 'utf8'));
  return { targets: read('targets'), vendors: read('vendors'), makers: read('makers') };
}

/** The model families with the place of their file: `{ file, models?, error? }`; undefined where there is no such file. */
export function readModels(root) {
  const file = 'rules/models/families.json';
  if (!existsSync(path.join(root, file))) return undefined;
  try {
    return { file, models: JSON.parse(readFileSync(path.join(root, file), 'utf8')) };
  } catch (error) {
    return { file, error: `no valid JSON: ${error.message}` };
  }
}

/** Ordinary names per registry: `{ pypi: [...], npm: [...] }`. */
export function readOrdinary(root) {
  const base = path.join(root, 'rules', 'ordinary');
  const lists = {};
  for (const name of existsSync(base) ? readdirSync(base).sort() : []) {
    if (!name.endsWith('.txt')) continue;
    const lines = readFileSync(path.join(base, name), 'utf8').split(/\r?\n/);
    lists[name.slice(0, -4)] = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  }
  return lists;
}
