import assert from 'node:assert/strict';
import { findingMessage, problemMessage, type Engine } from '../../src/engine';
import { mark } from '../support/marks';
import { smallEngine } from '../support/small-catalog';
import { TreeFiles, type Entry } from './tree-files';

const sources = [{ url: 'https://example.org/', checked: '2026-11-01', confidence: 'high', supports: ['binds.0'] }];
const bind = { axis: 'vendor', to: ['openai'], strength: 'hard', summary: 'is ours and talks to OpenAI only' };

/** A sound rule of a workspace, changed by `change`, as the text of its file. */
const written = (change: object = {}): string =>
  JSON.stringify({ id: 'ours/chat', title: 'Chat', names: { pypi: ['our-chat'] }, binds: [bind], targets: {}, sources, ...change });

const policy = '{ "rules": ["./own"] }';

interface Told {
  readonly engine: Engine;
  /** `file rule` of open findings. */
  readonly findings: readonly string[];
  /** `file: message` of problems of policies and rule files. */
  readonly problems: readonly string[];
  /** The same with the place drawn into the file's text. */
  readonly places: readonly string[];
  readonly asked: readonly string[];
}

async function scan(tree: Readonly<Record<string, Entry>>): Promise<Told> {
  const engine = await smallEngine();
  const files = new TreeFiles(tree);
  const result = await engine.createSession(files).scan();
  const problems = result.policies.flatMap(({ path, text, problems: own }) => own.map((problem) => ({ path, text, problem })));
  return {
    engine,
    findings: result.files.flatMap(({ path, findings }) => findings.filter(({ suppressed }) => !suppressed).map(({ rule }) => `${path} ${rule.id}`)),
    problems: problems.map(({ path, problem }) => `${path}: ${problemMessage(problem)}`),
    places: problems.map(({ text, problem }) => mark(text, [problem.span])),
    asked: files.asked,
  };
}

const r = 'requirements.txt';

/** One rule file in `own/`; one problem whose sentence fits, and no finding of it. */
function refuses(title: string, text: Entry, sentence: RegExp): void {
  it(title, async () => {
    const { problems, findings } = await scan({ 'portolan.jsonc': policy, 'own/a.json': text, [r]: 'our-chat\ngpu-only\n' });
    assert.equal(problems.length, 1, problems.join('\n'));
    assert.match(problems[0] ?? '', sentence);
    assert.deepEqual(findings, [`${r} acme/gpu-only`]);
  });
}

describe('rules of a workspace', () => {
  it('are found beside those of the catalog', async () => {
    const { findings, problems } = await scan({ 'portolan.jsonc': policy, 'own/a.json': written(), [r]: 'our-chat\ngpu-only\n' });
    assert.deepEqual(problems, []);
    assert.deepEqual(findings, [`${r} ours/chat`, `${r} acme/gpu-only`]);
  });
  it('count below their policy only', async () => {
    const { findings } = await scan({ 'a/portolan.jsonc': policy, 'a/own/a.json': written(), [`a/${r}`]: 'our-chat', [`b/${r}`]: 'our-chat' });
    assert.deepEqual(findings, [`a/${r} ours/chat`]);
  });
  it('take the place of a rule of the catalog by its id, with its names', async () => {
    const change = { id: 'acme/gpu-only', names: { pypi: ['gpu-only'] } };
    const { engine } = await scan({});
    const session = engine.createSession(new TreeFiles({ 'portolan.jsonc': policy, 'own/a.json': written(change), [r]: 'gpu-only\n' }));
    const result = await session.scan();
    const [finding] = result.files[0]?.findings ?? [];
    assert.equal(finding && findingMessage(finding), '`gpu-only` is ours and talks to OpenAI only. No remedy with a source is known.');
    assert.equal(finding?.confidence, 'high');
    assert.equal(engine.details(finding?.rule ?? '')?.sources.length, 1);
    assert.equal(engine.rule('acme/gpu-only')?.own?.file, 'own/a.json');
    const { catalog } = engine.report(result, { targets: [], accept: [], fixes: () => [] });
    assert.deepEqual([catalog.workspaceRules, catalog.rules], [1, engine.catalog.size]);
    assert.equal(engine.catalog.ruleById('acme/gpu-only')?.own, undefined, 'the catalog itself stays as it is');
  });
  it('may be named by the policy and by ignores', async () => {
    const own = '{ "rules": ["own"], "severity": { "ours/chat": "off" } }';
    const { problems, findings } = await scan({
      'portolan.jsonc': own,
      'own/a.json': written(),
      [r]: 'our-chat # portolan-ignore: ours/chat -- known\n',
    });
    assert.deepEqual([problems, findings], [[], []]);
  });
  it('are read anew when they change', async () => {
    const files = new TreeFiles({ 'portolan.jsonc': policy, 'own/a.json': written(), [r]: 'our-chat\nnew-chat\n' });
    const session = (await smallEngine()).createSession(files);
    assert.equal((await session.analyzeFile(r))?.findings.length, 1);
    files.entries.set('own/a.json', written({ names: { pypi: ['our-chat', 'new-chat'] } }));
    session.changed('own/a.json');
    assert.equal((await session.analyzeFile(r))?.findings.length, 2);
  });
  it('bring remedies whose fixes are proven', async () => {
    const remedy = {
      id: 'free',
      kind: 'rename',
      title: 'Use free-chat',
      effort: 'minutes',
      package: 'pypi:free-chat',
      specifier: 'drop',
      edit: { rename: true },
    };
    const files = new TreeFiles({ 'portolan.jsonc': policy, 'own/a.json': written({ remedies: [remedy] }), [r]: 'our-chat==1\n' });
    const session = (await smallEngine()).createSession(files);
    const result = (await session.analyzeFile(r)) ?? assert.fail();
    const [finding] = result.findings;
    assert.deepEqual(finding && session.fixes(finding, result).map(({ remedy: { id } }) => id), ['free']);
  });
  it('a name that another rule has stays with it; the rest of the rule counts', async () => {
    const text = written({ names: { pypi: ['gpu-only', 'our-chat'] } });
    const { problems, places, findings } = await scan({ 'portolan.jsonc': policy, 'own/a.json': text, [r]: 'our-chat\ngpu-only\n' });
    assert.deepEqual(problems, ['own/a.json: Rule of this workspace: pypi:gpu-only belongs to the rule acme/gpu-only']);
    assert.deepEqual(places, [text.replace('"gpu-only"', '⟦"gpu-only"⟧')]);
    assert.deepEqual(findings, [`${r} ours/chat`, `${r} acme/gpu-only`]);
  });
});

