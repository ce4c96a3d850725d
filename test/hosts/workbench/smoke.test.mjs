import assert from 'node:assert/strict';
import { openWorkbench } from './workbench.mjs';

describe('the editor, driven as a person does', () => {
  it('shows a file that is opened with it, and one that is opened later', async () => {
    const workbench = await openWorkbench({ openFile: 'requirements.txt' });
    await workbench.waitForText('torch==2.6.0+cu124');
    await workbench.openFile('pyproject.toml');
    await workbench.waitForText('[project]');
    assert.ok(await workbench.screenshot('editor'));
  });

  it('has the extension installed', async () => {
    const workbench = await openWorkbench();
    await workbench.command('Extensions: Show Installed Extensions');
    await workbench.page.locator('.extension-list-item', { hasText: 'Portolan' }).waitFor();
  });
});
