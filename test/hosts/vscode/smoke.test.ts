import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { suite } from './suite';

const EXTENSION = 'portolan.portolan';

describe('the extension in a real editor', () => {
  it('is there and can be activated', async () => {
    const extension = vscode.extensions.getExtension(EXTENSION);
    assert.ok(extension, `${EXTENSION} is not loaded`);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('opens the folders that the suite asks for', () => {
    const folders = vscode.workspace.workspaceFolders ?? [];
    assert.equal(folders.length, suite() === 'multi-root' ? 2 : 1);
  });

  it('sees the trust that the suite asks for', () => {
    assert.equal(vscode.workspace.isTrusted, suite() !== 'untrusted');
  });
});
