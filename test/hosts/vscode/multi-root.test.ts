import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answering, closeAll, describeIn, diagnosticsOf, folder, open, until, untilCount, writeFile } from './editor';

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

  it('are planned together, and the edits of a plan reach each of them', async () => {
    await vscode.commands.executeCommand('portolan.planMove', 'leave', 'nvidia');
    const plan = vscode.window.activeTextEditor?.document;
    assert.ok(plan);
    assert.ok(plan.getText().includes('`first/requirements.txt:2`') && plan.getText().includes('`second/requirements.txt:2`'), plan.getText());
    const workspace = vscode.workspace as unknown as Record<string, unknown>;
    const before = workspace['applyEdit'];
    let touched: readonly string[] = [];
    workspace['applyEdit'] = (edit: vscode.WorkspaceEdit): Promise<boolean> => {
      touched = edit.entries().map(([uri]) => vscode.workspace.asRelativePath(uri));
      return Promise.resolve(false);
    };
    try {
      const pick = (items: { how: string }[]): unknown => items.find(({ how }) => how === 'preview');
      await answering('showQuickPick', pick as never, () => vscode.commands.executeCommand('portolan.plan.apply', plan.uri.toString()));
    } finally {
      workspace['applyEdit'] = before;
    }
    for (const name of ['first/requirements.txt', 'second/requirements.txt']) assert.ok(touched.includes(name), touched.join(', '));
  });

  it('each has a baseline of its own', async () => {
    let asked: vscode.SaveDialogOptions | undefined;
    const window = vscode.window as unknown as Record<string, unknown>;
    const before = window['showSaveDialog'];
    window['showSaveDialog'] = (options: vscode.SaveDialogOptions): Promise<undefined> => {
      asked = options;
      return Promise.resolve(undefined);
    };
    try {
      const pick = (items: { label: string }[]): unknown => items.find(({ label }) => label === 'second');
      await answering('showQuickPick', pick as never, () => vscode.commands.executeCommand('portolan.writeBaseline'));
    } finally {
      window['showSaveDialog'] = before;
    }
    assert.equal(asked?.defaultUri?.toString(), vscode.Uri.joinPath(folder(1), 'portolan-baseline.json').toString());
  });
});
