import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import path from 'node:path';
import { readArguments, UsageError } from '../../../src/hosts/cli/args';
import { inFolder, portolan, run } from './run';

const r = 'requirements.txt';

/** Words that are refused with one sentence before anything is read. */
function refusesWords(words: readonly string[], sentence: RegExp): void {
  it(words.join(' '), () => {
    assert.throws(
      () => readArguments(words),
      (error) => error instanceof UsageError && sentence.test(error.message) && !error.message.includes('\n'),
    );
  });
}

/** The built command ends with code 2, one sentence on stderr and nothing on stdout. */
function refuses(args: readonly string[], sentence: RegExp): void {
  it(args.join(' '), () => {
    const { code, out, err } = run({ [r]: 'torch\n', 'notes.md': '' }, ...args);
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /^portolan: [^\n]+\n$/);
    assert.match(err, sentence);
  });
}

describe('command line: wrong words', () => {
  refusesWords(['chekc'], /"chekc" is no command; known: check/);
  refusesWords(['check', '--format', 'yaml'], /--format wants one of .*json.*not "yaml"/);
  refusesWords(['check', '--fail-on', 'all'], /--fail-on wants one of hard, conditional, default, any, never/);
  refusesWords(['check', '--target'], /--target/);
  refusesWords(['check', '--jobs', '0'], /--jobs wants a whole number/);
  refusesWords(['check', '--jobs', '1e9'], /--jobs wants a whole number/);
  refusesWords(['check', '--verbose=yes'], /--verbose/);
  refusesWords(['check', '-x'], /-x/);
  refusesWords(['list', '--fail-on', 'hard'], /list takes no --fail-on/);
  refusesWords(['rules', '--target', 'cpu-arm64'], /rules takes no --target/);
  for (const days of ['-1', '1.5', 'x', '', '123456']) refusesWords(['rules', `--stale=${days}`], /--stale wants a whole number of days/);
  refusesWords(['check', '--stale', '3'], /check takes no --stale/);
});

describe('command line: wrong usage', () => {
  refuses(['check', '--colour'], /--colour/);
  refuses(['check', '--target', 'constructor'], /"constructor" is no target; known: nvidia-cuda/);
  refuses(['check', '--accept', '__proto__'], /"__proto__" is no vendor, target or maker/);
  refuses(['check', r, 'missing/deep'], /there is no missing\/deep/);
  refuses(['check', `${r}/below`], /below/);
  refuses(['check', 'notes.md'], /no format reads a file of the name notes\.md/);
  refuses(['list', '--stdin-filename', 'notes.md'], /no format reads a file of the name notes\.md/);
  refuses(['list', 'missing'], /there is no missing/);
  refuses(['check', '--output', 'missing/out.json'], /cannot write missing\/out\.json/);
  refuses(['explain', 'torch', 'jax'], /explain wants one name/);
  refuses(['explain', 'nobody-knows-this'], /knows no package and no rule "nobody-knows-this"; unknown does not mean portable/);
  refuses(['rules', '.'], /rules takes no path/);

  it('a named path that cannot be read', function () {
    if (process.getuid?.() === 0 || process.platform === 'win32') this.skip();
    inFolder({ 'secret/requirements.txt': 'torch\n', [r]: 'torch\n' }, (folder) => {
      for (const name of ['secret', r]) {
        chmodSync(path.join(folder, name), 0);
        const { code, err } = portolan(folder, ['check', name]);
        chmodSync(path.join(folder, name), 0o700);
        assert.equal(code, 2);
        assert.match(err, new RegExp(`^portolan: cannot read ${name}`));
      }
    });
  });
});

describe('command line: help and version', () => {
  it('help names every command and the exit codes', () => {
    for (const args of [['--help'], []]) {
      const { code, out, err } = run({}, ...args);
      assert.deepEqual([code, err], [0, '']);
      for (const word of ['check', 'list', 'explain', 'rules', '--fail-on', 'Exit code']) assert.ok(out.includes(word), word);
    }
  });
  it('version is one line', () => assert.match(run({}, '--version').out, /^\d+\.\d+\.\d+\n$/));
});

describe('command line: list', () => {
  const tree = {
    [r]: '--index-url https://me:pw@example.org/simple\nFlask_Cors[x]>=1; os_name == "nt"\n',
    'a/package.json': '{"dependencies":{"openai":"^4"}}',
  };

  it('tells every row and artifact as text', () => {
    const { code, out, err } = run(tree, 'list');
    assert.deepEqual([code, err], [0, '']);
    assert.deepEqual(out.split('\n').slice(0, 2), ['a/package.json:1:19: npm:openai ^4', 'requirements.txt:2:1: pypi:Flask_Cors >=1']);
    assert.match(out, /\n3 dependencies and artifacts in 2 files\n$/);
    assert.ok(!out.includes('me:pw'));
  });
  it('tells them as JSON', () => {
    const { dependencies } = JSON.parse(run(tree, 'list', '--format', 'json').out) as {
      dependencies: { name: string; ecosystem: string; marker: string | null }[];
    };
    assert.deepEqual(
      dependencies.map(({ name, ecosystem }) => `${ecosystem}:${name}`),
      ['npm:openai', 'pypi:Flask_Cors', 'index:https://example.org/simple'],
    );
  });
  it('reads standard input', () => {
    inFolder({}, (folder) => assert.match(portolan(folder, ['list', '--stdin-filename', r], 'flask\n').out, /^requirements\.txt:1:1: pypi:flask\n/));
  });
});

describe('command line: explain and rules', () => {
  it('explains a package, a key and a rule alike', () => {
    const [byName, byKey, byRule] = ['torch', 'pypi:Torch', 'pytorch/torch'].map((name) => run({}, 'explain', name));
    assert.equal(byName?.code, 0);
    assert.match(byName?.out ?? '', /^PyTorch.*\n.*rule pytorch\/torch\n/);
    assert.match(byName?.out ?? '', /Where it runs:\n(.+\n)+ {2}Instead:\n/);
    assert.match(byName?.out ?? '', /Sources:\n {4}https:\/\/.+ \(checked 20\d\d-\d\d-\d\d/);
    assert.equal(byKey?.out, byName?.out);
    assert.equal(byRule?.out, byName?.out);
  });
  it('explains as JSON', () => {
    const cards = JSON.parse(run({}, 'explain', 'torch', '--format', 'json').out) as { rule: { id: string }; sources: object[] }[];
    assert.equal(cards[0]?.rule.id, 'pytorch/torch');
    assert.ok((cards[0]?.sources.length ?? 0) > 0);
  });
  it('says of an ordinary name that it is ordinary', () => assert.match(run({}, 'explain', 'requests').out, /^requests is listed as ordinary/));
  it('lists the rules as text and as JSON', () => {
    const text = run({}, 'rules').out;
    const { rules } = JSON.parse(run({}, 'rules', '--format', 'json').out) as { rules: { id: string; details: { sources: object[] } }[] };
    assert.ok(rules.length >= 80);
    assert.equal(text.trimEnd().split('\n').length, rules.length + 1);
    assert.ok(rules.every(({ details }) => details.sources.length > 0));
  });
});
