import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionNamed, actionsAt, apply, closeAll, describeIn, diagnosticsOf, folder, open, trustedFolder, until } from './editor';

interface Case {
  readonly title: string;
  readonly file: string;
  readonly text: string;
  readonly at: string;
  readonly action: string;
  readonly after: string;
}

const cuda = '--extra-index-url https://download.pytorch.org/whl/cu124\ntorch\n';

const cases: readonly Case[] = [
  {
    title: 'another name, beside a line that is broken',
    file: 'requirements.txt',
    text: '== broken ==\nfaiss-gpu  # search\r\nhttpx\n',
    at: 'faiss',
    action: 'Replace faiss-gpu with faiss-cpu',
    after: '== broken ==\nfaiss-cpu  # search\r\nhttpx\n',
  },
  {
    title: 'another specifier',
    file: 'requirements.txt',
    text: "torch==2.6.0+cu124 ; python_version >= '3.10'\n",
    at: '+cu124',
    action: 'Drop "+cu124"',
    after: "torch==2.6.0 ; python_version >= '3.10'\n",
  },
  {
    title: 'other extras',
    file: 'pyproject.toml',
    text: '[project]\nname = "a"\nversion = "1"\ndependencies = ["tensorflow[and-cuda]>=2.18", "httpx"]\n\n[tool.x\nbroken =\n',
    at: 'and-cuda',
    action: 'Write tensorflow instead of tensorflow[and-cuda]',
    after: '[project]\nname = "a"\nversion = "1"\ndependencies = ["tensorflow>=2.18", "httpx"]\n\n[tool.x\nbroken =\n',
  },
  {
    title: 'a marker',
    file: 'requirements.txt',
    text: 'nixl>=0.3  # fast\n',
    at: 'nixl',
    action: 'Add the marker',
    after: "nixl>=0.3; sys_platform == 'linux'  # fast\n",
  },
  {
    title: 'rows that go together, one with a continued line',
    file: 'requirements.txt',
    text: 'torch==2.6.0\nnvidia-cublas-cu12==12.4.5.8 \\\n    --hash=sha256:00\nnvidia-cudnn-cu12==9.1.0.70  # theirs\nhttpx\n',
    at: 'nvidia-cublas',
    action: 'Remove nvidia-cublas-cu12 and 1 more',
    after: 'torch==2.6.0\nhttpx\n',
  },
  {
    title: 'another index',
    file: 'requirements.txt',
    text: cuda,
    at: 'download.pytorch.org',
    action: 'Take wheels from https://download.pytorch.org/whl/cpu',
    after: cuda.replace('cu124', 'cpu'),
  },
  { title: 'no index', file: 'requirements.txt', text: cuda, at: 'download.pytorch.org', action: 'Remove its wheel index', after: 'torch\n' },
  {
    title: 'another group',
    file: 'package.json',
    text: '{\n  "dependencies": {\n    "openai": "^4.1.0",\n    "zod": "^3.0.0"\n  }\n}\n',
    at: 'openai',
    action: 'Move openai to optionalDependencies',
    after: '{\n  "dependencies": {\n    "zod": "^3.0.0"\n  },\n  "optionalDependencies": {\n    "openai": "^4.1.0"\n  }\n}\n',
  },
  {
    title: 'a package in a Dockerfile',
    file: 'Dockerfile',
    text: 'FROM python:3.12\nRUN pip install faiss-gpu && rm -rf /tmp/x\n',
    at: 'faiss',
    action: 'Replace faiss-gpu with faiss-cpu',
    after: 'FROM python:3.12\nRUN pip install faiss-cpu && rm -rf /tmp/x\n',
  },
];

describeIn(trustedFolder, 'each kind of edit', () => {
  afterEach(closeAll);

  cases.forEach(({ title, file, text, at, action, after }, n) => {
    it(`${title}: made, undone, made again`, async () => {
      const document = await open(`kinds-${n}/${file}`, text);
      const marked = (): boolean => diagnosticsOf(document.uri).some(({ code }) => typeof code === 'object');
      await until(marked);
      const before = document.getText();
      const expected = vscode.EndOfLine.CRLF === document.eol ? after.replaceAll(/\r?\n/g, '\r\n') : after.replaceAll('\r\n', '\n');
      await apply(actionNamed(await actionsAt(document, at), action));
      assert.equal(document.getText(), expected);
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), before);
      await apply(actionNamed(await actionsAt(document, at), action));
      assert.equal(document.getText(), expected);
    });
  });

  it('a row that goes to a new file: both at once, and one undo', async () => {
    const document = await open('kinds-new/requirements.txt', 'httpx\ndashscope==1.24.0\n');
    await apply(actionNamed(await actionsAt(document, 'dashscope'), 'Move dashscope to requirements-alibaba-dashscope.txt'));
    assert.equal(document.getText(), 'httpx\n');
    const created = vscode.Uri.joinPath(folder(), 'kinds-new', 'requirements-alibaba-dashscope.txt');
    assert.equal((await vscode.workspace.openTextDocument(created)).getText(), '-r requirements.txt\ndashscope==1.24.0\n');
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), 'httpx\ndashscope==1.24.0\n');
    await assert.rejects(async () => vscode.workspace.fs.stat(created));
  });
});
