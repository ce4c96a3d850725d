import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { fixAllKind } from '../../../src/hosts/vscode/quick-fixes';
import {
  actionNamed,
  actionsAt,
  answering,
  apply,
  closeAll,
  describeIn,
  folder,
  open,
  readFile,
  replace,
  singleFolder,
  untilCount,
  untilDrawn,
} from './editor';

const cuda = '--extra-index-url https://download.pytorch.org/whl/cu124\ntorch==2.6.0+cu124  # pinned\ntorchvision==0.21.0+cu124\n';

describeIn(singleFolder, 'quick fixes', () => {
  afterEach(closeAll);

  it('come in order: fixes first, then ignore, accept, explain', async () => {
    const document = await open('fix/requirements.txt', cuda);
    const titles = (await actionsAt(document, '+cu124')).map(({ title }) => title);
    const first = titles.findIndex((title) => title.startsWith('Ignore here'));
    assert.ok(first > 0, titles.join('\n'));
    assert.deepEqual(titles.slice(first), [
      'Ignore here with a reason…',
      'Ignore in portolan.jsonc…',
      'Accept NVIDIA GPUs for this workspace',
      'Explain torch',
    ]);
    assert.match(titles[0] ?? '', /^Drop "\+cu124" and remove its wheel index/);
  });

  it('edit exactly what they say, and the marks go', async () => {
    const document = await open('fix/requirements-1.txt', cuda);
    await apply(actionNamed(await actionsAt(document, '+cu124'), 'Drop "+cu124"'));
    assert.equal(document.getText(), 'torch==2.6.0  # pinned\ntorchvision==0.21.0\n');
    await untilCount(document.uri, 0);
  });

  it('edit each to another text that has nothing of the finding left', async () => {
    const document = await open('fix/requirements-2.txt', cuda);
    const own = vscode.workspace.asRelativePath(document.uri);
    // One that makes new files is tried elsewhere: they would be in the way of the next one.
    const fixes = (await actionsAt(document, '+cu124')).filter(({ edit }) =>
      edit?.entries().every(([uri]) => vscode.workspace.asRelativePath(uri) === own),
    );
    assert.ok(fixes.length > 1);
    for (const fix of fixes) {
      const again = actionNamed(await actionsAt(document, '+cu124'), fix.title);
      await apply(again);
      assert.notEqual(document.getText(), cuda, fix.title);
      assert.doesNotMatch(document.getText(), /cu124/, fix.title);
      assert.match(document.getText(), / {2}# pinned\n/, fix.title);
      await replace(document, document.getText(), cuda);
    }
  });

  it('are preferred only when safe', async () => {
    const document = await open('fix/requirements-3.txt', 'nvidia-dali-cuda120==1.50.0\ntensorrt-llm==0.19.0\n');
    const guard = (await actionsAt(document, 'nvidia')).filter(({ isPreferred }) => isPreferred);
    assert.deepEqual(
      guard.map(({ title }) => title.startsWith('Add the marker')),
      [true],
    );
    assert.equal(
      (await actionsAt(document, 'tensorrt')).some(({ isPreferred }) => isPreferred),
      false,
    );
  });

  it('carry no edit before they are picked', async () => {
    const document = await open('fix/requirements-4.txt', cuda);
    const provider = vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(1, 14, 1, 14),
      'quickfix',
    );
    const [unresolved] = await provider;
    assert.equal(unresolved?.edit, undefined, 'no edit before it is picked');
  });

  it('write an ignore with its reason at the place', async () => {
    const document = await open('fix/requirements-5.txt', 'httpx\ndashscope==1.24.0\n');
    const action = actionNamed(await actionsAt(document, 'dashscope'), 'Ignore here');
    await answering(
      'showInputBox',
      () => 'our customers are there',
      () => apply(action),
    );
    assert.equal(document.getText(), 'httpx\ndashscope==1.24.0  # portolan-ignore: alibaba/dashscope -- our customers are there\n');
    await untilCount(document.uri, 0);
  });

  it('write an ignore above where nothing may follow the row', async () => {
    const document = await open('fix/Dockerfile', 'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nCOPY . .\n');
    const action = actionNamed(await actionsAt(document, 'nvidia'), 'Ignore here');
    await answering(
      'showInputBox',
      () => 'our servers',
      () => apply(action),
    );
    assert.match(document.getText(), /^# portolan-ignore: [\w/-]+ -- our servers\nFROM nvidia/);
    await untilCount(document.uri, 0);
  });

  it('write nothing without a reason', async () => {
    const document = await open('fix/requirements-6.txt', 'dashscope\n');
    const action = actionNamed(await actionsAt(document, 'dashscope'), 'Ignore here');
    for (const answer of [undefined, '  '])
      await answering(
        'showInputBox',
        () => answer,
        () => apply(action),
      );
    assert.equal(document.getText(), 'dashscope\n');
  });

  it('write into portolan.jsonc, creating and then extending it', async () => {
    const policy = vscode.Uri.joinPath(folder(), 'portolan.jsonc');
    const document = await open('fix/requirements-7.txt', 'dashscope\nvolcengine-python-sdk[ark]\n');
    await answering(
      'showInputBox',
      () => 'decided',
      async () => apply(actionNamed(await actionsAt(document, 'dashscope'), 'Ignore in portolan.jsonc')),
    );
    assert.match(
      await readFile(policy),
      /"ignore": \[\n {4}\{ "rule": "alibaba\/dashscope", "package": "pypi:dashscope", "reason": "decided" \}\n {2}\]/,
    );
    await untilDrawn(document, document.getText().replace('[ark]', '[⟦ark⟧]'));
    await apply(actionNamed(await actionsAt(document, 'ark'), 'Accept'));
    assert.match(await readFile(policy), /"accept": \[/);
    await untilCount(document.uri, 0);
    assert.deepEqual(
      vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty),
      [],
    );
    assert.deepEqual(
      vscode.window.visibleTextEditors.map((editor) => editor.document.uri.toString()),
      [document.uri.toString()],
    );
    await vscode.workspace.fs.delete(policy);
    await untilCount(document.uri, 2);
  });

  it('apply all safe ones, and only those, on fixAll', async () => {
    const document = await open('fix/requirements-8.txt', 'nvidia-dali-cuda120==1.50.0\nnixl>=0.3\ntorch==2.6.0+cu124\n');
    const actions = await actionsAt(document, 'nvidia', fixAllKind);
    assert.deepEqual(
      actions.map(({ kind }) => kind?.value),
      ['source.fixAll.portolan'],
    );
    await apply(actionNamed(actions, 'Apply all safe'));
    assert.equal(
      document.getText(),
      "nvidia-dali-cuda120==1.50.0; sys_platform == 'linux'\nnixl>=0.3; sys_platform == 'linux'\ntorch==2.6.0+cu124\n",
    );
    assert.deepEqual(await actionsAt(document, 'nvidia', fixAllKind), []);
  });

  it('apply all safe ones by command', async () => {
    const document = await open('fix/requirements-9.txt', 'nixl>=0.3\n');
    await vscode.commands.executeCommand('portolan.applySafeFixes');
    assert.equal(document.getText(), "nixl>=0.3; sys_platform == 'linux'\n");
  });
});
