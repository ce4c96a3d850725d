import assert from 'node:assert/strict';
import { run } from './run';

interface Stale {
  readonly days: number;
  readonly before: string;
  readonly rules: readonly { id: string; newest: string; claims: readonly { claim: string; checked: string }[] }[];
}

const stale = (days: number): Stale => JSON.parse(run({}, 'rules', '--stale', String(days), '--format', 'json').out) as Stale;

describe('command line: rules', () => {
  it('tells in text what was last checked long ago, with a sum', () => {
    const { code, out } = run({}, 'rules', '--stale', '0');
    assert.equal(code, 0);
    assert.match(out, /(^|\n)\d+ claims in \d+ rules were last checked before \d{4}-\d{2}-\d{2}\n$/);
  });
  it('as JSON: the older the bound, the fewer claims', () => {
    const [all, none] = [stale(0), stale(99999)];
    assert.deepEqual(none.rules, []);
    assert.ok(all.before > none.before);
    for (const { claims, newest } of all.rules) {
      assert.ok(claims.length > 0);
      for (const { checked } of claims) assert.ok(checked < all.before && checked <= newest);
    }
  });
  it('explain names the open-weight models that a server can run', () => {
    const { out } = run({}, 'explain', 'pypi:openai');
    assert.match(out, /\n {4}open-weight models that such a server can run: [^\n]*Qwen \(Apache-2\.0\)[^\n]*\n/);
    const [card] = JSON.parse(run({}, 'explain', 'pypi:openai', '--format', 'json').out) as { models?: { title: string }[] }[];
    assert.ok(card?.models?.some(({ title }) => title === 'gpt-oss'));
    assert.ok(!run({}, 'explain', 'faiss-gpu').out.includes('open-weight models that'));
  });
});
