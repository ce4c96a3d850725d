import assert from 'node:assert/strict';
import { openWorkbench } from './workbench.mjs';

const VIEW = '.pane-body .monaco-list-row';

/** Opens the view and waits for an entry or a sentence with this text. */
async function showView(workbench, text) {
  await workbench.command('Portolan: Focus on Bindings View');
  await workbench.page.locator('.sidebar', { hasText: text }).waitFor();
}

function rows(workbench) {
  return workbench.page.locator(`.sidebar ${VIEW}`).allInnerTexts();
}

describe('the view of bindings, driven as a person does', () => {
  it('says that nothing was scanned, scans, lists by vendor, target and file, and a click opens the place', async () => {
    const workbench = await openWorkbench();
    await showView(workbench, 'not scanned yet');
    await workbench.screenshot('view-not-scanned');
    await workbench.page.locator('.sidebar .monaco-button', { hasText: 'Scan Workspace' }).click();
    await workbench.page.locator(`.sidebar ${VIEW}`, { hasText: 'NVIDIA GPUs' }).waitFor();
    const badge = workbench.page
      .locator('.activitybar .action-item', { has: workbench.page.locator('[aria-label^="Portolan"]') })
      .locator('.badge-content');
    assert.match(await badge.first().innerText(), /^\d+$/);
    await workbench.page.locator(`.sidebar ${VIEW}`, { hasText: 'OpenAI' }).first().click();
    await workbench.page.locator(`.sidebar ${VIEW}`, { hasText: 'openai-agents' }).click();
    await workbench.screenshot('view-by-vendor');
    await workbench.page.locator(`.sidebar ${VIEW}`, { hasText: 'pyproject.toml:' }).click();
    await workbench.waitForText('openai-agents>=0.2');
    await workbench.statusBarItem('Ln 6, Col');

    await workbench.command('Portolan: Group by Target');
    await workbench.waitUntil(async () => (await rows(workbench)).some((row) => /\d blocker/.test(row)), 'targets are listed');
    await workbench.screenshot('view-by-target');
    assert.ok((await rows(workbench)).every((row) => !/\bruns\b/.test(row)));
    await workbench.command('Portolan: Group by File');
    await workbench.waitUntil(async () => (await rows(workbench)).some((row) => row.includes('Dockerfile')), 'files are listed');
    await workbench.screenshot('view-by-file');
  });

  it('shows name and line of a place before its folder, which a narrow view cuts off', async () => {
    const files = { 'services/answers/requirements.txt': 'openai\n' };
    const workbench = await openWorkbench({ project: null, openFile: 'services/answers/requirements.txt', files });
    await workbench.marks('info');
    await showView(workbench, 'OpenAI');
    await workbench.page.locator(`.sidebar ${VIEW}`, { hasText: 'OpenAI' }).click();
    await workbench.page.locator(`.sidebar ${VIEW}`, { hasText: 'openai' }).nth(1).click();
    const place = workbench.page.locator(`.sidebar ${VIEW}`, { hasText: 'requirements.txt:1' });
    await place.waitFor();
    assert.match((await place.innerText()).replaceAll(/\s+/g, ' '), /^\W*requirements\.txt:1 ?services\/answers$/);
  });

  it('follows an edit, and its menu explains, opens the rule page and ignores', async () => {
    const workbench = await openWorkbench({ project: null, openFile: 'requirements.txt', files: { 'requirements.txt': 'openai\n\nflash-attn\n' } });
    await workbench.marks('warning');
    await showView(workbench, 'OpenAI');
    await workbench.page.locator(`.sidebar ${VIEW}`, { hasText: 'OpenAI' }).click();
    const own = workbench.page.locator(`.sidebar ${VIEW}`, { hasText: 'openai' }).nth(1);
    await own.click();
    await own.click({ button: 'right' });
    await workbench.page.locator('.monaco-menu .action-label', { hasText: 'Open Rule Page' }).waitFor();
    await workbench.screenshot('view-menu');
    await workbench.page.locator('.monaco-menu .action-label', { hasText: 'Explain' }).click();
    await workbench.page.locator('.monaco-hover:not(.hidden)', { hasText: 'binds to' }).first().waitFor();
    await workbench.goTo(1);
    await workbench.page.keyboard.press('ControlOrMeta+Shift+K');
    await workbench.waitUntil(async () => !(await rows(workbench)).some((row) => row.includes('OpenAI')), 'the vendor is gone from the view');
  });

  it('says so where all is fine, and where there is no manifest', async () => {
    const workbench = await openWorkbench({ project: null, files: { 'requirements.txt': 'requests\n' } });
    await workbench.command('Portolan: Scan Workspace');
    await showView(workbench, 'No binding is known');
    await workbench.screenshot('view-fine');
    const other = await openWorkbench({ project: null });
    await other.command('Portolan: Scan Workspace');
    await showView(other, 'found no dependency file');
    await other.screenshot('view-empty');
  });
});

