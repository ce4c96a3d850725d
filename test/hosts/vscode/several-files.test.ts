import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { digest } from '../../../src/engine';
import { checkedEdit } from '../../../src/hosts/vscode/fix-edits';
import type { FileEdit } from '../../../src/model/fix';
import type { FileRecord } from '../../../src/hosts/vscode/results';
import { closeAll, describeIn, folder, open, readFile, replace, singleFolder, writeFile } from './editor';

const first = 'torch\nnixl>=0.3\n';
const second = 'httpx\n';

function edit(file: string, text: string, from: string, to: string): FileEdit {
  const start = text.indexOf(from);
  return { file, length: text.length, digest: digest(text), edits: [{ span: { start, end: start + from.length }, newText: to }], create: false };
}

function newFile(file: string, text: string): FileEdit {
  return { file, length: 0, digest: digest(''), edits: [{ span: { start: 0, end: 0 }, newText: text }], create: true };
}

/** The parts of a record that an edit is checked with. */
function recordOf(document: vscode.TextDocument): FileRecord {
  return { uri: document.uri, version: document.version, file: { root: folder() } } as unknown as FileRecord;
}

async function isThere(name: string): Promise<boolean> {
  return vscode.workspace.fs.stat(vscode.Uri.joinPath(folder(), ...name.split('/'))).then(
    () => true,
    () => false,
  );
}

describeIn(singleFolder, 'an edit of several files', () => {
  afterEach(closeAll);

  async function prepare(name: string): Promise<{ document: vscode.TextDocument; other: vscode.Uri; files: FileEdit[] }> {
    const other = await writeFile(`${name}/requirements-dev.txt`, second);
    const document = await open(`${name}/requirements.txt`, first);
    const files = [
      edit(`${name}/requirements.txt`, first, 'nixl>=0.3\n', ''),
      edit(`${name}/requirements-dev.txt`, second, 'httpx\n', 'httpx\n-r requirements-gpu.txt\n'),
      newFile(`${name}/requirements-gpu.txt`, 'nixl>=0.3\n'),
    ];
    return { document, other, files };
  }

  it('changes all of them, and one undo restores them', async () => {
    const { document, other, files } = await prepare('several');
    const { edit: made } = await checkedEdit({ records: [recordOf(document)], files });
    assert.ok(made);
    assert.equal(await vscode.workspace.applyEdit(made), true);
    assert.equal(document.getText(), 'torch\n');
    const beside = await vscode.workspace.openTextDocument(other);
    assert.equal(beside.getText(), 'httpx\n-r requirements-gpu.txt\n');
    const created = vscode.Uri.joinPath(folder(), 'several', 'requirements-gpu.txt');
    assert.equal((await vscode.workspace.openTextDocument(created)).getText(), 'nixl>=0.3\n');
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), first);
    assert.equal(beside.getText(), second);
    assert.equal(await isThere('several/requirements-gpu.txt'), false);
  });

  it('is refused where a file to create is there', async () => {
    const { document, files } = await prepare('several-2');
    await writeFile('several-2/requirements-gpu.txt', 'mine\n');
    assert.deepEqual(await checkedEdit({ records: [recordOf(document)], files }), {
      refused: 'several-2/requirements-gpu.txt exists already; nothing was changed.',
    });
  });

  it('does not overwrite a file that came into being after the check', async () => {
    const { document, files } = await prepare('several-3');
    const { edit: made } = await checkedEdit({ records: [recordOf(document)], files });
    assert.ok(made);
    const mine = await writeFile('several-3/requirements-gpu.txt', 'mine\n');
    await Promise.resolve(vscode.workspace.applyEdit(made)).catch(() => false);
    assert.equal(await readFile(mine), 'mine\n');
  });

  it('is refused as a whole where another one of the files has changed', async () => {
    const { document, other, files } = await prepare('several-4');
    await replace(await vscode.workspace.openTextDocument(other), 'httpx', 'httpx2');
    assert.deepEqual(await checkedEdit({ records: [recordOf(document)], files }), {
      refused: 'several-4/requirements-dev.txt has changed since the fix was found; nothing was changed.',
    });
    assert.equal(document.getText(), first);
  });

  it('is refused where one of the files is gone', async () => {
    const { document, other, files } = await prepare('several-5');
    await vscode.workspace.fs.delete(other);
    assert.deepEqual(await checkedEdit({ records: [recordOf(document)], files }), {
      refused: 'several-5/requirements-dev.txt cannot be opened; nothing was changed.',
    });
  });
});
