import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createEngine, decodeText, type Engine } from '../../../src/engine';
import { Documents } from '../../../src/hosts/vscode/documents';
import { EditorFiles } from '../../../src/hosts/vscode/files';
import { countsSentence, statusOf } from '../../../src/hosts/vscode/status-text';
import type { FileResult } from '../../../src/model/result';
import { describeIn, folder, trustedFolder, writeFile } from './editor';

async function engineOfExtension(): Promise<Engine> {
  const extension = vscode.extensions.getExtension('portolan.portolan');
  assert.ok(extension);
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension.extensionUri, 'dist', 'catalog.json'));
  return createEngine({ catalog: decodeText(bytes).text, today: '2026-11-21', version: '0' });
}

describeIn(trustedFolder, 'the status bar', () => {
  let engine: Engine;
  let files: readonly FileResult[];

  before(async () => {
    engine = await engineOfExtension();
    await writeFile('status/requirements.txt', 'tensorrt-llm\ndashscope\ntorch\nnumpy\nacme-private-thing\n');
    const result = await engine.createSession(new EditorFiles(folder(), new Documents())).analyzeFile('status/requirements.txt');
    assert.ok(result);
    files = [result];
  });

  it('counts what is bound where no target is chosen', () => {
    const { text, tooltip } = statusOf(engine, files, [], 'requirements.txt');
    assert.equal(text, '$(compass) 2 bound');
    assert.equal(tooltip, 'requirements.txt: 2 bound · 1 portable · 1 ordinary · 1 unknown');
  });

  it('shows the worst of the chosen targets, and never says that one runs', () => {
    const { text, tooltip } = statusOf(engine, files, ['nvidia-cuda', 'amd-rocm'], 'requirements.txt');
    assert.equal(text, '$(compass) AMD: 1 blocker');
    assert.match(tooltip, /NVIDIA GPUs: no blocker known, \d+ unknown\nAMD GPUs \(ROCm\): 1 blocker \(tensorrt-llm\), \d+ unknown$/);
  });

  it('says the sum of a scan in one sentence', () => {
    assert.equal(countsSentence(engine, files), 'Portolan read 1 file: 2 bound · 1 portable · 1 ordinary · 1 unknown.');
  });
});
