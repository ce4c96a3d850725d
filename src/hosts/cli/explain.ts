import { diffLines, factCard, familiesFor, familyWithLicence, nameOf, verdictWords, type Engine, type FactCard } from '../../engine';
import type { Rule } from '../../model/rule';
import { UsageError, type Arguments } from './args';
import { openEngine } from './engine-files';
import { DiskFiles } from './files';
import type { Outcome } from './outcome';
import { rootsOf } from './paths';

/** Prints the fact card of a package (`torch`, `npm:openai`) or a rule (`pytorch/torch`). */
export async function explain(args: Arguments): Promise<Outcome> {
  const [name, ...rest] = args.operands;
  if (name === undefined || rest.length > 0) throw new UsageError('explain wants one name: a package (torch, npm:openai) or a rule (pytorch/torch)');
  const engine = openEngine(true);
  const found = findRules(name, engine, await catalogHere(engine));
  if (found.length === 0) {
    const ordinary = (['pypi', 'npm'] as const).filter((registry) => engine.catalog.isOrdinary(registry, name.toLowerCase()));
    if (ordinary.length === 0) throw new UsageError(`the catalog knows no package and no rule "${name}"; unknown does not mean portable`);
    return { text: `${name} is listed as ordinary (${ordinary.join(', ')}): no accelerator code and no vendor's service.\n`, exitCode: 0 };
  }
  const cards = found.map((rule) => factCard(rule, engine.details(rule), engine.vocabulary));
  const text =
    args.format === 'json'
      ? `${JSON.stringify(
          cards.map((card) => withModels(card, engine)),
          null,
          1,
        )}\n`
      : cards.map((card) => cardText(card, engine)).join('\n');
  return { text, exitCode: 0 };
}

/** Prints the catalog, a line a rule. */
export function rules(args: Arguments): Promise<Outcome> {
  if (args.operands.length > 0) throw new UsageError('rules takes no path');
  if (args.stale !== undefined) return Promise.resolve({ text: staleText(args.stale, args.format === 'json'), exitCode: 0 });
  const engine = openEngine(args.format === 'json');
  const all = engine.catalog.allRules();
  if (args.format === 'json') {
    const full = all.map((rule) => ({ ...rule, details: { ...engine.details(rule.id), page: undefined } }));
    return Promise.resolve({
      text: `${JSON.stringify({ schemaVersion: 1, date: engine.catalog.date, digest: engine.catalog.digest, rules: full }, null, 1)}\n`,
      exitCode: 0,
    });
  }
  const lines = all.map((rule) => `${rule.id.padEnd(34)} ${bondText(rule, engine)}`);
  return Promise.resolve({
    text: [...lines, `${all.length} rules, ${engine.catalog.nameCount} package names, checked up to ${engine.catalog.date}`, ''].join('\n'),
    exitCode: 0,
  });
}

/** What is to be checked again: rules and families by id, with their claims. */
function staleText(days: number, asJson: boolean): string {
  const { before, entries } = openEngine(true).stale(days);
  const claims = entries.reduce((sum, entry) => sum + entry.claims.length, 0);
  if (asJson) return `${JSON.stringify({ schemaVersion: 1, days, before, rules: entries }, null, 1)}\n`;
  const lines = entries.flatMap(({ id, newest, claims: old }) => [
    `${id} (newest check ${newest})`,
    ...old.map(({ claim, checked }) => `  ${checked}  ${claim}`),
  ]);
  return [...lines, `${claims} claims in ${entries.length} rules were last checked before ${before}`, ''].join('\n');
}

function withModels(card: FactCard, engine: Engine): object {
  const models = familiesFor(card.rule, engine.details(card.rule), engine.models());
  return models.length > 0 ? { ...card, models } : card;
}

function findRules(name: string, engine: Engine, catalog: Engine['catalog']): readonly Rule[] {
  const byId = catalog.ruleById(name);
  return byId ? [byId] : engine.rulesNamed(name, catalog);
}

/** The catalog with the rules of the policy that counts for the current folder. */
async function catalogHere(engine: Engine): Promise<Engine['catalog']> {
  const [here] = rootsOf([]);
  if (!here) return engine.catalog;
  return (await engine.createSession(new DiskFiles(here.root)).policyFor(here.paths[0] ?? '')).catalog;
}

function bondText(rule: Rule, engine: Engine): string {
  if (rule.binds.length === 0) return 'portable';
  return rule.binds.map(({ strength, to }) => `${strength}: ${to.map((id) => nameOf(id, engine.vocabulary)).join(', ')}`).join(' · ');
}

function cardText(card: FactCard, engine: Engine): string {
  const { rule } = card;
  const licence = `licence ${rule.licence.spdx ?? 'not known'} (${rule.licence.openness})`;
  const lines = [
    `${rule.title}${card.about === undefined ? '' : `: ${card.about}`}`,
    `  ${bondText(rule, engine)} · ${licence} · ${rule.own ? `rule of this workspace: ${rule.id} (${rule.own.file})` : `rule ${rule.id}`}`,
  ];
  for (const { binding, reaches, openQuestions } of card.bindings) {
    lines.push(`  ${binding.strength}: ${binding.summary}${reaches.length > 0 ? `; also reaches ${reaches.join(', ')}` : ''}`);
    for (const question of openQuestions) lines.push(`    decided in code: ${question}`);
  }
  if (card.verdicts.length > 0) lines.push('  Where it runs:');
  for (const { title, verdict, how, package: other } of card.verdicts) {
    lines.push(`    ${title.padEnd(12)} ${verdictWords[verdict]}${other === undefined ? '' : ` ${other}`}${how === undefined ? '' : ` (${how})`}`);
  }
  if (card.remedies.length > 0) lines.push('  Instead:');
  for (const { remedy, loses, byHand, code = {} } of card.remedies) {
    lines.push(`    ${remedy.title} (${remedy.effort})${remedy.package === undefined ? '' : ` → ${remedy.package}`}`);
    if (byHand !== undefined) lines.push(`      by hand: ${byHand}`);
    for (const change of Object.values(code)) lines.push(...diffLines(change).map((line) => `          ${line}`));
    if (loses !== undefined) lines.push(`      you lose: ${loses}`);
  }
  const families = familiesFor(rule, engine.details(rule), engine.models());
  if (families.length > 0) lines.push(`    open-weight models that such a server can run: ${families.map(familyWithLicence).join(', ')}`);
  if (card.sources.length > 0) lines.push('  Sources:');
  for (const { url, checked, of } of card.sources) lines.push(`    ${url} (checked ${checked}${of === undefined ? '' : `, of ${of}`})`);
  return `${lines.join('\n')}\n`;
}
