import assert from 'node:assert/strict';
import { chmodSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Strength } from '../../../src/model/vocabulary';
import { testEngine } from '../../support/engine';
import { check, inFolder, portolan, run, told, type Tree } from './run';

/** A PyPI package whose rule binds it with this strength, whatever the row says. */
function packageBound(strength: Strength): { name: string; rule: string; boundTo: string } {
  for (const rule of testEngine().catalog.allRules()) {
    const [binding] = rule.binds;
    const name = rule.names.pypi?.[0];
    const isPlain =
      rule.binds.length === 1 && binding?.axis === 'vendor' && !binding.when && binding.strength === strength && binding.confidence === 'high';
    const [boundTo] = binding?.to ?? [];
    if (isPlain && name !== undefined && !rule.family && boundTo !== undefined) return { name, rule: rule.id, boundTo };
  }
  return assert.fail(`no rule with a ${strength} binding`);
}

const hard = packageBound('hard');
const ordinary = packageBound('default');
const conditional = 'torch==2.6.0+cu124';
const r = 'requirements.txt';

describe('command line: check', () => {
  it('tells findings of every format, in order, with paths relative to the current folder', () => {
    const tree = {
      [`b c/${r}`]: `${hard.name}\n`,
      'a/pyproject.toml': `[project]\ndependencies = ["${conditional}"]\n`,
      'a/web/package.json': '{"dependencies":{"left-pad":"1"}}',
    };
    const result = check(tree);
    assert.deepEqual(told(result), ['a/pyproject.toml:2 pytorch/torch', `b c/${r}:1 ${hard.rule}`]);
    assert.deepEqual(
      result.coverage.files.map(({ file, status }) => `${file} ${status}`),
      ['a/pyproject.toml read', 'a/web/package.json read', `b c/${r} read`],
    );
  });
  it('writes text where no format is named', () => {
    const { code, out, err } = run({ [r]: `requests\n${conditional}\n` }, 'check');
    assert.deepEqual([code, err], [0, '']);
    assert.match(out, /^requirements\.txt:2:13: warning: `torch 2\.6\.0\+cu124` .+ \[pytorch\/torch\]\n/);
    assert.ok(!out.includes('\u001b'), 'no colours in a pipe');
  });
  it('says only the summary where nothing is bound', () => {
    assert.match(run({ [r]: 'requests\n' }, 'check').out, /^0 bound · .+ read 1 file\n$/);
  });
  it('judges named folders and files only, each file once', () => {
    const tree = { [`a/${r}`]: hard.name, [`b/${r}`]: hard.name, [`c/${r}`]: hard.name };
    assert.deepEqual(told(check(tree, 'a', `b/${r}`, `./a/${r}`, 'a/')), [`a/${r}:1 ${hard.rule}`, `b/${r}:1 ${hard.rule}`]);
  });
  it('shows paths outside the current folder with ..', () => {
    inFolder({ [`a/${r}`]: hard.name, 'b/empty.txt': '' }, (folder) => {
      const { out } = portolan(path.join(folder, 'b'), ['check', '../a']);
      assert.match(out, /^\.\.\/a\/requirements\.txt:1:1: /);
    });
  });
  it('finds the policy of the git root, from whatever folder it is called', () => {
    const tree = { '.git/HEAD': '', 'portolan.jsonc': `{ "accept": ["${hard.boundTo}"] }`, [`a/b/${r}`]: hard.name };
    inFolder(tree, (folder) => {
      const { out } = portolan(path.join(folder, 'a', 'b'), ['check', '--format', 'json']);
      assert.deepEqual(told(JSON.parse(out) as Parameters<typeof told>[0]), [`${r}:1 ${hard.rule} (accept)`]);
    });
  });
});