describe('rules of a workspace: what is wrong with them', () => {
  refuses('a field that is missing', written({ title: undefined }), /the rule lacks title/);
  refuses('no JSON', 'id: x', /Rule of this workspace/);
  refuses('an empty file', '', /Rule of this workspace/);
  refuses('an unknown key', written({ colour: 'red' }), /colour is no known key/);
  refuses('a wrong type', written({ title: 1 }), /title must be of type string/);
  refuses('an unknown target', written({ targets: { gpu: 'yes' } }), /targets names gpu, which is no target/);
  refuses('a prototype as target', written().replace('"targets":{}', '"targets":{"__proto__":"yes"}'), /names __proto__, which is no target/);
  refuses('an unknown vendor', written({ binds: [{ ...bind, to: ['constructor'] }] }), /binds.0 names constructor, which is not known/);
  refuses('a conditional binding without condition', written({ binds: [{ ...bind, strength: 'conditional' }] }), /conditional without "when"/);
  refuses(
    'a name not in normal form',
    written({ names: { pypi: ['Our_Chat'] } }),
    /names.pypi.0 must be in the normal form of the registry: our-chat/,
  );
  refuses('two stars', written({ family: true, names: { pypi: ['*-our-*'] } }), /names.pypi.0 has more \* than "family" allows/);
  refuses('a file that is too large', { size: 256 * 1024 + 1 }, /too large/);
  refuses('a file that cannot be read', { fails: 'no' }, /cannot be read/);
  refuses(
    'conditions as deep as a well',
    written({ binds: [{ ...bind, when: JSON.parse('{"not":'.repeat(2000) + '{"local":"x"}' + '}'.repeat(2000)) as object }] }),
    /Rule of this workspace/,
  );

  it('of two files with one id the first counts', async () => {
    const { problems, findings } = await scan({ 'portolan.jsonc': policy, 'own/a.json': written(), 'own/b.json': written(), [r]: 'our-chat\n' });
    assert.deepEqual(problems, ['own/b.json: Rule of this workspace: another file has the rule ours/chat already']);
    assert.deepEqual(findings, [`${r} ours/chat`]);
  });
  it('folders outside, missing or unreadable are told in the policy, the others are read', async () => {
    const text = '{ "rules": ["../own", "/etc", "gone", "shut", "own"] }';
    const { problems, places, findings } = await scan({
      'portolan.jsonc': text,
      'own/a.json': written(),
      shut: { unlisted: 'no' },
      [r]: 'our-chat\n',
    });
    assert.deepEqual(
      problems.map((problem) => problem.replace('portolan.jsonc: Rule of this workspace: ', '')),
      ['../own lies outside the workspace', '/etc lies outside the workspace', ...problems.slice(2).map((problem) => problem.split(': ')[2] ?? '')],
    );
    assert.equal(places[0], text.replace('"../own"', '⟦"../own"⟧'));
    assert.deepEqual(findings, [`${r} ours/chat`]);
  });
  it('at most 200 files are read, no link is followed, and nothing but .json', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 260 }, (_, n) => [`own/${String(n).padStart(3, '0')}.json`, written({ id: `ours/r${n}`, names: { pypi: [`our-${n}`] } })]),
    );
    const { problems, findings, asked } = await scan({
      'portolan.jsonc': policy,
      ...many,
      'own/000.json': { link: true },
      'own/x.txt': '',
      [r]: 'our-5\nour-255\n',
    });
    assert.deepEqual(problems, ['portolan.jsonc: Rule of this workspace: ./own has 259 files; the first 200 are read']);
    assert.deepEqual(findings, [`${r} ours/r5`]);
    assert.equal(asked.filter((path) => path.startsWith('own/') && path.endsWith('.json')).length, 200);
  });
  it('patterns take time in proportion', async () => {
    const name = `${'a'.repeat(5000)}*${'a'.repeat(5000)}b`;
    const { problems } = await scan({
      'portolan.jsonc': policy,
      'own/a.json': written({ family: true, names: { pypi: [name] } }),
      [r]: `${'a'.repeat(20000)}\n`,
    });
    assert.deepEqual(problems, []);
  });
});
