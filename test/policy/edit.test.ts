import assert from 'node:assert/strict';
import { addIgnoreComment, addPolicyAccept, addPolicyIgnore } from '../../src/policy/edit';
import { readPolicy } from '../../src/policy/policy-file';
import { applyEdits } from '../../src/text/edit';
import type { TextEdit } from '../../src/text/edit';
import { unmark } from '../support/marks';
import { knownIds, withoutSpan } from './known-ids';

const entry = { rule: 'openai', reason: 'say "why"' };

/** The ⟦mark⟧ is the row. */
function comments(marked: string, after: string | undefined, above = false): void {
  it(JSON.stringify(marked), () => {
    const { text, spans } = unmark(marked);
    const edit = addIgnoreComment(text, spans[0] ?? { start: 0, end: 0 }, '#', { ids: ['openai'], reason: 'x' }, above);
    assert.equal(edit && applyEdits(text, [edit])?.replace('portolan-ignore: openai -- x', '!'), after);
  });
}

/** Demands the text, and that nothing but the wanted difference is read from it. */
function changes(before: string | undefined, edits: TextEdit[] | undefined, after: string | undefined, difference: 'ignore' | 'accept'): void {
  assert.equal(edits && applyEdits(before ?? '', edits), after);
  if (after === undefined) return;
  const old = before ? readPolicy(before, knownIds) : { policy: readPolicy('{}', knownIds).policy };
  const { policy, problems } = readPolicy(after, knownIds);
  assert.deepEqual(problems, []);
  const ignore = difference === 'ignore' ? [...old.policy.ignore.map(withoutSpan), entry] : old.policy.ignore.map(withoutSpan);
  const accept = difference === 'accept' ? [...new Set([...old.policy.accept, 'openai'])] : old.policy.accept;
  assert.deepEqual({ ...policy, ignore: policy.ignore.map(withoutSpan) }, { ...old.policy, ignore, accept });
}

function ignores(before: string | undefined, after: string | undefined): void {
  it(JSON.stringify(before ?? '(no file)'), () => changes(before, addPolicyIgnore(before, entry), after, 'ignore'));
}

function accepts(before: string | undefined, after: string | undefined): void {
  it(JSON.stringify(before ?? '(no file)'), () => changes(before, addPolicyAccept(before, 'openai'), after, 'accept'));
}

const line = '{ "rule": "openai", "reason": "say \\"why\\"" }';

describe('writing', () => {
  describe('an ignore beside a row', () => {
    comments('a\n⟦openai⟧\nb', 'a\nopenai  # !\nb');
    comments('⟦openai⟧', 'openai  # !');
    comments('  ⟦openai⟧ ; x \r\nb', '  openai ; x  # !\r\nb');
    comments('⟦openai⟧  # pinned\n', 'openai  # pinned  # !\n');
    comments('a\n  ⟦openai \\\n  --hash=x⟧\n', 'a\n  # !\n  openai \\\n  --hash=x\n');
    comments('⟦openai⟧ \\\n  --hash=x\n', '# !\nopenai \\\n  --hash=x\n');
    comments('⟦openai⟧  # portolan-ignore: nvidia -- y\r\n', '# !\r\nopenai  # portolan-ignore: nvidia -- y\r\n');
    comments('\t⟦openai⟧\n', '\t# !\n\topenai\n', true);
    it('needs a reason', () => assert.equal(addIgnoreComment('a', { start: 0, end: 1 }, '#', { ids: ['openai'], reason: '' }), undefined));
  });

  describe('an ignore into the policy', () => {
    ignores(undefined, `{\n  "ignore": [\n    ${line}\n  ]\n}\n`);
    ignores(' \n', `{\n  "ignore": [\n    ${line}\n  ]\n}\n`);
    ignores('// ours\n{}\n', `// ours\n{\n  "ignore": [\n    ${line}\n  ]\n}\n`);
    ignores('{ "targets": [] }', `{ "targets": [], "ignore": [${line}] }`);
    ignores('{\n  "targets": [] // none yet\n}\n', `{\n  "targets": [], // none yet\n  "ignore": [\n    ${line}\n  ]\n}\n`);
    ignores('{\r\n\t"targets": [],\r\n}', `{\r\n\t"targets": [],\r\n\t"ignore": [\r\n\t\t${line}\r\n\t],\r\n}`);
    ignores('{\n  // none yet\n}', `{\n  // none yet\n  "ignore": [\n    ${line}\n  ]\n}`);
    ignores('{ "ignore": [] }', `{ "ignore": [${line}] }`);
    ignores(
      '{\n  "ignore": [\n    { "rule": "nvidia", "reason": "y" } // old\n  ]\n}',
      `{\n  "ignore": [\n    { "rule": "nvidia", "reason": "y" }, // old\n    ${line}\n  ]\n}`,
    );
    ignores('{ "ignore": {} }', undefined);
    ignores('{ "targets": [ }', undefined);
    ignores('[]', undefined);
    it('with everything', () => {
      const [edit] = addPolicyIgnore(undefined, { rule: 'a', package: 'pypi:b', files: ['c/**', 'd'], reason: 'e', until: '2027-03-01' }) ?? [];
      assert.ok(edit?.newText.includes('{ "rule": "a", "package": "pypi:b", "files": ["c/**", "d"], "reason": "e", "until": "2027-03-01" }'));
    });
  });

  describe('an accepted vendor into the policy', () => {
    accepts(undefined, '{\n  "accept": [\n    "openai"\n  ]\n}\n');
    accepts('{ "accept": ["google"] }', '{ "accept": ["google", "openai"] }');
    accepts('{ "accept": ["openai"] }', '{ "accept": ["openai"] }');
    accepts('{\n  "accept": [\n    "google", // models\n  ],\n}', '{\n  "accept": [\n    "google", // models\n    "openai",\n  ],\n}');
    accepts('{ "accept": "google" }', undefined);
  });
});
