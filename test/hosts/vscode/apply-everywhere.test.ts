import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { makeChanges } from '../../../src/hosts/vscode/fix-everywhere';
import { actionNamed, actionsAt, answering, apply, closeAll, describeIn, folder, open, singleFolder, untilCount, writeFile } from './editor';

interface Item {
  readonly fix?: string;
  readonly how?: string;
}

/** Picks a fix, by default the one that drops the build label, and how the change is to be made. */
function pickWith(wanted: string, remedy = 'pytorch/torch/drop-local'): (items: readonly Item[]) => unknown {
  return (items) => items.find(({ fix, how }) => fix === remedy || how === wanted);
}

/** Lets the preview take everything: runs a command that ends in an edit, and returns that edit with what was said of it. */
async function previewed(
  run: () => PromiseLike<unknown>,
  how = 'preview',
  remedy?: string,
): Promise<{ edit: vscode.WorkspaceEdit; metadata?: vscode.WorkspaceEditMetadata } | undefined> {
  const workspace = vscode.workspace as unknown as Record<string, unknown>;
  const before = vscode.workspace.applyEdit.bind(vscode.workspace);
  let found: { edit: vscode.WorkspaceEdit; metadata?: vscode.WorkspaceEditMetadata } | undefined;
  workspace['applyEdit'] = (edit: vscode.WorkspaceEdit, metadata?: vscode.WorkspaceEditMetadata): Promise<boolean> => {
    found = { edit, ...(metadata ? { metadata } : {}) };
    const confirmed = new vscode.WorkspaceEdit();
    for (const [uri, edits] of edit.entries()) confirmed.set(uri, edits);
    return Promise.resolve(before(confirmed));
  };
  try {
    await answering('showQuickPick', pickWith(how, remedy) as never, run);
  } finally {
    workspace['applyEdit'] = before;
  }
  return found;
}

function textOf(uri: vscode.Uri): string | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString())?.getText();
}

