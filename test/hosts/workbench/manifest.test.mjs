import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openWorkbench, sharedWorkbench } from './workbench.mjs';

const TORCH = '--extra-index-url https://download.pytorch.org/whl/cu124\ntorch==2.6.0+cu124\ntorchvision==0.21.0+cu124\nfastapi>=0.115\n';

describe('a manifest, worked on as a person does', () => {
  it('open file, squiggle, quick fix, changed text, squiggle gone', async () => {
    const workbench = await openWorkbench({ openFile: 'requirements.txt', files: { 'requirements.txt': TORCH } });
    assert.equal(await workbench.marks('warning'), 3);
    await workbench.goTo(2, 15);
    const titles = await workbench.quickFixes();
    assert.match(titles[0], /^Drop "\+cu124" and remove its wheel index/);
    await workbench.applyQuickFix('Drop "+cu124" and remove its wheel index');
    await workbench.waitUntil(
      async () => (await workbench.text()) === 'torch==2.6.0\ntorchvision==0.21.0\nfastapi>=0.115\n',
      'the file says what the title said',
    );
    await workbench.noMarks();
    await workbench.page.keyboard.press('ControlOrMeta+Z');
    await workbench.waitForText('torch==2.6.0+cu124');
    assert.equal(await workbench.marks('warning'), 3);
  });

  it('hover shows the fact card', async () => {
    const workbench = await openWorkbench({ openFile: 'requirements.txt', files: { 'requirements.txt': 'flash-attn==2.7.4.post1\n' } });
    await workbench.marks('warning');
    await workbench.goTo(1, 3);
    await workbench.hover();
    const card = workbench.page.locator('.monaco-hover:not(.hidden)', { hasText: 'checked 20' }).first();
    await card.waitFor();
    assert.match(await card.innerText(), /NVIDIA.*AMD.*Intel.*Apple/s);
    await workbench.screenshot('hover', { readme: true });
  });

  it('pictures of squiggles and quick fixes', async () => {
    const workbench = await openWorkbench({ openFile: 'requirements.txt' });
    await workbench.marks('warning');
    await workbench.screenshot('squiggle', { readme: true });
    await workbench.goTo(2, 15);
    await workbench.quickFixes();
    await workbench.screenshot('quick-fix', { readme: true });
  });

  it('ignore with a reason: the comment is written, the squiggle goes', async () => {
    const workbench = await openWorkbench({ openFile: 'requirements.txt', files: { 'requirements.txt': 'fastapi\nopenai>=1.60\n' } });
    await workbench.marks('info');
    await workbench.goTo(2, 2);
    await workbench.applyQuickFix('Ignore here with a reason');
    await workbench.page.locator('.quick-input-widget input:visible').first().waitFor();
    await workbench.page.keyboard.type('the contract runs until spring');
    await workbench.page.keyboard.press('Enter');
    await workbench.waitForText('openai>=1.60  # portolan-ignore: openai/client -- the contract runs until spring');
    await workbench.noMarks();
  });

  it('a fix of two files: both change, one undo restores both', async () => {
    const workbench = await openWorkbench({ openFile: 'requirements.txt', files: { 'requirements.txt': 'fastapi\ndashscope==1.24.0\n' } });
    await workbench.marks('info');
    await workbench.goTo(2, 3);
    await workbench.applyQuickFix('Move dashscope to requirements-alibaba-dashscope.txt');
    await workbench.waitUntil(async () => (await workbench.text()) === 'fastapi\n', 'the row is gone');
    const created = path.join(workbench.folder, 'requirements-alibaba-dashscope.txt');
    await workbench.waitUntil(async () => existsSync(created), 'the new file is there');
    await workbench.noMarks('info');
    await workbench.page.keyboard.press('ControlOrMeta+Z');
    await workbench.waitUntil(async () => (await workbench.text()) === 'fastapi\ndashscope==1.24.0\n', 'the row is back');
    await workbench.waitUntil(async () => !existsSync(created), 'the new file is gone');
  });
});

describe('one manifest after another in the same editor', () => {
  /** Each test has a file of its own. They are there from the start: the editor's search does not find a new file at once. */
  const files = {
    'requirements-unsaved.txt': TORCH,
    'requirements-typed.txt': 'fastapi>=0.115\n',
    'pyproject.toml': '[project]\nname = "x"\ndependencies = [\n  "tensorrt-llm",\n  "torch==\n]\n[tool.x\n',
    'package.json': '{\n  "dependencies": {\n    "openai": "^6.0.0",\n    "react": "^19.0.0"\n  }\n}\n',
    'compose.yaml': 'services:\n  llm:\n    image: example/app\n    runtime: nvidia\n',
  };
  const editor = sharedWorkbench({ project: null, files });

  async function opened(name) {
    const workbench = editor();
    await workbench.openFile(name);
    await workbench.waitForText(files[name].split('\n')[0]);
    return workbench;
  }

  it('nothing is written before a person saves', async () => {
    const workbench = await opened('requirements-unsaved.txt');
    await workbench.marks('warning');
    await workbench.goTo(2, 15);
    await workbench.applyQuickFix('Drop "+cu124" and remove its wheel index');
    await workbench.noMarks('warning');
    assert.equal(readFileSync(path.join(workbench.folder, 'requirements-unsaved.txt'), 'utf8'), TORCH);
  });

  it('squiggles follow typing', async () => {
    const workbench = await opened('requirements-typed.txt');
    await workbench.goTo(2, 1);
    await workbench.page.keyboard.type('tensorrt-llm==1.0');
    await workbench.marks('warning');
    await workbench.page.keyboard.press('ControlOrMeta+Shift+K');
    await workbench.noMarks();
  });

  it('a broken manifest keeps the marks of what can be read', async () => {
    const workbench = await opened('pyproject.toml');
    assert.ok((await workbench.marks('warning')) >= 1);
  });

  it('package.json is read too', async () => {
    const workbench = await opened('package.json');
    assert.equal(await workbench.marks('info'), 1);
  });

  it('the status bar counts places where no dependency is bound', async () => {
    const workbench = await opened('compose.yaml');
    await workbench.marks('warning');
    await workbench.statusBarItem('1 bound place');
  });
});

describe('a workspace, worked on as a person does', () => {
  it('scan: marks of files that are not open, and counts in the status bar', async () => {
    const workbench = await openWorkbench();
    await workbench.command('Portolan: Scan Workspace');
    await workbench.statusBarItem('bound');
    await workbench.waitUntil(async () => (await workbench.problems()).some((row) => row.includes('pyproject.toml')), 'a closed file has problems');
  });

  it('status bar: says how many are bound, and leads to the report', async () => {
    const workbench = await openWorkbench({ openFile: 'requirements.txt' });
    await workbench.marks('warning');
    const item = await workbench.statusBarItem('bound');
    await item.click();
    await workbench.pick('Show Report');
    await workbench.webview('#report h2');
  });
});
