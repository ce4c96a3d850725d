import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answering, closeAll, describeIn, folder, readFile, replace, open, trustedFolder, snapshot, writeFile } from './editor';

/** Lets the save dialog answer with a place, or with nothing as if it was closed. */
async function savingTo(place: vscode.Uri | undefined, run: () => PromiseLike<unknown>): Promise<vscode.SaveDialogOptions | undefined> {
  const window = vscode.window as unknown as Record<string, unknown>;
  const before = window['showSaveDialog'];
  let asked: vscode.SaveDialogOptions | undefined;
  window['showSaveDialog'] = (options: vscode.SaveDialogOptions): Promise<vscode.Uri | undefined> => {
    asked = options;
    return Promise.resolve(place);
  };
  try {
    await run();
  } finally {
    window['showSaveDialog'] = before;
  }
  return asked;
}

/** Exports in the format of this id; messages answer by themselves. */
function exporting(format: string): Promise<unknown> {
  const pick = (items: { format: string }[]): unknown => items.find((item) => item.format === format);
  return answering(
    'showInformationMessage',
    () => undefined,
    () => answering('showQuickPick', pick as never, () => vscode.commands.executeCommand('portolan.exportReport')),
  );
}

async function planFor(kind: string, id: string): Promise<vscode.TextDocument> {
  await vscode.commands.executeCommand('portolan.planMove', kind, id);
  const document = vscode.window.activeTextEditor?.document;
  assert.equal(document?.uri.scheme, 'portolan-plan');
  return document;
}

describeIn(trustedFolder, 'export and plan', () => {
  afterEach(closeAll);

  const expected: readonly (readonly [string, RegExp])[] = [
    ['html', /^<!DOCTYPE html>\n[^]+@media print[^]+dashscope/],
    ['markdown', /^# Portolan report\n[^]+`dashscope`/],
    ['sarif', /"version": "2\.1\.0",[^]+requirements\.txt/],
    ['csv', /^package,registry,rule,/],
  ];
  for (const [format, text] of expected) {
    it(`exports ${format} to the chosen place and writes nothing else`, async () => {
      await writeFile('export/requirements.txt', 'dashscope\ntorch==2.6.0+cu124\n');
      const before = await snapshot(folder());
      const place = vscode.Uri.joinPath(folder(), 'out.report');
      const asked = await savingTo(place, () => exporting(format));
      assert.match(asked?.defaultUri?.path ?? '', /\/portolan-report\.\w+$/);
      assert.match(await readFile(place), text);
      await vscode.workspace.fs.delete(place);
      assert.deepEqual(await snapshot(folder()), before);
    });
  }

  it('writes nothing where the dialog is closed', async () => {
    const before = await snapshot(folder());
    await savingTo(undefined, () => exporting('html'));
    assert.deepEqual(await snapshot(folder()), before);
  });

  it('opens a plan that cannot be edited, and makes it anew when it is asked for again', async () => {
    const manifest = await open('plan/requirements.txt', 'torch==2.6.0+cu124\n');
    const plan = await planFor('target', 'amd-rocm');
    assert.equal(plan.languageId, 'markdown');
    assert.match(plan.getText(), /^# Plan: run on AMD GPUs \(ROCm\)\n/);
    assert.ok(plan.getText().includes('`plan/requirements.txt:1`'), plan.getText());
    assert.equal(vscode.workspace.fs.isWritableFileSystem('portolan-plan') ?? false, false);
    await replace(manifest, '+cu124', '');
    const changed = new Promise<void>((resolve) => {
      const subscription = vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() !== plan.uri.toString()) return;
        subscription.dispose();
        resolve();
      });
    });
    await vscode.commands.executeCommand('portolan.planMove', 'target', 'amd-rocm');
    await changed;
    assert.ok(!plan.getText().includes('`plan/requirements.txt:1`: '), plan.getText());
    assert.ok(!plan.getText().includes('`plan/requirements.txt:1`,'), plan.getText());
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), 'plan'), { recursive: true });
  });

  it('lists targets and makers, and plans for the picked one', async () => {
    await writeFile('plan/requirements.txt', 'dashscope\n');
    let labels: string[] = [];
    const pick = (items: { label: string; description?: string }[]): unknown => {
      labels = items.map(({ label }) => label);
      return items.find(({ description }) => description === 'alibaba-dashscope');
    };
    await answering('showQuickPick', pick as never, () => vscode.commands.executeCommand('portolan.planMove'));
    assert.ok(labels.includes('Run on AMD GPUs (ROCm)') && labels.includes('Leave OpenAI'));
    assert.equal(new Set(labels).size, labels.length, 'nothing is listed twice');
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(text, /^# Plan: leave /);
    assert.ok(text.includes('`dashscope`'));
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), 'plan'), { recursive: true });
  });

  it('asks nothing and opens nothing for an unknown goal', async () => {
    await vscode.commands.executeCommand('portolan.planMove', 'target', 'nobody');
    assert.equal(vscode.window.activeTextEditor, undefined);
  });
});
