// Checks rules/ as a whole and lists all faults at once: `node scripts/check-rules.mjs`; exit 1 if there is any.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import { parseTree } from 'jsonc-parser';
import { checkCode } from './check-code.mjs';
import { checkModels } from './check-models.mjs';
import { checkCycles, checkRenames } from './check-remedies.mjs';
import { claimsOf, supportedClaims } from './rule-claims.mjs';
import { orphanPages, readOrdinary, readRuleFiles, readVocabulary } from './rule-files.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** All faults of the rules below `root`, each a sentence that begins with the file. */
export function checkRules(root) {
  const vocabulary = readVocabulary(root);
  const schema = JSON.parse(readFileSync(path.join(root, 'rules', 'rule.schema.json'), 'utf8'));
  const validate = new Ajv({ allErrors: true }).compile(schema);
  const entries = readRuleFiles(root);
  const faults = orphanPages(root).map((id) => `rules/${id}.md: a page without a rule`);
  for (const entry of entries) {
    const tell = (text) => faults.push(`${entry.file}: ${text}`);
    if (entry.error) tell(entry.error);
    else if (!validate(entry.rule)) for (const error of validate.errors) tell(`${error.instancePath || '/'} ${error.message}`);
    else checkRule(entry, vocabulary, tell, readFileSync(path.join(root, entry.file), 'utf8'));
  }
  const valid = entries.filter((entry) => entry.rule && validate(entry.rule));
  checkTogether(valid, readOrdinary(root), (text) => faults.push(text));
  checkVocabulary(vocabulary, (text) => faults.push(text));
  checkModels(root, (text) => faults.push(text));
  return faults;
}

function checkRule({ id, rule, page }, vocabulary, tell, text) {
  if (rule.id !== id) tell(`id "${rule.id}" is not its path`);
  for (const key of repeatedKeys(parseTree(text))) tell(`the key "${key}" stands twice in one object`);
  if (/\bTODO\b/.test(text)) tell('a TODO is left in it');
  if (page !== undefined && /\bTODO\b/.test(page)) tell('a TODO is left on its page');
  checkNames(rule, tell);
  const targets = new Set(Object.keys(vocabulary.targets));
  const vendors = new Set(Object.keys(vocabulary.vendors));
  const checkTargets = (ids, where) => ids.filter((id) => !targets.has(id)).forEach((id) => tell(`${where}: "${id}" is no target`));
  checkTargets(Object.keys(rule.targets), 'targets');
  for (const [n, binding] of (rule.binds ?? []).entries()) {
    checkTargets(Object.keys(binding.targets ?? {}), `binds.${n}`);
    for (const to of [...binding.to, ...(binding.reaches ?? [])]) {
      const known = binding.axis === 'vendor' ? vendors.has(to) : targets.has(to);
      if (!known) tell(`binds.${n}: "${to}" is no ${binding.axis === 'vendor' ? 'vendor' : 'target'}`);
    }
    if (binding.strength === 'conditional' && !binding.when) tell(`binds.${n}: conditional without "when"`);
    if (/[.!]$/.test(binding.summary)) tell(`binds.${n}: the summary ends with a full stop`);
  }
  checkRemedies(rule, checkTargets, tell);
  checkRenames(rule, tell);
  checkCode(rule, tell);
  checkSources(rule, tell);
  if (rule.binds && page === undefined) tell('a rule that binds needs a page beside it');
  if (rule.binds && page !== undefined) checkPage(rule, page, tell);
  if (!rule.binds && page !== undefined) tell('a rule without "binds" has no page');
}

function checkNames(rule, tell) {
  for (const [registry, names] of Object.entries(rule.names)) {
    for (const name of names) {
      const normal =
        registry === 'pypi' ? name.toLowerCase().replace(/[-_.]+/g, '-') : registry === 'conda' || registry === 'nuget' ? name.toLowerCase() : name;
      if (name !== normal) tell(`${registry} name "${name}" is not in normal form ("${normal}")`);
      const stars = name.split('*').length - 1;
      if (stars > (rule.family ? 1 : 0)) tell(`${registry} name "${name}": ${rule.family ? 'at most one * is allowed' : '* needs "family": true'}`);
    }
  }
}

function checkRemedies(rule, checkTargets, tell) {
  const seen = new Set();
  for (const remedy of rule.remedies ?? []) {
    if (seen.has(remedy.id)) tell(`two remedies "${remedy.id}"`);
    seen.add(remedy.id);
    checkTargets(remedy.for ?? [], `remedy ${remedy.id}`);
    if (/[.!]$/.test(remedy.title)) tell(`remedy ${remedy.id}: the title ends with a full stop`);
    if (['rename', 'replace'].includes(remedy.kind) && !remedy.package) tell(`remedy ${remedy.id}: ${remedy.kind} needs a package`);
    if (remedy.edit?.rename && !remedy.specifier) tell(`remedy ${remedy.id}: say what becomes of the specifier (keep, drop or a range)`);
    if (!remedy.edit && !remedy.byHand && !remedy.package) tell(`remedy ${remedy.id}: neither an edit nor "byHand"`);
  }
}

