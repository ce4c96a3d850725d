import assert from 'node:assert/strict';
import { familiesFor, familyWithLicence } from '../../src/engine';
import { testEngine } from '../support/engine';

const engine = testEngine();

/** Titles of the families for a rule of the catalog. */
function titles(ruleId: string): readonly string[] {
  const rule = engine.catalog.ruleById(ruleId) ?? assert.fail(ruleId);
  return familiesFor(rule, engine.details(rule), engine.models()).map(({ title }) => title);
}

describe('model families', () => {
  it('stand with the remedy that sets an endpoint', () => {
    for (const rule of ['openai/client', 'anthropic/client', 'bytedance/arkruntime', 'mistral/client', 'zhipu/client'])
      assert.ok(titles(rule).includes('Qwen') && titles(rule).includes('gpt-oss'), rule);
  });
  it('do not stand with hardware, with speech or with tracing', () => {
    for (const rule of ['pytorch/torch', 'elevenlabs/client', 'observability/langsmith']) {
      if (engine.catalog.ruleById(rule)) assert.deepEqual(titles(rule), [], rule);
    }
  });
  it('say their licence, by name where it has no SPDX expression', () => {
    const families = engine.models()?.families ?? [];
    const said = families.map(familyWithLicence);
    assert.ok(said.includes('Qwen (Apache-2.0)'));
    assert.ok(said.includes('Llama (Llama 4 Community License)'));
    assert.ok(families.length >= 12);
  });
  it('without the pages nothing is said', () => {
    const rule = engine.catalog.ruleById('openai/client') ?? assert.fail();
    assert.deepEqual(familiesFor(rule, engine.details(rule), undefined), []);
  });
});
