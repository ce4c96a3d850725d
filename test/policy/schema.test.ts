import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { readPolicy } from '../../src/policy/policy-file';
import { knownIds } from './known-ids';

const schema = JSON.parse(readFileSync('media/policy.schema.json', 'utf8')) as Record<string, unknown> & { properties: object };
const validate = new Ajv({ strict: false }).compile(schema);

/** The schema, which editors complete with, and the reader must agree where no closed ids are concerned. */
function agree(policy: object, isGood: boolean): void {
  it(JSON.stringify(policy), () => {
    assert.equal(validate(policy), isGood);
    assert.equal(readPolicy(JSON.stringify(policy), knownIds).problems.length === 0, isGood);
  });
}

describe('schema of the policy file', () => {
  agree({}, true);
  agree({ $schema: 'x', targets: ['amd-rocm'], accept: ['openai'], rules: ['./r'], exclude: ['a/**'], lockfiles: { diagnostics: true } }, true);
  agree({ severity: { hard: 'off', conditional: 'hint', default: 'error', 'nvidia/dynamo': 'information' } }, true);
  agree({ ignore: [{ rule: 'openai', package: 'pypi:a', files: ['a'], reason: 'x', until: '2027-01-01' }] }, true);
  agree({ ignore: [{ package: 'pypi:a', reason: 'x' }] }, true);
  agree({ target: [] }, false);
  agree({ targets: 'amd-rocm' }, false);
  agree({ severity: { hard: 'loud' } }, false);
  agree({ ignore: [{ rule: 'openai' }] }, false);
  agree({ ignore: [{ reason: 'x' }] }, false);
  agree({ ignore: [{ rule: 'openai', reason: '' }] }, false);
  agree({ ignore: [{ rule: 'openai', reason: 'x', until: 'soon' }] }, false);
  agree({ ignore: [{ rule: 'openai', reason: 'x', file: 'a' }] }, false);
  agree({ ignore: [{ package: 'a', reason: 'x' }] }, false);
  agree({ exclude: [''] }, false);
  agree({ lockfiles: { diagnostics: 'yes' } }, false);
  agree({ lockfiles: { mark: true } }, false);
  it('describes every key', () => assert.ok(Object.values(schema.properties).every((property: { description?: string }) => property.description)));
});
