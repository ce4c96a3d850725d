import assert from 'node:assert/strict';
import { factCard, findingMessage, fixTitle, formats, nameOf, problemMessage, verdictWords } from '../src/engine';
import type { Finding } from '../src/model/finding';
import type { Fix } from '../src/model/fix';
import type { Problem, ProblemCode } from '../src/model/manifest';
import { verdictKinds } from '../src/model/vocabulary';
import { MemoryFiles, testEngine } from './support/engine';
import { smallEngine } from './support/small-catalog';

/** Every code, with what its sentence is given. A code that is missing here does not compile. */
const examples: Readonly<Record<ProblemCode, Readonly<Record<string, string>>>> = {
  'unread-line': { text: '!!' },
  'unread-requirement': { text: 'torch = 1', reason: 'one = is no comparison' },
  'option-after-requirement': { option: '--index-url' },
  'unread-value': { text: '[1]', reason: 'a list where a text must be' },
  syntax: { reason: 'a bracket is not closed' },
  'include-missing': { path: 'base.txt' },
  'include-outside': { path: '../base.txt' },
  'include-cycle': { path: 'base.txt' },
  'policy-syntax': { reason: 'a bracket is not closed' },
  'policy-key': { key: 'colour', known: 'targets, accept' },
  'policy-value': { key: 'accept', reason: 'must be a list' },
  'workspace-rule': { reason: 'targets.gpu is no known key' },
  'ignore-without-reason': { ids: 'nvidia/dynamo' },
  'ignore-unknown-id': { id: 'nobody' },
  'ignore-expired': { until: '2020-01-01' },
  'ignore-unused': {},
  'lock-missing': { name: 'torch', lock: 'uv.lock' },
  'lock-stale': { name: 'torch', lock: 'uv.lock', version: '2.6.0', specifier: '>=2.7' },
  'lock-not-installable': { lock: 'uv.lock', environment: 'Linux arm64', count: '3 packages', names: 'a 1.0, b 2.0, c 3.0' },
  'lock-one-platform': { lock: 'package-lock.json', environment: 'macOS arm64', count: '1 package', names: 'esbuild 0.21.5' },
};

/** One plain sentence: it starts with a capital or a quoted text, has no hole in it and is not cut by line ends. */
function assertSentence(text: string): void {
  assert.match(text, /^[A-Z`"]/, text);
  assert.ok(!/undefined|null|\[object|``|\n| {2}|\s$/.test(text), text);
}

describe('messages: problems', () => {
  for (const [code, values] of Object.entries(examples) as [ProblemCode, Readonly<Record<string, string>>][]) {
    it(code, () => {
      const text = problemMessage({ code, arguments: values });
      assertSentence(text);
      for (const value of Object.entries(values)) if (value[0] !== 'ids') assert.ok(text.includes(value[1]), `${text} says ${value[0]}`);
    });
  }
  it('words differ between codes', () => {
    const texts = Object.keys(examples).map((code) => problemMessage({ code: code as ProblemCode, arguments: {} }));
    // A line, a requirement's line and a value are all "not read"; what differs is what is shown.
    assert.ok(new Set(texts).size >= texts.length - 3);
  });
  it('whatever a format or the policy reports has its sentence', async () => {
    const broken: Readonly<Record<string, string>> = {
      'requirements.txt':
        '!!\ntorch = 1\nrequests --index-url https://example.org\n-r gone.txt\n-r ../x.txt\nflask # portolan-ignore: nobody\nflask # portolan-ignore: nvidia -- x (until 2001-01-01)\n',
      'pyproject.toml': '[project]\ndependencies = [1, "a = 2", "torch\n[x\n',
      'package.json': '{ "dependencies": { "a": 1, "b": }, "overrides": [] ',
      'portolan.jsonc': '{ "colour": 1, "accept": "x", "ignore": [{ "rule": "y" }], ',
    };
    const session = (await smallEngine()).createSession(new MemoryFiles(broken));
    const { files, policies } = await session.scan();
    const problems: readonly Problem[] = [...files, ...policies].flatMap((one) => one.problems);
    assert.ok(problems.length > 12);
    for (const problem of problems) assertSentence(problemMessage(problem));
    assert.equal(files.length, formats.filter(({ id }) => ['requirements', 'pyproject', 'package.json'].includes(id)).length);
  });
});

/** A finding with the fields that its sentence takes. */
async function findingsIn(text: string): Promise<{ finding: Finding; fixes: readonly Fix[] }[]> {
  const session = (await smallEngine()).createSession(new MemoryFiles({ 'requirements.txt': text }));
  const result = (await session.analyzeFile('requirements.txt')) ?? assert.fail();
  return result.findings.map((finding) => ({ finding, fixes: session.fixes(finding, result) }));
}

describe('messages: findings and fixes', () => {
  const cases: readonly [text: string, message: string][] = [
    ['gpu-only==1', '`gpu-only` runs on NVIDIA GPUs only. Write it anew (days).'],
    ['array==1.0+cu124', '`array 1.0+cu124` is a build for NVIDIA GPUs only. Drop the label (minutes).'],
    ['flow[and-cuda]', '`flow[and-cuda]` brings CUDA libraries. Drop the extra (minutes).'],
    ['kernels==1.0', '`kernels` knows CUDA only before 2.0. No remedy with a source is known.'],
    ['array\nacme-a-cu12\nacme-b-cu12\nacme-c-cu12', '`acme-a-cu12` (and 2 more) is a CUDA library. Remove it (minutes).'],
  ];
  for (const [text, message] of cases) {
    it(message, async () => {
      const [first] = await findingsIn(text);
      assert.equal(first && findingMessage(first.finding), message);
    });
  }
  const titles: readonly [text: string, title: string][] = [
    ['search-gpu==1', 'Replace search-gpu with search-cpu'],
    ['flow[and-cuda,x]', 'Write flow[x] instead of flow[and-cuda,x]'],
    ['gpu-only', "Add the marker sys_platform == 'linux'"],
    ['array==1+cu118\narrayvision==1+cu118', 'Drop "+cu118"'],
    ['array\nacme-a-cu12\nacme-b-cu12', 'Remove acme-a-cu12 and 1 more rows like it'],
  ];
  for (const [text, title] of titles) {
    it(title, async () => {
      const [first] = await findingsIn(text);
      const [fix] = first?.fixes ?? [];
      assert.equal(fix && fixTitle(fix), title);
    });
  }
});

describe('messages: the catalog', () => {
  const engine = testEngine();

  it('every verdict has its word', () => assert.deepEqual(Object.keys(verdictWords).sort(), [...verdictKinds].sort()));
  it('every id of the vocabulary has a name, others are shown as they are', () => {
    const { targets, vendors, makers } = engine.vocabulary;
    for (const id of [...Object.keys(targets), ...Object.keys(vendors), ...Object.keys(makers)])
      assert.match(nameOf(id, engine.vocabulary), /^[A-Za-z][^\n]*[A-Za-z0-9)]$/);
    assert.equal(nameOf('nobody', engine.vocabulary), 'nobody');
  });
  it('summaries and titles of every rule make plain sentences', () => {
    for (const rule of engine.catalog.allRules()) {
      for (const { summary } of rule.binds) assertSentence(`\`x\` ${summary}.`);
      for (const { title } of rule.remedies) assertSentence(`${title}.`);
      assertSentence(rule.title.replace(/^[a-z@]/, 'X'));
      assert.ok(factCard(rule, engine.details(rule.id), engine.vocabulary).sources.length > 0, rule.id);
    }
  });
});
