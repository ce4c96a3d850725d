import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { schemaFaults, type JsonSchema } from '../../src/catalog/json-schema';
import { ruleScripts, type RuleEntry } from './rule-scripts';

const schema = JSON.parse(readFileSync(path.join(process.cwd(), 'rules', 'rule.schema.json'), 'utf8')) as JsonSchema;
const isValid = new Ajv().compile(schema);
const wrongValues: readonly unknown[] = [null, 1, true, '', 'x', [], {}, ['x'], { x: 1 }];

/** Ours says the same as ajv; gives our faults. */
function agree(value: unknown): readonly string[] {
  const faults = schemaFaults(schema, value);
  assert.equal(faults.length === 0, isValid(value), JSON.stringify(value).slice(0, 400));
  return faults.map(({ path: at, message }) => `${at.join('.')} ${message}`);
}

/** The value with each of its parts in turn replaced, taken out or joined by an unknown key. */
function* spoiled(value: unknown): Generator {
  for (const wrong of wrongValues) yield wrong;
  if (Array.isArray(value)) {
    for (const [n, item] of value.entries()) for (const other of spoiled(item)) yield value.map((kept: unknown, at) => (at === n ? other : kept));
  } else if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    yield { ...value, unknownKey: 1 };
    for (const [key, item] of entries) {
      yield Object.fromEntries(entries.filter(([other]) => other !== key));
      for (const other of spoiled(item)) yield { ...value, [key]: other };
    }
  }
}

describe('schema of rules, as workspaces are judged by it', () => {
  let entries: readonly RuleEntry[] = [];
  before(async () => {
    entries = (await ruleScripts()).readRuleFiles(process.cwd());
  });

  it('passes every rule of the catalog', () => {
    for (const { rule } of entries) assert.deepEqual(agree(rule), []);
  });
  it('agrees with ajv on spoiled rules', () => {
    for (const { rule } of entries.filter((_, n) => n % 40 === 0)) for (const other of spoiled(rule)) agree(other);
  });
  it('knows no key by its prototype', () => {
    assert.deepEqual(agree(JSON.parse('{"id":"a/b","title":"T","names":{"constructor":["x"]},"targets":{},"sources":[]}')), [
      'names.constructor is no known key',
      'sources is empty',
    ]);
    agree(JSON.parse('{"__proto__":{"id":"a/b"},"title":"T"}'));
  });
  it('tells the deepest alternative', () => {
    const targets = { 'amd-rocm': { verdict: 'perhaps' } };
    assert.deepEqual(agree({ id: 'a/b', title: 'T', names: {}, targets, sources: [] }), [
      'targets.amd-rocm.verdict must be one of yes, other-build, other-package, from-source, partial, no, unknown',
      'sources is empty',
    ]);
  });
});