describeIn(singleFolder, 'fixes for the whole workspace', () => {
  const clean = (): Thenable<void> => vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), 'all'), { recursive: true });
  afterEach(async () => {
    for (const document of vscode.workspace.textDocuments) {
      if (!document.isDirty) continue;
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    }
    await closeAll();
  });

  it('the same remedy in all files as one change, every row of it to be confirmed', async () => {
    const second = await writeFile('all/b/requirements.txt', 'numpy\ntorch==2.7.0+cu126\n');
    const document = await open('all/requirements.txt', 'torch==2.6.0+cu124\n');
    await untilCount(document.uri, 1);
    const action = actionNamed(await actionsAt(document, '+cu124'), 'Apply everywhere in this workspace…');
    const done = await previewed(() => apply(action));
    assert.equal(done?.metadata?.isRefactoring, true);
    assert.equal(textOf(document.uri), 'torch==2.6.0\n');
    assert.equal(textOf(second), 'numpy\ntorch==2.7.0\n');
    assert.ok(
      done.edit.entries().some(([uri]) => uri.path.endsWith('/project/requirements.txt')),
      'the file at the root too',
    );
    await clean();
  });

  it('the first-ranked fix of each place of a rule, each file with its own', async () => {
    const other = await writeFile('all/c/requirements.txt', '--index-url https://download.pytorch.org/whl/cu124\ntorch==2.6.0\n');
    const document = await open('all/requirements.txt', '--index-url https://download.pytorch.org/whl/cu128\ntorch==2.7.1+cu128\n');
    await untilCount(document.uri, 2);
    const action = actionNamed(await actionsAt(document, '+cu128'), 'Apply everywhere in this workspace…');
    await previewed(() => apply(action), 'preview', 'pytorch/torch');
    assert.equal(document.getText(), 'torch==2.7.1\n');
    assert.equal(textOf(other), 'torch==2.6.0\n');
    await clean();
  });

  it('nothing is changed where the question is closed, and says so where nothing was ticked', async () => {
    const document = await open('all/third.txt', 'a\n');
    const change = { path: '', before: 'a\n', after: 'x\n', edits: [{ span: { start: 0, end: 1 }, newText: 'x' }], applied: [], created: false };
    const planned = [{ uri: document.uri, change }];
    assert.equal(
      await answering(
        'showQuickPick',
        () => undefined,
        () => makeChanges(planned),
      ),
      false,
    );
    const workspace = vscode.workspace as unknown as Record<string, unknown>;
    const before = workspace['applyEdit'];
    workspace['applyEdit'] = (): Promise<boolean> => Promise.resolve(true);
    const said: string[] = [];
    try {
      await answering(
        'showInformationMessage',
        (text: never) => void said.push(text),
        () => answering('showQuickPick', pickWith('preview') as never, () => makeChanges(planned)),
      );
    } finally {
      workspace['applyEdit'] = before;
    }
    assert.deepEqual([said, document.getText()], [['Nothing was ticked in the preview, so nothing was changed.'], 'a\n']);
    assert.equal(await answering('showQuickPick', pickWith('all') as never, () => makeChanges(planned)), true);
    assert.equal(document.getText(), 'x\n');
    await clean();
  });

  it('refuses everything if one file is not what was judged', async () => {
    const first = await open('all/first.txt', 'a\n');
    const second = await open('all/second.txt', 'b\n');
    const change = (document: vscode.TextDocument, before: string): Parameters<typeof makeChanges>[0][number] => ({
      uri: document.uri,
      change: { path: '', before, after: 'x\n', edits: [{ span: { start: 0, end: 1 }, newText: 'x' }], applied: [], created: false },
    });
    const said: string[] = [];
    const isDone = await answering(
      'showWarningMessage',
      (text: never) => void said.push(text),
      () => answering('showQuickPick', pickWith('all') as never, () => makeChanges([change(first, 'a\n'), change(second, 'older\n')])),
    );
    assert.deepEqual([isDone, first.getText(), second.getText()], [false, 'a\n', 'b\n']);
    assert.deepEqual(said, ['all/second.txt has changed meanwhile, so nothing was changed. Try again.']);
    await clean();
  });

  it('"What would leaving … take?" opens the plan for the maker or vendor', async () => {
    for (const [at, title, heading] of [
      ['flash-attn', 'What would leaving NVIDIA take?', '# Plan: leave NVIDIA\n'],
      ['openai', 'What would leaving OpenAI take?', '# Plan: leave OpenAI\n'],
    ] as const) {
      // A file of its own for each: the plan takes the place of the editor that was opened last.
      const document = await open(`all/${at}/requirements.txt`, 'flash-attn\nopenai\n');
      await untilCount(document.uri, 2);
      await apply(actionNamed(await actionsAt(document, at), title));
      assert.ok(vscode.window.activeTextEditor?.document.getText().startsWith(heading));
    }
    await clean();
  });

  it('a plan offers its edits at its steps, ticks what was done, and can start over', async () => {
    const bound = '--index-url https://download.pytorch.org/whl/cu128\ntorch==2.7.1+cu128\nflash-attn\n';
    // One of two variants, of which the plan takes the other: it stays as it is.
    const kept = await writeFile('all/kept/requirements-cuda.txt', bound);
    await writeFile('all/kept/requirements-xpu.txt', 'torch==2.7.1\n');
    const document = await open('all/plan/requirements.txt', bound);
    const again = async (): Promise<string> => {
      await vscode.commands.executeCommand('portolan.planMove', 'target', 'intel-xpu');
      return vscode.window.activeTextEditor?.document.getText() ?? '';
    };
    const text = await again();
    const plan = vscode.window.activeTextEditor?.document;
    assert.ok(plan && !text.includes('Since the plan of'));
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', plan.uri);
    const all = lenses.find(({ command }) => command?.title.includes('Apply all ready edits'));
    assert.ok(all?.command && lenses.some(({ command }) => command?.title.includes('Rule page')));
    const step = lenses.find(
      ({ command, range }) => command?.title.includes('Apply…') && plan.lineAt(range.start.line).text.includes('torch 2.7.1+cu128'),
    );
    assert.ok(step?.command, lenses.map(({ command, range }) => `${range.start.line} ${command?.title}`).join('\n'));
    const changed = new Promise<void>((resolve) => {
      const subscription = vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document.uri.toString() !== plan.uri.toString()) return;
        subscription.dispose();
        resolve();
      });
    });
    const { command } = step;
    await previewed(() => vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[])));
    assert.equal(document.getText(), '--index-url https://download.pytorch.org/whl/xpu\ntorch==2.7.1\nflash-attn\n');
    assert.equal(textOf(kept) ?? bound, bound);
    await changed;
    assert.match(plan.getText(), /Since the plan of \d{4}-\d\d-\d\d: \d+ of \d+ places solved/);
    assert.ok(plan.getText().includes('- [x] `torch 2.7.1+cu128` (`all/plan/requirements.txt`)'), plan.getText());
    const anew = new Promise<void>((resolve) => {
      const subscription = vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document.uri.toString() !== plan.uri.toString()) return;
        subscription.dispose();
        resolve();
      });
    });
    await vscode.commands.executeCommand('portolan.plan.startOver', plan.uri.toString());
    await anew;
    assert.ok(!plan.getText().includes('Since the plan of'));
    await closeAll();
    await clean();
  });
});
