import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionNamed, actionsAt, apply, closeAll, describeIn, diagnosticsOf, open, until } from './editor';

/** A file of a real project, from the folder beside the checkout; undefined where that is absent. */
async function corpusText(file: string): Promise<string | undefined> {
  const { extensionUri } = vscode.extensions.getExtension('portolan.portolan') ?? assert.fail('the extension is there');
  const uri = vscode.Uri.joinPath(extensionUri, '..', 'shared', 'corpus', ...file.split('/'));
  return vscode.workspace.fs.readFile(uri).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => undefined,
  );
}

const severitiesAt = (uri: vscode.Uri, word: string, text: string): vscode.DiagnosticSeverity[] =>
  diagnosticsOf(uri).flatMap(({ range, severity }) => (text.split('\n')[range.start.line]?.includes(word) ? [severity] : []));

describeIn(['single'], 'migrations of real projects', () => {
  afterEach(closeAll);

  it('LivePortrait takes the ROCm builds of its release, and one undo gives it back', async function () {
    const text = await corpusText('KwaiVGI+LivePortrait/requirements.txt');
    if (text === undefined) return this.skip();
    const document = await open('migrate/liveportrait/requirements.txt', text);
    await until(() => diagnosticsOf(document.uri).length > 0);
    await apply(actionNamed(await actionsAt(document, 'download.pytorch.org'), 'Take wheels from https://download.pytorch.org/whl/rocm6.0'));
    assert.equal(document.getText(), text.replace('/whl/cu118', '/whl/rocm6.0'));
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), text);
  });

  it('kohya_ss lets each installation choose its build, and one undo gives it back', async function () {
    const text = await corpusText('bmaltais+kohya_ss/pyproject.toml');
    if (text === undefined) return this.skip();
    const document = await open('migrate/kohya/pyproject.toml', text);
    const action = 'Let each installation choose its build of torch';
    await until(() => severitiesAt(document.uri, 'torch>=', document.getText()).length > 0);
    await apply(actionNamed(await actionsAt(document, 'torch>='), action));
    const after = document.getText();
    assert.ok(after.includes('conflicts = [[{ extra = "cpu" }, { extra = "cuda" }, { extra = "rocm" }'), after);
    await until(() => severitiesAt(document.uri, 'torch>=', after).every((severity) => severity > vscode.DiagnosticSeverity.Warning));
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), text);
  });
});
