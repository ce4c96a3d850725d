import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { applyEdits } from '../../src/engine';
import type { Fix } from '../../src/model/fix';
import { sessionOver } from '../support/engine';
import { readByPython, skipFor } from '../support/real-tools';

interface Sample {
  readonly title: string;
  readonly file: string;
  readonly text: string;
  /** `rule/remedy`, or how it begins. */
  readonly fix: string;
  /** What the tool says of the rows afterwards, in order. */
  readonly rows: readonly string[];
}

const python: readonly Sample[] = [
  {
    title: 'a marker beside hashes and a comment',
    file: 'requirements.txt',
    text: `httpx\nnixl==0.3.0 \\\n    --hash=sha256:${'0'.repeat(64)}  # pinned\n`,
    fix: 'nvidia/nixl/',
    rows: ['httpx', 'nixl ==0.3.0 ; sys_platform == "linux"'],
  },
  {
    title: 'another build without its index',
    file: 'requirements.txt',
    text: '--extra-index-url https://download.pytorch.org/whl/cu124\ntorch==2.6.0+cu124 ; python_version >= "3.10"\r\n',
    fix: 'pytorch/torch/',
    rows: ['torch ==2.6.0 ; python_version >= "3.10"'],
  },
  {
    title: 'another extra',
    file: 'requirements.in',
    text: 'tensorflow[and-cuda]>=2.18,<3\n',
    fix: 'tensorflow/',
    rows: ['tensorflow <3,>=2.18'],
  },
  {
    title: 'another package',
    file: 'requirements.txt',
    text: 'faiss-gpu>=1.7\nhttpx',
    fix: 'faiss/gpu/',
    rows: ['faiss-cpu', 'httpx'],
  },
  {
    title: 'a row that goes to an extra',
    file: 'pyproject.toml',
    text: '[project]\nname = "a"\nversion = "1"\ndependencies = [\n  "httpx",\n  "dashscope>=1.2",  # theirs\n]\n',
    fix: 'alibaba/dashscope/make-optional',
    rows: ['dependencies httpx', 'alibaba-dashscope dashscope>=1.2'],
  },
  {
    title: 'a marker in pyproject.toml',
    file: 'pyproject.toml',
    text: "[project]\nname = 'a'\nversion = '1'\ndependencies = ['nixl>=0.3', 'httpx']\n",
    fix: 'nvidia/nixl/',
    rows: ['dependencies nixl>=0.3; sys_platform == "linux"', 'dependencies httpx'],
  },
];

async function fixed(file: string, text: string, id: string): Promise<{ after: string; fix: Fix }> {
  const { session } = sessionOver({ [file]: text });
  const result = await session.analyzeFile(file);
  assert.ok(result);
  const fixes = result.findings.flatMap((finding) => session.fixes(finding, result));
  const fix = fixes.find((offered) => offered.id.startsWith(id));
  assert.ok(fix, `none of ${fixes.map((offered) => offered.id).join(', ')}`);
  return { after: applyEdits(text, fix.files.find((edit) => edit.file === file)?.edits ?? []) ?? '', fix };
}

describe('fixed files before the real tools', () => {
  describe('pip, tomllib and packaging', () => {
    for (const { title, file, text, fix, rows } of python)
      it(title, async function () {
        this.timeout(600_000);
        const { after } = await fixed(file, text, fix);
        const [reading] = readByPython([[file, after]]) ?? [];
        if (!reading) return skipFor(this, 'there is no python3 with pip here');
        assert.deepEqual(reading.errors, [], after);
        assert.deepEqual([...reading.rows], rows, after);
      });

    it('follow a requirements file that includes the one that it was taken from', async function () {
      this.timeout(600_000);
      const { after, fix } = await fixed('requirements.txt', 'httpx\ndashscope>=1.2\n', 'alibaba/dashscope/make-optional');
      const created = fix.files.find(({ create }) => create);
      assert.ok(created);
      inFolder({ 'requirements.txt': after, [created.file]: created.edits[0]?.newText ?? '' }, (folder) => {
        const code = `import sys\nfrom pip._internal.req.req_file import parse_requirements\nprint(*[row.requirement for row in parse_requirements(sys.argv[1], None)])`;
        const { status, stdout } = spawnSync('python3', ['-I', '-c', code, path.join(folder, created.file)], { encoding: 'utf8' });
        if (status !== 0) return skipFor(this, 'there is no python3 with pip here');
        assert.equal(stdout, 'httpx dashscope>=1.2\n');
      });
    });
  });

  describe('npm, without a network', () => {
    const locked = { openai: '4.1.0', zod: '3.22.0', '@google/generative-ai': '0.21.0', '@google/genai': '1.2.0' };
    const samples: readonly [title: string, text: string, fix: string, expected: object][] = [
      [
        'a row that becomes optional',
        '{\n  "name": "a",\n  "version": "1.0.0",\n  "dependencies": {\n    "openai": "^4.1.0",\n    "zod": "^3.0.0"\n  }\n}\n',
        'openai/client/make-optional',
        { dependencies: { zod: '^3.0.0' }, optionalDependencies: { openai: '^4.1.0' } },
      ],
      [
        'the only row',
        '{ "name": "a", "version": "1.0.0", "dependencies": { "openai": "^4.1.0" } }',
        'openai/client/make-optional',
        { optionalDependencies: { openai: '^4.1.0' } },
      ],
    ];
    for (const [title, text, id, expected] of samples)
      it(title, async function () {
        this.timeout(600_000);
        const { after } = await fixed('package.json', text, id);
        inFolder({ 'package.json': after, 'package-lock.json': lockOf(text, locked) }, (folder) => {
          const words = ['install', '--package-lock-only', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier'];
          const { status, stderr, error } = spawnSync('npm', words, {
            cwd: folder,
            encoding: 'utf8',
            env: { ...process.env, npm_config_cache: path.join(folder, 'cache') },
          });
          if (error) return skipFor(this, 'there is no npm here');
          assert.equal(status, 0, stderr);
          const lock = JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8')) as { packages: Record<string, object> };
          assert.deepEqual(lock.packages[''], { name: 'a', version: '1.0.0', ...expected });
        });
      });
  });
});

/** A lock that holds what a manifest asks for, so that npm needs to ask nobody. */
function lockOf(manifest: string, versions: Readonly<Record<string, string>>): string {
  const { dependencies } = JSON.parse(manifest) as { dependencies: Record<string, string> };
  const packages = Object.keys(dependencies).map((name) => [`node_modules/${name}`, { version: versions[name] }]);
  return JSON.stringify({
    name: 'a',
    version: '1.0.0',
    lockfileVersion: 3,
    requires: true,
    packages: { '': { name: 'a', version: '1.0.0', dependencies }, ...Object.fromEntries(packages) },
  });
}

function inFolder(files: Readonly<Record<string, string>>, use: (folder: string) => void): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'portolan-tools-'));
  try {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
