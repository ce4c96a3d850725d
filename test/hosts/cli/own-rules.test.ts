import assert from 'node:assert/strict';
import { check, run, told } from './run';

const rule = {
  id: 'ours/chat',
  title: 'Our chat',
  names: { pypi: ['our-chat'] },
  binds: [{ axis: 'vendor', to: ['openai'], strength: 'hard', summary: 'talks to OpenAI only' }],
  targets: {},
  remedies: [{ id: 'drop', kind: 'remove', title: 'Remove it', effort: 'minutes', edit: { remove: true } }],
  sources: [{ url: 'https://example.org/', checked: '2026-11-01', confidence: 'high', supports: ['binds.0', 'remedies.drop'] }],
};
const tree = {
  'portolan.jsonc': '{ "rules": ["./portability-rules"] }\n',
  'portability-rules/chat.json': JSON.stringify(rule),
  'requirements.txt': 'our-chat\n',
};

describe('command line: rules of a workspace', () => {
  it('check tells their findings as such, with their evidence', () => {
    const result = check(tree) as ReturnType<typeof check> & {
      catalog: object;
      findings: readonly { workspaceRule?: boolean; evidence: object[] }[];
    };
    assert.deepEqual(told(result), ['requirements.txt:1 ours/chat']);
    assert.equal(result.findings[0]?.workspaceRule, true);
    assert.equal(result.findings[0]?.evidence.length, 1);
    assert.ok('workspaceRules' in result.catalog && result.catalog.workspaceRules === 1);
  });
  it('check tells what is wrong with them at its place, and goes on', () => {
    const broken = { ...tree, 'portability-rules/broken.json': '{\n "id": 1\n}', 'requirements.txt': 'our-chat\n' };
    const { problems, findings } = check(broken, '--fail-on', 'never');
    assert.equal(findings.length, 1);
    assert.ok(problems.some(({ code, file, line }) => code === 'workspace-rule' && file === 'portability-rules/broken.json' && line === 2));
  });
  it('explain says that a rule is the workspace’s', () => {
    const { out } = run(tree, 'explain', 'our-chat');
    assert.match(out, /rule of this workspace: ours\/chat \(portability-rules\/chat\.json\)/);
    assert.match(out, /https:\/\/example\.org\//);
  });
  it('fix takes their ids', () => {
    const { code, out } = run(tree, 'fix', '--review', '--dry-run', '--rule', 'ours/chat');
    assert.equal(code, 0);
    assert.match(out, /\n-our-chat\n/);
  });
});
