import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, diagnosticsOf, folder, snapshot, until } from './editor';

/** Runs before all other suites, on the sample project as it is. */
describe('a workspace that is opened and scanned', () => {
  after(closeAll);

  it('stays as it is, byte for byte', async () => {
    const before = await snapshot(folder());
    const requirements = vscode.Uri.joinPath(folder(), 'requirements.txt');
    await vscode.commands.executeCommand('vscode.open', requirements);
    await until(() => diagnosticsOf(requirements).length > 0);
    await vscode.commands.executeCommand('portolan.scanWorkspace');
    await until(() => diagnosticsOf(vscode.Uri.joinPath(folder(), 'pyproject.toml')).length > 0);
    assert.deepEqual(await snapshot(folder()), before);
  });
});
