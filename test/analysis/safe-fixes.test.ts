import assert from 'node:assert/strict';
import { applyEdits } from '../../src/engine';
import { sessionOver } from '../support/engine';
import { changedFor, remainder } from '../support/installed';

const everywhere = ['linux', 'linux-arm64', 'macos', 'macos-x86', 'windows'];

/** A file, a remedy, and the platforms that can install today's file and would get something else afterwards. */
const cases: readonly [title: string, file: string, text: string, fix: string, changed: readonly string[]][] = [
  ['a guard of a package for Linux only', 'requirements.txt', 'nixl>=0.3\n', 'nvidia/nixl/', []],
  ['… in pyproject.toml', 'pyproject.toml', '[project]\nname = "a"\ndependencies = ["nixl>=0.3"]\n', 'nvidia/nixl/', []],
  ['… of Poetry', 'pyproject.toml', '[tool.poetry.dependencies]\nnixl = ">=0.3"\n', 'nvidia/nixl/', []],
  ['… behind a marker of its own', 'requirements.txt', "nixl>=0.3; python_version < '3.12' or extra == 'x'\n", 'nvidia/nixl/', []],
  ['a guard that shuts out Windows, where it may install', 'requirements.txt', 'dask-cuda\n', 'rapids/dask-cuda/', ['windows']],
  [
    'a guard that shuts out macOS, of which nothing is known',
    'requirements.txt',
    'nvidia-cudnn-frontend\n',
    'nvidia/cudnn-frontend/',
    ['macos', 'macos-x86'],
  ],
  [
    'another build',
    'requirements.txt',
    '--extra-index-url https://download.pytorch.org/whl/cu124\ntorch==2.6.0+cu124\n',
    'pytorch/torch/',
    everywhere,
  ],
  ['another package', 'requirements.txt', 'faiss-gpu\n', 'faiss/gpu/', everywhere],
  ['another extra', 'requirements.txt', 'tensorflow[and-cuda]\n', 'tensorflow/', everywhere],
  ['a row that is not installed by default any more', 'requirements.txt', 'dashscope\n', 'alibaba/dashscope/make-optional', everywhere],
];

describe('safe fixes', () => {
  for (const [title, file, text, id, changed] of cases)
    it(`${title}: ${changed.length === 0 ? 'safe' : `other packages or builds for ${changed.join(', ')}`}`, async () => {
      const { session } = sessionOver({ [file]: text });
      const result = await session.analyzeFile(file);
      assert.ok(result);
      const fixes = result.findings.flatMap((finding) => session.fixes(finding, result));
      const fix = fixes.find((offered) => offered.id.startsWith(id));
      assert.ok(fix, `none of ${fixes.map((offered) => offered.id).join(', ')}`);
      const after = applyEdits(text, fix.files[0]?.edits ?? []);
      assert.ok(after !== undefined && after !== text);
      const found = changedFor(file, text, after);
      assert.deepEqual(found, changed, after);
      assert.equal(fix.safety, changed.length === 0 ? 'safe' : 'review', after);
    });

  const linux = { sys_platform: 'linux', platform_machine: 'x86_64' };
  const markers: readonly [marker: string, left: string][] = [
    ['', ''],
    ["sys_platform == 'linux'", ''],
    ["sys_platform == 'win32'", 'no'],
    ['sys_platform != "darwin" and python_version < "3.12"', "python_version < '3.12'"],
    ["python_version < '3.12' or sys_platform == 'linux'", ''],
    ["(python_version < '3.12' or extra == 'x') and sys_platform == 'darwin'", 'no'],
    ["(python_version < '3.12' or extra == 'x') and sys_platform in 'linux linux2'", "(python_version < '3.12' or extra == 'x')"],
    ["'arm' not in platform_machine", ''],
  ];
  for (const [marker, left] of markers)
    it(`are checked by what ${JSON.stringify(marker)} leaves on Linux`, () => assert.equal(remainder(marker, linux), left));
});
