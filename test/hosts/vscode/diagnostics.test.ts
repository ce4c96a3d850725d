import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAll,
  describeIn,
  diagnosticsOf,
  drawn,
  folder,
  open,
  readFile,
  replace,
  singleFolder,
  until,
  untilCount,
  untilDrawn,
  writeFile,
} from './editor';

describeIn(singleFolder, 'diagnostics', () => {
  const files = vscode.workspace.getConfiguration('files');
  // An editor in the browser saves by itself else.
  before(() => files.update('autoSave', 'off', vscode.ConfigurationTarget.Global));
  after(() => files.update('autoSave', undefined, vscode.ConfigurationTarget.Global));
  afterEach(closeAll);

  it('mark the smallest bound part and follow typing', async () => {
    const document = await open('diag/requirements.txt', 'fastapi\ntorch==2.6.0+cu124\n');
    await untilDrawn(document, 'fastapi\ntorch==2.6.0⟦+cu124⟧\n');
    await replace(document, 'fastapi', 'fastapi\nnumpy');
    await untilDrawn(document, 'fastapi\nnumpy\ntorch==2.6.0⟦+cu124⟧\n');
    await replace(document, '+cu124', '');
    await untilDrawn(document, 'fastapi\nnumpy\ntorch==2.6.0\n');
  });

  it('are in the metadata of a script, and come with it', async () => {
    const document = await open('diag/ask.py', 'import dashscope\n');
    await replace(document, 'import', '# /// script\n# dependencies = ["dashscope"]\n# ///\nimport');
    await untilDrawn(document, '# /// script\n# dependencies = ["⟦dashscope⟧"]\n# ///\nimport dashscope\n');
    await replace(document, '# ///\nimport', '# \nimport');
    await untilDrawn(document, '# /// script\n# dependencies = ["dashscope"]\n# \nimport dashscope\n');
  });

  it('say what, why and where to read on', async () => {
    const document = await open('diag/requirements-1.txt', '# 🚀\r\ntensorrt-llm==0.19.0\r\n');
    await untilDrawn(document, '# 🚀\r\n⟦tensorrt-llm⟧==0.19.0\r\n');
    const [diagnostic] = diagnosticsOf(document.uri);
    assert.match(diagnostic?.message ?? '', /tensorrt-llm.* NVIDIA GPUs only/);
    assert.equal(diagnostic?.severity, vscode.DiagnosticSeverity.Warning);
    assert.ok(diagnostic);
    const { value, target } = diagnostic.code as { value: string; target: vscode.Uri };
    assert.equal(value, 'nvidia/tensorrt-llm');
    const page = await vscode.workspace.openTextDocument(target);
    assert.match(page.getText(), /^# /);
    assert.match(page.getText(), /## Sources/);
    assert.doesNotMatch(page.getText(), /⟦/);
    assert.match(page.getText(), /\nMarked in `requirements.txt`:\n/);
  });

  it('go with the document that is closed', async () => {
    const { uri } = await open('diag/requirements-2.txt', 'dashscope\n');
    await untilCount(uri, 1);
    await closeAll();
    await untilCount(uri, 0);
  });

  it('go with the file that is deleted or renamed', async () => {
    const { uri } = await open('diag/requirements-3.txt', 'dashscope\n');
    await untilCount(uri, 1);
    const moved = vscode.Uri.joinPath(folder(), 'diag/requirements-4.txt');
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(uri, moved);
    assert.equal(await vscode.workspace.applyEdit(edit), true);
    await until(() => diagnosticsOf(uri).length === 0 && diagnosticsOf(moved).length === 1);
    await vscode.workspace.fs.delete(moved);
    await untilCount(moved, 0);
  });

  it('follow a change outside the editor', async () => {
    const document = await open('diag/requirements-5.txt', 'dashscope\n');
    await untilCount(document.uri, 1);
    await writeFile('diag/requirements-5.txt', 'httpx\n');
    await untilCount(document.uri, 0);
  });

  it('follow an included file that is open too', async () => {
    const outer = await open('diag/inc/requirements.txt', '-r shared.txt\ntorch\n');
    const shared = await open('diag/inc/shared.txt', '--extra-index-url https://download.pytorch.org/whl/rocm6.3\n');
    await replace(shared, 'rocm6.3', 'cu124');
    await until(() => diagnosticsOf(outer.uri).length > 0);
    await replace(shared, 'cu124', 'rocm6.3');
    await until(() => diagnosticsOf(outer.uri).every(({ message }) => !message.includes('cu124')));
  });

  it('follow the settings, and vanish when Portolan is off', async () => {
    const { uri } = await open('diag/requirements-6.txt', 'dashscope\n');
    await untilCount(uri, 1);
    const settings = vscode.workspace.getConfiguration('portolan', uri);
    await settings.update('accept', ['alibaba-dashscope'], vscode.ConfigurationTarget.Global);
    await untilCount(uri, 0);
    await settings.update('accept', undefined, vscode.ConfigurationTarget.Global);
    await untilCount(uri, 1);
    await settings.update('enable', false, vscode.ConfigurationTarget.Global);
    await untilCount(uri, 0);
    await settings.update('enable', undefined, vscode.ConfigurationTarget.Global);
    await untilCount(uri, 1);
  });

  it('wait for the file to be saved where that is set', async () => {
    const settings = vscode.workspace.getConfiguration('portolan');
    await settings.update('run', 'onSave', vscode.ConfigurationTarget.Global);
    const document = await open('diag/requirements-7.txt', 'httpx\n');
    await replace(document, 'httpx', 'dashscope');
    assert.equal(drawn(document), 'dashscope\n');
    await document.save();
    await untilDrawn(document, '⟦dashscope⟧\n');
    await settings.update('run', undefined, vscode.ConfigurationTarget.Global);
  });

  it('follow the policy file, unsaved text included, and tell its mistakes', async () => {
    const requirements = await open('diag/policy/requirements.txt', 'dashscope\n');
    await untilCount(requirements.uri, 1);
    const policy = await open('diag/policy/portolan.jsonc', '{\n  "accept": []\n}\n');
    await replace(policy, '[]', '["alibaba-dashscope"]');
    await untilCount(requirements.uri, 0);
    assert.equal(policy.isDirty, true);
    await replace(policy, '"accept"', '"acept"');
    await until(() => diagnosticsOf(policy.uri).length === 1 && diagnosticsOf(requirements.uri).length === 1);
    assert.equal(drawn(policy), '{\n  ⟦"acept"⟧: ["alibaba-dashscope"]\n}\n');
    await policy.save();
    await vscode.workspace.fs.delete(policy.uri);
    await closeAll();
    await untilCount(policy.uri, 0);
  });

  it('hint at an ignore that hides nothing', async () => {
    const document = await open('diag/requirements-8.txt', 'httpx  # portolan-ignore: nvidia/tensorrt-llm -- no longer there\n');
    await untilDrawn(document, 'httpx  ⟦# portolan-ignore: nvidia/tensorrt-llm -- no longer there⟧\n');
    assert.equal(diagnosticsOf(document.uri)[0]?.severity, vscode.DiagnosticSeverity.Hint);
  });

  it('leave installed packages, versions of the past and other files alone', async () => {
    const installed = await open('node_modules/x/package.json', '{ "dependencies": { "openai": "^4.0.0" } }\n');
    const notes = await open('diag/notes.txt', 'dashscope\n');
    const marked = await open('diag/requirements-9.txt', 'dashscope\n');
    await untilCount(marked.uri, 1);
    assert.deepEqual([...diagnosticsOf(installed.uri), ...diagnosticsOf(notes.uri)], []);
    assert.equal(await readFile(notes.uri), 'dashscope\n');
  });
});