function checkSources(rule, tell) {
  const claims = claimsOf(rule);
  const supported = supportedClaims(rule);
  for (const claim of claims.required) if (!supported.has(claim)) tell(`no source supports ${claim}`);
  for (const claim of supported) if (!claims.known.has(claim)) tell(`a source supports "${claim}", which is no claim of this rule`);
}

/** Registries whose names stand in files that are read, so that examples can show them. */
const readRegistries = ['pypi', 'npm', 'cargo', 'go', 'maven', 'nuget', 'cmake'];

function checkPage(rule, page, tell) {
  const headings = ['## Why it binds', '## What breaks', '## What to do', '## When to ignore', '## Examples'];
  for (const heading of headings) if (!page.includes(`\n${heading}\n`)) tell(`the page lacks "${heading}"`);
  if (!readRegistries.some((registry) => rule.names[registry])) return;
  const fences = [...page.matchAll(/^```(\S+) (\S+)$/gm)].map((match) => match[2]);
  if (!fences.includes('hits')) tell('the page has no "hits" example');
  if (!fences.includes('misses')) tell('the page has no "misses" example');
  for (const remedy of rule.remedies ?? []) {
    if (remedy.edit && !fences.includes(`fixed:${remedy.id}`)) tell(`the page has no example for the edit of remedy ${remedy.id}`);
  }
  for (const fence of fences.filter((fence) => fence.startsWith('fixed:'))) {
    if (!(rule.remedies ?? []).some((remedy) => remedy.edit && `fixed:${remedy.id}` === fence))
      tell(`the page shows "${fence}", which no remedy writes`);
  }
}

function checkTogether(entries, ordinary, tell) {
  const owners = new Map();
  for (const { id, file, rule } of entries) {
    for (const [registry, names] of Object.entries(rule.names)) {
      for (const name of names) {
        const key = `${registry}:${name}`;
        if (owners.has(key)) tell(`${file}: ${key} belongs to ${owners.get(key).id} already`);
        else owners.set(key, { id, rule });
      }
    }
  }
  for (const [registry, names] of Object.entries(ordinary)) {
    const seen = new Set();
    for (const name of names) {
      if (seen.has(name)) tell(`rules/ordinary/${registry}.txt: "${name}" stands twice`);
      seen.add(name);
      const owner = owners.get(`${registry}:${name}`);
      if (owner) tell(`rules/ordinary/${registry}.txt: "${name}" has the rule ${owner.id}`);
    }
  }
  for (const entry of entries) checkRemedyPackages(entry, owners, tell);
  checkCycles(entries, owners, tell);
}

/** A remedy must not lead to a package that is bound, without condition, to the same id. */
function checkRemedyPackages({ file, rule }, owners, tell) {
  const own = new Set((rule.binds ?? []).flatMap((binding) => binding.to));
  for (const remedy of rule.remedies ?? []) {
    const owner = remedy.package ? owners.get(remedy.package) : undefined;
    if (!owner) continue;
    for (const binding of owner.rule.binds ?? []) {
      if (binding.when) continue;
      for (const to of binding.to)
        if (own.has(to) && remedy.kind !== 'set-endpoint')
          tell(`${file}: remedy ${remedy.id} leads to ${remedy.package}, which is bound to ${to} as well`);
    }
  }
}

function checkVocabulary({ targets, vendors, makers }, tell) {
  for (const [list, terms] of Object.entries({ targets, vendors })) {
    for (const [id, term] of Object.entries(terms)) {
      if (term.maker && !makers[term.maker]) tell(`rules/vocabulary/${list}.json: ${id} has the unknown maker "${term.maker}"`);
    }
  }
}

function repeatedKeys(node, found = []) {
  if (node?.type === 'object') {
    const seen = new Set();
    for (const property of node.children ?? []) {
      const key = property.children?.[0]?.value;
      if (seen.has(key)) found.push(key);
      seen.add(key);
    }
  }
  for (const child of node?.children ?? []) repeatedKeys(child, found);
  return found;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const faults = checkRules(root);
  const only = process.argv[2];
  const shown = only ? faults.filter((fault) => fault.includes(only)) : faults;
  for (const fault of shown) console.error(fault);
  console.log(shown.length === 0 ? `rules: no fault in ${readRuleFiles(root).length} rules` : `rules: ${shown.length} faults`);
  process.exitCode = shown.length === 0 ? 0 : 1;
}