describe('command line: options of check', () => {
  it('--output writes the same bytes into a file and nothing to stdout', () => {
    inFolder({ [r]: conditional }, (folder) => {
      const direct = portolan(folder, ['check', '--format', 'json']);
      const { code, out, err } = portolan(folder, ['check', '--format', 'json', '--output', 'result.json']);
      assert.deepEqual([code, out, err], [0, '', '']);
      assert.equal(readFileSync(path.join(folder, 'result.json'), 'utf8'), direct.out);
    });
  });
  it('--jobs gives the same bytes for any number', () => {
    const tree: Tree = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`p${n}/${r}`, `${hard.name}\n${conditional}\n`]));
    inFolder(tree, (folder) => {
      const [first, ...others] = [[], ['--jobs', '1'], ['--jobs', '8']].map((jobs) => portolan(folder, ['check', '--format', 'json', ...jobs]));
      for (const other of others) assert.equal(other.out, first?.out);
    });
  });
  it('--target keeps what does not run there, --accept suppresses', () => {
    const tree = { [r]: `${conditional}\n${hard.name}\n` };
    assert.deepEqual(told(check(tree, '--target', 'nvidia-cuda')), [`${r}:2 ${hard.rule}`]);
    assert.deepEqual(told(check(tree, '--target', 'nvidia-cuda', '--target', 'amd-rocm')), [`${r}:1 pytorch/torch`, `${r}:2 ${hard.rule}`]);
    assert.deepEqual(told(check(tree, '--accept', hard.boundTo, '--accept', 'nvidia')), [
      `${r}:1 pytorch/torch (accept)`,
      `${r}:2 ${hard.rule} (accept)`,
    ]);
  });
  it('--stdin-filename judges standard input as that file, among its neighbours', () => {
    inFolder({ [r]: 'requests\n', 'constraints.txt': '', [`sub/${r}`]: '-r ../requirements.txt\n' }, (folder) => {
      const { code, out } = portolan(folder, ['check', '--format', 'json', '--stdin-filename', r], `${conditional}\n`);
      assert.equal(code, 0);
      assert.deepEqual(told(JSON.parse(out) as Parameters<typeof told>[0]), [`${r}:1 pytorch/torch`]);
      assert.match(
        portolan(folder, ['check', '--stdin-filename', 'new/pyproject.toml'], '[project]\ndependencies = ["openai"]\n').out,
        /^new\/pyproject\.toml:2:18: /,
      );
    });
  });
  it('--stdin-filename outside the current folder takes the policy beside that file and nothing above it', () => {
    const tree = { 'a/x.txt': '', 'b/portolan.jsonc': '{ "accept": ["nvidia"] }', [r]: '-c b/requirements.txt\n-c new/requirements.txt' };
    inFolder(tree, (folder) => {
      const judge = (name: string): string[] => {
        const { out } = portolan(path.join(folder, 'a'), ['check', '--format', 'json', '--stdin-filename', name], `${conditional}\n`);
        return told(JSON.parse(out) as Parameters<typeof told>[0]);
      };
      assert.deepEqual(judge(`../b/${r}`), [`../b/${r}:1 pytorch/torch (accept)`]);
      assert.deepEqual(judge('../b/new/pyproject.toml'), []);
    });
  });
  it('--verbose tells what was not understood', () => {
    const { out } = run({ [r]: '!!\n' }, 'check', '--verbose');
    assert.match(out, /^requirements\.txt:1:1: Not read/);
  });
});

describe('command line: --fail-on', () => {
  const levels = ['hard', 'conditional', 'default', 'any'] as const;
  /** A tree fails from one level on, and not at the one before. */
  function failsFrom(title: string, tree: Tree, level: (typeof levels)[number] | 'never'): void {
    it(`${title} fails from ${level} on`, () => {
      const place = level === 'never' ? levels.length : levels.indexOf(level);
      inFolder(tree, (folder) => {
        for (const [named, code] of [
          [levels[place - 1], 0],
          [levels[place], 1],
        ] as const) {
          if (named === undefined) continue;
          const ran = portolan(folder, ['check', '--fail-on', named]);
          assert.deepEqual([ran.code, ran.err], [code, ''], named);
          assert.match(ran.out, / bound · /);
        }
      });
    });
  }

  failsFrom('nothing bound', { [r]: 'requests\n' }, 'never');
  failsFrom('a hard binding', { [r]: hard.name }, 'hard');
  failsFrom('a conditional binding that holds', { [r]: conditional }, 'conditional');
  failsFrom('a conditional binding that does not hold', { [r]: 'torch==2.6.0\n' }, 'never');
  failsFrom('a default binding', { [r]: ordinary.name }, 'default');
  failsFrom('a guarded binding', { [r]: `${hard.name}; sys_platform == 'linux'\n` }, 'any');
  failsFrom('an ignored binding', { [r]: `${hard.name}  # portolan-ignore: ${hard.rule} -- why\n` }, 'never');
  failsFrom('an accepted binding', { [r]: hard.name, 'portolan.jsonc': `{ "accept": ["${hard.boundTo}"] }` }, 'never');

  it('a broken policy file wins with code 2, and results are still printed', () => {
    const tree = { [r]: hard.name, 'portolan.jsonc': '{ "accept": [' };
    const { code, out } = run(tree, 'check', '--fail-on', 'hard');
    assert.equal(code, 2);
    assert.match(out, new RegExp(`\\[${hard.rule}\\]`));
    assert.equal(run(tree, 'check').code, 0);
  });
  it('a wrong value in a policy file is told and changes no code', () => {
    const tree = { [r]: 'requests', 'portolan.jsonc': '{ "accept": ["nobody"], "colour": 1 }' };
    assert.equal(run(tree, 'check', '--fail-on', 'any').code, 0);
    assert.deepEqual(
      check(tree).problems.map(({ code, file }) => `${code} ${file}`),
      ['policy-value portolan.jsonc', 'policy-key portolan.jsonc'],
    );
  });
});

