import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { issueAddress } from '../../../src/hosts/vscode/commands/report-fact';
import { answering, closeAll, describeIn, diagnosticsOf, folder, open, singleFolder, until, untilCount, writeFile } from './editor';

describeIn(singleFolder, 'commands', () => {
  afterEach(closeAll);

  it('scan marks closed files until they change or go', async () => {
    const uri = await writeFile('closed/requirements.txt', 'dashscope\n');
    const said: string[] = [];
    await answering(
      'showInformationMessage',
      (text: never) => void said.push(text),
      () => vscode.commands.executeCommand('portolan.scanWorkspace'),
    );
    await untilCount(uri, 1);
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /^Portolan read \d+ files: \d+ bound · \d+ portable · \d+ ordinary · \d+ unknown\./);
    await writeFile('closed/requirements.txt', 'httpx\n');
    await untilCount(uri, 0);
    await writeFile('closed/requirements.txt', 'dashscope\nvolcengine-python-sdk[ark]\n');
    await untilCount(uri, 2);
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), 'closed'), { recursive: true });
    await untilCount(uri, 0);
  });

  it('scan keeps the marks of files that were opened and closed', async () => {
    const { uri } = await open('scan/requirements.txt', 'dashscope\n');
    await vscode.commands.executeCommand('portolan.scanWorkspace');
    await untilCount(uri, 1);
    await closeAll();
    await until(
      () => diagnosticsOf(uri).length === 1 && !vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString()),
    );
    await vscode.workspace.fs.delete(uri);
    await untilCount(uri, 0);
  });

  it('scan lets closed files follow their policy file', async () => {
    const uri = await writeFile('closed/requirements.txt', 'dashscope\n');
    await vscode.commands.executeCommand('portolan.scanWorkspace');
    await untilCount(uri, 1);
    const policy = await writeFile('closed/portolan.jsonc', '{ "accept": ["alibaba-dashscope"] }\n');
    await untilCount(uri, 0);
    await vscode.workspace.fs.delete(policy);
    await untilCount(uri, 1);
    await vscode.workspace.fs.delete(uri);
    await untilCount(uri, 0);
  });

  it('report a wrong fact with the rule and versions only', () => {
    const address = vscode.Uri.parse(issueAddress('https://example.org/p', 'nvidia/dynamo', ['Portolan: 1.0']));
    assert.equal(address.path, '/p/issues/new');
    assert.equal(
      address.query,
      'title=Wrong fact in nvidia/dynamo&body=Rule: nvidia/dynamo\nPortolan: 1.0\n\nWhat is wrong?\n\nWhich source says so?\n',
    );
  });

  it('explain lists the packages of the file and opens the page of the picked one', async () => {
    await open('explain/requirements.txt', 'acme-private-thing\ndashscope\n');
    let labels: string[] = [];
    const pick = (items: { label: string }[]): unknown => {
      labels = items.map(({ label }) => label);
      return items[1];
    };
    await answering('showQuickPick', pick as never, () => vscode.commands.executeCommand('portolan.explainPackage'));
    assert.deepEqual(labels.slice(0, 4), ['in this file', 'acme-private-thing', 'dashscope', 'in the catalog']);
    assert.ok(labels.length > 80);
    const page = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: 'portolan-rule', path: '/package/pypi/acme-private-thing.md' }));
    assert.match(page.getText(), /unknown/i);
  });

  it('choose targets writes the settings of the workspace, and findings follow', async () => {
    const { uri } = await open('targets/requirements.txt', 'torch==2.6.0+cu124\n');
    await untilCount(uri, 1);
    const pick = (items: { description: string }[]): unknown => items.filter(({ description }) => description === 'nvidia-cuda');
    await answering('showQuickPick', pick as never, () => vscode.commands.executeCommand('portolan.chooseTargets'));
    assert.deepEqual(vscode.workspace.getConfiguration('portolan', uri).get('targets'), ['nvidia-cuda']);
    await untilCount(uri, 0);
    await answering(
      'showQuickPick',
      () => [],
      () => vscode.commands.executeCommand('portolan.chooseTargets'),
    );
    await untilCount(uri, 1);
    await vscode.workspace.getConfiguration('portolan', uri).update('targets', undefined, vscode.ConfigurationTarget.Workspace);
  });

  it('choose targets edits the policy file where there is one', async () => {
    const policy = await writeFile('targets/policy/portolan.jsonc', '{\n  // ours\n  "targets": ["amd-rocm"]\n}\n');
    await open('targets/policy/requirements.txt', 'torch\n');
    const pick = (items: { description: string }[]): unknown => items.filter(({ description }) => description.startsWith('cpu-'));
    await answering('showQuickPick', pick as never, () => vscode.commands.executeCommand('portolan.chooseTargets'));
    assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(policy)), '{\n  // ours\n  "targets": ["cpu-x86_64", "cpu-arm64"]\n}\n');
  });
});
