// Prints the size of the catalog: `node scripts/catalog-figures.mjs [--json] [--short]`.
// --short lists the hardware-relevant names that have fewer than six verdicts for the main targets.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { supportedClaims } from './rule-claims.mjs';
import { readOrdinary, readRuleFiles } from './rule-files.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** The eight targets that the catalog aims to answer for every hardware-relevant package. */
export const mainTargets = ['nvidia-cuda', 'amd-rocm', 'intel-xpu', 'apple-mps', 'google-tpu', 'huawei-ascend', 'cpu-x86_64', 'cpu-arm64'];

/** The verdict words that stand for `target` in any part of `rule`, with the paths of their claims. */
function verdictsFor(rule, target) {
  const places = [['targets', rule.targets], ...(rule.binds ?? []).map((binding, n) => [`binds.${n}.targets`, binding.targets])];
  return places.flatMap(([prefix, targets]) =>
    [targets?.[target] ?? []].flat().map((value) => ({ verdict: value.verdict ?? value, claim: `${prefix}.${target}`, date: value.checked })),
  );
}

/** How many main targets have a sourced verdict, how many an explicit, dated `unknown`. */
function verdictCount(rule) {
  const supported = supportedClaims(rule);
  let sourced = 0;
  let unknown = 0;
  for (const target of mainTargets) {
    const verdicts = verdictsFor(rule, target);
    if (verdicts.some(({ verdict, claim }) => verdict !== 'unknown' && supported.has(claim))) sourced += 1;
    else if (verdicts.some(({ verdict, date }) => verdict === 'unknown' && date)) unknown += 1;
  }
  return { sourced, unknown };
}

/** True where the rule says anything about an accelerator: a verdict for a main target, or a hardware binding. */
function isHardwareRelevant(rule) {
  return (rule.binds ?? []).some((binding) => binding.axis === 'hardware') || mainTargets.some((target) => verdictsFor(rule, target).length > 0);
}

/** The figures over all `rules`; every count is of package names, not of rules. */
export function figuresOf(rules, ordinary) {
  const perRegistry = {};
  const totals = { names: 0, bound: 0, portable: 0, hardwareRelevant: 0, fourVerdicts: 0, sixVerdicts: 0, remedy: 0, edit: 0, explicitUnknown: 0 };
  const short = [];
  for (const rule of rules) {
    const supported = supportedClaims(rule);
    const remedies = (rule.remedies ?? []).filter((remedy) => supported.has(`remedies.${remedy.id}`));
    const { sourced, unknown } = verdictCount(rule);
    for (const [registry, names] of Object.entries(rule.names)) {
      const count = names.length;
      perRegistry[registry] = (perRegistry[registry] ?? 0) + count;
      totals.names += count;
      totals[rule.binds ? 'bound' : 'portable'] += count;
      if (remedies.length > 0) totals.remedy += count;
      if (remedies.some((remedy) => remedy.edit)) totals.edit += count;
      if (!isHardwareRelevant(rule)) continue;
      totals.hardwareRelevant += count;
      totals.explicitUnknown += unknown * count;
      if (sourced >= 4) totals.fourVerdicts += count;
      if (sourced >= 6) totals.sixVerdicts += count;
      else short.push({ id: rule.id, registry, names: count, sourced, unknown });
    }
  }
  const ordinaryNames = Object.fromEntries(Object.entries(ordinary).map(([registry, names]) => [registry, names.length]));
  return { rules: rules.length, perRegistry, ...totals, ordinary: ordinaryNames, short };
}

function printText({ short, ...figures }, withShort) {
  const registries = Object.entries(figures.perRegistry).sort(([, a], [, b]) => b - a);
  console.log(`rules                                        ${figures.rules}`);
  console.log(`package names in rules                       ${figures.names} (${registries.map(([name, count]) => `${name} ${count}`).join(', ')})`);
  console.log(`  of bound / of portable rules               ${figures.bound} / ${figures.portable}`);
  console.log(`hardware-relevant names                      ${figures.hardwareRelevant}`);
  console.log(`  with 4 or more of 8 main verdicts sourced  ${figures.fourVerdicts}`);
  console.log(`  with 6 or more                             ${figures.sixVerdicts}`);
  console.log(`  explicit, dated unknown verdicts           ${figures.explicitUnknown}`);
  console.log(`names with a sourced remedy                  ${figures.remedy}`);
  console.log(`  with one that is written as an edit        ${figures.edit}`);
  console.log(
    `ordinary names                               ${Object.entries(figures.ordinary)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')}`,
  );
  if (withShort) for (const row of short) console.log(`${row.sourced} sourced, ${row.unknown} unknown: ${row.id} (${row.registry} ${row.names})`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rules = readRuleFiles(root).flatMap((entry) => entry.rule ?? []);
  const figures = figuresOf(rules, readOrdinary(root));
  if (process.argv.includes('--json')) console.log(JSON.stringify(figures, null, 1));
  else printText(figures, process.argv.includes('--short'));
}
