import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answering, closeAll, describeIn, folder, writeFile } from './editor';

interface TestRepository {
  readonly state: {
    readonly HEAD?: { readonly commit?: string };
    readonly untrackedChanges?: readonly object[];
    readonly workingTreeChanges: readonly object[];
  };
  add(paths: readonly string[]): Promise<void>;
  commit(message: string): Promise<void>;
  setConfig(key: string, value: string): Promise<string>;
  status(): Promise<void>;
}

interface TestGit {
  init(root: vscode.Uri): Promise<TestRepository | null>;
}

/** The built-in Git extension; undefined where the editor or the machine has none. */
async function git(): Promise<TestGit | undefined> {
  const extension = vscode.extensions.getExtension<{ readonly enabled: boolean; getAPI(version: 1): TestGit }>('vscode.git');
  const api = await extension?.activate().then(
    (found) => (found.enabled ? found.getAPI(1) : undefined),
    () => undefined,
  );
  return api;
}

describeIn(['single'], 'comparison with a revision', () => {
  afterEach(closeAll);

  it('tells changed, new, deleted and renamed files', async function (this: Mocha.Context) {
    const repository = await git().then((api) => api?.init(folder()));
    if (!repository) return this.skip();
    await repository.setConfig('user.email', 'nobody@example.org');
    await repository.setConfig('user.name', 'Nobody');
    await repository.setConfig('commit.gpgsign', 'false');
    const changed = await writeFile('rev/requirements.txt', 'dashscope\nflash-attn\n');
    const deleted = await writeFile('rev/deleted/requirements.txt', 'tensorrt-llm\n');
    const moved = await writeFile('rev/moved/requirements.txt', 'volcengine-python-sdk[ark]\nnumpy\nhttpx\nfastapi\n');
    await repository.add([changed.fsPath, deleted.fsPath, moved.fsPath]);
    await repository.commit('First state');
    await writeFile('rev/requirements.txt', 'flash-attn\nopenai\n');
    await vscode.workspace.fs.delete(deleted);
    await vscode.workspace.fs.rename(vscode.Uri.joinPath(folder(), 'rev/moved'), vscode.Uri.joinPath(folder(), 'rev/here'));
    await writeFile('rev/new/requirements.txt', 'dashscope\n');
    await repository.status();
    const answers = [/revision/, /^HEAD$/];
    const pick = (items: { label: string }[]): unknown => {
      const wanted = answers.shift();
      return items.find(({ label }) => wanted?.test(label));
    };
    await answering('showQuickPick', pick as never, () => vscode.commands.executeCommand('portolan.compare'));
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    const section = (title: string): readonly string[] =>
      (text.split(`${title}:\n\n`)[1]?.split('\n\n')[0] ?? '').split('\n').flatMap((line) => /`(rev\/[^`]+)`/.exec(line)?.[1] ?? []);
    assert.deepEqual(section('Gained'), ['rev/here/requirements.txt:1', 'rev/new/requirements.txt:1', 'rev/requirements.txt:2'], text);
    assert.deepEqual(section('Lost'), ['rev/deleted/requirements.txt:1', 'rev/moved/requirements.txt:1', 'rev/requirements.txt:1'], text);
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), 'rev'), { recursive: true });
  });
});