describe('command line: ignores', () => {
  it('inline, behind the row and above it', () => {
    const text = `${hard.name}  # portolan-ignore: ${hard.rule} -- measured\n# portolan-ignore: nvidia -- for CI (until 2099-01-01)\n${conditional}\n`;
    const result = check({ [r]: text });
    assert.deepEqual(told(result), [`${r}:1 ${hard.rule} (inline)`, `${r}:3 pytorch/torch (inline)`]);
    assert.deepEqual(
      result.findings.map(({ suppressed }) => suppressed?.until),
      [null, '2099-01-01'],
    );
  });
  it('in the policy, by rule, package and files', () => {
    const policy = `{ "ignore": [{ "package": "pypi:${hard.name}", "files": ["a/**"], "reason": "old" }, { "rule": "pytorch/torch", "reason": "new" }] }`;
    const tree = { 'portolan.jsonc': policy, [`a/${r}`]: `${hard.name}\n${conditional}`, [`b/${r}`]: hard.name };
    assert.deepEqual(told(check(tree)), [`b/${r}:1 ${hard.rule}`, `a/${r}:1 ${hard.rule} (policy)`, `a/${r}:2 pytorch/torch (policy)`]);
  });
  it('past their date come back, and are told', () => {
    const tree = {
      [r]: `${hard.name} # portolan-ignore: ${hard.rule} -- then (until 2020-01-01)\n${conditional}\n`,
      'portolan.jsonc': '{ "ignore": [{ "rule": "pytorch/torch", "reason": "then", "until": "2020-01-01" }] }',
    };
    const result = check(tree);
    assert.deepEqual(told(result), [`${r}:1 ${hard.rule}`, `${r}:2 pytorch/torch`]);
    assert.deepEqual(result.problems.map(({ code, file }) => `${code} ${file}`).sort(), ['ignore-expired portolan.jsonc', `ignore-expired ${r}`]);
  });
  it('without a reason, for nothing or for nobody are told and hide nothing', () => {
    const result = check({
      [r]: `${hard.name} # portolan-ignore: ${hard.rule}\nrequests # portolan-ignore: ${hard.rule} -- why\nflask # portolan-ignore: nobody -- why\n`,
    });
    assert.deepEqual(told(result), [`${r}:1 ${hard.rule}`]);
    assert.deepEqual(result.problems.map(({ code, line }) => `${line} ${code}`).sort(), [
      '1 ignore-without-reason',
      '2 ignore-unused',
      '3 ignore-unknown-id',
    ]);
  });
});

describe('command line: broken and hidden manifests', () => {
  it('are told and change no exit code', () => {
    const result = check(
      {
        [r]: `!!\n${hard.name}\n`,
        'a/package.json': '{ "dependencies": {',
        'b/pyproject.toml': new Uint8Array([0, 1, 2]),
        [`c/${r}`]: new Uint8Array([...Buffer.from('flask\n'), 0xff]),
      },
      '--fail-on',
      'never',
    );
    assert.deepEqual(
      result.coverage.files.map(({ file, status }) => `${file} ${status}`),
      ['a/package.json partial', 'b/pyproject.toml skipped', `c/${r} partial`, `${r} partial`],
    );
    assert.deepEqual(told(result), [`${r}:2 ${hard.rule}`]);
    assert.ok(result.problems.length >= 2);
  });
  it('a folder without permission is told and changes no exit code', function () {
    if (process.getuid?.() === 0 || process.platform === 'win32') this.skip();
    inFolder({ [r]: 'requests', 'secret/x.txt': '' }, (folder) =>
      withoutPermission(path.join(folder, 'secret'), () => {
        const { code, out } = portolan(folder, ['check', '--format', 'json']);
        assert.equal(code, 0);
        assert.deepEqual(
          (JSON.parse(out) as ReturnType<typeof check>).coverage.unreadableFolders.map((entry) => entry.folder),
          ['secret'],
        );
      }),
    );
  });
});

function withoutPermission(folder: string, use: () => void): void {
  chmodSync(folder, 0);
  try {
    use();
  } finally {
    chmodSync(folder, 0o700);
  }
}
