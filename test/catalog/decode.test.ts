import assert from 'node:assert/strict';
import { decodeRule } from '../../src/catalog/decode';
import { ruleScripts, type WrittenRule, type WrittenTargets } from './rule-scripts';

/** Verdicts as analysis knows them: a list for each target; texts are in the details. */
function targetsOf(targets: WrittenTargets = {}): object {
  return Object.fromEntries(
    Object.entries(targets).map(([id, value]) => {
      const list = Array.isArray(value) ? (value as WrittenTargets[string][]) : [value];
      return [
        id,
        list.map((one) =>
          typeof one === 'object' && 'verdict' in one ? { verdict: one.verdict, ...(one.when ? { when: one.when } : {}) } : { verdict: one },
        ),
      ];
    }),
  );
}

function bestConfidence(rule: WrittenRule, claim: string): string {
  const found = rule.sources.filter(({ supports }) => supports.includes(claim)).map(({ confidence }) => confidence);
  return (['high', 'medium', 'low'] as const).find((confidence) => found.includes(confidence)) ?? 'low';
}

/** What a written rule must be after decoding, field by field. */
function expectedRule(rule: WrittenRule): object {
  return {
    id: rule.id,
    title: rule.title,
    names: rule.names,
    family: rule.family ?? false,
    group: rule.group ?? false,
    artifacts: rule.artifacts ?? [],
    pulledInBy: rule.pulledInBy ?? [],
    licence: { spdx: rule.licence?.spdx ?? null, openness: rule.licence?.openness ?? 'unknown' },
    targets: targetsOf(rule.targets),
    binds: (rule.binds ?? []).map(({ axis, to, strength, summary, when, reaches = [], targets }, n) => ({
      axis,
      to,
      strength,
      summary,
      reaches,
      confidence: bestConfidence(rule, `binds.${n}`),
      targets: targetsOf(targets),
      ...(when ? { when } : {}),
    })),
    remedies: (rule.remedies ?? []).map(({ loses: _loses, byHand: _byHand, code: _code, ...remedy }) => ({ ...remedy, for: remedy.for ?? [] })),
  };
}

describe('catalog: a rule written, encoded, stored and decoded', () => {
  it('is the same rule, for every rule', async () => {
    const { encodeRule, readRuleFiles, readVocabulary } = await ruleScripts();
    const targetIds = Object.keys(readVocabulary(process.cwd()).targets);
    const rules = readRuleFiles(process.cwd()).flatMap(({ rule }) => rule ?? []);
    assert.ok(rules.length >= 80);
    for (const rule of rules) {
      const stored = JSON.parse(JSON.stringify(encodeRule(rule, targetIds))) as readonly unknown[];
      assert.deepEqual(decodeRule(stored, targetIds), expectedRule(rule), rule.id);
    }
  });

  it('keeps every field of a rule that has them all', async () => {
    const { encodeRule } = await ruleScripts();
    const rule: WrittenRule = {
      id: 'acme/all',
      title: 'All',
      names: { pypi: ['all', 'all-*'], npm: ['@acme/all'] },
      family: true,
      group: true,
      artifacts: [{ kind: 'index', match: 'wheels.acme.org/a b/*' }],
      pulledInBy: ['pypi:one', 'npm:two'],
      licence: { spdx: 'MIT OR Apache-2.0', openness: 'restricted' },
      targets: { c: 'unknown', a: [{ verdict: 'partial', when: { not: { extra: 'x' } } }, { verdict: 'from-source' }] },
      binds: [
        {
          axis: 'platform',
          to: ['a', 'b'],
          reaches: ['c'],
          strength: 'conditional',
          when: { any: [{ local: 'cu*' }, { code: 'x' }] },
          summary: 's',
          targets: { b: 'no' },
        },
        { axis: 'vendor', to: ['v'], strength: 'default', summary: 't' },
      ],
      remedies: [
        {
          id: 'one',
          kind: 'rename',
          title: 'One',
          effort: 'hours',
          for: ['a', 'c'],
          package: 'pypi:one',
          specifier: '>=2',
          edit: { rename: true, marker: 'm' },
          when: { version: '<2' },
        },
        { id: 'two', kind: 'rewrite', title: 'Two', effort: 'days', byHand: 'by hand', loses: 'much' },
      ],
      sources: [{ url: 'https://example.org/', checked: '2026-01-02', confidence: 'medium', supports: ['binds.0'] }],
    };
    const stored = JSON.parse(JSON.stringify(encodeRule(rule, ['a', 'b', 'c']))) as readonly unknown[];
    assert.deepEqual(decodeRule(stored, ['a', 'b', 'c']), expectedRule(rule));
  });

  it('reads a damaged tuple without throwing', () => {
    const rule = decodeRule([], ['a']);
    assert.deepEqual([rule.binds, rule.remedies, rule.targets, rule.licence.openness], [[], [], {}, 'unknown']);
  });
});

describe('catalog: details', () => {
  it('hold every text and source of every rule', async () => {
    const { readRuleFiles, ruleDetails } = await ruleScripts();
    for (const { rule, page } of readRuleFiles(process.cwd())) {
      if (!rule) continue;
      const details = ruleDetails(rule, page);
      assert.equal(details.about, rule.about, rule.id);
      assert.equal(details.page, page, rule.id);
      assert.deepEqual(details.sources, rule.sources, rule.id);
      assert.deepEqual(details.imports, rule.imports ?? [], rule.id);
      for (const { id, loses, byHand, code } of rule.remedies ?? [])
        assert.deepEqual(details.remedies[id] ?? {}, JSON.parse(JSON.stringify({ loses, byHand, code })), rule.id);
      const texts = JSON.stringify(rule).match(/"how":"/g)?.length ?? 0;
      assert.equal(Object.values(details.verdicts).filter(({ how }) => how !== undefined).length, texts, rule.id);
    }
  });
});
