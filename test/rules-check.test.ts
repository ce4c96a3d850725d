import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ruleScripts } from './catalog/rule-scripts';

type Rule = Record<string, unknown>;

const source = { url: 'https://example.org/', checked: '2026-11-01', confidence: 'high' };
const page = [
  '# Thing',
  ...['Why it binds', 'What breaks', 'What to do', 'When to ignore', 'Examples'].flatMap((title) => ['', `## ${title}`, '', 'Text.']),
  ...['hits', 'misses', 'fixed:cpu'].flatMap((shows) => ['', `\`\`\`requirements.txt ${shows}`, 'thing', '```']),
  '',
].join('\n');

/** A rule without a fault, which each case spoils in one way. */
function soundRule(): Rule {
  return {
    id: 'acme/thing',
    title: 'Thing',
    names: { pypi: ['thing'] },
    binds: [{ axis: 'hardware', to: ['nvidia-cuda'], strength: 'hard', summary: 'runs on NVIDIA GPUs only' }],
    targets: { 'nvidia-cuda': 'yes', 'amd-rocm': 'unknown' },
    remedies: [
      {
        id: 'cpu',
        kind: 'rename',
        title: 'Use other-thing',
        effort: 'minutes',
        package: 'pypi:other-thing',
        specifier: 'keep',
        edit: { rename: true },
      },
    ],
    sources: [{ ...source, supports: ['binds.0', 'targets.nvidia-cuda', 'remedies.cpu'] }],
  };
}

const bind = { axis: 'hardware', to: ['nvidia-cuda'], strength: 'hard', summary: 'x' };
const remedy = {
  id: 'cpu',
  kind: 'rename',
  title: 'Use it',
  effort: 'minutes',
  package: 'pypi:other-thing',
  specifier: 'keep',
  edit: { rename: true },
};

/** Files below rules/, by path, as texts or as rules. */
type Tree = Readonly<Record<string, string | Rule | undefined>>;

const vocabulary = path.join(process.cwd(), 'rules', 'vocabulary');

