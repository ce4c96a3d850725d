import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answering, closeAll, describeIn, folder, readFile, trustedFolder, snapshot, writeFile } from './editor';
import { suite } from './suite';

/** Lets a file dialog answer with a place, or with nothing as if it was closed. */
async function choosing<T>(dialog: 'showSaveDialog' | 'showOpenDialog', place: unknown, run: () => PromiseLike<T>): Promise<T> {
  return answering(dialog, () => place, run);
}

function shownText(): string {
  const document = vscode.window.activeTextEditor?.document;
  assert.equal(document?.uri.scheme, 'portolan-text');
  return document.getText();
}

async function compareWith(label: RegExp, place?: vscode.Uri): Promise<string> {
  const pick = (items: { label: string }[]): unknown => items.find((item) => label.test(item.label));
  await choosing('showOpenDialog', place && [place], () =>
    answering('showQuickPick', pick as never, () => vscode.commands.executeCommand('portolan.compare')),
  );
  return shownText();
}

describeIn(trustedFolder, 'baseline and comparison', () => {
  const remove = (name: string): Thenable<void> => vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), name), { recursive: true });
  afterEach(closeAll);

  it('shows what a baseline will hold, asks, and writes once', async () => {
    await writeFile('base/requirements.txt', 'dashscope\n');
    const place = vscode.Uri.joinPath(folder(), 'out.baseline');
    const before = await snapshot(folder());
    const asked: string[] = [];
    const write = (answer: string | undefined): Promise<unknown> =>
      choosing('showSaveDialog', place, () =>
        answering(
          'showInformationMessage',
          (text: never) => (asked.push(text), answer),
          () => vscode.commands.executeCommand('portolan.writeBaseline'),
        ),
      );
    assert.equal(await write(undefined), false);
    assert.deepEqual(await snapshot(folder()), before, 'nothing is written before the answer');
    assert.match(asked[0] ?? '', /^Write \d+ bindings into out\.baseline\? /);
    const shown = shownText();
    assert.ok(shown.includes('alibaba/dashscope@base/requirements.txt'), shown);
    assert.equal(await write('Write'), true);
    assert.equal(await readFile(place), shown);
    await remove('base');
    assert.equal(await write('Keep What Is Left'), true);
    assert.ok(!(await readFile(place)).includes('base/requirements.txt'));
    await remove('out.baseline');
  });

  it('tells what was gained and lost since a baseline', async () => {
    await writeFile('base/requirements.txt', 'dashscope\n');
    const ids = ['alibaba/dashscope@gone/requirements.txt#main/dashscope~1'];
    const place = await writeFile('old.json', JSON.stringify({ schemaVersion: 1, findings: ids }));
    const text = await compareWith(/baseline/, place);
    assert.match(text, /\*\*Portolan: \d+ bindings gained, 1 lost\.\*\*/);
    assert.ok(text.includes('- `base/requirements.txt:1`') && text.includes('- `gone/requirements.txt` `dashscope`'), text);
    await remove('base');
    await remove('old.json');
  });

  it('says so where a file is neither a baseline nor a result', async () => {
    const place = await writeFile('other.json', '{}');
    const said: string[] = [];
    const pick = (items: { label: string }[]): unknown => items.find(({ label }) => label.includes('baseline'));
    await answering(
      'showWarningMessage',
      (text: never) => void said.push(text),
      () =>
        choosing('showOpenDialog', [place], () =>
          answering('showQuickPick', pick as never, () => vscode.commands.executeCommand('portolan.compare')),
        ),
    );
    assert.deepEqual(said, ['other.json is neither a baseline nor a result of "check --format json".']);
    await remove('other.json');
  });

  it('compares with another folder', async () => {
    await writeFile('sub/requirements.txt', 'dashscope\n');
    const text = await compareWith(/folder/, vscode.Uri.joinPath(folder(), 'sub'));
    assert.match(text, /^# .+ against sub\n\n\*\*Portolan: /);
    assert.ok(text.includes('Lost:\n\n- `requirements.txt:1` `dashscope`, bound to Alibaba'), text);
    await remove('sub');
  });

  it('offers revisions only where the workspace is trusted and a repository', async () => {
    let labels: readonly string[] = [];
    const pick = (items: { label: string }[]): unknown => {
      labels = items.map(({ label }) => label);
      return undefined;
    };
    await answering('showQuickPick', pick as never, () => vscode.commands.executeCommand('portolan.compare'));
    assert.equal(labels.length, 2, `${suite()}: ${labels.join(', ')}`);
    assert.ok(!labels.some((label) => label.includes('revision')));
  });
});
