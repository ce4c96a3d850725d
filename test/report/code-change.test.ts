import assert from 'node:assert/strict';
import { planToJson, planToMarkdown, planToText } from '../../src/engine';
import { codeChanges, diffLines } from '../../src/report/code-change';
import { planOn } from './plan-on';

const python = { before: ['import old', 'old.run()'], after: ['import new', 'new.run()'] };
const typescript = { after: ["import x from 'x';"] };

describe('changes of code', () => {
  it('are those of the languages in which the packages are used', () => {
    const code = { python, typescript };
    assert.deepEqual(codeChanges({ code }, ['npm']), [typescript]);
    assert.deepEqual(codeChanges({ code }, ['conda', 'pypi', 'npm']), [python, typescript]);
    assert.deepEqual(codeChanges({ code }, ['oci']), []);
    assert.deepEqual(codeChanges({}, ['pypi']), []);
    assert.deepEqual(codeChanges(undefined, ['pypi']), []);
  });

  for (const [before, after, lines] of [
    [
      ['a', 'b'],
      ['c', 'd'],
      ['- a', '- b', '+ c', '+ d'],
    ],
    [
      ['a', 'b', 'z'],
      ['a', 'c', 'z'],
      ['  a', '- b', '+ c', '  z'],
    ],
    [
      ['a', 'a'],
      ['a', 'a', 'a'],
      ['  a', '  a', '+ a'],
    ],
    [['a', 'b'], ['a'], ['  a', '- b']],
    [undefined, ['a'], ['+ a']],
    [['a'], ['a'], ['  a']],
  ] as const) {
    it(`from ${JSON.stringify(before)} to ${JSON.stringify(after)}`, () => {
      assert.deepEqual(diffLines({ ...(before ? { before } : {}), after }), lines);
    });
  }
});

describe('plan: code', () => {
  it('shows how code changes, in the languages of the packages', async () => {
    const python = await planOn('client\n', 'leave', 'openai');
    assert.match(planToText(python, []), /\n +- Client\(\)\n +\+ Client\(base_url="<url>"\)\n/);
    assert.match(planToMarkdown(python), / {2}- In code:\n\n {4}```diff\n {4}- Client\(\)\n {4}\+ Client\(base_url="<url>"\)\n {4}```\n\n/);
    const both = await planOn({ 'requirements.txt': 'client\n', 'package.json': '{ "dependencies": { "client": "1" } }' }, 'leave', 'openai');
    const [step] = (planToJson(both, []) as { steps: readonly { code: unknown }[] }).steps;
    assert.deepEqual(step?.code, [
      { before: ['Client()'], after: ['Client(base_url="<url>")'] },
      { before: [], after: ['client.baseURL = url;'] },
    ]);
  });
});
