import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import { buildPlan, compareFindings, comparisonToJson, findingsOf, goalOf, planToJson, type SessionSettings } from '../../src/engine';
import type { Entry } from '../workspace/tree-files';
import { hostileProject, smallProject } from './export-samples';
import { reportOf, secret, secretFiles } from './small-report';

type Files = Readonly<Record<string, Entry>>;

function validatorOf(name: string): ValidateFunction {
  const schema = JSON.parse(readFileSync(path.join(process.cwd(), 'docs', name), 'utf8')) as object;
  return new Ajv({ allErrors: true }).compile(schema);
}

function assertValid(validate: ValidateFunction, document: object): void {
  const valid = validate(JSON.parse(JSON.stringify(document)));
  assert.ok(valid, (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`).join('\n'));
}

const workspaces: Readonly<Record<string, { files: Files; settings?: SessionSettings }>> = {
  'nothing at all': { files: {} },
  'a small project': { files: smallProject },
  'a small project that accepts a vendor': { files: smallProject, settings: { accept: ['openai'] } },
  'signs of every format': { files: hostileProject },
  secrets: { files: secretFiles },
  'files that are broken or binary': { files: { 'a/package.json': '{ "dependencies": { "client": ', 'b/pyproject.toml': new Uint8Array([0, 1]) } },
};

async function planJson(files: Files, kind: 'target' | 'leave', id: string, settings: SessionSettings = {}): Promise<object> {
  const whole = await reportOf(files, settings);
  const goal = goalOf(kind, id, whole.vocabulary);
  assert.ok(goal);
  return planToJson(buildPlan(goal, kind === 'target' ? await reportOf(files, { ...settings, targets: [id] }) : whole, whole), ['my app']);
}

describe('the JSON of a plan', () => {
  const validate = validatorOf('plan.schema.json');
  for (const [title, { files, settings }] of Object.entries(workspaces)) {
    for (const [kind, id] of [
      ['target', 'amd-rocm'],
      ['target', 'os-macos'],
      ['leave', 'openai'],
      ['leave', 'nvidia'],
    ] as const)
      it(`follows its schema: ${kind} ${id}, ${title}`, async () => assertValid(validate, await planJson(files, kind, id, settings)));
  }
  it('the schema refuses what is not in it', async () => {
    const document = await planJson(smallProject, 'target', 'amd-rocm');
    assert.equal(validate({ ...document, colour: 'red' }), false);
    assert.equal(validate({ ...document, steps: undefined }), false);
    assert.equal(validate({ ...document, steps: [{}] }), false);
  });
});

describe('the JSON of a comparison', () => {
  const validate = validatorOf('diff.schema.json');
  const compared = async (before: Files, after: Files): Promise<object> =>
    comparisonToJson(compareFindings(findingsOf(await reportOf(before), ''), findingsOf(await reportOf(after), '')));
  for (const [title, { files }] of Object.entries(workspaces)) {
    it(`follows its schema: gained, ${title}`, async () => assertValid(validate, await compared({}, files)));
    it(`follows its schema: lost, ${title}`, async () => assertValid(validate, await compared(files, {})));
  }
  it('follows its schema: silenced', async () => {
    const document = await compared({ 'requirements.txt': 'client\n' }, { 'requirements.txt': 'client # portolan-ignore: openai -- bought\n' });
    assert.equal((document as { silenced: readonly object[] }).silenced.length, 1);
    assertValid(validate, document);
  });
  it('the schema refuses what is not in it', async () => {
    const document = await compared({}, smallProject);
    assert.equal(validate({ ...document, colour: 'red' }), false);
    assert.equal(validate({ ...document, gained: [{}] }), false);
  });
  it('holds no password', async () => assert.ok(!JSON.stringify(await compared({}, secretFiles)).includes(secret)));
});
