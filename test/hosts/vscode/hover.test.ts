import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, describeIn, open, trustedFolder } from './editor';

/** The text of the hovers over the first place of `text`. */
async function hoverOver(document: vscode.TextDocument, text: string): Promise<string> {
  const at = document.positionAt(document.getText().indexOf(text) + 1);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at);
  return hovers.flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value))).join('\n');
}

describeIn(trustedFolder, 'hover', () => {
  afterEach(closeAll);

  it('shows the fact card of what is bound', async () => {
    const document = await open('hover/requirements.txt', 'tensorrt-llm==0.19.0\ntorch\nnumpy\nacme-private-thing\n');
    const card = await hoverOver(document, 'tensorrt');
    assert.match(card, /\*\*tensorrt\\-llm\*\* binds to \*\*NVIDIA GPUs\*\* · hard · licence/);
    const [head = '', , cells = ''] = card.split('\n').filter((line) => line.startsWith('|'));
    assert.equal(head, '| NVIDIA | AMD | Intel | Apple | TPU | Ascend | CPU x86\\-64 | CPU arm64 |');
    assert.match(cells, /^\| yes \| /);
    assert.match(card, /\*Instead:\* .+ \((minutes|hours|days)/);
    assert.match(card, /\*Sources:\* \[.+\]\(https:.+\) \(checked \d{4}-\d\d-\d\d\)/);
    assert.match(card, /command:portolan.openRulePage/);
    assert.ok(card.split('\n\n').length <= 6, card);
  });

  it('shows a card over names that a rule knows, and nothing over others', async () => {
    const document = await open('hover/requirements-1.txt', 'torch\nnumpy\nacme-private-thing\n');
    assert.match(await hoverOver(document, 'torch'), /\*\*torch\*\* · .+ · licence/);
    assert.equal(await hoverOver(document, 'numpy'), '');
    assert.equal(await hoverOver(document, 'acme'), '');
  });

  it('shows text of the file literally', async () => {
    const document = await open('hover/package.json', '{ "dependencies": { "@google/genai": "^1.0.0" } }\n');
    assert.match(await hoverOver(document, '@google'), /\*\*\\@google\/genai\*\*/);
  });

  it('trusts no command but its own', async () => {
    const document = await open('hover/requirements-2.txt', 'dashscope\n');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, new vscode.Position(0, 1));
    const own = hovers
      .flatMap(({ contents }) => contents)
      .find((content): content is vscode.MarkdownString => content instanceof vscode.MarkdownString && content.value.includes('dashscope'));
    assert.deepEqual(own?.isTrusted, { enabledCommands: ['portolan.openRulePage', 'portolan.ignoreHere', 'portolan.ignoreInPolicy'] });
    assert.notEqual(own?.supportHtml, true);
  });
});
