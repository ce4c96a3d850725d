import assert from 'node:assert/strict';
import { openWorkbench, sharedWorkbench } from './workbench.mjs';

const MANIFEST = `[project]
name = "paint-server"
requires-python = ">=3.11,<3.13"
dependencies = [
  "diffusers>=0.32",
  "torch>=2.6",
  "vllm>=0.8",
  "frame-tools>=1.2",
]
`;

/** A package of the lock: what it asks for, and the size of its one wheel. */
function locked(name, version, asks, size, wheel = 'py3-none-any') {
  const edges = asks.map((ask) => `    { name = "${ask}"${ask.startsWith('nvidia-') ? `, marker = "sys_platform == 'linux'"` : ''} },\n`).join('');
  const file = `${name.replaceAll('-', '_')}-${version}-${wheel}.whl`;
  return `
[[package]]
name = "${name}"
version = "${version}"
source = { registry = "https://pypi.org/simple" }
dependencies = [
${edges}]
wheels = [
    { url = "https://files.example.org/${file}", hash = "sha256:0", size = ${size} },
]
`;
}

const LINUX = 'py3-none-manylinux2014_x86_64';
const RUNTIME = {
  'nvidia-cublas-cu12': 393_138_322,
  'nvidia-cudnn-cu12': 706_763_446,
  'nvidia-nccl-cu12': 188_654_414,
  'nvidia-cusparse-cu12': 216_561_147,
};
const LOCK = `version = 1
requires-python = ">=3.11,<3.13"

[[package]]
name = "paint-server"
version = "0.1.0"
source = { virtual = "." }
dependencies = [
    { name = "diffusers" },
    { name = "frame-tools" },
    { name = "torch" },
    { name = "vllm" },
]
${[
  locked('diffusers', '0.32.2', [], 3_200_000),
  locked('torch', '2.6.0', Object.keys(RUNTIME), 766_700_000, 'cp312-cp312-manylinux1_x86_64'),
  locked('vllm', '0.8.5', ['torch', 'flashinfer-python', 'xgrammar'], 326_000_000, 'cp38-abi3-manylinux1_x86_64'),
  locked('flashinfer-python', '0.2.5', [], 480_000_000, 'cp38-abi3-linux_x86_64'),
  locked('xgrammar', '0.1.18', [], 4_800_000),
  locked('frame-tools', '1.2.0', ['frame-codec'], 40_000),
  locked('frame-codec', '0.9.1', ['flash-attn'], 90_000),
  locked('flash-attn', '2.7.4', [], 191_000_000, LINUX),
  ...Object.entries(RUNTIME).map(([name, size]) => locked(name, '12.4.5', [], size, LINUX)),
].join('')}`;

describe('what a lock adds to a hover, as a person sees it', () => {
  const editor = sharedWorkbench({ project: null, openFile: 'pyproject.toml', files: { 'pyproject.toml': MANIFEST, 'uv.lock': LOCK } });
  it('hover over a row that only the lock binds: the way there, and what it weighs', async () => {
    const workbench = editor();
    await workbench.marks('warning');
    await workbench.goTo(8, 6);
    await workbench.hover();
    const card = workbench.page.locator('.monaco-hover:not(.hidden)', { hasText: 'checked 20' }).first();
    await card.waitFor();
    const text = (await card.innerText()).replaceAll('\u00a0', ' ');
    assert.match(text, /Through frame-tools → frame-codec → flash-attn \(1 path in the lock\)/);
    assert.match(text, /flash-attn weighs 191 MB/);
    await workbench.statusBarItem('1 bound');
    await workbench.screenshot('hover-lock');
  });

  it('hover over plain torch: no mark, and what its build brings', async () => {
    const workbench = editor();
    await workbench.marks('warning');
    await workbench.goTo(6, 5);
    await workbench.hover();
    const card = workbench.page.locator('.monaco-hover:not(.hidden)', { hasText: 'checked 20' }).first();
    await card.waitFor();
    assert.match((await card.innerText()).replaceAll('\u00a0', ' '), /The lock took torch 2\.6\.0\. torch pulls 4 NVIDIA packages, 1\.5 GB/);
    await workbench.screenshot('hover-lock-torch');
  });
});

describe('what a lock adds, as a person sees it', () => {
  it('marks in the lock itself only with the setting', async () => {
    // A folder with nothing but a lock does not start the extension.
    const files = { 'uv.lock': LOCK, 'other/requirements.txt': 'flash-attn\n' };
    const quiet = await openWorkbench({ project: null, openFile: 'uv.lock', files });
    await quiet.waitForText('paint-server');
    await quiet.openFile('other/requirements.txt');
    await quiet.marks('warning');
    await quiet.openFile('uv.lock');
    await quiet.noMarks();
    const loud = await openWorkbench({ project: null, openFile: 'uv.lock', files, settings: { 'portolan.lockfiles.diagnostics': true } });
    await loud.statusBarItem('bound');
    const rows = await loud.problems();
    assert.ok(
      rows.some((row) => row.includes('flash-attn')),
      rows.join('; '),
    );
  });
});
