import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, describeIn, diagnosticsOf, drawn, trustedFolder, until, writeFile } from './editor';

const notebookText = (...cells: readonly string[]): string =>
  JSON.stringify({
    cells: cells.map((source) => ({ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source })),
    metadata: { kernelspec: { name: 'python3', language: 'python', display_name: 'Python 3' }, language_info: { name: 'python' } },
    nbformat: 4,
    nbformat_minor: 5,
  });

/** Writes a notebook and opens it in the editor of notebooks. Not through `openNotebookDocument`, which would hold it for minutes. */
async function openNotebook(name: string, ...cells: readonly string[]): Promise<vscode.NotebookDocument> {
  const uri = await writeFile(name, notebookText(...cells));
  await vscode.commands.executeCommand('vscode.open', uri);
  return vscode.workspace.notebookDocuments.find((notebook) => notebook.uri.toString() === uri.toString()) ?? assert.fail(`${name} did not open`);
}

/** The cells with their marks drawn into them. */
function drawnCells(notebook: vscode.NotebookDocument): string[] {
  return notebook.getCells().map(({ document }) => drawn(document));
}

function untilCells(notebook: vscode.NotebookDocument, expected: readonly string[]): Promise<void> {
  return until(
    () => JSON.stringify(drawnCells(notebook)) === JSON.stringify(expected),
    () => JSON.stringify(drawnCells(notebook)),
  );
}

describeIn(trustedFolder, 'notebooks', () => {
  afterEach(closeAll);

  it('have their marks in their cells, and follow typing', async () => {
    const notebook = await openNotebook('nb/train.ipynb', 'x = "!pip install dashscope"', '# 🚀 "x"\n!pip install "tensorrt-llm==0.19.0" numpy\n');
    await untilCells(notebook, ['x = "!pip install dashscope"', '# 🚀 "x"\n!pip install "⟦tensorrt-llm⟧==0.19.0" numpy\n']);
    assert.deepEqual(diagnosticsOf(notebook.uri), [], 'none at places of the JSON');
    const { document } = notebook.cellAt(0);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, 0, document.lineAt(0).text.length), '%pip install dashscope');
    assert.equal(await vscode.workspace.applyEdit(edit), true);
    await untilCells(notebook, ['%pip install ⟦dashscope⟧', '# 🚀 "x"\n!pip install "⟦tensorrt-llm⟧==0.19.0" numpy\n']);
  });

  it('lose their marks when they are closed', async () => {
    const notebook = await openNotebook('nb/closed.ipynb', '!pip install dashscope');
    await untilCells(notebook, ['!pip install ⟦dashscope⟧']);
    const { uri } = notebook.cellAt(0).document;
    await closeAll();
    await until(() => diagnosticsOf(uri).length === 0);
  });
});
