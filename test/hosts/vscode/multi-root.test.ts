import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, describeIn, diagnosticsOf, folder, open, until, untilCount, writeFile } from './editor';

describeIn(['multi-root'], 'several workspace folders', () => {
  afterEach(closeAll);

  it('have their own policy files and settings', async () => {
    await writeFile('portolan.jsonc', '{ "accept": ["alibaba-dashscope"] }\n', folder(0));
    const first = await open('multi/requirements.txt', 'dashscope\nvolcengine-python-sdk[ark]\n', folder(0));
    const second = await open('multi/requirements.txt', 'dashscope\nvolcengine-python-sdk[ark]\n', folder(1));
    await until(() => diagnosticsOf(first.uri).length === 1 && diagnosticsOf(second.uri).length === 2);
    await vscode.workspace.getConfiguration('portolan', second.uri).update('enable', false, vscode.ConfigurationTarget.WorkspaceFolder);
    await untilCount(second.uri, 0);
    assert.equal(diagnosticsOf(first.uri).length, 1);
    await vscode.workspace.getConfiguration('portolan', second.uri).update('enable', undefined, vscode.ConfigurationTarget.WorkspaceFolder);
    await untilCount(second.uri, 2);
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(0), 'portolan.jsonc'));
    await untilCount(first.uri, 2);
  });

  it('are all scanned', async () => {
    await vscode.commands.executeCommand('portolan.scanWorkspace');
    await until(() => [0, 1].every((index) => diagnosticsOf(vscode.Uri.joinPath(folder(index), 'pyproject.toml')).length > 0));
  });
});
