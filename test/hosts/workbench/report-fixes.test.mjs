import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { showReport, visibleTexts } from './report-page.mjs';
import { openWorkbench } from './workbench.mjs';

const TORCH = '--extra-index-url https://download.pytorch.org/whl/cu124\ntorch==2.6.0+cu124\n';

describe('fixes from the report', () => {
  it('applies one, follows it, saves nothing, and one undo takes it back', async () => {
    // The editor in the browser saves by itself unless it is told otherwise.
    const workbench = await openWorkbench({ settings: { 'files.autoSave': 'off' } });
    const frame = await showReport(workbench);
    const before = readFileSync(path.join(workbench.folder, 'requirements.txt'), 'utf8');
    await frame
      .locator('.finding', { hasText: 'torch 2.6.0+cu124' })
      .getByRole('button', { name: /^Apply/ })
      .first()
      .click();
    await frame.locator('#status', { hasText: 'Changed requirements.txt.' }).waitFor();
    assert.equal(await frame.locator('.finding', { hasText: 'torch 2.6.0+cu124' }).count(), 0);
    await workbench.screenshot('report-fixed');
    assert.equal(readFileSync(path.join(workbench.folder, 'requirements.txt'), 'utf8'), before);

    await frame.locator('#status').getByRole('button').click();
    await workbench.waitForText('torch==2.6.0\ntorchvision==0.21.0\n');
    await workbench.page.keyboard.press('ControlOrMeta+Z');
    await workbench.waitForText('--extra-index-url https://download.pytorch.org/whl/cu124\ntorch==2.6.0+cu124\ntorchvision==0.21.0+cu124\n');
    await frame.locator('.finding', { hasText: 'torch 2.6.0+cu124' }).first().waitFor();
  });

  it('applies a step in several files as one change', async () => {
    const workbench = await openWorkbench({ project: null, files: { 'a/requirements.txt': TORCH, 'b/requirements.txt': TORCH } });
    const frame = await showReport(workbench);
    await frame
      .locator('.steps')
      .getByRole('button', { name: /^Apply in 2 files/ })
      .click();
    await frame.locator('#status', { hasText: 'Changed 2 files.' }).waitFor();
    assert.deepEqual(await visibleTexts(frame, '.finding'), []);
    await frame.locator('#status').getByRole('button').click();
    await workbench.waitForText('torch==2.6.0\n');
    await workbench.page.keyboard.press('ControlOrMeta+Z');
    await workbench.waitUntil(async () => (await visibleTexts(frame, '.finding')).length === 4, 'both files are as before');
  });

  it('applies one that makes a new file', async () => {
    const workbench = await openWorkbench({ project: null, files: { 'requirements.txt': 'openai\nrequests\n' } });
    const frame = await showReport(workbench);
    await frame
      .locator('.finding')
      .getByRole('button', { name: /^Apply: Move openai to/ })
      .click();
    await frame.locator('#status', { hasText: 'Changed 2 files.' }).waitFor();
    await workbench.openFile('requirements.txt');
    await workbench.waitForText('requests\n');
    assert.ok(!(await workbench.text()).includes('openai\n'));
    const again = await showReport(workbench, '.file h3');
    assert.deepEqual(await visibleTexts(again, '.file h3'), ['requirements-openai.txt · 1 finding']);
  });

  it('changes no file if one of them is not as the report had it', async () => {
    const workbench = await openWorkbench({ project: null, files: { 'a/requirements.txt': TORCH, 'b/requirements.txt': TORCH } });
    const frame = await showReport(workbench);
    const button = frame.locator('.steps').getByRole('button', { name: /^Apply in 2 files/ });
    await button.waitFor();
    // Both in one go: the report has no time to read the file again.
    const file = path.join(workbench.folder, 'b/requirements.txt');
    writeFileSync(file, `${TORCH}numpy\n`);
    await button.click();
    await frame.locator('#status', { hasText: 'A file is not as the report had it; nothing was changed.' }).waitFor();
    assert.equal((await visibleTexts(frame, '.finding')).length, 4);
    assert.equal(readFileSync(path.join(workbench.folder, 'a/requirements.txt'), 'utf8'), TORCH);
  });

  it('can be done from the keyboard, and the focus stays in the list', async () => {
    const workbench = await openWorkbench();
    const frame = await showReport(workbench);
    await frame
      .locator('.bindings tbody')
      .getByRole('button', { name: /^Apply/ })
      .first()
      .focus();
    await workbench.page.keyboard.press('Enter');
    await frame.locator('#status', { hasText: 'Changed' }).waitFor();
    assert.equal(await frame.evaluate(() => document.activeElement.closest('[data-list]')?.dataset.list), 'bindings');
  });
});