describe('moves, driven as a person does', () => {
  it("applies one remedy everywhere with the editor's preview, and one undo takes it back", async () => {
    const files = { 'requirements.txt': 'torch==2.6.0+cu124\n', 'b/prod-requirements.txt': 'numpy\ntorch==2.7.0+cu126\n' };
    const workbench = await openWorkbench({ project: null, openFile: 'requirements.txt', files });
    await workbench.marks('warning');
    await workbench.goTo(1, 15);
    await workbench.applyQuickFix('Apply everywhere in this workspace…');
    await workbench.pick('Preview');
    const panel = workbench.page.locator('.panel', { hasText: 'Refactor Preview' });
    await panel.locator('.monaco-list-row', { hasText: '2.7.0+cu126' }).waitFor();
    for (const box of await panel.locator('.monaco-list-row', { hasText: 'requirements.txt' }).locator('input[type=checkbox], .edit-checkbox').all())
      await box.click();
    await workbench.screenshot('apply-everywhere-preview');
    await panel.locator('.monaco-button', { hasText: 'Apply' }).click();
    await workbench.waitUntil(async () => (await workbench.text()).startsWith('torch==2.6.0\n'), 'the open file is changed');
    await workbench.openFile('b/prod-requirements.txt');
    await workbench.waitUntil(async () => (await workbench.text()).includes('torch==2.7.0\n'), 'the other file is changed');
    await workbench.page.keyboard.press('ControlOrMeta+Z');
    await workbench.waitUntil(async () => (await workbench.text()).includes('torch==2.7.0+cu126'), 'one undo takes it back here');
    await workbench.openFile('requirements.txt');
    await workbench.waitForText('torch==2.6.0+cu124');
  });

  it('shows a plan with what can be done at its steps', async () => {
    const workbench = await openWorkbench();
    await workbench.command('Portolan: Plan a Move…');
    await workbench.pick('Run on AMD GPUs (ROCm)');
    await workbench.waitForText('# Plan: run on AMD GPUs (ROCm)');
    await workbench.page.locator('.codelens-decoration', { hasText: 'Apply all ready edits' }).waitFor();
    await workbench.screenshot('plan');
  });

  it('lists in the status bar how each target stands', async () => {
    const workbench = await openWorkbench({ openFile: 'requirements.txt' });
    await workbench.marks('warning');
    await (await workbench.statusBarItem('bound')).click();
    await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'AMD GPUs (ROCm)' }).first().waitFor();
    await workbench.screenshot('status-switch');
    await workbench.pick('AMD GPUs (ROCm)');
    await workbench.statusBarItem('AMD: ');
    await workbench.screenshot('status-target');
  });
});

describe('the walkthrough, driven as a person does', () => {
  it('takes a newcomer to a first fix, and ticks what was done', async () => {
    const workbench = await openWorkbench();
    await workbench.command('Portolan: Get Started');
    const page = workbench.page.locator('.gettingStartedContainer');
    await page.getByText('Open a manifest').first().waitFor();
    await workbench.screenshot('walkthrough');
    await page.locator('.monaco-button', { hasText: 'Open the Sample Manifest' }).click();
    await workbench.marks('warning');
    await workbench.goTo(2, 15);
    await workbench.applyQuickFix('Drop "+cu124" and remove its wheel index');
    await workbench.waitUntil(async () => (await workbench.text()).startsWith('torch==2.6.0\n'), 'the fix is made');
    await workbench.command('Portolan: Get Started');
    await workbench.waitUntil(
      async () => (await page.locator('.getting-started-step .codicon.complete, .getting-started-step .complete.codicon').count()) >= 3,
      'three steps are ticked',
    );
    await workbench.screenshot('walkthrough-ticked');
  });
});
