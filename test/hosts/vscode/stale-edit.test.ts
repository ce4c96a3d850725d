import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createEngine, decodeText } from '../../../src/engine';
import { checkedEdit } from '../../../src/hosts/vscode/fix-edits';
import { Documents } from '../../../src/hosts/vscode/documents';
import { EditorFiles } from '../../../src/hosts/vscode/files';
import type { FileRecord } from '../../../src/hosts/vscode/results';
import { closeAll, describeIn, folder, open, replace, trustedFolder } from './editor';

async function judged(document: vscode.TextDocument, path: string): Promise<FileRecord> {
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri(), 'dist', 'catalog.json'));
  const session = createEngine({ catalog: decodeText(bytes).text, today: '2026-11-21', version: '0' }).createSession(
    new EditorFiles(folder(), new Documents()),
  );
  const result = await session.analyzeFile(path);
  assert.ok(result);
  return {
    uri: document.uri,
    file: { session, folder: undefined, root: folder(), path },
    result,
    version: document.version,
    texts: new Map(),
    isQuiet: false,
  };
}

function extensionUri(): vscode.Uri {
  const extension = vscode.extensions.getExtension('portolan.portolan');
  assert.ok(extension);
  return extension.extensionUri;
}

describeIn(trustedFolder, 'an edit whose text has changed', () => {
  afterEach(closeAll);

  it('is refused by version and by content', async () => {
    const document = await open('stale/requirements.txt', 'nixl>=0.3\n');
    const record = await judged(document, 'stale/requirements.txt');
    const finding = record.result.findings[0];
    assert.ok(finding);
    const files = record.file.session.fixes(finding, record.result)[0]?.files ?? [];
    const checked = (known = record) => checkedEdit({ records: [known], files });
    const stale = 'stale/requirements.txt has changed since the fix was found; nothing was changed.';
    assert.ok((await checked()).edit?.has(document.uri));
    await replace(document, 'nixl', '# on servers\nnixl');
    assert.deepEqual(await checked(), { refused: stale });
    assert.deepEqual(await checked({ ...record, version: document.version }), { refused: stale }, 'same version, other content');
    await replace(document, '# on servers\n', '');
    assert.deepEqual(await checked(), { refused: stale }, 'same content, other version');
    assert.ok((await checked({ ...record, version: document.version })).edit);
  });
});