/** The faults of a tree that holds the sound rule and its page, changed by `tree` (undefined: the file is not there). */
async function faultsOf(tree: Tree): Promise<readonly string[]> {
  const root = mkdtempSync(path.join(tmpdir(), 'portolan-rules-'));
  try {
    cpSync(vocabulary, path.join(root, 'rules', 'vocabulary'), { recursive: true });
    for (const schema of ['rule.schema.json', 'models.schema.json'])
      cpSync(path.join(process.cwd(), 'rules', schema), path.join(root, 'rules', schema));
    for (const [file, content] of Object.entries({ 'acme/thing.json': soundRule(), 'acme/thing.md': page, ...tree })) {
      if (content === undefined) continue;
      const full = path.join(root, 'rules', file);
      mkdirSync(path.dirname(full), { recursive: true });
      writeFileSync(full, typeof content === 'string' ? content : JSON.stringify(content));
    }
    const { checkRules } = await ruleScripts();
    return checkRules(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Each fault is found, told with its file, and nothing else is. */
function finds(title: string, tree: Tree, ...expected: readonly RegExp[]): void {
  it(title, async () => {
    const faults = await faultsOf(tree);
    assert.equal(faults.length, expected.length, faults.join('\n'));
    expected.forEach((pattern) =>
      assert.ok(
        faults.some((fault) => pattern.test(fault)),
        `${String(pattern)} in\n${faults.join('\n')}`,
      ),
    );
    for (const fault of faults) assert.match(fault, /^rules\/\S+: /);
  });
}

const changed = (change: Rule): Tree => ({ 'acme/thing.json': { ...soundRule(), ...change } });
const withPage = (from: string, to: string): Tree => ({ 'acme/thing.md': page.replace(from, to) });

describe('check-rules', () => {
  finds('finds nothing in a sound rule', {});

  describe('a file', () => {
    finds('that is no JSON', { 'acme/thing.json': '{' }, /no valid JSON/);
    finds(
      'with a wrong type, a missing field and an unknown field',
      changed({ title: 1, targets: undefined, colour: 'red' }),
      /\/title must be string/,
      /targets/,
      /additional properties/,
    );
    finds('whose id is not its path', changed({ id: 'acme/other' }), /id "acme\/other" is not its path/);
    finds(
      'with a key twice',
      { 'acme/thing.json': JSON.stringify(soundRule()).replace('{"id"', '{"title":"Thing","id"') },
      /the key "title" stands twice/,
    );
  });

  describe('names', () => {
    finds('not in normal form', changed({ names: { pypi: ['Thing_X'] } }), /"Thing_X" is not in normal form \("thing-x"\)/);
    finds('with a star without family', changed({ names: { pypi: ['thing-*'] } }), /\* needs "family": true/);
    finds('with two stars', changed({ family: true, names: { pypi: ['*-thing-*'] } }), /at most one \*/);
    finds(
      'that another rule has',
      { 'acme/twin.json': { id: 'acme/twin', title: 'T', names: { pypi: ['thing'] }, targets: {}, sources: [{ ...source, supports: ['names'] }] } },
      /pypi:thing belongs to acme\/thing already/,
    );
  });

  describe('vocabulary', () => {
    finds('an unknown target', changed({ targets: { 'nvidia-cuda': 'yes', gpu: 'unknown' } }), /targets: "gpu" is no target/);
    finds('an unknown target of a binding', changed({ binds: [{ ...bind, to: ['gpu'] }] }), /binds.0: "gpu" is no target/);
    finds('a target where a vendor must be', changed({ binds: [{ ...bind, axis: 'vendor' }] }), /binds.0: "nvidia-cuda" is no vendor/);
    finds('an unknown target of a verdict override', changed({ binds: [{ ...bind, targets: { gpu: 'unknown' } }] }), /binds.0: "gpu" is no target/);
    finds('an unknown target of a remedy', changed({ remedies: [{ ...remedy, for: ['gpu'] }] }), /remedy cpu: "gpu" is no target/);
    finds(
      'an unknown maker',
      { 'vocabulary/vendors.json': '{"openai":{"title":"OpenAI","maker":"nobody"}}' },
      /vendors.json: openai has the unknown maker "nobody"/,
    );
  });

  describe('bindings and remedies', () => {
    finds('conditional without a condition', changed({ binds: [{ ...bind, strength: 'conditional' }] }), /binds.0: conditional without "when"/);
    finds(
      'sentences that end with a full stop',
      changed({ binds: [{ ...bind, summary: 'x.' }], remedies: [{ ...remedy, title: 'Use it.' }] }),
      /summary ends/,
      /title ends/,
    );
    finds('two remedies of one id', changed({ remedies: [remedy, remedy] }), /two remedies "cpu"/);
    finds('a rename without package', changed({ remedies: [{ ...remedy, package: undefined }] }), /rename needs a package/);
    finds(
      'a rename that is silent about the specifier',
      changed({ remedies: [{ ...remedy, specifier: undefined }] }),
      /say what becomes of the specifier/,
    );
    finds(
      'a remedy without anything to do',
      {
        ...changed({ remedies: [{ id: 'cpu', kind: 'remove', title: 'Remove it', effort: 'minutes' }] }),
        'acme/thing.md': page.replace('fixed:cpu', 'hits'),
      },
      /neither an edit nor "byHand"/,
    );
    finds(
      'a remedy that leads into the same binding',
      {
        'acme/other.json': {
          ...soundRule(),
          id: 'acme/other',
          names: { pypi: ['other-thing'] },
          remedies: [],
          sources: [{ ...source, supports: ['binds.0', 'targets.nvidia-cuda'] }],
        },
        'acme/other.md': page.replace('fixed:cpu', 'hits'),
      },
      /remedy cpu leads to pypi:other-thing, which is bound to nvidia-cuda as well/,
    );
  });

  describe('what is left to do', () => {
    finds('in a rule', changed({ title: 'TODO: its name' }), /a TODO is left in it/);
    finds('on a page', withPage('Text.', 'TODO: say why'), /a TODO is left on its page/);
  });

  describe('where remedies lead', () => {
    finds(
      'into a registry that no row of the rule comes from',
      changed({ remedies: [{ ...remedy, package: 'npm:other-thing' }] }),
      /remedy cpu: it writes npm:other-thing, but the rule has no npm name/,
    );
    const binds = [{ ...bind, to: ['amd-rocm'] }];
    const other = (id: string, name: string, to: string): Tree => ({
      [`acme/${id}.json`]: { ...soundRule(), id: `acme/${id}`, names: { pypi: [name] }, binds, remedies: [{ ...remedy, package: `pypi:${to}` }] },
      [`acme/${id}.md`]: page,
    });
    finds(
      'back to where one came from',
      other('other', 'other-thing', 'thing'),
      /the remedies go in a circle: acme\/other → acme\/thing → acme\/other/,
    );
    finds('on to a third package', other('other', 'other-thing', 'third'));
  });

  describe('model families', () => {
    const family = {
      id: 'm',
      title: 'M',
      maker: 'A',
      country: 'DE',
      releases: ['M 1'],
      licence: { spdx: 'MIT', openness: 'open' },
      sizes: ['30B-A3B'],
      servers: ['vllm'],
      terms: 'none',
      sources: [{ ...source, supports: ['licence', 'sizes', 'servers', 'terms'] }],
    };
    const models = (...families: readonly object[]): Tree => ({ 'models/families.json': JSON.stringify({ data: 'x', families }) });
    finds('sound', models(family));
    finds('no JSON', { 'models/families.json': '{' }, /families.json: no valid JSON/);
    finds('with unknown servers and sizes', models({ ...family, sizes: ['big'], servers: ['x'] }), /sizes\/0 must match/, /servers\/0 must be equal/);
    finds('twice', models(family, family), /two families "m"/);
    finds(
      'without a source for a claim',
      models({ ...family, sources: [{ ...source, supports: ['licence', 'sizes', 'terms'] }] }),
      /m: no source supports servers/,
    );
    finds(
      'with a licence that has neither expression nor name',
      models({ ...family, licence: { spdx: null, openness: 'restricted' } }),
      /m: a licence without SPDX expression needs its name/,
    );
  });

  describe('sources', () => {
    finds('a claim without one', changed({ targets: { 'nvidia-cuda': 'yes', 'amd-rocm': 'no' } }), /no source supports targets.amd-rocm/);
    finds('a licence without one', changed({ licence: { spdx: 'MIT', openness: 'open' } }), /no source supports licence/);
    finds(
      'one for nothing',
      changed({ sources: [{ ...source, supports: ['binds.0', 'targets.nvidia-cuda', 'remedies.cpu', 'binds.1'] }] }),
      /supports "binds.1", which is no claim/,
    );
    finds(
      'one without https',
      changed({ sources: [{ ...source, url: 'http://example.org', supports: ['binds.0', 'targets.nvidia-cuda', 'remedies.cpu'] }] }),
      /\/sources\/0\/url must match/,
    );
  });

  describe('pages', () => {
    finds('missing', { 'acme/thing.md': undefined }, /needs a page beside it/);
    finds('without a rule', { 'acme/lonely.md': page }, /rules\/acme\/lonely.md: a page without a rule/);
    finds(
      'of a rule that does not bind',
      changed({ binds: undefined, sources: [{ ...source, supports: ['targets.nvidia-cuda', 'remedies.cpu'] }] }),
      /a rule without "binds" has no page/,
    );
    finds('without a section', withPage('## What breaks', '## Other'), /lacks "## What breaks"/);
    finds('without examples', withPage('hits', 'shows'), /no "hits" example/);
    finds('without misses', withPage('misses', 'shows'), /no "misses" example/);
    finds('without the text after an edit', withPage('fixed:cpu', 'shows'), /no example for the edit of remedy cpu/);
    finds(
      'with the text after an edit that no remedy writes',
      withPage('fixed:cpu', 'fixed:cpu\n```\n\n```requirements.txt fixed:gpu'),
      /"fixed:gpu", which no remedy writes/,
    );
  });

  describe('ordinary names', () => {
    finds('twice', { 'ordinary/pypi.txt': '# names\nrequests\n\nrequests\n' }, /ordinary\/pypi.txt: "requests" stands twice/);
    finds('that have a rule', { 'ordinary/pypi.txt': 'thing\n' }, /ordinary\/pypi.txt: "thing" has the rule acme\/thing/);
  });

  it('tells all faults of all files at once', async () => {
    const faults = await faultsOf({
      'acme/broken.json': '{',
      'acme/lonely.md': page,
      'acme/thing.json': { ...soundRule(), id: 'acme/x', names: { pypi: ['Thing'] } },
      'ordinary/pypi.txt': 'a\na\n',
    });
    assert.equal(faults.length, 5, faults.join('\n'));
    assert.deepEqual([...new Set(faults.map((fault) => fault.split(':')[0]))].sort(), [
      'rules/acme/broken.json',
      'rules/acme/lonely.md',
      'rules/acme/thing.json',
      'rules/ordinary/pypi.txt',
    ]);
  });

  it('answers on the command line with an exit code', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/check-rules.mjs', 'no such rule'], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^rules: no fault in \d+ rules/);
  });
});
